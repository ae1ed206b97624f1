"""The register of referrals holds what each referral and its answer say; restricted ones only for those with leave."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.referred import answer, letter, other, refer

REGISTER = "register_referral"


def rows(clinic: Clinic, month: int = 0) -> dict[Cell, dict[str, Cell]]:
    """Return the rows by the number of the referral, each by its headings."""
    wanted = RegisterFilter(REGISTER, TODAY.year, month)
    head = clinic.house.registers.head(clinic.doctor, wanted)
    found = clinic.house.registers.listed(clinic.doctor, wanted, None, 50)
    lines = [dict(zip((one.heading for one in head.columns), row.cells, strict=True)) for row in found]
    assert head.rows == len(lines)
    return {line["Nomor rujukan"]: line for line in lines}


def test_a_row_says_what_the_letter_and_its_answer_say(any_clinic: Clinic) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    any_clinic.clock.forward(timedelta(days=3))
    said = answer(any_clinic, referral, answered_on=TODAY + timedelta(days=3), prb=True)
    any_clinic.house.referral_answers.record(any_clinic.doctor, said)
    (row,) = rows(any_clinic).values()
    assert (row["Tanggal"], row["Jenis"], row["Nama"], row["Tujuan"]) == (
        TODAY,
        "RS (FKRTL)",
        "Siti Aminah",
        "RSUD Contoh",
    )
    assert (row["Poli"], row["Dokter"], row["Status"]) == ("Penyakit Dalam", "dr. Ratna Contoh", "dijawab")
    assert str(row["Diagnosis"]).startswith("I10 ")
    assert (row["Hari sampai dijawab"], row["Diagnosis jawaban"], row["PRB"]) == (3, "I10", "ya")
    assert (row["Terapi"], row["Tanggal kontrol"]) == ("Amlodipin 10 mg 1x1", date(2026, 12, 23))


def test_every_kind_stands_in_the_register_and_only_in_its_month(any_clinic: Clinic) -> None:
    for number, kind in enumerate(("internal", "community", "social")):
        refer(any_clinic, any_clinic.register(f"Warga {number}").person_id, other(kind))
    assert {row["Jenis"] for row in rows(any_clinic).values()} == {"Internal", "Posyandu / Pustu", "Sosial dan hukum"}
    assert rows(any_clinic, 10) == {}
    assert len(rows(any_clinic, 11)) == 3


def test_a_restricted_referral_stands_in_it_only_for_those_with_leave(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    refer(any_clinic, any_clinic.register().person_id, other("social", violence=True))
    assert len(rows(any_clinic)) == 1
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert not any_clinic.doctor.may(Act.SEE_RESTRICTED)
    assert rows(any_clinic) == {}
