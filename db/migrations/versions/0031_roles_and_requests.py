"""Ten roles instead of three, klaster of a member of staff, PIN and forced change of password; requests of patients.

Who was «klinisi» becomes what the profession says: doctors and dentists dokter, midwives bidan, everybody else
perawat, the least role that writes records, so that nobody loses what they did the day before; an apoteker is farmasi
as well, an analis laboratorium laboratorium. «kepala» and «pendaftaran» stay.
"""

import sqlalchemy as sa
from alembic import op

from db.base import Id, Instant

revision = "0031"
down_revision = "0030"

BESIDE = (("Apoteker", "farmasi"), ("Analis laboratorium", "laboratorium"))


def upgrade() -> None:
    for profession, role in BESIDE:
        op.execute(
            sa.text(
                "INSERT INTO staff_role (staff_id, role) SELECT staff.id, CAST(:role AS VARCHAR(20)) FROM staff"
                " JOIN staff_role ON staff_role.staff_id = staff.id"
                " WHERE staff_role.role = 'klinisi' AND staff.profession = :profession"
            ).bindparams(role=role, profession=profession)
        )
    op.execute(
        "UPDATE staff_role SET role = (SELECT CASE WHEN staff.profession IN ('Dokter', 'Dokter gigi') THEN 'dokter'"
        " WHEN staff.profession = 'Bidan' THEN 'bidan' ELSE 'perawat' END"
        " FROM staff WHERE staff.id = staff_role.staff_id) WHERE role = 'klinisi'"
    )
    op.add_column("staff", sa.Column("pin_hash", sa.String(200), nullable=True))
    op.add_column("staff", sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("staff", sa.Column("access_version", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "staff_klaster",
        sa.Column("staff_id", Id(), nullable=False),
        sa.Column("klaster", sa.Integer(), nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_klaster_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "klaster", name=op.f("pk_staff_klaster")),
    )
    _add_requests()


def _add_requests() -> None:
    op.create_table(
        "patient_request",
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("asked_by", sa.String(120), nullable=False),
        sa.Column("asked_as", sa.String(24), nullable=False),
        sa.Column("subject", sa.String(24), nullable=False),
        sa.Column("stands", sa.String(400), nullable=False),
        sa.Column("wanted", sa.String(400), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(400), nullable=False, server_default=""),
        sa.Column("decided_by", Id(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("facility_id", Id(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", Id(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_patient_request_person_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_patient_request_decided_by")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_patient_request_facility_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_patient_request_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient_request")),
    )
    op.create_index(op.f("ix_patient_request_person_id"), "patient_request", ["person_id"])
    op.create_index(
        op.f("ix_patient_request_facility_id_recorded_at"), "patient_request", ["facility_id", "recorded_at"]
    )
