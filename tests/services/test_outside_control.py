"""Controls at the Pustu: they count in tab, register and services due, and lead to the doctor where they must."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Encounter, FormResponse, Staff
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace, NextControl
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.ncd.outside_control import OutsideControl
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import PASSWORD, TODAY, Clinic
from tests.services.chronic_story import NURSE, Visit, attend, pressure, sugar
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


@pytest.fixture
def colleague(any_clinic: Clinic) -> SignedIn:
    """Let a nurse work beside the doctor."""
    any_clinic.house.access.add_staff(any_clinic.head, NURSE)
    return any_clinic.house.access.sign_in("perawat", PASSWORD)


def told(clinic: Clinic, person: UUID, systolic: int, **more: Any) -> OutsideControl:
    """Return a control at the Pustu today as it is typed, a while after what was before."""
    clinic.clock.forward(timedelta(minutes=5))
    form = FilledForm("hypertension_control", pressure(systolic, 80)["hypertension_control"])
    return OutsideControl(clinic.new_id(), person, TODAY, "pustu", (form,), **more)


def of_today(clinic: Clinic, person: UUID) -> list[tuple[object, str, str, bool]]:
    """Return what was stored today: systolic pressure, by whom, why, and whether it is in force."""
    with clinic.database.reading() as session:
        rows = session.execute(
            select(FormResponse, Staff.name)
            .join(Staff, Staff.id == FormResponse.recorded_by)
            .where(FormResponse.person_id == person, FormResponse.day == TODAY)
            .order_by(FormResponse.recorded_at, FormResponse.id)
        ).all()
        replaced = {row.FormResponse.replaces_id for row in rows}
        return [(one.answers.get("sistolik"), name, one.reason, one.id not in replaced) for one, name in rows]


def test_a_second_control_of_the_day_never_goes_over_that_of_a_colleague(
    any_clinic: Clinic, colleague: SignedIn
) -> None:
    person = ill(any_clinic)
    controls = any_clinic.house.outside_controls
    controls.record(colleague, told(any_clinic, person, 152))
    with pytest.raises(WrongAnswers) as refused:
        controls.record(any_clinic.doctor, told(any_clinic, person, 134))
    assert "Sudah dicatat Ns. Sari Contoh di Pustu, 23-11-2026" in refused.value.fields["again"]
    assert "152" in refused.value.fields["again"]
    assert of_today(any_clinic, person) == [(152, "Ns. Sari Contoh", "", True)]
    controls.record(any_clinic.doctor, told(any_clinic, person, 134, again=True))
    assert of_today(any_clinic, person) == [
        (152, "Ns. Sari Contoh", "", True),
        (134, "dr. Ratna Contoh", "", True),
    ]
    trend = any_clinic.house.chronic.picture(any_clinic.doctor, person).trends[0]
    assert [point.value for point in trend.points][-2:] == [152, 134]
    assert any_clinic.house.chronic.picture(any_clinic.doctor, person).diseases[0].controls == 2


def test_a_correction_is_a_version_with_its_reason_and_its_name(any_clinic: Clinic, colleague: SignedIn) -> None:
    person = ill(any_clinic)
    controls = any_clinic.house.outside_controls
    controls.record(colleague, told(any_clinic, person, 152))
    (there,) = controls.sheet(colleague, person, TODAY).recorded
    assert (there.place, there.refused) == ("pustu", "")
    assert there.answers["hypertension_control"]["sistolik"] == 152
    with pytest.raises(WrongAnswers) as refused:
        controls.record(colleague, told(any_clinic, person, 132, corrects=there.encounter_id))
    assert "reason" in refused.value.fields
    wanted = told(any_clinic, person, 132, corrects=there.encounter_id, reason="salah baca angka")
    controls.record(colleague, wanted)
    controls.record(colleague, wanted)
    assert of_today(any_clinic, person) == [
        (152, "Ns. Sari Contoh", "", False),
        (132, "Ns. Sari Contoh", "salah baca angka", True),
    ]
    due = {one.service for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
    assert "control_return" not in due


def test_nobody_corrects_what_a_colleague_wrote(any_clinic: Clinic, colleague: SignedIn) -> None:
    person = ill(any_clinic)
    controls = any_clinic.house.outside_controls
    controls.record(colleague, told(any_clinic, person, 152))
    (there,) = controls.sheet(any_clinic.doctor, person, TODAY).recorded
    assert there.refused == "Hanya Ns. Sari Contoh yang dapat memperbaiki catatan itu."
    wanted = told(any_clinic, person, 132, corrects=there.encounter_id, reason="salah baca angka")
    with pytest.raises(UserError, match="sudah selesai"):
        controls.record(any_clinic.doctor, wanted)
    with pytest.raises(WrongAnswers) as refused:
        controls.record(colleague, replace(wanted, place="rumah"))
    assert "place" in refused.value.fields
    assert of_today(any_clinic, person) == [(152, "Ns. Sari Contoh", "", True)]


def test_who_has_both_diseases_may_be_measured_by_two_at_one_place(any_clinic: Clinic, colleague: SignedIn) -> None:
    person = ill(any_clinic, "I10", "E11.9")
    controls = any_clinic.house.outside_controls
    controls.record(colleague, told(any_clinic, person, 128))
    sweet = FilledForm("diabetes_control", sugar(gdp="118")["diabetes_control"])
    controls.record(any_clinic.doctor, replace(told(any_clinic, person, 0), forms=(sweet,)))
    (there,) = controls.sheet(any_clinic.doctor, person, TODAY).recorded
    assert {*there.answers} == {"hypertension_control", "diabetes_control"}
