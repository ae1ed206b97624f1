"""Schools, the class of every child by school year, and visits that were held elsewhere than in the house."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0014"
down_revision = "0013"


def _root(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{table}_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f(f"fk_{table}_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "school",
        *_root("school"),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("facility_id", "name", name=op.f("uq_school_facility_id_name")),
    )
    op.create_table(
        "pupil",
        *_root("pupil"),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("school_id", Id(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pupil_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_pupil_school_id")),
        sa.UniqueConstraint("person_id", "begins_on", name=op.f("uq_pupil_person_id_begins_on")),
    )
    op.create_index(op.f("ix_pupil_school_id_begins_on_grade"), "pupil", ["school_id", "begins_on", "grade"])
    op.add_column("encounter", sa.Column("place", sa.String(length=12), nullable=False, server_default=""))
