"""The cause of a stillbirth, and when the health office was told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("birth", sa.Column("death_cause", sa.String(24), nullable=False, server_default=""))
    op.add_column("birth", sa.Column("notified_on", sa.Date()))
