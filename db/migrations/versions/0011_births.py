"""Deliveries with all their babies, observations of a labour, deaths, and the hour of a dose."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0011"
down_revision = "0010"
BIRTH = (
    sa.Column("outcome", sa.String(length=12), nullable=False, server_default="hidup"),
    sa.Column("sex", sa.String(length=24), nullable=True),
    sa.Column("birth_order", sa.Integer(), nullable=True),
    sa.Column("place_name", sa.String(length=80), nullable=False, server_default=""),
    sa.Column("helper_name", sa.String(length=80), nullable=False, server_default=""),
    sa.Column("apgar_1", sa.Integer(), nullable=True),
    sa.Column("apgar_5", sa.Integer(), nullable=True),
    sa.Column("apgar_10", sa.Integer(), nullable=True),
    sa.Column("resuscitation", sa.String(length=60), nullable=False, server_default=""),
    sa.Column("anomalies", sa.String(length=200), nullable=False, server_default=""),
    sa.Column("vitamin_k", sa.Boolean(), nullable=True),
    sa.Column("vitamin_k_at", Instant(), nullable=True),
    sa.Column("eye_ointment", sa.Boolean(), nullable=True),
    sa.Column("letter_number", sa.String(length=40), nullable=False, server_default=""),
    sa.Column("letter_on", sa.Date(), nullable=True),
)


def _table(name: str, *columns: sa.Column | sa.Constraint) -> None:
    op.create_table(
        name,
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{name}_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f(f"fk_{name}_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _deliveries() -> None:
    _table(
        "delivery",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("mother_id", Id(), nullable=False),
        sa.Column("pregnancy_id", Id(), nullable=True),
        sa.Column("complications", Json(), nullable=False),
        sa.Column("complication_note", sa.String(length=200), nullable=False),
        sa.Column("blood_loss_ml", sa.Integer(), nullable=True),
        sa.Column("perineum", sa.String(length=40), nullable=False),
        sa.Column("placenta", sa.String(length=40), nullable=False),
        sa.Column("mother_state", sa.String(length=24), nullable=False),
        sa.Column("companion", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["mother_id"], ["person.id"], name=op.f("fk_delivery_mother_id")),
        sa.ForeignKeyConstraint(["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_delivery_pregnancy_id")),
    )
    op.create_index(op.f("ix_delivery_mother_id"), "delivery", ["mother_id"])
    op.create_index(op.f("ix_delivery_pregnancy_id"), "delivery", ["pregnancy_id"])


def _labours() -> None:
    numbers = ("descent", "contractions", "contraction_seconds", "fetal_heart_rate")
    more = ("moulding", "pulse", "systolic", "diastolic")
    _table(
        "labour_observation",
        sa.Column("pregnancy_id", Id(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("cervix_cm", sa.Float(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in numbers),
        sa.Column("liquor", sa.String(length=2), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in more),
        sa.Column("temperature_c", sa.Float(), nullable=True),
        sa.Column("urine_ml", sa.Integer(), nullable=True),
        sa.Column("urine_protein", sa.String(length=2), nullable=False),
        sa.Column("urine_acetone", sa.String(length=2), nullable=False),
        sa.Column("oxytocin_units", sa.Float(), nullable=True),
        sa.Column("oxytocin_drops", sa.Integer(), nullable=True),
        sa.Column("drugs", sa.String(length=120), nullable=False),
        sa.Column("void_reason", sa.String(length=120), nullable=False),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_labour_observation_pregnancy_id")),
    )
    op.create_index(op.f("ix_labour_observation_pregnancy_id_at"), "labour_observation", ["pregnancy_id", "at"])


def _deaths() -> None:
    _table(
        "death",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("hour", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("cause_note", sa.String(length=200), nullable=False),
        sa.Column("reporter", sa.String(length=80), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_death_person_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_death_person_id")),
    )


def upgrade() -> None:
    _deliveries()
    _labours()
    _deaths()
    for name, other in (("delivery_id", "delivery"), ("letter_by", "staff")):
        key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_birth_{name}"))
        op.add_column("birth", sa.Column(name, Id(), key, nullable=True), inline_references=True)
    for column in BIRTH:
        op.add_column("birth", column)
    op.create_index(op.f("ix_birth_delivery_id"), "birth", ["delivery_id"])
    op.add_column("dose_given", sa.Column("given_at", Instant(), nullable=True))
