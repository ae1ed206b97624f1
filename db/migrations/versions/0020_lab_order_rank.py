"""The place of a test among those asked for in one save."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("lab_order", sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
