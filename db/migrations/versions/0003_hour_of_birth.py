"""A birth of which nobody knows the hour."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("birth", sa.Column("hour_known", sa.Boolean(), nullable=False, server_default=sa.true()))
