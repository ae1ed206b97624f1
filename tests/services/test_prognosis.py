"""The prognosis of a visit: three words of the guidelines, kept with the note and told wherever the note is told."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.care.prognosis import PROGNOSES, prognosis_problem, prognosis_words
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.domain.cases import TODAY
from tests.house_fixtures import Clinic
from tests.services import charted
from tests.services.certified import draft, issue
from tests.services.test_certificate_resume import said
from tests.services.test_record_writing import NOTE, WHY, finish, seen, write

TOLD = SoapNote(
    subjective="Kontrol",
    prognosis_vitam="bonam",
    prognosis_functionam="dubia ad sanam",
    prognosis_sanationam="dubia",
)


def test_the_words_are_those_of_the_guidelines() -> None:
    words = [word for word, _ in prognosis_words(TODAY)]
    assert words == ["sanam", "bonam", "malam", "dubia", "dubia ad sanam", "dubia ad malam"]
    assert [prognosis_problem(word, TODAY) for word in ("", *words)] == [""] * 7
    assert prognosis_problem("baik-baik saja", TODAY)


def test_it_is_stored_with_the_note_and_another_word_is_refused(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic), TOLD)
    assert file.note == TOLD
    with pytest.raises(WrongAnswers) as refused:
        write(any_clinic, file, replace(TOLD, prognosis_vitam="lumayan"))
    assert refused.value.fields == {"prognosis_vitam": "Pilih kata prognosis dari daftar."}


def test_a_correction_keeps_the_word_that_stood(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    file = write(any_clinic, seen(any_clinic), TOLD)
    finish(any_clinic, file)
    write(any_clinic, file, replace(TOLD, prognosis_sanationam="malam"), reason=WHY)
    steps = [step for step in house.past_notes.history(doctor, file.encounter_id) if "sanationam" in step.what]
    assert [(step.before, step.after, step.reason) for step in steps] == [("dubia", "malam", WHY), ("", "dubia", "")]


def test_a_word_that_another_signed_is_not_made_longer_but_one_may_be_chosen_where_none_stood(
    any_clinic: Clinic,
) -> None:
    house = any_clinic.house
    file = write(any_clinic, seen(any_clinic), replace(NOTE, prognosis_vitam="dubia"))
    house.signing.sign(any_clinic.doctor, file.encounter_id)
    with pytest.raises(UserError, match="ad vitam sudah ditandatangani"):
        write(any_clinic, file, replace(file.note, prognosis_vitam="dubia ad malam"), by=any_clinic.head)
    after = write(any_clinic, file, replace(file.note, prognosis_functionam="bonam"), by=any_clinic.head)
    assert after.note.prognosis_functionam == "bonam"


def test_a_resume_tells_it(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = charted.write(any_clinic, person, any_clinic.doctor, charted.Written(note=TOLD))
    told = " ".join(said(any_clinic, issue(any_clinic, visit, draft(any_clinic, "resume")).id).split())
    for words in ("Prognosis ad vitam", "bonam", "Prognosis ad functionam", "dubia ad sanam"):
        assert words in told


def test_it_is_not_copied_from_an_earlier_visit(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    charted.write(any_clinic, person, any_clinic.doctor, charted.Written(note=TOLD))
    charted.next_day(any_clinic)
    beside = any_clinic.visit(person).encounter_id
    (earlier,) = any_clinic.house.past_notes.earlier(any_clinic.doctor, beside)
    assert {line.part for line in earlier.lines}.isdisjoint(PROGNOSES)
