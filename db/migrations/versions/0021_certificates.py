"""Certificates: numbered papers about a person, as they were issued."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("doctor_id", Id(), nullable=False),
        sa.Column("content", Json(), nullable=False),
        sa.Column("prints", sa.Integer(), nullable=False),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.Column("voided_by", Id(), nullable=True),
        sa.Column("void_reason", sa.String(200), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_certificate_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_certificate_encounter_id")),
        sa.ForeignKeyConstraint(["doctor_id"], ["staff.id"], name=op.f("fk_certificate_doctor_id")),
        sa.ForeignKeyConstraint(["voided_by"], ["staff.id"], name=op.f("fk_certificate_voided_by")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_certificate_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("facility_id", "number", name=op.f("uq_certificate_facility_id_number")),
    )
    op.create_index(op.f("ix_certificate_encounter_id"), "certificate", ["encounter_id"])
    op.create_index(op.f("ix_certificate_person_id_day"), "certificate", ["person_id", "day"])
    op.create_index(op.f("ix_certificate_facility_id_day"), "certificate", ["facility_id", "day"])
