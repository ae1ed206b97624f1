"""The part of a klaster's waiting list that a number waits in."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("sub_room", sa.String(12), nullable=False, server_default=""))
