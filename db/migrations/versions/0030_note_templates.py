"""Templates of notes, each of one member of staff."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "note_template",
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("parts", Json(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_note_template_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_note_template_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_template")),
        sa.UniqueConstraint(
            "facility_id", "recorded_by", "name", name=op.f("uq_note_template_facility_id_recorded_by_name")
        ),
    )
