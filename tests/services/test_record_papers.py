"""The patient's own copy: resume and whole record, on paper and in a file, and what never stands in it."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import Audit, SealBroken
from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.chart.record_papers import CopyKind, CopyWanted
from ilp_desktop.services.chart.rows import RecordKind
from ilp_desktop.services.chart.visit_moves import NewVisitMove
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.charted import VITALS, Written, change, filled, next_day, write
from tests.services.test_record_seals import HIV, SCREENED

SECRETS = ("B20", "ARV", "TLD", "HIV", "SRQ")


def in_one_line(pdf: bytes) -> str:
    """Return what a copy says, without its line ends."""
    return " ".join(text_of(pdf).split())


def past(clinic: Clinic, visits: int = 3) -> tuple[UUID, list[UUID], UUID]:
    """Return a patient, visits of the past, and the one of today."""
    person = clinic.register().person_id
    made = []
    for number in range(visits):
        note = SoapNote(subjective=f"Keluhan ke-{number}", therapy="Amlodipin 5 mg 1x1")
        made.append(write(clinic, person, clinic.doctor, Written(note=note)))
        next_day(clinic)
    return person, made, clinic.visit(person).encounter_id


@pytest.mark.parametrize("kind", list(CopyKind))
def test_a_copy_tells_every_visit_with_page_numbers_and_whose_it_is(any_clinic: Clinic, kind: CopyKind) -> None:
    _, _, beside = past(any_clinic)
    told = in_one_line(any_clinic.house.record_papers.pdf(any_clinic.doctor, CopyWanted(beside, kind)))
    assert kind.value.upper() in told
    for words in (
        "Siti Aminah",
        "Keluhan ke-0",
        "Keluhan ke-2",
        "Amlodipin",
        "I10",
        "150",
        "dr. Ratna Contoh",
        "SIP/002",
    ):
        assert words in told
    assert told.index("Keluhan ke-0") < told.index("Keluhan ke-2")
    assert "Halaman 1 dari " in told
    assert "Isian terbatas tidak disertakan" in told


def test_a_period_and_parts_are_all_that_is_copied(any_clinic: Clinic) -> None:
    _, _, beside = past(any_clinic)
    day = TODAY + timedelta(days=1)
    parts = frozenset({RecordKind.DIAGNOSIS})
    wanted = CopyWanted(beside, CopyKind.WHOLE, since=day, until=day, parts=parts)
    told = in_one_line(any_clinic.house.record_papers.pdf(any_clinic.doctor, wanted))
    assert "I10" in told
    assert "Keluhan ke-1" not in told
    assert "24 Nov" in told or "24-11-2026" in told
    assert "23-11-2026 pukul" not in told


def test_a_resume_of_one_visit_tells_that_one(any_clinic: Clinic) -> None:
    _, made, beside = past(any_clinic)
    told = in_one_line(any_clinic.house.record_papers.pdf(any_clinic.doctor, CopyWanted(beside, visit_id=made[1])))
    assert "Keluhan ke-1" in told
    assert "Keluhan ke-0" not in told


def test_what_was_replaced_is_not_in_the_copy(clinic: Clinic) -> None:
    person = clinic.register().person_id
    visit = write(clinic, person, clinic.doctor, finish=False)
    change(clinic, clinic.doctor, visit, note=SoapNote(subjective="Kalimat yang benar"))
    told = in_one_line(clinic.house.record_papers.pdf(clinic.doctor, CopyWanted(visit, CopyKind.WHOLE)))
    assert "Kalimat yang benar" in told
    assert "Pusing tiga hari" not in told


@pytest.mark.parametrize("kind", list(CopyKind))
@pytest.mark.parametrize("written", [HIV, SCREENED], ids=["diagnosis", "form"])
def test_restricted_entries_stay_out_of_a_copy_even_of_whoever_wrote_them(
    clinic: Clinic, kind: CopyKind, written: Written, tmp_path: Path
) -> None:
    person = clinic.register().person_id
    write(clinic, person, clinic.doctor, written, Klaster.ADULT_ELDERLY)
    beside = clinic.visit(person).encounter_id
    papers, wanted = clinic.house.record_papers, CopyWanted(beside, kind)
    told = in_one_line(papers.pdf(clinic.doctor, wanted))
    file = tmp_path / "salinan.xlsx"
    papers.save_table(clinic.doctor, wanted, file, lambda _share, _words: None)
    told += " ".join(str(cell.value) for sheet in load_workbook(file) for row in sheet.iter_rows() for cell in row)
    assert [secret for secret in SECRETS if secret in told] == []
    assert "terbatas dari klaster" not in told
    assert "I10" in told


def test_restricted_entries_are_copied_with_a_reason_that_the_head_reads(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    write(any_clinic, person, any_clinic.doctor, HIV, Klaster.INFECTIOUS)
    beside = any_clinic.visit(person).encounter_id
    papers = any_clinic.house.record_papers
    with pytest.raises(WrongAnswers):
        papers.pdf(any_clinic.doctor, CopyWanted(beside, restricted=True))
    asked = CopyWanted(beside, restricted=True, reason="diminta pasien secara tertulis")
    told = in_one_line(papers.pdf(any_clinic.doctor, asked))
    assert "Kontrol ARV" in told
    assert "Termasuk isian terbatas" in told
    (row,) = any_clinic.house.records.seals_broken(any_clinic.head, None, 9)
    assert (row.purpose, row.visit, row.reason) == ("salin", "", "diminta pasien secara tertulis")


def test_every_copy_stands_in_the_trail_and_no_reading_of_a_seal_where_none_was_broken(any_clinic: Clinic) -> None:
    person, _, beside = past(any_clinic)
    any_clinic.house.record_papers.pdf(any_clinic.doctor, CopyWanted(beside, CopyKind.WHOLE))
    with any_clinic.database.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.action == Act.COPY_RECORD.value)).all()
        assert [(row.subject, row.subject_id) for row in rows] == [("record_copy", person)]
        assert rows[0].detail == {"kind": "WHOLE", "visits": 4, "form": "pdf", "restricted": False}
        assert session.scalar(select(SealBroken.id)) is None


def test_a_spreadsheet_holds_a_row_an_entry_and_a_cancelled_one_leaves_no_file(
    any_clinic: Clinic, tmp_path: Path
) -> None:
    _, _, beside = past(any_clinic)
    file = tmp_path / "salinan.xlsx"
    wanted = CopyWanted(beside, CopyKind.WHOLE)
    count = any_clinic.house.record_papers.save_table(any_clinic.doctor, wanted, file, lambda _share, _words: None)
    rows = list(load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == count + 1
    assert rows[0][:4] == ("Tanggal", "Klaster", "Jenis", "Judul")
    assert any("Keluhan ke-1" in str(row[4]) for row in rows)

    class Stopped(Exception):
        """The user pressed Batal."""

    def stop(_share: float, _words: str) -> None:
        raise Stopped

    again = tmp_path / "batal.xlsx"
    with pytest.raises(Stopped):
        any_clinic.house.record_papers.save_table(any_clinic.doctor, wanted, again, stop)
    assert sorted(tmp_path.glob("*.xlsx*")) == [file]


def test_progress_grows_to_the_end_and_tells_what_is_done(clinic: Clinic) -> None:
    _, _, beside = past(clinic)
    told: list[tuple[float, str]] = []
    clinic.house.record_papers.pdf(clinic.doctor, CopyWanted(beside), lambda share, words: told.append((share, words)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert told[0][1] == "Membaca 0 dari 4 kunjungan"
    assert told[-1][1].startswith("Menyusun halaman ")
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_an_empty_or_impossible_period_is_told(clinic: Clinic) -> None:
    _, _, beside = past(clinic, 1)
    papers = clinic.house.record_papers
    with pytest.raises(WrongAnswers) as wrong:
        papers.pdf(clinic.doctor, CopyWanted(beside, since=TODAY, until=TODAY - timedelta(days=1)))
    assert set(wrong.value.fields) == {"until"}
    with pytest.raises(UserError, match="Tidak ada kunjungan"):
        papers.pdf(clinic.doctor, CopyWanted(beside, since=date(2020, 1, 1), until=date(2020, 1, 2)))
    with clinic.database.reading() as session:
        assert session.scalar(select(Audit.seq).where(Audit.action == Act.COPY_RECORD.value)) is None


def test_a_child_takes_home_nothing_of_her_pregnancy_unless_asked(clinic: Clinic) -> None:
    girl = clinic.register("Nona Contoh", birth_date=date(2011, 5, 17)).person_id
    written = Written(("Z34.0",), SoapNote(subjective="Kontrol kehamilan"), (filled("vital_signs", VITALS),))
    write(clinic, girl, clinic.doctor, written, Klaster.MOTHER_CHILD)
    beside = clinic.visit(girl, complaint="batuk").encounter_id
    told = in_one_line(clinic.house.record_papers.pdf(clinic.doctor, CopyWanted(beside, CopyKind.WHOLE)))
    assert "Z34" not in told
    assert "kehamilan" not in told.casefold()


def test_a_moved_visit_says_so_on_paper_without_naming_anybody_else(clinic: Clinic) -> None:
    wrong, right = clinic.register("Siti Keliru").person_id, clinic.register("Siti Benar").person_id
    visit = write(clinic, wrong, clinic.doctor)
    plan = clinic.house.visit_moves.plan(clinic.doctor, visit, right)
    clinic.house.visit_moves.move(
        clinic.doctor,
        NewVisitMove(clinic.new_id(), visit, right, plan.version, plan.new_version, plan.seal, "map Bu Keliru"),
    )
    told = in_one_line(clinic.house.record_papers.pdf(clinic.doctor, CopyWanted(visit, CopyKind.WHOLE)))
    assert "Dipindahkan dari rekam medis lain oleh dr. Ratna Contoh" in told
    assert "Keliru" not in told


def test_twenty_thousand_letters_and_one_endless_word_are_laid_out(clinic: Clinic) -> None:
    person = clinic.register().person_id
    long_text = "kata " * 3000 + "x" * 4000 + "\nakhir catatan ḥ → ✓"
    visit = write(clinic, person, clinic.doctor, Written(note=SoapNote(subjective=long_text)))
    told = text_of(clinic.house.record_papers.pdf(clinic.doctor, CopyWanted(visit, CopyKind.WHOLE)))
    assert told.count("kata") == 3000
    assert told.count("x") >= 4000
    assert "akhir catatan" in told


def test_the_desk_copies_nothing(clinic: Clinic) -> None:
    _, _, beside = past(clinic, 1)
    with pytest.raises(NotAllowed):
        clinic.house.record_papers.pdf(clinic.desk, CopyWanted(beside))
