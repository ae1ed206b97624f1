"""Forms filled in before and forms on paper: in the edition of then, and for nobody who may not see them."""

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models import Audit
from ilp_desktop.domain import permissions
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import ACTS_OF, Act, Role
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.parsing import lines_as_typed
from ilp_desktop.services.answers.filled_forms import FilledForms
from ilp_desktop.services.answers.screening import FilledForm, Screening
from ilp_desktop.services.edition.wording import Wordings
from ilp_desktop.services.record.encounters import Encounters, Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from ilp_desktop.services.referral.referrals import Referrals
from tests.forms.rich_sample import rich
from tests.house_fixtures import Clinic

TYPED = {
    "tahun_merokok": "10",
    "batang_per_hari": "20",
    "butir_1": "ya",
    "butir_2": "1",
    "butir_3": "tidak",
    "obat": lines_as_typed([{"nama": "Kaptopril", "dosis": "25"}]),
}
NEWER = (("valid_from = 2024-01-01", "valid_from = 2025-01-01"), ('version = "1"', 'version = "2"'))
CHOICES = ('["1", "Kadang", 1], ["2", "Sering", 2]', '["9", "Kerap", 1]')


class Shelf:
    """A Puskesmas with one visit and forms in a folder of its own."""

    def __init__(self, clinic: Clinic, folder: Path, *changes: tuple[str, str]) -> None:
        self.clinic = clinic
        self.folder = folder
        self.put("kaya", *changes)
        self.person_id = clinic.register("Ibu Uji", birth_date=date(1960, 5, 17)).person_id
        self.encounter_id = clinic.visit(self.person_id).encounter_id
        self.version = 1

    def put(self, name: str, *changes: tuple[str, str]) -> None:
        (self.folder / f"{name}.toml").write_text(rich(*changes), encoding="utf-8")

    @property
    def screening(self) -> Screening:
        return Screening(self.clinic.house.uow, Catalogue(self.folder), {})

    @property
    def forms(self) -> FilledForms:
        return FilledForms(self.clinic.house.uow, self.screening, self.wordings)

    @property
    def wordings(self) -> Wordings:
        return Wordings(self.clinic.house.uow, self.screening.catalogue)

    def store(self, typed: dict[str, str]) -> None:
        house = self.clinic.house
        encounters = Encounters(
            house.uow, self.screening, Referrals(house.uow, house.codes, house.screening.catalogue), house.codes
        )
        note, forms = SoapNote(subjective="kontrol"), (FilledForm("kaya", typed),)
        wanted = Examination(self.clinic.new_id(), self.encounter_id, self.version, note, forms=forms)
        self.version = encounters.record(self.clinic.doctor, wanted)

    def text(self, response_id: UUID | None = None) -> str:
        forms, doctor = self.forms, self.clinic.doctor
        pdf = (
            forms.pdf(doctor, self.encounter_id, "kaya") if response_id is None else forms.past_pdf(doctor, response_id)
        )
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def shelf(any_clinic: Clinic, tmp_path: Path) -> Shelf:
    return Shelf(any_clinic, tmp_path)


def test_official_words_that_were_entered_stand_on_paper_in_place_of_the_topic(shelf: Shelf) -> None:
    assert "Nafsu makan" in shelf.text()
    shelf.wordings.enter(shelf.clinic.doctor, "kaya", "butir_2", "Kata contoh untuk butir dua", "Lembar contoh")
    assert "Kata contoh untuk butir dua" in shelf.text()
    assert "Nafsu makan" not in shelf.text()
    shelf.store({"tahun_merokok": "0", "butir_1": "ya", "butir_2": "1", "butir_3": "tidak"})
    assert "Kata contoh untuk butir dua" in shelf.text()


def test_history_tells_answers_in_words_with_conclusion_and_who(shelf: Shelf) -> None:
    shelf.store(TYPED)
    (past,) = shelf.forms.history(shelf.clinic.doctor, shelf.person_id, "kaya")
    assert (past.edition, past.response.recorded_by) == ("Edisi 1", shelf.clinic.doctor.name)
    assert [(line.question, line.answer) for line in past.lines][:3] == [
        ("Lama merokok", "10 tahun"),
        ("Batang sehari", "20 batang/hari"),
        ("Butir 1 (Tidur)", "Ya"),
    ]
    assert past.lines[-1].answer == "Nama Kaptopril, Dosis 25 mg"
    assert past.response.found is not None
    assert past.response.found.score == 5


def test_history_keeps_the_edition_the_answers_were_given_to(shelf: Shelf) -> None:
    shelf.store(TYPED)
    shelf.put("kaya_baru", *NEWER, CHOICES)
    (past,) = shelf.forms.history(shelf.clinic.doctor, shelf.person_id, "kaya")
    assert ("Butir 2 (Nafsu makan)", "Kadang") in [(line.question, line.answer) for line in past.lines]
    assert "Edisi 1" in shelf.text(past.id)
    assert "Kadang" in shelf.text(past.id)


def test_answers_whose_edition_is_gone_are_told_as_they_are_stored(shelf: Shelf) -> None:
    shelf.store(TYPED)
    (shelf.folder / "kaya.toml").unlink()
    (past,) = shelf.forms.history(shelf.clinic.doctor, shelf.person_id, "kaya")
    assert past.edition == "Edisi 1 (berkas formulir tidak ada)"
    assert ("butir_2", "1") in [(line.question, line.answer) for line in past.lines]
    with pytest.raises(UserError, match="versi 1 tidak ada"):
        shelf.forms.past_pdf(shelf.clinic.doctor, past.id)


def test_nobody_without_leave_sees_answers_of_which_nothing_tells_what_is_restricted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.store(TYPED)
    (shelf.folder / "kaya.toml").unlink()
    monkeypatch.setattr(permissions, "ACTS_OF", {**ACTS_OF, Role.DOCTOR: ACTS_OF[Role.DOCTOR] - {Act.SEE_RESTRICTED}})
    (past,) = shelf.forms.history(shelf.clinic.doctor, shelf.person_id, "kaya")
    assert (past.lines, past.response.answers, past.response.found) == ((), {}, None)
    assert past.edition == "Edisi 1 (berkas formulir tidak ada)"


def test_form_not_filled_yet_is_printed_empty_for_this_person(shelf: Shelf) -> None:
    text = shelf.text()
    assert "Nama: Ibu Uji" in text
    assert "Skor, mulai dari 2 (butir 1):" in text
    assert "Kesimpulan" not in text


def test_form_stored_is_printed_with_answers_score_and_who_asked(shelf: Shelf) -> None:
    shelf.store(TYPED)
    text = shelf.text()
    assert "10 bungkus-tahun" in text
    assert "Risiko tinggi (Risiko paru skor 5)" in text
    assert "Lanjutkan dengan Contoh lengkap." in text
    assert shelf.clinic.doctor.name in text


def test_form_that_was_emptied_is_printed_empty(shelf: Shelf) -> None:
    shelf.store(TYPED)
    shelf.store(dict.fromkeys(TYPED, ""))
    assert "Skor, mulai dari 2 (butir 1):" in shelf.text()
    assert shelf.forms.history(shelf.clinic.doctor, shelf.person_id, "kaya") == ()


def test_printing_is_in_the_audit_trail(shelf: Shelf) -> None:
    shelf.forms.note_printed(shelf.clinic.doctor, shelf.encounter_id, "kaya")
    with shelf.clinic.database.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.action == Act.PRINT_PAPER.value)).all()
    assert [row.detail for row in rows] == [{"printed": "kaya"}]


def test_restricted_form_and_restricted_questions_are_for_those_with_leave(
    any_clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = ('label = "Putus asa"', 'label = "Putus asa"\nsensitivity = "terbatas"')
    shelf = Shelf(any_clinic, tmp_path, item)
    shelf.store(TYPED)
    monkeypatch.setattr(permissions, "ACTS_OF", {**ACTS_OF, Role.DOCTOR: ACTS_OF[Role.DOCTOR] - {Act.SEE_RESTRICTED}})
    (past,) = shelf.forms.history(any_clinic.doctor, shelf.person_id, "kaya")
    assert "Putus asa" not in " ".join(line.question for line in past.lines)
    assert past.response.found is None
    assert "Putus asa" not in shelf.text()
    assert "Kesimpulan" not in shelf.text()
    shelf.put("kaya", item, ('sensitivity = "umum"', 'sensitivity = "terbatas"'))
    for call in (
        lambda: shelf.forms.history(any_clinic.doctor, shelf.person_id, "kaya"),
        lambda: shelf.forms.pdf(any_clinic.doctor, shelf.encounter_id, "kaya"),
        lambda: shelf.forms.past_pdf(any_clinic.doctor, past.id),
    ):
        with pytest.raises(NotAllowed):
            call()
