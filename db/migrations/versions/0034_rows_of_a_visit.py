"""Find the doses, events, problems and answers of a visit without reading everybody's."""

from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    for table in ("dose_given", "adverse_event", "problem", "service_answer"):
        op.create_index(op.f(f"ix_{table}_encounter_id"), table, ["encounter_id"])
