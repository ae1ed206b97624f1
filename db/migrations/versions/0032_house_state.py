"""What the whole database says of itself: whom it serves, the catalogue it works by, its last backup."""

import sqlalchemy as sa
from alembic import op

from db.base import Instant, Json

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "house_state",
        sa.Column("name", sa.String(24), nullable=False),
        sa.Column("value", Json(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_house_state")),
    )
