"""The foundation: facility, staff, people, visits, queue, answers, mother and child, referrals, book-keeping."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0001"
down_revision = None

SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE person_fts USING fts5(text, content='person_search', content_rowid='id', tokenize='trigram')",
    "CREATE TRIGGER person_search_added AFTER INSERT ON person_search BEGIN"
    " INSERT INTO person_fts(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER person_search_removed AFTER DELETE ON person_search BEGIN"
    " INSERT INTO person_fts(person_fts, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER person_search_changed AFTER UPDATE ON person_search BEGIN"
    " INSERT INTO person_fts(person_fts, rowid, text) VALUES ('delete', old.id, old.text);"
    " INSERT INTO person_fts(rowid, text) VALUES (new.id, new.text); END",
)
POSTGRES_SEARCH = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_person_search_text ON person_search USING gin (text gin_trgm_ops)",
)


def upgrade() -> None:
    op.create_table(
        "client_save",
        sa.Column("client_id", Id(), nullable=False),
        sa.Column("subject_id", Id(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_client_save")),
    )
    op.create_table(
        "facility",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=250), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("regency", sa.String(length=80), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("record_number_pattern", sa.String(length=80), nullable=False),
        sa.Column("settings", Json(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("subject_id", Id(), nullable=True),
        sa.Column("workstation", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_change_facility_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    op.create_table(
        "counter",
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_counter_facility_id")),
        sa.PrimaryKeyConstraint("facility_id", "name", "period", name=op.f("pk_counter")),
    )
    op.create_table(
        "destination",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("clinics", Json(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_destination_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destination")),
        sa.UniqueConstraint("facility_id", "name", name=op.f("uq_destination_facility_id_name")),
    )
    op.create_table(
        "room",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("klaster", sa.Integer(), nullable=False),
        sa.Column("queue_letter", sa.String(length=2), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_room_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("facility_id", "name", name=op.f("uq_room_facility_id_name")),
    )
    op.create_table(
        "staff",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("profession", sa.String(length=40), nullable=False),
        sa.Column("sip", sa.String(length=60), nullable=False),
        sa.Column("user_name", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_staff_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("facility_id", "user_name", name=op.f("uq_staff_facility_id_user_name")),
    )
    op.create_table(
        "village",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_village_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village")),
        sa.UniqueConstraint("facility_id", "name", name=op.f("uq_village_facility_id_name")),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("staff_id", Id(), nullable=False),
        sa.Column("workstation", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("subject_id", Id(), nullable=True),
        sa.Column("detail", Json(), nullable=True),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_audit_facility_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_audit_staff_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index(op.f("ix_audit_subject_id"), "audit", ["subject_id"], unique=False)
    op.create_table(
        "family",
        sa.Column("id", Id(), nullable=False),
        sa.Column("kk_number", sa.String(length=16), nullable=True),
        sa.Column("folder_number", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("village_id", Id(), nullable=True),
        sa.Column("rw", sa.String(length=3), nullable=False),
        sa.Column("rt", sa.String(length=3), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_family_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_family_recorded_by")),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_family_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        sa.UniqueConstraint("facility_id", "folder_number", name=op.f("uq_family_facility_id_folder_number")),
        sa.UniqueConstraint("facility_id", "kk_number", name=op.f("uq_family_facility_id_kk_number")),
    )
    op.create_table(
        "posyandu",
        sa.Column("id", Id(), nullable=False),
        sa.Column("village_id", Id(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_posyandu_facility_id")),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_posyandu_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posyandu")),
        sa.UniqueConstraint("village_id", "name", name=op.f("uq_posyandu_village_id_name")),
    )
    op.create_table(
        "staff_role",
        sa.Column("staff_id", Id(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_role_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "role", name=op.f("pk_staff_role")),
    )
    op.create_table(
        "neighbourhood",
        sa.Column("id", Id(), nullable=False),
        sa.Column("village_id", Id(), nullable=False),
        sa.Column("rw", sa.String(length=3), nullable=False),
        sa.Column("rt", sa.String(length=3), nullable=False),
        sa.Column("posyandu_id", Id(), nullable=True),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_neighbourhood_facility_id")),
        sa.ForeignKeyConstraint(["posyandu_id"], ["posyandu.id"], name=op.f("fk_neighbourhood_posyandu_id")),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_neighbourhood_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood")),
        sa.UniqueConstraint("village_id", "rw", "rt", name=op.f("uq_neighbourhood_village_id_rw_rt")),
    )
    op.create_table(
        "person",
        sa.Column("id", Id(), nullable=False),
        sa.Column("family_id", Id(), nullable=True),
        sa.Column("relation", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("birth_date_estimated", sa.Boolean(), nullable=False),
        sa.Column("birth_place", sa.String(length=80), nullable=False),
        sa.Column("mother_id", Id(), nullable=True),
        sa.Column("mother_name", sa.String(length=120), nullable=False),
        sa.Column("birth_order", sa.Integer(), nullable=True),
        sa.Column("occupation", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("blood_type", sa.String(length=3), nullable=False),
        sa.Column("disability", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("village_id", Id(), nullable=True),
        sa.Column("outside_village", sa.String(length=80), nullable=False),
        sa.Column("rw", sa.String(length=3), nullable=False),
        sa.Column("rt", sa.String(length=3), nullable=False),
        sa.Column("payer", sa.String(length=24), nullable=False),
        sa.Column("bpjs_status", sa.String(length=16), nullable=False),
        sa.Column("bpjs_checked_on", sa.Date(), nullable=True),
        sa.Column("registered_fktp", sa.String(length=120), nullable=False),
        sa.Column("last_visit_on", sa.Date(), nullable=True),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.Column("removed_reason", sa.String(length=200), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_person_facility_id")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_person_family_id")),
        sa.ForeignKeyConstraint(["mother_id"], ["person.id"], name=op.f("fk_person_mother_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_person_recorded_by")),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_person_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_facility_id_name"), "person", ["facility_id", "name"], unique=False)
    op.create_index(op.f("ix_person_family_id"), "person", ["family_id"], unique=False)
    op.create_index(op.f("ix_person_mother_id"), "person", ["mother_id"], unique=False)
    op.create_table(
        "allergy",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("substance", sa.String(length=80), nullable=False),
        sa.Column("reaction", sa.String(length=120), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_allergy_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_allergy_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_allergy_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allergy")),
    )
    op.create_index(op.f("ix_allergy_person_id"), "allergy", ["person_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text_version", sa.String(length=24), nullable=False),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.Column("guardian_relation", sa.String(length=40), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_consent_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_consent_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"], unique=False)
    op.create_table(
        "encounter",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visit_kind", sa.String(length=12), nullable=False),
        sa.Column("sick", sa.Boolean(), nullable=False),
        sa.Column("complaint", sa.String(length=300), nullable=False),
        sa.Column("triage", sa.String(length=5), nullable=False),
        sa.Column("payer", sa.String(length=24), nullable=False),
        sa.Column("documents", Json(), nullable=False),
        sa.Column("klaster", sa.Integer(), nullable=False),
        sa.Column("proposed_klaster", sa.Integer(), nullable=False),
        sa.Column("proposal_reasons", Json(), nullable=False),
        sa.Column("klaster_reason", sa.String(length=200), nullable=False),
        sa.Column("precaution", sa.Boolean(), nullable=False),
        sa.Column("destination", sa.String(length=24), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_encounter_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_encounter_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_encounter_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encounter")),
    )
    op.create_index(op.f("ix_encounter_facility_id_day"), "encounter", ["facility_id", "day"], unique=False)
    op.create_index(op.f("ix_encounter_person_id_day"), "encounter", ["person_id", "day"], unique=False)
    op.create_table(
        "identifier",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_identifier_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_identifier_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
        sa.UniqueConstraint("facility_id", "kind", "value", name=op.f("uq_identifier_facility_id_kind_value")),
    )
    op.create_index(op.f("ix_identifier_person_id_kind"), "identifier", ["person_id", "kind"], unique=False)
    op.create_table(
        "person_search",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_person_search_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_search_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_search")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_search_person_id")),
    )
    op.create_index(op.f("ix_person_search_facility_id_text"), "person_search", ["facility_id", "text"], unique=False)
    op.create_table(
        "pregnancy",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("gravida", sa.Integer(), nullable=False),
        sa.Column("para", sa.Integer(), nullable=False),
        sa.Column("abortus", sa.Integer(), nullable=False),
        sa.Column("last_period_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("dating_method", sa.String(length=8), nullable=False),
        sa.Column("height_cm", sa.Float(), nullable=True),
        sa.Column("weight_before_kg", sa.Float(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_pregnancy_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pregnancy_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_pregnancy_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pregnancy")),
    )
    op.create_index(op.f("ix_pregnancy_person_id"), "pregnancy", ["person_id"], unique=False)
    op.create_table(
        "birth",
        sa.Column("id", Id(), nullable=False),
        sa.Column("mother_id", Id(), nullable=False),
        sa.Column("pregnancy_id", Id(), nullable=True),
        sa.Column("child_id", Id(), nullable=True),
        sa.Column("born_at", Instant(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("helper", sa.String(length=60), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("length_cm", sa.Float(), nullable=True),
        sa.Column("head_cm", sa.Float(), nullable=True),
        sa.Column("early_breastfeeding", sa.Boolean(), nullable=True),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_birth_child_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_birth_facility_id")),
        sa.ForeignKeyConstraint(["mother_id"], ["person.id"], name=op.f("fk_birth_mother_id")),
        sa.ForeignKeyConstraint(["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_birth_pregnancy_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_birth_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_birth")),
        sa.UniqueConstraint("child_id", name=op.f("uq_birth_child_id")),
    )
    op.create_index(op.f("ix_birth_mother_id"), "birth", ["mother_id"], unique=False)
    op.create_table(
        "diagnosis",
        sa.Column("id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("new_case", sa.Boolean(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_diagnosis_encounter_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_diagnosis_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_diagnosis_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_diagnosis_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diagnosis")),
        sa.UniqueConstraint("encounter_id", "code", name=op.f("uq_diagnosis_encounter_id_code")),
    )
    op.create_index(
        op.f("ix_diagnosis_facility_id_day_code"), "diagnosis", ["facility_id", "day", "code"], unique=False
    )
    op.create_index(op.f("ix_diagnosis_person_id_day"), "diagnosis", ["person_id", "day"], unique=False)
    op.create_table(
        "dose_given",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=True),
        sa.Column("antigen", sa.String(length=24), nullable=False),
        sa.Column("dose", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_dose_given_encounter_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_dose_given_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dose_given_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_dose_given_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dose_given")),
        sa.UniqueConstraint("person_id", "antigen", "dose", name=op.f("uq_dose_given_person_id_antigen_dose")),
    )
    op.create_table(
        "form_response",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=True),
        sa.Column("form_code", sa.String(length=40), nullable=False),
        sa.Column("form_version", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.Column("conclusion", Json(), nullable=True),
        sa.Column("replaces_id", Id(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_form_response_encounter_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_form_response_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_form_response_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_form_response_recorded_by")),
        sa.ForeignKeyConstraint(["replaces_id"], ["form_response.id"], name=op.f("fk_form_response_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_response")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_form_response_replaces_id")),
    )
    op.create_index(op.f("ix_form_response_encounter_id"), "form_response", ["encounter_id"], unique=False)
    op.create_index(
        op.f("ix_form_response_person_id_form_code_day"),
        "form_response",
        ["person_id", "form_code", "day"],
        unique=False,
    )
    op.create_table(
        "note",
        sa.Column("id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subjective", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("therapy", sa.Text(), nullable=False),
        sa.Column("actions", sa.Text(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_note_encounter_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_note_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_note_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("encounter_id", "version", name=op.f("uq_note_encounter_id_version")),
    )
    op.create_table(
        "referral",
        sa.Column("id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("destination_id", Id(), nullable=False),
        sa.Column("clinic", sa.String(length=80), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("external_number", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=8), nullable=False),
        sa.Column("reason_note", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("doctor_id", Id(), nullable=False),
        sa.Column("content", Json(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["destination_id"], ["destination.id"], name=op.f("fk_referral_destination_id")),
        sa.ForeignKeyConstraint(["doctor_id"], ["staff.id"], name=op.f("fk_referral_doctor_id")),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_referral_encounter_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_referral_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_referral_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("facility_id", "number", name=op.f("uq_referral_facility_id_number")),
    )
    op.create_index(op.f("ix_referral_encounter_id"), "referral", ["encounter_id"], unique=False)
    op.create_index(op.f("ix_referral_facility_id_day"), "referral", ["facility_id", "day"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("klaster", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("called_at", Instant(), nullable=True),
        sa.Column("called_room_id", Id(), nullable=True),
        sa.Column("served_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["called_room_id"], ["room.id"], name=op.f("fk_ticket_called_room_id")),
        sa.ForeignKeyConstraint(["encounter_id"], ["encounter.id"], name=op.f("fk_ticket_encounter_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_ticket_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint(
            "facility_id", "day", "letter", "number", name=op.f("uq_ticket_facility_id_day_letter_number")
        ),
    )
    op.create_index(op.f("ix_ticket_encounter_id"), "ticket", ["encounter_id"], unique=False)
    op.create_index(
        op.f("ix_ticket_facility_id_day_klaster_status"),
        "ticket",
        ["facility_id", "day", "klaster", "status"],
        unique=False,
    )
    op.create_table(
        "observation",
        sa.Column("response_id", Id(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("word", sa.String(length=120), nullable=True),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_observation_facility_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_observation_person_id")),
        sa.ForeignKeyConstraint(["response_id"], ["form_response.id"], name=op.f("fk_observation_response_id")),
        sa.PrimaryKeyConstraint("response_id", "code", name=op.f("pk_observation")),
    )
    op.create_index(
        op.f("ix_observation_person_id_code_day"), "observation", ["person_id", "code", "day"], unique=False
    )
    for statement in POSTGRES_SEARCH if op.get_bind().dialect.name == "postgresql" else SQLITE_SEARCH:
        op.execute(statement)
