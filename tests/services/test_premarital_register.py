"""The register of people about to marry: a couple is one row with both packages, and no result is told to anybody."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.premarital.premarital_care import NewCouple
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at
from tests.services.register_story import Line, rows_of
from tests.services.test_certificate_kinds import CATIN
from tests.services.test_premarital import GROOM, join, people

CODE = "register_premarital"
DONE = {**CATIN, "hb_status": "ada_hasil", "hb": "12,4"}
RESULTS = ("positif", "negatif", "reaktif", "nonreaktif", "12,4", "118")


def register(clinic: Clinic, month: int = TODAY.month) -> list[Line]:
    """Return the rows of the register of a month."""
    return rows_of(clinic, CODE, month=month)


def by_name(clinic: Clinic, **wanted: str) -> list[str]:
    """Return who stands in the register of this month, narrowed."""
    asked = RegisterFilter(CODE, TODAY.year, TODAY.month, **wanted)  # type: ignore[arg-type]
    return [row.name for row in clinic.house.registers.listed(clinic.doctor, asked, None, 50)]


def both(clinic: Clinic) -> tuple[UUID, UUID]:
    """Let a couple be served: she lacks her haemoglobin, he nothing."""
    woman, man = people(clinic)
    join(clinic, woman, man)
    attend(clinic, woman, Visit(TODAY - timedelta(days=3), forms={"catin": CATIN}))
    attend(clinic, man, Visit(TODAY - timedelta(days=2), forms={"catin": GROOM}))
    at(clinic, TODAY)
    return woman, man


def test_a_couple_is_one_row_with_both_packages(any_clinic: Clinic) -> None:
    woman, _ = both(any_clinic)
    (row,) = register(any_clinic)
    assert (row.who, row["Nama"], row["Pasangan"]) == (woman, "Nona Mempelai", "Tuan Mempelai")
    assert (row["Paket"], row["Belum ada"]) == ("belum lengkap", "Hemoglobin")
    assert (row["Paket pasangan"], row["Belum ada pada pasangan"]) == ("lengkap", None)
    assert row["Keduanya"] == "belum lengkap"
    assert (row["Diperiksa"], row["Pasangan diperiksa"]) == (TODAY - timedelta(days=3), TODAY - timedelta(days=2))
    attend(any_clinic, woman, Visit(TODAY, forms={"catin": DONE}))
    (row,) = register(any_clinic)
    assert (row["Keduanya"], row["Belum ada"]) == ("lengkap", None)


def test_who_has_no_partner_on_record_stands_alone_until_one_is_written_down(any_clinic: Clinic) -> None:
    woman, man = people(any_clinic)
    attend(any_clinic, man, Visit(TODAY - timedelta(days=40), forms={"catin": GROOM}))
    at(any_clinic, TODAY)
    assert register(any_clinic) == []
    (row,) = register(any_clinic, 10)
    assert (row.who, row["Keduanya"], row["Pasangan"]) == (man, "pasangan belum dicatat", None)
    join(any_clinic, woman, man)
    (row,) = register(any_clinic)
    assert (row.who, row["Pasangan"], row["Paket"], row["Paket pasangan"]) == (
        woman,
        "Tuan Mempelai",
        "belum dimulai",
        "lengkap",
    )
    assert row["Belum ada"] is None
    partner = any_clinic.house.premarital.picture(any_clinic.doctor, woman).partner
    assert partner is not None
    any_clinic.house.premarital.take_apart(any_clinic.doctor, partner.couple_id, partner.version, "Salah orang")
    assert register(any_clinic) == []


def test_the_man_is_found_by_his_name_too(any_clinic: Clinic) -> None:
    both(any_clinic)
    any_clinic.register("Nona Lain", birth_date=date(1999, 1, 1))
    assert by_name(any_clinic, search="tuan mempelai") == ["Nona Mempelai"]
    assert by_name(any_clinic, search="nona memp") == ["Nona Mempelai"]
    assert by_name(any_clinic, search="nona lain") == []


def test_no_result_stands_in_it_and_without_leave_it_tells_no_more(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    both(any_clinic)
    with_leave = [row.cells for row in register(any_clinic)]
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert not any_clinic.doctor.may(Act.SEE_RESTRICTED)
    assert [row.cells for row in register(any_clinic)] == with_leave
    file = tmp_path / "catin.xlsx"
    wanted = RegisterFilter(CODE, TODAY.year, TODAY.month)
    assert any_clinic.house.register_papers.export(any_clinic.doctor, wanted, file, lambda *_told: None) == 1
    sheet = load_workbook(file).active
    assert sheet is not None
    words = " ".join(str(cell).lower() for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    assert "nona mempelai" in words
    assert "tuan mempelai" in words
    assert not [word for word in RESULTS if word in words]


def test_however_many_couples_no_statement_is_sent_for_each(any_clinic: Clinic) -> None:
    both(any_clinic)
    sent: list[str] = []
    event.listen(
        any_clinic.database.reading().get_bind(), "before_cursor_execute", lambda *heard: sent.append(heard[2])
    )
    any_clinic.house.accounts.still(any_clinic.doctor)
    sent.clear()
    register(any_clinic)
    few = len(sent)
    for number in range(4):
        woman = any_clinic.register(f"Nona {number}", birth_date=date(2000, 1, 1)).person_id
        man = any_clinic.register(f"Tuan {number}", sex=Sex.MALE, birth_date=date(2000, 1, 1)).person_id
        any_clinic.house.premarital.join(any_clinic.doctor, NewCouple(any_clinic.new_id(), woman, man))
    any_clinic.house.accounts.still(any_clinic.doctor)
    sent.clear()
    assert len(register(any_clinic)) == 5
    assert len(sent) == few
