"""${message}."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json, Word
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
