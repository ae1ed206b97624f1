"""Find what belongs to a visit, a pregnancy or a time without reading everybody's rows."""

from alembic import op

revision = "0034"
down_revision = "0033"
COLUMNS = (
    *((table, ("encounter_id",)) for table in ("dose_given", "adverse_event", "problem", "service_answer")),
    ("birth", ("pregnancy_id",)),
    ("pregnancy", ("facility_id", "ended_on")),
    ("dose_given", ("antigen", "expires_on")),
    ("vaccine_move", ("facility_id", "day")),
    ("vaccine_vial", ("facility_id", "opened_at")),
)


def upgrade() -> None:
    for table, columns in COLUMNS:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
