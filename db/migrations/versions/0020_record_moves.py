"""Visits that moved to the right person, and restricted entries that were read with a reason."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0020"
down_revision = "0019"

Part = sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint


def _recorded(table: str) -> tuple[Part, ...]:
    return (
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{table}_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f(f"fk_{table}_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _leads(table: str, column: str, target: str, *, nullable: bool = False) -> tuple[Part, ...]:
    return (
        sa.Column(column, Id(), nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}")),
    )


def upgrade() -> None:
    op.create_table(
        "visit_move",
        *_recorded("visit_move"),
        *_leads("visit_move", "visit_id", "encounter"),
        *_leads("visit_move", "from_person_id", "person"),
        *_leads("visit_move", "to_person_id", "person"),
        sa.Column("reason", sa.String(length=200), nullable=False),
        *_leads("visit_move", "undoes_id", "visit_move", nullable=True),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_visit_move_undoes_id")),
    )
    for column in ("from_person_id", "to_person_id", "visit_id"):
        op.create_index(op.f(f"ix_visit_move_{column}"), "visit_move", [column])
    op.create_index(op.f("ix_visit_move_facility_id_recorded_at"), "visit_move", ["facility_id", "recorded_at"])
    op.create_table(
        "seal_broken",
        *_recorded("seal_broken"),
        *_leads("seal_broken", "person_id", "person"),
        *_leads("seal_broken", "visit_id", "encounter", nullable=True),
        *_leads("seal_broken", "beside_id", "encounter"),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
    )
    op.create_index(op.f("ix_seal_broken_person_id"), "seal_broken", ["person_id"])
    op.create_index(op.f("ix_seal_broken_facility_id_recorded_at"), "seal_broken", ["facility_id", "recorded_at"])
