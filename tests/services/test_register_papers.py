"""Files of registers: the spreadsheet holds what the screen shows, and every summary lies in one PDF."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import Audit
from ilp_desktop.domain import permissions
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.reference import edition_on
from ilp_desktop.services.register import register_papers
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.kia_story import examine, whole_story
from tests.services.register_story import listed
from tests.services.test_due_papers import Heard

MOTHER, INFANT, TODDLER = "register_mother", "register_infant", "register_toddler"
MONTHS = 12


def cells_of(file: Path) -> list[list[object]]:
    """Return the rows of the first sheet, days as days."""
    rows = load_workbook(file).worksheets[0].iter_rows()
    return [[cell.value.date() if cell.is_date else cell.value for cell in row] for row in rows]


def audited(clinic: Clinic) -> list[dict[str, object] | None]:
    with clinic.database.reading() as session:
        rows = session.scalars(select(Audit.detail).where(Audit.subject == "register").order_by(Audit.seq))
        return list(rows)


@pytest.mark.parametrize("code", [MOTHER, INFANT, TODDLER])
def test_spreadsheet_holds_the_rows_in_the_order_of_the_table(any_clinic: Clinic, tmp_path: Path, code: str) -> None:
    whole_story(any_clinic)
    wanted, file = RegisterFilter(code, TODAY.year), tmp_path / "x.xlsx"
    assert any_clinic.house.register_papers.export(any_clinic.doctor, wanted, file, Heard()) == 1
    headings, first = cells_of(file)
    columns = edition_on(code, TODAY).body["column"]
    once = [row["label"] for row in columns if "each" not in row]
    assert [one for one in headings if one in once] == once
    assert len(headings) == len(once) + MONTHS * (len(columns) - len(once))
    (row,) = listed(any_clinic, wanted)
    assert [None if one == "" else one for one in first] == list(row.cells)
    assert audited(any_clinic) == [{"kind": code, "rows": 1}]


def test_what_looks_like_a_formula_is_a_word(any_clinic: Clinic, tmp_path: Path) -> None:
    any_clinic.register("=Budi", birth_date=date(2026, 1, 1), address="@SUM(A1)")
    file = tmp_path / "x.xlsx"
    any_clinic.house.register_papers.export(any_clinic.doctor, RegisterFilter(INFANT, TODAY.year), file, Heard())
    sheet = load_workbook(file).worksheets[0]
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert (found["=Budi"], found["@SUM(A1)"]) == ("s", "s")


def test_second_sheet_says_what_it_is_and_as_of_when(any_clinic: Clinic, tmp_path: Path) -> None:
    whole_story(any_clinic)
    file = tmp_path / "x.xlsx"
    any_clinic.house.register_papers.export(any_clinic.doctor, RegisterFilter(INFANT, 2026, 10), file, Heard())
    about = [str(row[0].value) for row in load_workbook(file).worksheets[1].iter_rows()]
    assert "Kohort bayi, Okt 2026, Seluruh wilayah kerja" in about
    assert any(line.startswith("Keadaan per 31-10-2026, dibuat 23-11-2026") for line in about)
    assert "Susunan kolom belum dicocokkan dengan kartu resmi." in about
    assert any("data pribadi" in line for line in about)


def test_restricted_columns_stay_out_of_the_file_without_leave(
    any_clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_story(any_clinic)
    wanted, file = RegisterFilter(MOTHER, TODAY.year), tmp_path / "x.xlsx"
    any_clinic.house.register_papers.export(any_clinic.doctor, wanted, file, Heard())
    assert "Nonreaktif" in cells_of(file)[1]
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    any_clinic.house.register_papers.export(any_clinic.doctor, wanted, file, Heard())
    headings, first = cells_of(file)
    assert {"HIV", "Sifilis", "KB pascasalin"}.isdisjoint(map(str, headings))
    assert "Nonreaktif" not in first


def test_stopped_or_unwritable_leaves_no_file(any_clinic: Clinic, tmp_path: Path) -> None:
    whole_story(any_clinic)
    folder = tmp_path / "hasil"
    folder.mkdir()
    papers, wanted = any_clinic.house.register_papers, RegisterFilter(INFANT, TODAY.year)
    for make in (papers.export, papers.summaries):
        with pytest.raises(KeyboardInterrupt):
            make(any_clinic.doctor, wanted, folder / "x", Heard(stop_at=1))
        with pytest.raises(UserError, match="tidak dapat ditulis"):
            make(any_clinic.doctor, wanted, folder / "tidak" / "ada", Heard())
    assert list(folder.iterdir()) == []
    assert audited(any_clinic) == []


def test_summaries_of_everybody_listed_lie_in_one_file(any_clinic: Clinic, tmp_path: Path) -> None:
    mother, daughter = whole_story(any_clinic)
    other = any_clinic.register("Anak Lain", birth_date=date(2026, 2, 1)).person_id
    examine(any_clinic, other, "vital_signs", {"berat": "7,5"})
    file, heard = tmp_path / "kia.pdf", Heard()
    wanted = RegisterFilter(INFANT, TODAY.year)
    assert any_clinic.house.register_papers.summaries(any_clinic.doctor, wanted, file, heard) == 2
    expected = [
        page
        for child in (daughter, other)
        for page in page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, child))
    ]
    assert sorted(page_texts(file.read_bytes())) == sorted(expected)
    assert [share for share, _ in heard.told] == [0.0, 0.5]
    assert audited(any_clinic) == [{"kind": "kia", "rows": 2}]
    by_mother = RegisterFilter(MOTHER, TODAY.year)
    assert any_clinic.house.register_papers.summaries(any_clinic.doctor, by_mother, file, Heard()) == 1
    assert page_texts(file.read_bytes()) == page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))


def test_summaries_say_why_there_are_none(any_clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers, file = any_clinic.house.register_papers, tmp_path / "kia.pdf"
    with pytest.raises(UserError, match="Tidak ada baris"):
        papers.summaries(any_clinic.doctor, RegisterFilter(INFANT, TODAY.year), file, Heard())
    with pytest.raises(UserError, match="bukan daftar"):
        papers.summaries(any_clinic.doctor, RegisterFilter("register_immunisation", TODAY.year), file, Heard())
    whole_story(any_clinic)
    monkeypatch.setattr(register_papers, "MOST_SUMMARIES", 0)
    with pytest.raises(UserError, match="1 baris") as refused:
        papers.summaries(any_clinic.doctor, RegisterFilter(INFANT, TODAY.year), file, Heard())
    assert "Posyandu" in refused.value.remedy
