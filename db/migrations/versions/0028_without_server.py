"""The hours without the server: numbers reserved for a workstation, and what could not simply be taken over."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "number_block",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("station_id", Id(), nullable=False),
        sa.Column("workstation", sa.String(40), nullable=False),
        sa.Column("name", sa.String(24), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_number_block_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_number_block_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_block")),
        sa.UniqueConstraint("facility_id", "name", "first", name=op.f("uq_number_block_facility_id_name_first")),
    )
    op.create_index(op.f("ix_number_block_station_id"), "number_block", ["station_id"])
    op.create_table(
        "replay_conflict",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("workstation", sa.String(40), nullable=False),
        sa.Column("happened_at", Instant(), nullable=False),
        sa.Column("content", Json(), nullable=False),
        sa.Column("problem", sa.String(16), nullable=False),
        sa.Column("told", sa.String(400), nullable=False),
        sa.Column("waits_for", Id(), nullable=True),
        sa.Column("decision", sa.String(16), server_default="", nullable=False),
        sa.Column("note", sa.String(200), server_default="", nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", Id(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_replay_conflict_facility_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_replay_conflict_decided_by")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_replay_conflict_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replay_conflict")),
    )
    op.create_index(
        op.f("ix_replay_conflict_facility_id_decided_at_happened_at"),
        "replay_conflict",
        ["facility_id", "decided_at", "happened_at"],
    )
    op.create_index(op.f("ix_replay_conflict_waits_for"), "replay_conflict", ["waits_for"])
