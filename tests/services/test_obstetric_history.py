"""The obstetric history: what is recorded here and what is told, held against the GPA, and printed."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.pregnancy.pregnancy_past import PastOutcome
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.pregnancy.obstetric_history import NewPastBaby
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy, NewPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts, squeezed
from tests.services.delivery_story import DEAD, delivery, mother_at_term
from tests.services.kia_story import DAUGHTER_BORN, birth, family, start_pregnancy
from tests.services.pregnant_women import current

LIVE, LOST = PastOutcome.LIVE, PastOutcome.MISCARRIAGE


def tell(clinic: Clinic, woman: UUID, outcome: PastOutcome | None, year: int | None, **more: object) -> UUID:
    """Tell of an earlier birth or loss."""
    wanted = replace(NewPastBaby(clinic.new_id(), woman, outcome, year), **more)  # type: ignore[arg-type]
    return clinic.house.obstetrics.add(clinic.doctor, wanted)


def refusal(clinic: Clinic, woman: UUID, outcome: PastOutcome | None, year: int | None, **more: object) -> set[str]:
    """Return beside which fields something is said."""
    with pytest.raises(WrongAnswers) as refused:
        tell(clinic, woman, outcome, year, **more)
    return set(refused.value.fields)


def test_what_is_recorded_here_and_what_is_told_stand_in_one_row(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    tell(any_clinic, mother, LOST, 2016, weeks=9)
    details = {
        "mode": "Operasi sesar",
        "weight_g": 2900,
        "sex": Sex.MALE,
        "living": True,
        "complications": ("perdarahan",),
    }
    tell(any_clinic, mother, LIVE, None, ended_on=date(2019, 5, 17), **details)
    found = any_clinic.house.obstetrics.of_person(any_clinic.doctor, mother)
    assert [(row.baby.year, row.baby.outcome, row.id is None) for row in found.rows] == [
        (2016, LOST, False),
        (2019, LIVE, False),
        (2025, LIVE, True),
    ]
    assert (found.past.births, found.past.losses, found.past.caesarean, found.past.failed) == (2, 1, True, True)
    assert found.past.last_birth_on == DAUGHTER_BORN
    assert found.gpa == "G4P2A1"


def test_child_registered_without_its_birth_is_history_too(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    (row,) = any_clinic.house.obstetrics.of_person(any_clinic.doctor, mother).rows
    assert (row.baby.on, row.baby.mode, row.baby.living, row.id) == (DAUGHTER_BORN, "", True, None)


def test_gpa_that_says_otherwise_is_told_and_no_wall(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    start_pregnancy(any_clinic, mother)
    assert current(any_clinic, mother).gpa_note == ""
    tell(any_clinic, mother, LOST, 2021)
    assert current(any_clinic, mother).gpa_note == "GPA dan riwayat berbeda: A 0, riwayat 1."


def test_loss_recorded_here_is_history_of_the_next_pregnancy(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu").person_id
    pregnancies = any_clinic.house.pregnancies
    first = pregnancies.start(any_clinic.doctor, NewPregnancy(any_clinic.new_id(), woman, date(2026, 3, 2), 1, 0, 0))
    ended = EndedPregnancy(first, 1, PregnancyEnd.ECTOPIC, date(2026, 4, 20), "tuba kanan")
    pregnancies.end(any_clinic.doctor, ended)
    pregnancies.start(any_clinic.doctor, NewPregnancy(any_clinic.new_id(), woman, date(2026, 6, 1), 2, 0, 1))
    (row,) = any_clinic.house.obstetrics.of_person(any_clinic.doctor, woman).rows
    assert (row.baby.outcome, row.weeks, row.note) == (PastOutcome.ECTOPIC, 7, "tuba kanan")
    assert current(any_clinic, woman).gpa_note == ""


def test_what_cannot_be_is_refused_beside_its_field(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu", birth_date=date(1990, 5, 17)).person_id
    assert refusal(any_clinic, woman, LIVE, None) == {"year"}
    assert refusal(any_clinic, woman, LIVE, 2027) == {"year"}
    assert refusal(any_clinic, woman, LIVE, 1998) == {"year"}
    assert refusal(any_clinic, woman, None, 2019) == {"outcome"}
    assert refusal(any_clinic, woman, LOST, 2019, weight_g=3000) == {"outcome"}
    assert refusal(any_clinic, woman, LIVE, 2019, weight_g=3) == {"weight_g"}
    assert refusal(any_clinic, woman, LIVE, 2019, weeks=50) == {"weeks"}
    assert refusal(any_clinic, woman, LIVE, 2019, place="x" * 81) == {"place"}
    assert any_clinic.house.obstetrics.of_person(any_clinic.doctor, woman).rows == ()


def test_same_birth_is_told_once_unless_it_is_a_twin(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu").person_id
    wanted = NewPastBaby(any_clinic.new_id(), woman, LIVE, 2019)
    first = any_clinic.house.obstetrics.add(any_clinic.doctor, wanted)
    assert any_clinic.house.obstetrics.add(any_clinic.doctor, wanted) == first
    assert refusal(any_clinic, woman, LIVE, 2019) == {"year"}
    tell(any_clinic, woman, LIVE, 2019, twin=True)
    assert any_clinic.house.obstetrics.of_person(any_clinic.doctor, woman).gpa == "G2P1A0"


def test_wrong_row_is_taken_back_with_a_reason(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu").person_id
    row = tell(any_clinic, woman, LIVE, 2019)
    with pytest.raises(WrongAnswers):
        any_clinic.house.obstetrics.remove(any_clinic.doctor, row, "")
    any_clinic.house.obstetrics.remove(any_clinic.doctor, row, "anak tetangga")
    assert any_clinic.house.obstetrics.of_person(any_clinic.doctor, woman).rows == ()
    with pytest.raises(UserError, match="sudah dihapus"):
        any_clinic.house.obstetrics.remove(any_clinic.doctor, row, "lagi")


def test_man_has_no_obstetric_history(clinic: Clinic) -> None:
    man = clinic.register("Bapak", sex=Sex.MALE).person_id
    with pytest.raises(UserError, match="perempuan"):
        tell(clinic, man, LIVE, 2019)


def test_history_is_printed_in_the_summary(clinic: Clinic) -> None:
    mother, _ = family(clinic)
    start_pregnancy(clinic, mother)
    tell(clinic, mother, LIVE, 2017, mode="Vakum", living=False)
    tell(clinic, mother, LOST, 2020)
    page = squeezed(page_texts(clinic.house.kia.pdf(clinic.doctor, mother, None))[0])
    assert "2017Vakum" in page
    assert "lahirhidup,meninggal" in page
    assert "2020" in page
    assert "abortus" in page


def test_child_born_dead_and_what_the_delivery_was_like_are_history(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    dead = replace(DEAD, hour=time(3, 25), mode="Vakum")
    told = delivery(any_clinic, pregnancy, dead, placenta="Dikeluarkan dengan tangan", complications=("perdarahan",))
    any_clinic.house.deliveries.record(any_clinic.doctor, told)
    found = any_clinic.house.obstetrics.of_person(any_clinic.doctor, mother)
    row = found.rows[-1]
    assert (row.baby.outcome, row.baby.on, row.sex, row.weight_g) == (PastOutcome.STILLBIRTH, TODAY, Sex.MALE, 2900)
    assert row.baby.complications == ("perdarahan", "uri_dirogoh")
    assert (found.past.births, found.past.pulled, found.past.manual_placenta, found.past.failed) == (
        2,
        True,
        True,
        True,
    )
    assert len(found.rows) == 2
