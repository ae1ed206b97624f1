"""People who may be the same, merges with whose every row was before, and an index by birth date."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0007"
down_revision = "0006"


def _facility(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    return (sa.Column("facility_id", Id(), nullable=False), _key(table, "facility_id", "facility.id"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    _index("person", "birth_date", "facility_id")
    _suspected_pair()
    op.create_table(
        "duplicate_scan",
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("after", sa.String(length=160), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        _key("duplicate_scan", "facility_id", "facility.id"),
        sa.PrimaryKeyConstraint("facility_id", name=op.f("pk_duplicate_scan")),
    )
    _person_merge()
    _person_merge_row()


def _suspected_pair() -> None:
    op.create_table(
        "suspected_pair",
        sa.Column("one_id", Id(), nullable=False),
        sa.Column("other_id", Id(), nullable=False),
        *_facility("suspected_pair"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", Id(), nullable=True),
        _key("suspected_pair", "one_id", "person.id"),
        _key("suspected_pair", "other_id", "person.id"),
        _key("suspected_pair", "decided_by", "staff.id"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_suspected_pair")),
    )
    _index("suspected_pair", "facility_id", "decided_at", "score")
    _index("suspected_pair", "other_id")


def _person_merge() -> None:
    op.create_table(
        "person_merge",
        sa.Column("id", Id(), nullable=False),
        *_facility("person_merge"),
        sa.Column("loser_id", Id(), nullable=False),
        sa.Column("survivor_id", Id(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("undone_by", Id(), nullable=True),
        sa.Column("undone_reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        _key("person_merge", "loser_id", "person.id"),
        _key("person_merge", "survivor_id", "person.id"),
        _key("person_merge", "undone_by", "staff.id"),
        _key("person_merge", "recorded_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    _index("person_merge", "loser_id")
    _index("person_merge", "survivor_id")
    _index("person_merge", "facility_id", "recorded_at")


def _person_merge_row() -> None:
    op.create_table(
        "person_merge_row",
        sa.Column("merge_id", Id(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("column_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", Id(), nullable=False),
        *_facility("person_merge_row"),
        sa.Column("old_person_id", Id(), nullable=False),
        sa.Column("fate", sa.String(length=8), nullable=False),
        sa.Column("before", Json(), nullable=True),
        sa.Column("after", Json(), nullable=True),
        sa.Column("settled_id", Id(), nullable=True),
        _key("person_merge_row", "merge_id", "person_merge.id"),
        _key("person_merge_row", "old_person_id", "person.id"),
        _key("person_merge_row", "settled_id", "person.id"),
        sa.PrimaryKeyConstraint(
            "merge_id", "table_name", "column_name", "row_id", name=op.f("pk_person_merge_row")
        ),
    )
