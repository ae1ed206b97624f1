"""A slip written in the field hangs on no visit yet; destinations have a level and may have an emergency room."""

import sqlalchemy as sa
from alembic import op

from db.base import Id

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    with op.batch_alter_table("referral") as referral:
        referral.alter_column("encounter_id", existing_type=Id(), nullable=True)
    with op.batch_alter_table("destination") as destination:
        destination.add_column(sa.Column("level", sa.String(16), nullable=False, server_default=""))
        destination.add_column(sa.Column("emergency_room", sa.Boolean(), nullable=True))
