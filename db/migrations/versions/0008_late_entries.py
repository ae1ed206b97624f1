"""Visits that were written down later: when they really were, and who was with the person."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("encounter", sa.Column("happened_at", Instant(), nullable=True))
    served_by = sa.Column("served_by", Id(), sa.ForeignKey("staff.id", name=op.f("fk_encounter_served_by")), nullable=True)
    op.add_column("encounter", served_by, inline_references=True)
