"""What a pregnancy is dated by, its changes, contacts elsewhere, classes, and the babies a woman had before."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0010"
down_revision = "0009"


def _recorded(table: str, owner: str, *columns: sa.Column) -> None:
    """Make a table of recorded rows that hang by another."""
    op.create_table(
        table,
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.Column(f"{owner}_id", Id(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{table}_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f(f"fk_{table}_recorded_by")),
        sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{owner}_id"), table, [f"{owner}_id"])


def _pregnancy() -> None:
    for name in ("told_period_on", "measured_on"):
        op.add_column("pregnancy", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("pregnancy", sa.Column("babies_expected", sa.Integer(), nullable=True))
    for name, letters in (("measured_kind", 8), ("measured_told", 12), ("end_note", 160)):
        op.add_column("pregnancy", sa.Column(name, sa.String(length=letters), nullable=False, server_default=""))


def _past_baby() -> None:
    _recorded(
        "past_baby",
        "person",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("twin", sa.Boolean(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("helper", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=24), nullable=True),
        sa.Column("living", sa.Boolean(), nullable=True),
        sa.Column("complications", Json(), nullable=False),
        sa.Column("note", sa.String(length=160), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.Column("removed_reason", sa.String(length=200), nullable=False),
    )


def upgrade() -> None:
    _pregnancy()
    _recorded(
        "pregnancy_change",
        "pregnancy",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("before", Json(), nullable=False),
        sa.Column("after", Json(), nullable=False),
    )
    _recorded(
        "pregnancy_contact",
        "pregnancy",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_doctor", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
    )
    _recorded(
        "mother_class",
        "pregnancy",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("accompanied", sa.Boolean(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
    )
    _past_baby()
