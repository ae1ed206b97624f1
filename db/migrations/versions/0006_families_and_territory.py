"""What the KTP says apart from the domicile, moves of households, and the Pustu that serve villages."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0006"
down_revision = "0005"
PERSON = (("outside_code", 10), ("ktp_address", 200), ("ktp_code", 10), ("ktp_area", 160))


def _facility(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    return (
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{table}_facility_id")),
    )


def _moves() -> None:
    op.create_table(
        "household_move",
        sa.Column("id", Id(), nullable=False),
        *_facility("household_move"),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.Column("batch_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.Column("before", Json(), nullable=False),
        sa.Column("after", Json(), nullable=False),
        sa.Column("undone_by", Id(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_household_move_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_household_move_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_move")),
    )
    op.create_index(op.f("ix_household_move_person_id_recorded_at"), "household_move", ["person_id", "recorded_at"])
    op.create_index(op.f("ix_household_move_batch_id"), "household_move", ["batch_id"])


def _pustu() -> None:
    op.create_table(
        "pustu",
        sa.Column("id", Id(), nullable=False),
        *_facility("pustu"),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pustu")),
        sa.UniqueConstraint("facility_id", "name", name=op.f("uq_pustu_facility_id_name")),
    )
    op.create_table(
        "pustu_village",
        sa.Column("village_id", Id(), nullable=False),
        sa.Column("pustu_id", Id(), nullable=False),
        *_facility("pustu_village"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_pustu_village_village_id")),
        sa.ForeignKeyConstraint(["pustu_id"], ["pustu.id"], name=op.f("fk_pustu_village_pustu_id")),
        sa.PrimaryKeyConstraint("village_id", name=op.f("pk_pustu_village")),
    )


def upgrade() -> None:
    for name, letters in PERSON:
        op.add_column("person", sa.Column(name, sa.String(length=letters), nullable=False, server_default=""))
    _moves()
    _pustu()
