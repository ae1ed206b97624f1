"""Services due, answers to them, invitations; official words and signatures; doses that do not count."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json, OrdinalDay

revision = "0002"
down_revision = "0001"


def _facility(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    return (
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f(f"fk_{table}_facility_id")),
    )


def _recorded(table: str) -> tuple[sa.Column, sa.Column, sa.ForeignKeyConstraint]:
    return (
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f(f"fk_{table}_recorded_by")),
    )


def upgrade() -> None:
    op.create_table(
        "due",
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("service", sa.String(length=56), nullable=False),
        *_facility("due"),
        sa.Column("village_id", Id(), nullable=True),
        sa.Column("due_from", OrdinalDay(), nullable=False),
        sa.Column("late_from", OrdinalDay(), nullable=True),
        sa.Column("closes_on", OrdinalDay(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_due_person_id")),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_due_village_id")),
        sa.PrimaryKeyConstraint("person_id", "service", name=op.f("pk_due")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_due_village_id_service_due_from_late_from_closes_on"),
        "due",
        ["village_id", "service", "due_from", "late_from", "closes_on"],
    )
    op.create_table(
        "due_count",
        sa.Column("village_id", Id(), nullable=False),
        sa.Column("service", sa.String(length=56), nullable=False),
        *_facility("due_count"),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("coming", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_due_count_village_id")),
        sa.PrimaryKeyConstraint("village_id", "service", name=op.f("pk_due_count")),
        sqlite_with_rowid=False,
    )
    op.add_column("facility", sa.Column("dues_counted_on", OrdinalDay(), nullable=True))
    op.create_table(
        "service_answer",
        sa.Column("id", Id(), nullable=False),
        *_facility("service_answer"),
        *_recorded("service_answer"),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=True),
        sa.Column("service", sa.String(length=56), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_service_answer_person_id")),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_service_answer_encounter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_answer")),
    )
    op.create_index(op.f("ix_service_answer_person_id"), "service_answer", ["person_id"])
    op.create_table(
        "invitation",
        sa.Column("id", Id(), nullable=False),
        *_facility("invitation"),
        *_recorded("invitation"),
        sa.Column("batch_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("services", Json(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("invited_for", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"])
    op.create_index(op.f("ix_invitation_batch_id"), "invitation", ["batch_id"])
    op.create_index(op.f("ix_invitation_facility_id_day"), "invitation", ["facility_id", "day"])
    _create_editions()
    _change_people_and_doses()


def _create_editions() -> None:
    op.create_table(
        "item_wording",
        sa.Column("id", Id(), nullable=False),
        *_facility("item_wording"),
        *_recorded("item_wording"),
        sa.Column("form_code", sa.String(length=40), nullable=False),
        sa.Column("question_code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_wording")),
        sa.UniqueConstraint(
            "facility_id",
            "form_code",
            "question_code",
            "version",
            name=op.f("uq_item_wording_facility_id_form_code_question_code_version"),
        ),
    )
    op.create_table(
        "sign_off",
        sa.Column("id", Id(), nullable=False),
        *_facility("sign_off"),
        *_recorded("sign_off"),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index(
        op.f("ix_form_response_facility_id_form_code_day"), "form_response", ["facility_id", "form_code", "day"]
    )
    op.create_index(op.f("ix_sign_off_facility_id_kind_name"), "sign_off", ["facility_id", "kind", "name"])


def _change_people_and_doses() -> None:
    op.add_column("person", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("left_why", sa.String(length=12), nullable=False, server_default=""))
    op.add_column("person", sa.Column("dues_next_change_on", OrdinalDay(), nullable=True))
    op.add_column("person", sa.Column("dues_edition", sa.String(length=12), nullable=False, server_default=""))
    op.create_index(op.f("ix_person_village_id_rw_rt_name"), "person", ["village_id", "rw", "rt", "name"])
    op.create_index(
        op.f("ix_person_facility_id_dues_edition_dues_next_change_on"),
        "person",
        ["facility_id", "dues_edition", "dues_next_change_on"],
    )
    with op.batch_alter_table("dose_given") as doses:
        doses.drop_constraint(op.f("uq_dose_given_person_id_antigen_dose"), type_="unique")
        doses.create_unique_constraint(op.f("uq_dose_given_person_id_antigen_given_on"), ["person_id", "antigen", "given_on"])
