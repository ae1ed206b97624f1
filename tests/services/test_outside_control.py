"""Controls at the Pustu: they count in tab, register and services due, and lead to the doctor where they must."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Encounter
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace, NextControl
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.ncd.outside_control import OutsideControl
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend, pressure, sugar
from tests.services.kia_story import at

FIRST = TODAY - timedelta(days=35)


def ill(clinic: Clinic, *codes: str) -> UUID:
    """Let somebody be seen by the doctor five weeks ago, under control."""
    person = clinic.register("Bu Pustu", birth_date=date(1960, 1, 1)).person_id
    forms = {**pressure(130, 78), **(sugar(gdp="118") if "E11.9" in codes else {})}
    attend(clinic, person, Visit(FIRST, codes or ("I10",), forms))
    at(clinic, TODAY)
    return person


def control(clinic: Clinic, person: UUID, systolic: int, day: date = TODAY, place: str = "pustu") -> NextControl:
    """Write down a control outside."""
    form = FilledForm("hypertension_control", pressure(systolic, 80)["hypertension_control"])
    wanted = OutsideControl(clinic.new_id(), person, day, place, (form,))
    return clinic.house.outside_controls.record(clinic.doctor, wanted)


def test_a_good_control_at_the_pustu_counts_everywhere(any_clinic: Clinic) -> None:
    person = ill(any_clinic)
    sheet = any_clinic.house.outside_controls.sheet(any_clinic.doctor, person, TODAY)
    assert [form.code for form in sheet.forms] == ["hypertension_control"]
    assert sheet.following.place is ControlPlace.PUSTU
    assert sheet.earlier["sistolik"].value.startswith("130")
    following = control(any_clinic, person, 132)
    assert (following.on, following.place, following.at_once) == (date(2026, 12, 23), ControlPlace.PUSTU, False)
    picture = any_clinic.house.chronic.picture(any_clinic.doctor, person)
    assert picture.diseases[0].last_control == TODAY
    assert picture.trends[0].last.place == "Pustu"
    wanted = RegisterFilter("register_hypertension", TODAY.year, TODAY.month)
    head = [one.heading for one in any_clinic.house.registers.head(any_clinic.doctor, wanted).columns]
    (row,) = any_clinic.house.registers.listed(any_clinic.doctor, wanted, None, 10)
    told = dict(zip(head, row.cells, strict=True))
    assert (told["Kontrol terakhir"], told["Tempat terakhir"]) == (TODAY, "Pustu")
    due = {one.service: one for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
    assert "control_return" not in due


def test_what_is_bad_there_leads_to_the_doctor_at_once_and_nothing_is_stored_twice(any_clinic: Clinic) -> None:
    person = ill(any_clinic)
    form = FilledForm("hypertension_control", pressure(152, 80)["hypertension_control"])
    wanted = OutsideControl(any_clinic.new_id(), person, TODAY, "pustu", (form,))
    controls = any_clinic.house.outside_controls
    first, again = controls.record(any_clinic.doctor, wanted), controls.record(any_clinic.doctor, wanted)
    assert first == again
    assert (first.on, first.place, first.at_once) == (TODAY, ControlPlace.DOCTOR, True)
    with any_clinic.database.reading() as session:
        held = select(func.count()).where(Encounter.person_id == person, Encounter.place == "pustu")
        assert session.scalar(held) == 1
    due = {one.service: one for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
    assert due["control_return"].due_from == TODAY


def test_who_has_both_diseases_is_asked_for_both_and_an_empty_form_is_left(any_clinic: Clinic) -> None:
    person = ill(any_clinic, "I10", "E11.9")
    sheet = any_clinic.house.outside_controls.sheet(any_clinic.doctor, person, TODAY)
    assert {form.code for form in sheet.forms} == {"hypertension_control", "diabetes_control"}
    forms = (
        FilledForm("hypertension_control", pressure(128, 76)["hypertension_control"]),
        FilledForm("diabetes_control", {}),
    )
    any_clinic.house.outside_controls.record(
        any_clinic.doctor, OutsideControl(any_clinic.new_id(), person, TODAY, "rumah", forms)
    )
    assert not any_clinic.house.screening.history(any_clinic.doctor, person, "diabetes_control")[1:]
    assert len(any_clinic.house.screening.history(any_clinic.doctor, person, "hypertension_control")) == 2


def test_a_past_day_is_taken_and_what_cannot_be_is_refused(any_clinic: Clinic) -> None:
    person = ill(any_clinic)
    assert control(any_clinic, person, 128, TODAY - timedelta(days=3)).on == date(2026, 12, 20)
    for day, place, name in ((TODAY + timedelta(days=1), "pustu", "day"), (TODAY, "pasar", "place")):
        with pytest.raises(WrongAnswers) as refused:
            control(any_clinic, person, 128, day, place)
        assert name in refused.value.fields
    with pytest.raises(WrongAnswers):
        control(any_clinic, person, 70)
    with pytest.raises(WrongAnswers):
        any_clinic.house.outside_controls.record(
            any_clinic.doctor, OutsideControl(any_clinic.new_id(), person, TODAY, "pustu", ())
        )


def test_who_is_in_no_register_is_told_so(any_clinic: Clinic) -> None:
    person = any_clinic.register("Bu Sehat", birth_date=date(1960, 1, 1)).person_id
    with pytest.raises(UserError, match="register"):
        any_clinic.house.outside_controls.sheet(any_clinic.doctor, person, TODAY)
