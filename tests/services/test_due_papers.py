"""Lists that leave the program: what stands in them, what never does, and that it is known they were made."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import Audit
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.due import due_papers
from ilp_desktop.services.due.due_rows import DueFilter, DueState, Place
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts, text_of
from tests.services.due_people import MINOR_BORN, adult, pregnant
from tests.services.invited import invite

NIK = "3201011705700001"


class Heard:
    """Keeps what was told of how far the work is."""

    def __init__(self, stop_at: int = -1) -> None:
        self.told: list[tuple[float, str]] = []
        self._stop_at = stop_at

    def __call__(self, fraction: float, text: str) -> None:
        self.told.append((fraction, text))
        if len(self.told) == self._stop_at:
            raise KeyboardInterrupt


def _audited(clinic: Clinic) -> list[dict[str, object] | None]:
    with clinic.database.reading() as session:
        rows = session.scalars(select(Audit.detail).where(Audit.action == "ambil daftar").order_by(Audit.seq))
        return list(rows)


def test_list_for_kader_names_people_by_rt_with_what_is_due(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi Contoh", phone="0812 3456 7890", address="Dusun Krajan")
    adult(any_clinic, "Agus Contoh", rt="003")
    wanted = DueFilter(Place(any_clinic.village_id))
    text = text_of(any_clinic.house.due_papers.sweeping_list(any_clinic.desk, wanted, Heard()))
    assert text.index("RT 002") < text.index("Budi Contoh") < text.index("RT 003") < text.index("Agus Contoh")
    for part in ("Desa Sukamaju", "Gula darah", "0812", "L, 56 th", "Dusun Krajan", "2 orang"):
        assert part in text
    assert _audited(any_clinic) == [{"kind": "daftar kader", "people": 2}]


def test_nothing_restricted_stands_in_it_whoever_prints_it(any_clinic: Clinic) -> None:
    adult(any_clinic, "Budi Contoh")
    pregnant(any_clinic, "Remaja Contoh", MINOR_BORN)
    papers, wanted = any_clinic.house.due_papers, DueFilter()
    for user in (any_clinic.doctor, any_clinic.desk):
        text = text_of(papers.sweeping_list(user, wanted, Heard()))
        assert "SRQ-20" not in text
        assert "ANC" not in text
    with pytest.raises(UserError, match="Tidak ada orang"):
        papers.sweeping_list(any_clinic.doctor, DueFilter(services=("mental_adult",)), Heard())


@pytest.mark.parametrize("by_doctor", [True, False])
def test_heading_of_the_list_for_kader_names_nothing_restricted(any_clinic: Clinic, by_doctor: bool) -> None:
    adult(any_clinic, "Budi Contoh")
    user = any_clinic.doctor if by_doctor else any_clinic.desk
    chosen = DueFilter(services=("mental_adult", "glucose"))
    text = text_of(any_clinic.house.due_papers.sweeping_list(user, chosen, Heard()))
    assert "Gula darah yang jatuh tempo" in text
    assert "jiwa" not in text.casefold()


@pytest.mark.parametrize(("by_doctor", "named"), [(True, True), (False, False)])
def test_heading_of_a_spreadsheet_names_what_its_maker_may_see(
    any_clinic: Clinic, tmp_path: Path, by_doctor: bool, named: bool
) -> None:
    adult(any_clinic, "Budi Contoh")
    user = any_clinic.doctor if by_doctor else any_clinic.desk
    any_clinic.house.due_papers.export(
        user, DueFilter(services=("mental_adult", "glucose")), tmp_path / "x.xlsx", Heard()
    )
    about = " ".join(str(row[0].value) for row in load_workbook(tmp_path / "x.xlsx").worksheets[1].iter_rows())
    assert ("SRQ-20" in about) is named


def test_list_too_long_for_paper_says_what_to_do(any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_papers, "MOST_ON_PAPER", 2)
    for number in range(3):
        adult(any_clinic, f"Warga {number}")
    with pytest.raises(UserError, match="lebih dari 2 orang") as refused:
        any_clinic.house.due_papers.sweeping_list(any_clinic.desk, DueFilter(), Heard())
    assert "XLSX" in refused.value.remedy
    assert _audited(any_clinic) == []


def test_progress_only_grows_and_reaches_the_end(any_clinic: Clinic) -> None:
    for number in range(12):
        adult(any_clinic, f"Warga {number}")
    heard = Heard()
    any_clinic.house.due_papers.sweeping_list(any_clinic.desk, DueFilter(), heard)
    shares = [share for share, _ in heard.told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_printed_invitations_are_those_of_the_batch_in_public_words(any_clinic: Clinic) -> None:
    man, woman = adult(any_clinic, "Budi Contoh", address="Dusun Krajan"), pregnant(any_clinic, "Ibu", date(1995, 1, 1))
    other = invite(any_clinic, woman, services=("anc_t1",))
    made = invite(any_clinic, man, by=any_clinic.doctor, services=("mental_adult", "glucose"))
    text = text_of(any_clinic.house.due_papers.invitations(any_clinic.desk, made.batch_id, 4, Heard()))
    assert "mengundang untuk pemeriksaan gula darah dan pemeriksaan kesehatan pada Selasa, 1 Desember 2026" in text
    assert "Dusun Krajan, RT 002, RW 001, Sukamaju" in text
    assert "Ibu" not in text.replace("Bapak/Ibu", "")
    assert len(page_texts(any_clinic.house.due_papers.invitations(any_clinic.desk, other.batch_id, 2, Heard()))) == 1
    with pytest.raises(UserError, match="tidak ada"):
        any_clinic.house.due_papers.invitations(any_clinic.desk, any_clinic.new_id(), 4, Heard())


def test_spreadsheet_holds_what_the_list_shows_and_no_number_of_a_person(any_clinic: Clinic, tmp_path: Path) -> None:
    person = adult(any_clinic, "=Budi", nik=NIK, phone="0812 3456 7890", birth_date=date(1970, 5, 17))
    adult(any_clinic, "Agus", rt="003")
    invite(any_clinic, person)
    file = tmp_path / "daftar.xlsx"
    wanted = DueFilter(Place(any_clinic.village_id), ("glucose", "puma"))
    assert any_clinic.house.due_papers.export(any_clinic.desk, wanted, file, Heard()) == 2
    book = load_workbook(file)
    head, first, _ = ([cell.value for cell in row] for row in book.worksheets[0].iter_rows())
    told = dict(zip(head, first, strict=True))
    assert told["Nama"] == "=Budi"
    assert told["Umur"].startswith("56 th")
    assert set(told["Layanan"].split("; ")) == {"Gula darah", "Skrining PPOK (PUMA)"}
    assert told["Jatuh tempo sejak"].date() == date(2010, 5, 17)
    assert told["Terakhir diundang"].date() == TODAY
    everything = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert NIK not in everything
    assert "Desa Sukamaju" in everything
    assert _audited(any_clinic) == [{"kind": "xlsx", "people": 2}]


def test_spreadsheet_shows_restricted_services_only_to_those_with_leave(any_clinic: Clinic, tmp_path: Path) -> None:
    adult(any_clinic, "Budi")
    for user, sees in ((any_clinic.doctor, True), (any_clinic.desk, False)):
        file = tmp_path / "daftar.xlsx"
        any_clinic.house.due_papers.export(user, DueFilter(), file, Heard())
        cells = [str(cell.value) for row in load_workbook(file).worksheets[0].iter_rows() for cell in row]
        assert any("SRQ-20" in cell for cell in cells) is sees


def test_export_that_is_stopped_leaves_no_file_and_no_trace(any_clinic: Clinic, tmp_path: Path) -> None:
    adult(any_clinic, "Budi")
    with pytest.raises(KeyboardInterrupt):
        any_clinic.house.due_papers.export(any_clinic.desk, DueFilter(), tmp_path / "x.xlsx", Heard(stop_at=1))
    assert list(tmp_path.glob("x.xlsx*")) == []
    assert _audited(any_clinic) == []


def test_file_that_cannot_be_written_says_what_to_do(any_clinic: Clinic, tmp_path: Path) -> None:
    adult(any_clinic, "Budi")
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        any_clinic.house.due_papers.export(any_clinic.desk, DueFilter(), tmp_path / "tidak" / "x.xlsx", Heard())


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (DueFilter(), "Semua layanan yang jatuh tempo atau terlambat"),
        (DueFilter(services=("glucose",), state=DueState.LATE), "Gula darah yang terlambat"),
        (DueFilter(services=("a", "glucose", "puma", "aks"), state=DueState.COMING), "4 layanan yang akan datang"),
        (DueFilter(search=" budi "), "Semua layanan yang jatuh tempo atau terlambat, dicari «budi»"),
    ],
)
def test_list_says_what_it_is_of(any_clinic: Clinic, wanted: DueFilter, words: str, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    any_clinic.house.due_papers.export(any_clinic.doctor, wanted, file, Heard())
    lines = [row[0].value for row in load_workbook(file).worksheets[1].iter_rows()]
    assert words in lines
    assert "Seluruh wilayah kerja" in lines
