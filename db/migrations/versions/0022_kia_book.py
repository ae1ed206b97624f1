"""Buku KIA: which book a pregnancy or a child has, and its number."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "kia_book",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("pregnancy_id", Id(), nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("number", sa.String(24), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_kia_book_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kia_book_person_id")),
        sa.ForeignKeyConstraint(["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_kia_book_pregnancy_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_kia_book_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kia_book")),
    )
    op.create_index(op.f("ix_kia_book_person_id"), "kia_book", ["person_id"])
    op.create_index(op.f("ix_kia_book_pregnancy_id"), "kia_book", ["pregnancy_id"])
    op.create_index(op.f("ix_kia_book_facility_id_number"), "kia_book", ["facility_id", "number"])
