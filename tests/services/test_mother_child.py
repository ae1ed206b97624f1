"""Pregnancies, growth and doses, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.immunisation.immunisation import DoseState
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.immunised import labelled


def start(clinic: Clinic, **changes: object) -> NewPregnancy:
    """Return a pregnancy that can be started."""
    wanted = NewPregnancy(
        client_id=clinic.new_id(),
        person_id=clinic.register("Ibu Uji").person_id,
        last_period_on=date(2026, 6, 1),
        gravida=2,
        para=1,
        abortus=0,
        height_cm=155.0,
        weight_before_kg=50.0,
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]


def record(clinic: Clinic, person_id: object, *forms: FilledForm) -> None:
    """Record forms at a visit of today."""
    ticket = clinic.visit(person_id)  # type: ignore[arg-type]
    clinic.house.encounters.record(
        clinic.doctor,
        Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="kontrol"), forms=forms),
    )


def test_a_pregnancy_starts_from_the_hpht_and_routes_to_klaster_2(any_clinic: Clinic) -> None:
    wanted = start(any_clinic)
    pregnancies = any_clinic.house.pregnancies
    first = pregnancies.start(any_clinic.doctor, wanted)
    assert pregnancies.start(any_clinic.doctor, wanted) == first
    file = pregnancies.current(any_clinic.doctor, wanted.person_id)
    assert file is not None
    assert (file.due_on, file.gestation, file.trimester, file.gpa) == (date(2027, 3, 8), "25 mg 0 hr", 3, "G2P1A0")
    assert file.bmi_before is not None
    assert file.bmi_before.code == "normal"
    assert any_clinic.visit(wanted.person_id, "0").number == "A-001"
    with pytest.raises(StaleRecord):
        pregnancies.start(any_clinic.doctor, replace(wanted, client_id=any_clinic.new_id()))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_period_on": None}, "last_period_on"),
        ({"last_period_on": date(2026, 11, 24)}, "last_period_on"),
        ({"last_period_on": date(2025, 11, 1)}, "last_period_on"),
        ({"gravida": None}, "gravida"),
        ({"gravida": 1, "para": 3}, "gravida"),
        ({"height_cm": 15.5}, "height_cm"),
        ({"weight_before_kg": 500.0}, "weight_before_kg"),
    ],
)
def test_a_pregnancy_that_cannot_be_is_refused(any_clinic: Clinic, changes: dict[str, object], field: str) -> None:
    wanted = start(any_clinic, **changes)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.pregnancies.start(any_clinic.doctor, wanted)
    assert field in refused.value.fields
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, wanted.person_id) is None


def test_a_man_is_never_pregnant(any_clinic: Clinic) -> None:
    man = any_clinic.register("Bapak Uji", sex=Sex.MALE).person_id
    with pytest.raises(UserError, match="perempuan"):
        any_clinic.house.pregnancies.start(any_clinic.doctor, start(any_clinic, person_id=man))


def test_an_antenatal_visit_counts_as_a_contact_with_the_doctor(any_clinic: Clinic) -> None:
    wanted = start(any_clinic)
    any_clinic.house.pregnancies.start(any_clinic.doctor, wanted)
    form = any_clinic.house.screening.form(any_clinic.doctor, "anc_visit")
    typed = {"berat": "54,5", "sistolik": "110", "diastolik": "70"} | {
        question.code: question.choices[-1].value
        for question in form.questions
        if question.required and question.choices
    }
    record(any_clinic, wanted.person_id, FilledForm("anc_visit", typed))
    file = any_clinic.house.pregnancies.current(any_clinic.doctor, wanted.person_id)
    assert file is not None
    assert file.visits[0].answers["berat"] == 54.5
    assert (file.visits[0].day, file.visits[0].by_doctor) == (TODAY, True)
    assert [contact.on for contact in file.contacts.contacts] == [TODAY]


def test_a_toddler_weighed_today_has_z_scores_and_classes(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak Uji", sex=Sex.FEMALE, birth_date=date(2025, 11, 23)).person_id
    typed = {"berat": "7", "tinggi": "70,2", "posisi_ukur": "terlentang", "lingkar_kepala": "44"}
    record(any_clinic, child, FilledForm("vital_signs", typed))
    point = any_clinic.house.children.growth(any_clinic.doctor, child).points[0]
    assert point.result.weight_for_age.z == pytest.approx(-2.05, abs=0.011)
    assert point.statuses[Indicator.WEIGHT_FOR_AGE].conclusion.lower().startswith("berat badan kurang")
    assert point.gain is not None
    assert point.gain.assessment.code == "B"


def test_a_dose_is_recorded_once_and_an_early_one_only_when_confirmed(any_clinic: Clinic) -> None:
    children = any_clinic.house.children
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 8, 23)).person_id
    label = labelled(any_clinic, "DPT-HB-Hib", "X1")
    wanted = NewDose(any_clinic.new_id(), child, "DPT-HB-Hib", 1, date(2026, 11, 3), **label)
    first = children.give(any_clinic.doctor, wanted)
    assert children.give(any_clinic.doctor, wanted) == first
    assert refusal(any_clinic, replace(wanted, client_id=any_clinic.new_id())) == {
        "antigen": "Vaksin ini sudah tercatat pada tanggal itu."
    }
    early = replace(wanted, client_id=any_clinic.new_id(), dose=2, given_on=TODAY)
    assert refusal(any_clinic, early) == {
        "confirmed": "DPT-HB-Hib 2 terlalu cepat: paling cepat 01-12-2026, 28 hari setelah DPT-HB-Hib 1."
    }
    assert "batch" in refusal(any_clinic, replace(early, confirmed=True, batch=""))
    children.give(any_clinic.doctor, replace(early, confirmed=True))
    status = next(each for each in children.doses(any_clinic.doctor, child) if each.label == "DPT-HB-Hib 2")
    assert (status.state, status.due_from) == (DoseState.NOT_YET, date(2026, 12, 1))
    assert [(each.given.on, "terlalu cepat" in each.reason) for each in status.uncounted] == [(TODAY, True)]


def test_number_of_a_dose_given_in_vain_is_recorded_once_more(any_clinic: Clinic) -> None:
    children = any_clinic.house.children
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 8, 23)).person_id
    wanted = NewDose(any_clinic.new_id(), child, "DPT-HB-Hib", 1, date(2026, 10, 3), told=True)
    assert "confirmed" in refusal(any_clinic, wanted)
    children.give(any_clinic.doctor, replace(wanted, confirmed=True))
    again = replace(wanted, client_id=any_clinic.new_id(), given_on=date(2026, 10, 23))
    children.give(any_clinic.doctor, again)
    assert refusal(any_clinic, replace(again, client_id=any_clinic.new_id(), given_on=TODAY)) == {
        "antigen": "Dosis ini sudah tercatat pada 23-10-2026 dan dihitung."
    }
    status = next(each for each in children.doses(any_clinic.doctor, child) if each.label == "DPT-HB-Hib 1")
    assert (status.state, status.given_on) == (DoseState.GIVEN, date(2026, 10, 23))


def test_dose_is_refused_before_birth_in_the_future_and_outside_the_schedule(any_clinic: Clinic) -> None:
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 8, 23)).person_id
    wanted = NewDose(any_clinic.new_id(), child, "OPV", 1, TODAY, told=True, confirmed=True)
    for day in (date(2026, 8, 22), TODAY + timedelta(days=1), None):
        assert "given_on" in refusal(any_clinic, replace(wanted, given_on=day))
    assert "antigen" in refusal(any_clinic, replace(wanted, dose=5))
    assert "antigen" in refusal(any_clinic, replace(wanted, antigen="Varisela"))


def test_dose_recorded_afterwards_tells_which_later_one_it_spoils(any_clinic: Clinic) -> None:
    children = any_clinic.house.children
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 5, 23)).person_id
    second = NewDose(any_clinic.new_id(), child, "DPT-HB-Hib", 2, date(2026, 10, 3), told=True, confirmed=True)
    children.give(any_clinic.doctor, second)
    first = NewDose(any_clinic.new_id(), child, "DPT-HB-Hib", 1, date(2026, 9, 23), told=True)
    assert refusal(any_clinic, first) == {"confirmed": "Dosis DPT-HB-Hib 03-10-2026 menjadi tidak dihitung."}


def refusal(clinic: Clinic, wanted: NewDose) -> dict[str, str]:
    """Return what is said beside the fields of a dose that is refused."""
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.children.give(clinic.doctor, wanted)
    return dict(refused.value.fields)
