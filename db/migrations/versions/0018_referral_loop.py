"""Referrals of every kind, their steps, and the answers that come back."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0018"
down_revision = "0017"
STEP_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("referral") as referral:
        referral.alter_column("destination_id", existing_type=Id(), nullable=True)
        referral.alter_column("doctor_id", existing_type=Id(), nullable=True)
        referral.add_column(sa.Column("kind", sa.String(12), nullable=False, server_default="hospital"))
        referral.add_column(sa.Column("state", sa.String(12), nullable=False, server_default="dibuat"))
        referral.add_column(sa.Column("restricted", sa.Boolean(), nullable=False, server_default=sa.false()))
        referral.add_column(sa.Column("to_name", sa.String(120), nullable=False, server_default=""))
        referral.add_column(sa.Column("unit", sa.String(24), nullable=False, server_default=""))
        referral.add_column(sa.Column("from_name", sa.String(80), nullable=False, server_default=""))
    op.create_index(op.f("ix_referral_facility_id_state_day"), "referral", ["facility_id", "state", "day"])
    op.create_index(op.f("ix_referral_person_id_day"), "referral", ["person_id", "day"])
    op.execute("UPDATE referral SET kind = 'emergency' WHERE emergency")
    _create_steps()
    _create_answers()


def _create_steps() -> None:
    op.create_table(
        "referral_step",
        sa.Column("seq", STEP_NUMBER, autoincrement=True, nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("referral_id", Id(), nullable=False),
        sa.Column("act", sa.String(24), nullable=False),
        sa.Column("became", sa.String(12), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", Id(), nullable=False),
        sa.Column("note", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_referral_step_by_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_referral_step_facility_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_step_referral_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_referral_step")),
    )
    op.create_index(op.f("ix_referral_step_referral_id_seq"), "referral_step", ["referral_id", "seq"])


def _create_answers() -> None:
    op.create_table(
        "referral_answer",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("referral_id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by", sa.String(120), nullable=False),
        sa.Column("diagnoses", Json(), nullable=False),
        sa.Column("therapy", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("control_on", sa.Date(), nullable=True),
        sa.Column("prb", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_referral_answer_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_referral_answer_recorded_by")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_answer_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_answer")),
        sa.UniqueConstraint("referral_id", "version", name=op.f("uq_referral_answer_referral_id_version")),
    )
