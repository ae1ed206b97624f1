"""Problems that have no code and stand in words."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("problem", sa.Column("words", sa.String(120), nullable=False, server_default=""))
