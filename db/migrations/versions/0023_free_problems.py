"""Problems that have no code and stand in words."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("problem", sa.Column("words", sa.String(120), nullable=False, server_default=""))
