"""Numbers before the desk, every step of a ticket, rooms of several klaster."""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant, Json

revision = "0005"
down_revision = "0004"
STEP_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("ticket") as ticket:
        ticket.alter_column("encounter_id", existing_type=Id(), nullable=True)
        ticket.add_column(sa.Column("stage", sa.String(length=12), nullable=False, server_default="klaster"))
        ticket.add_column(sa.Column("place", sa.String(length=60), nullable=False, server_default=""))
        for name in ("entered_at", "returned_at", "placed_at"):
            ticket.add_column(sa.Column(name, Instant(), nullable=True))
    op.add_column("encounter", sa.Column("purpose", sa.String(length=12), nullable=False, server_default=""))
    _create_steps()
    op.create_table(
        "room_klaster",
        sa.Column("room_id", Id(), nullable=False),
        sa.Column("klaster", sa.Integer(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_room_klaster_facility_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_klaster_room_id")),
        sa.PrimaryKeyConstraint("room_id", "klaster", name=op.f("pk_room_klaster")),
    )


def _create_steps() -> None:
    op.create_table(
        "ticket_step",
        sa.Column("seq", STEP_NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("ticket_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("became", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", Id(), nullable=False),
        sa.Column("before", Json(), nullable=False),
        sa.Column("other_id", Id(), nullable=True),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_ticket_step_by_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_ticket_step_facility_id")),
        sa.ForeignKeyConstraint(["other_id"], ["ticket.id"], name=op.f("fk_ticket_step_other_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_step_ticket_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ticket_step")),
    )
    op.create_index(op.f("ix_ticket_step_ticket_id_seq"), "ticket_step", ["ticket_id", "seq"])
    op.create_index(op.f("ix_ticket_step_facility_id_day_seq"), "ticket_step", ["facility_id", "day", "seq"])
