"""How a dose was given, vaccine stock, withdrawn doses, and events after immunisation."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0013"
down_revision = "0012"
WORDS = (("told_by", 8), ("site", 16), ("route", 8), ("place_kind", 12), ("place", 80), ("vvm", 1))


def _owned(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint, ...]:
    return (
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{table}_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f(f"fk_{table}_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _stock() -> None:
    op.create_table(
        "vaccine_lot",
        *_owned("vaccine_lot"),
        sa.Column("vaccine", sa.String(length=16), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("doses_per_vial", sa.Integer(), nullable=False),
        sa.Column("vvm", sa.String(length=1), nullable=False),
        sa.UniqueConstraint(
            "facility_id",
            "vaccine",
            "batch",
            "expires_on",
            name=op.f("uq_vaccine_lot_facility_id_vaccine_batch_expires_on"),
        ),
    )
    op.create_table(
        "vaccine_move",
        *_owned("vaccine_move"),
        sa.Column("lot_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("vials", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        _refers("vaccine_move", "lot_id", "vaccine_lot"),
    )
    op.create_index(op.f("ix_vaccine_move_lot_id_day"), "vaccine_move", ["lot_id", "day"])
    op.create_table(
        "vaccine_vial",
        *_owned("vaccine_vial"),
        sa.Column("lot_id", Id(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("doses", sa.Integer(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("closed_why", sa.String(length=8), nullable=False),
        sa.Column("closed_by", Id(), nullable=True),
        _refers("vaccine_vial", "lot_id", "vaccine_lot"),
        _refers("vaccine_vial", "closed_by", "staff"),
    )
    op.create_index(op.f("ix_vaccine_vial_lot_id_opened_at"), "vaccine_vial", ["lot_id", "opened_at"])


def _doses() -> None:
    for name, letters in WORDS:
        op.add_column("dose_given", sa.Column(name, sa.String(length=letters), nullable=False, server_default=""))
    op.add_column("dose_given", sa.Column("expires_on", sa.Date(), nullable=True))
    for name, to in (("given_by", "staff"), ("vial_id", "vaccine_vial")):
        key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_dose_given_{name}"))
        op.add_column("dose_given", sa.Column(name, Id(), key, nullable=True), inline_references=True)
    op.create_index(op.f("ix_dose_given_vial_id"), "dose_given", ["vial_id"])
    op.create_table(
        "withdrawn_dose",
        *_owned("withdrawn_dose"),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("antigen", sa.String(length=24), nullable=False),
        sa.Column("dose", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("stood_there", Json(), nullable=False),
        _refers("withdrawn_dose", "person_id", "person"),
    )
    op.create_index(op.f("ix_withdrawn_dose_person_id"), "withdrawn_dose", ["person_id"])


def _events() -> None:
    op.create_table(
        "adverse_event",
        *_owned("adverse_event"),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("dose_ids", Json(), nullable=False),
        sa.Column("onset_on", sa.Date(), nullable=False),
        sa.Column("onset_hours", sa.Float(), nullable=True),
        sa.Column("reactions", Json(), nullable=False),
        sa.Column("criteria", Json(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reported_by", sa.String(length=12), nullable=False),
        sa.Column("reporter", sa.String(length=80), nullable=False),
        sa.Column("treatment", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        _refers("adverse_event", "person_id", "person"),
        _refers("adverse_event", "encounter_id", "encounter"),
    )
    op.create_index(op.f("ix_adverse_event_person_id"), "adverse_event", ["person_id"])
    op.create_index(op.f("ix_adverse_event_facility_id_onset_on"), "adverse_event", ["facility_id", "onset_on"])


def upgrade() -> None:
    _stock()
    _doses()
    _events()
