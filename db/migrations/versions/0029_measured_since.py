"""Who was measured since a day is read from the days alone: going through every person's values took most of a list."""

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_index(op.f("ix_observation_code_day_person_id"), "observation", ["code", "day", "person_id"])
