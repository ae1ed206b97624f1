"""The written record: more of the note, what diagnoses were, signatures, corrections, allergies, consents, problems."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0017"
down_revision = "0016"
NOTE_PARTS = ("present_illness", "past_history", "drug_history", "family_history", "social_history", "education")
WORDS = {
    "diagnosis": (("certainty", 8), ("doubt", 200)),
    "allergy": (("kind", 8), ("severity", 8), ("since", 20)),
    "note": (("reason", 200),),
}


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


def _indexed(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _of_visits() -> None:
    op.create_table(
        "withdrawn_diagnosis",
        *_owned("withdrawn_diagnosis"),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(7), nullable=False),
        sa.Column("new_case", sa.Boolean(), nullable=False),
        sa.Column("certainty", sa.String(8), nullable=False),
        sa.Column("given_by", Id(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("became", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        _refers("withdrawn_diagnosis", "encounter_id", "encounter"),
        _refers("withdrawn_diagnosis", "person_id", "person"),
        _refers("withdrawn_diagnosis", "given_by", "staff"),
    )
    op.create_table(
        "record_signature",
        *_owned("record_signature"),
        sa.Column("encounter_id", Id(), nullable=False),
        _refers("record_signature", "encounter_id", "encounter"),
    )
    op.create_table(
        "correction_permit",
        *_owned("correction_permit"),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_by", Id(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        _refers("correction_permit", "encounter_id", "encounter"),
        _refers("correction_permit", "decided_by", "staff"),
    )
    _indexed("withdrawn_diagnosis", "encounter_id")
    _indexed("withdrawn_diagnosis", "person_id")
    _indexed("record_signature", "encounter_id")
    _indexed("correction_permit", "encounter_id")
    _indexed("correction_permit", "facility_id", "decided_at")


def _consents() -> None:
    op.create_table(
        "informed_consent",
        *_owned("informed_consent"),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("action", sa.String(200), nullable=False),
        sa.Column("explained", Json(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("explained_by", Id(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("signer", sa.String(120), nullable=False),
        sa.Column("signer_relation", sa.String(40), nullable=False),
        sa.Column("witness", sa.String(120), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_by", Id(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(200), nullable=False),
        _refers("informed_consent", "encounter_id", "encounter"),
        _refers("informed_consent", "person_id", "person"),
        _refers("informed_consent", "explained_by", "staff"),
        _refers("informed_consent", "withdrawn_by", "staff"),
    )
    _indexed("informed_consent", "encounter_id")
    _indexed("informed_consent", "person_id")


def _of_people() -> None:
    op.create_table(
        "withdrawn_allergy",
        *_owned("withdrawn_allergy"),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("stood_there", Json(), nullable=False),
        _refers("withdrawn_allergy", "person_id", "person"),
    )
    op.create_table(
        "no_known_allergy",
        *_owned("no_known_allergy"),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _refers("no_known_allergy", "person_id", "person"),
    )
    op.create_table(
        "problem",
        *_owned("problem"),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=True),
        sa.Column("code", sa.String(7), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("resolved_by", Id(), nullable=True),
        sa.Column("resolved_note", sa.String(200), nullable=False),
        _refers("problem", "person_id", "person"),
        _refers("problem", "encounter_id", "encounter"),
        _refers("problem", "resolved_by", "staff"),
    )
    op.create_table(
        "short_text",
        *_owned("short_text"),
        sa.Column("word", sa.String(16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.UniqueConstraint(
            "facility_id", "recorded_by", "word", name=op.f("uq_short_text_facility_id_recorded_by_word")
        ),
    )
    for table in ("withdrawn_allergy", "no_known_allergy", "problem"):
        _indexed(table, "person_id")


def upgrade() -> None:
    for part in NOTE_PARTS:
        op.add_column("note", sa.Column(part, sa.Text(), nullable=False, server_default=""))
    for table, columns in WORDS.items():
        for name, letters in columns:
            op.add_column(table, sa.Column(name, sa.String(letters), nullable=False, server_default=""))
    _of_visits()
    _consents()
    _of_people()
