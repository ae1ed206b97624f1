"""Lists of families brought in, on both databases: nobody twice, nothing overwritten, every refusal with its reason."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from db.models import Family, Person
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.rebuilding import Found, derive_all
from ilp_desktop.services.family_import.family_import_data import Outcome
from ilp_desktop.services.family_import.family_imports import DUES_ASKED
from tests.house_fixtures import Clinic
from tests.services.family_lists import CARD, FAMILY, NEIGHBOURS, TITLES, csv_list, imported, planned, unheard

LIST = (*FAMILY, *NEIGHBOURS)
Stored = set[tuple[str | None, str, str, str, str, str]]


def stored(clinic: Clinic) -> Stored:
    with clinic.database.reading() as session:
        rows = session.execute(
            select(Family.kk_number, Person.name, Person.relation, Person.birth_date, Person.rt, Family.rt).join(
                Family, Family.id == Person.family_id
            )
        )
        return {(row[0], row[1], row[2], str(row[3]), row[4], row[5]) for row in rows}


def people(clinic: Clinic) -> int:
    with clinic.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_list_becomes_families_with_heads_folders_and_numbers(any_clinic: Clinic, tmp_path: Path) -> None:
    result = imported(any_clinic, csv_list(tmp_path / "a.csv", LIST))
    assert result.counts[Outcome.NEW] == 5
    folder = any_clinic.house.registration.family_by_card(any_clinic.desk, CARD)
    assert folder is not None
    assert [(one.name, one.relation, one.record_number[-2:]) for one in folder.members] == [
        ("H. Budi Santoso, S.Pd.", "kepala", "00"),
        ("Siti Nur'aini", "pasangan", "01"),
        ("Citra", "anak", "02"),
    ]
    assert (folder.rw, folder.rt, folder.address) == ("001", "002", "Kp. A")


def test_what_is_due_for_people_of_a_list_is_worked_out_afterwards(any_clinic: Clinic, tmp_path: Path) -> None:
    dues, desk = any_clinic.house.dues, any_clinic.desk
    assert dues.stale(desk) == 0
    imported(any_clinic, csv_list(tmp_path / "a.csv", LIST))
    assert dues.stale(desk) == 5
    assert any_clinic.database.feed.poll() >= {"person", DUES_ASKED}
    assert dues.refresh_some(desk, 10) == 5
    assert dues.stale(desk) == 0
    assert derive_all(any_clinic.house, any_clinic.head) == Found(people=5)
    filled = csv_list(tmp_path / "b.csv", [(*row, "081234567890") for row in LIST], (*TITLES, "No HP"))
    assert imported(any_clinic, filled).counts[Outcome.UPDATED] == 5
    assert dues.stale(desk) == 5


def test_importing_twice_is_importing_once(any_clinic: Clinic, tmp_path: Path) -> None:
    file = csv_list(tmp_path / "a.csv", LIST)
    imported(any_clinic, file)
    once = stored(any_clinic)
    again = imported(any_clinic, file)
    assert stored(any_clinic) == once
    assert people(any_clinic) == 5
    assert (again.counts.get(Outcome.NEW, 0), again.counts[Outcome.SAME]) == (0, 5)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rows_in_any_order_give_the_same_families(clinic: Clinic, tmp_path: Path, seed: int) -> None:
    rows: list[Sequence[object]] = [*LIST, FAMILY[0], (*FAMILY[1][:2], "Orang Lain", *FAMILY[1][3:])]
    random.Random(seed).shuffle(rows)
    result = imported(clinic, csv_list(tmp_path / "a.csv", rows))
    assert {row[1] for row in stored(clinic)} == {"H. Budi Santoso, S.Pd.", "Citra", "Dodi", "Eka"}
    assert (result.counts[Outcome.REFUSED], result.counts[Outcome.DOUBLED]) == (2, 1)
    assert {row[5] for row in stored(clinic)} == {"002", "003"}


def test_a_list_fills_what_is_blank_and_overwrites_nothing(any_clinic: Clinic, tmp_path: Path) -> None:
    known = replace(
        any_clinic.person("Siti Nur'aini", nik=FAMILY[1][1], birth_date=date(1972, 3, 4), address="Jl. Sendiri 5"),
        relation=FamilyRelation.SPOUSE,
        kk_number=CARD,
    )
    person_id = any_clinic.house.registration.register(any_clinic.desk, known).person_id
    titles = ("No KK", "NIK", "Nama", "Hubungan", "JK", "Tgl Lahir", "Desa", "RT", "RW", "Alamat", "No HP", "Pekerjaan")
    row = (*FAMILY[1], "081234567890", "")
    result = imported(any_clinic, csv_list(tmp_path / "a.csv", [row], titles))
    data = any_clinic.house.registration.person(any_clinic.desk, person_id).data
    assert (data.phone, data.address) == ("081234567890", "Jl. Sendiri 5")
    assert result.counts[Outcome.UPDATED] == 1
    assert "Alamat di data: Jl. Sendiri 5; di berkas: Kp. A." in result.remarks[0].told


def test_somebody_without_nik_is_known_by_card_name_birth_date_and_sex(any_clinic: Clinic, tmp_path: Path) -> None:
    bare = [(row[0], "", *row[2:]) for row in FAMILY]
    imported(any_clinic, csv_list(tmp_path / "a.csv", bare))
    result = imported(any_clinic, csv_list(tmp_path / "b.csv", FAMILY))
    assert people(any_clinic) == 3
    assert result.counts[Outcome.UPDATED] == 3


def test_a_nik_of_somebody_else_and_a_second_head_are_refused(any_clinic: Clinic, tmp_path: Path) -> None:
    imported(any_clinic, csv_list(tmp_path / "a.csv", FAMILY))
    other = (CARD, FAMILY[0][1], "Orang Lain", "Anak", "L", "05-05-1999", "Sukamaju", "2", "1", "")
    head = (CARD, "3201010505600099", "Kepala Lain", "Kepala Keluarga", "L", "05-05-1960", "Sukamaju", "2", "1", "")
    result = imported(any_clinic, csv_list(tmp_path / "b.csv", [other, head]))
    reasons = {row.line: row.reasons for row in result.refused}
    assert "sudah terdaftar atas nama H. Budi" in reasons[2]["nik"]
    assert "sudah mempunyai kepala keluarga" in reasons[3]["relation"]
    assert people(any_clinic) == 3


def test_a_village_elsewhere_is_refused_and_one_may_be_said_for_all(clinic: Clinic, tmp_path: Path) -> None:
    rows = [(*row[:6], village, *row[7:]) for row, village in zip(FAMILY, ("Sukajauh", "", "Sukamaju"), strict=True)]
    file = csv_list(tmp_path / "a.csv", rows)
    assert [row.reasons["village"][:4] for row in planned(clinic, file).refused] == ["Desa", "Desa"]
    assert len(planned(clinic, file, village_id=clinic.village_id).refused) == 1


def test_stopped_in_the_middle_it_goes_on_where_it_was(any_clinic: Clinic, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(fraction: float, _text: str) -> None:
        if fraction > 0:
            raise Stopped

    plan = planned(any_clinic, csv_list(tmp_path / "a.csv", LIST))
    with pytest.raises(Stopped):
        any_clinic.house.family_imports.run(any_clinic.desk, plan, stop)
    begun = people(any_clinic)
    assert 0 < begun < 5
    result = any_clinic.house.family_imports.run(any_clinic.desk, plan, unheard)
    assert people(any_clinic) == 5
    assert (result.counts[Outcome.NEW], result.counts[Outcome.SAME]) == (5 - begun, begun)


def test_refused_rows_become_a_file_that_can_be_put_right_and_imported(clinic: Clinic, tmp_path: Path) -> None:
    wrong = (CARD[:15], "3201010505600099", "=HYPERLINK(1)", "Anak", "L", "05-05-1990", "Sukamaju", "2", "1", "+62")
    plan = planned(clinic, csv_list(tmp_path / "a.csv", [*FAMILY, wrong]))
    file = tmp_path / "ditolak.xlsx"
    assert clinic.house.family_imports.write_refused(clinic.desk, plan, plan.refused, file) == 1
    sheet = load_workbook(file)["Ditolak"]
    titles, row = (list(cells) for cells in sheet.iter_rows())
    assert [cell.value for cell in titles][-2:] == ["Baris", "Alasan"]
    assert row[2].value == "=HYPERLINK(1)"
    assert {cell.data_type for cell in row} == {"s"}
    assert all(cell.quotePrefix for cell in row)
    assert "15 angka" in row[-1].value
    again = planned(clinic, file)
    assert {field for one in again.refused for field in one.reasons} == {"kk_number", "name"}


def test_columns_that_are_not_decided_are_asked_for(clinic: Clinic, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Jenis kelamin"):
        planned(clinic, csv_list(tmp_path / "a.csv", [("Budi", "1")], ("Nama", "Keterangan")))
