"""Databases of three roles: who was «klinisi» keeps their work under the role of their profession."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from db.base import Id
from db.engine import Database
from db.migrate import upgrade
from tests.db.test_migrations import empty_database  # noqa: F401 - a fixture

FACILITY = UUID(int=1)
BEFORE = (
    ("Dokter", ("klinisi",), {"dokter"}),
    ("Dokter gigi", ("kepala", "klinisi"), {"kepala", "dokter"}),
    ("Bidan", ("klinisi",), {"bidan"}),
    ("Perawat", ("klinisi", "pendaftaran"), {"perawat", "pendaftaran"}),
    ("Nutrisionis", ("klinisi",), {"perawat"}),
    ("Apoteker", ("klinisi",), {"farmasi", "perawat"}),
    ("Analis laboratorium", ("klinisi",), {"laboratorium", "perawat"}),
    ("Apoteker", ("pendaftaran",), {"pendaftaran"}),
    ("Tata usaha", ("kepala",), {"kepala"}),
)


def test_roles_follow_the_profession_and_nobody_loses_what_they_did(empty_database: Database) -> None:  # noqa: F811
    engine = empty_database.engine
    upgrade(engine, "0028")

    def key(one: UUID) -> Any:
        return Id().process_bind_param(one, engine.dialect)

    staff = [UUID(int=number) for number in range(10, 10 + len(BEFORE))]
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO facility (id, name, code, address, phone, regency, time_zone, record_number_pattern,"
                " settings, row_version) VALUES (:id, 'Puskesmas', 'P', 'Jl.', '', '', 'Asia/Jakarta', '{n}', '{}', 1)"
            ),
            {"id": key(FACILITY)},
        )
        for number, (one, (profession, roles, _)) in enumerate(zip(staff, BEFORE, strict=True)):
            connection.execute(
                text(
                    "INSERT INTO staff (id, facility_id, name, profession, sip, user_name, password_hash, active,"
                    " row_version) VALUES (:id, :facility, 'Nama', :profession, '', :user_name, '', :active, 1)"
                ),
                {
                    "id": key(one),
                    "facility": key(FACILITY),
                    "profession": profession,
                    "user_name": f"u{number}",
                    "active": True,
                },
            )
            for role in roles:
                connection.execute(
                    text("INSERT INTO staff_role (staff_id, role) VALUES (:id, :role)"), {"id": key(one), "role": role}
                )
    upgrade(engine)
    with engine.connect() as connection:
        for one, (_, _, after) in zip(staff, BEFORE, strict=True):
            found = connection.execute(text("SELECT role FROM staff_role WHERE staff_id = :id"), {"id": key(one)})
            assert {row.role for row in found} == after
