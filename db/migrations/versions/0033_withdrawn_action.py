"""What an action of a visit was before somebody took it out or changed it."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0033"
down_revision = "0032"
TABLE = "withdrawn_action"
REFERS = {
    "facility_id": "facility",
    "recorded_by": "staff",
    "encounter_id": "encounter",
    "person_id": "person",
    "done_by": "staff",
    "given_by": "staff",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.Column("encounter_id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("side", sa.String(12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("done_by", Id(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("given_by", Id(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("became", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, to in REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("encounter_id", "person_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
