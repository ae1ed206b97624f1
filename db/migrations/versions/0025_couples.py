"""Couples about to marry."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "couple",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("woman_id", Id(), nullable=False),
        sa.Column("man_id", Id(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", Id(), nullable=True),
        sa.Column("end_reason", sa.String(200), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_couple_facility_id")),
        sa.ForeignKeyConstraint(["woman_id"], ["person.id"], name=op.f("fk_couple_woman_id")),
        sa.ForeignKeyConstraint(["man_id"], ["person.id"], name=op.f("fk_couple_man_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["staff.id"], name=op.f("fk_couple_ended_by")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_couple_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_couple")),
    )
    op.create_index(op.f("ix_couple_woman_id"), "couple", ["woman_id"])
    op.create_index(op.f("ix_couple_man_id"), "couple", ["man_id"])
