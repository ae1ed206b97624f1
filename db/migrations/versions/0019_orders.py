"""Actions of a visit, tests and medicines asked for, and codes marked as favourites."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0019"
down_revision = "0018"


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _recorded(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint, ...]:
    """Return the columns of a row of a visit with its author and time."""
    return (
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        _refers(table, "facility_id", "facility"),
        _refers(table, "recorded_by", "staff"),
        _refers(table, "encounter_id", "encounter"),
        _refers(table, "person_id", "person"),
    )


def _ordered(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("ended_at", Instant()),
        sa.Column("ended_by", Id()),
        sa.Column("reason", sa.String(200), nullable=False, server_default=""),
        _refers(table, "ended_by", "staff"),
    )


def _indexes(table: str, *many: tuple[str, ...]) -> None:
    for columns in many:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    op.create_table(
        "visit_action",
        *_recorded("visit_action"),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("side", sa.String(12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("done_by", Id(), nullable=False),
        sa.Column("done_at", Instant()),
        _refers("visit_action", "done_by", "staff"),
    )
    _indexes("visit_action", ("encounter_id",), ("person_id", "day"), ("facility_id", "day", "code"))
    op.create_table(
        "lab_order",
        *_recorded("lab_order"),
        *_ordered("lab_order"),
        sa.Column("test", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("specimen", sa.String(80), nullable=False),
        sa.Column("question", sa.String(200), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
    )
    _indexes("lab_order", ("encounter_id",), ("person_id", "state"), ("facility_id", "state", "day"))
    op.create_table(
        "prescription_line",
        *_recorded("prescription_line"),
        *_ordered("prescription_line"),
        sa.Column("drug", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("strength", sa.String(60), nullable=False),
        sa.Column("signa", sa.String(120), nullable=False),
        sa.Column("directions", sa.String(300), nullable=False),
        sa.Column("times", sa.Float()),
        sa.Column("amount", sa.Float()),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("route", sa.String(60), nullable=False),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("days", sa.Integer()),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("confirmed", sa.Text(), nullable=False),
    )
    _indexes("prescription_line", ("encounter_id",), ("person_id", "state"), ("facility_id", "state", "day"))
    op.create_table(
        "favourite_code",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("staff_id", Id(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("code", sa.String(120), nullable=False),
        sa.Column("marked_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_favourite_code")),
        _refers("favourite_code", "facility_id", "facility"),
        _refers("favourite_code", "staff_id", "staff"),
        sa.UniqueConstraint("staff_id", "kind", "code", name=op.f("uq_favourite_code_staff_id_kind_code")),
    )
