"""Unlikely answers that somebody said are right, kept with the answers."""

import sqlalchemy as sa
from alembic import op

from db.base import Json

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("form_response", sa.Column("confirmed", Json(), nullable=True))
