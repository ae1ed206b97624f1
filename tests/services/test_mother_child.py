"""Pregnancies, growth and doses, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.growth_tables import Indicator
from ilp_desktop.domain.immunisation import DoseState
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.children import NewDose
from ilp_desktop.services.encounters import Examination, SoapNote
from ilp_desktop.services.pregnancies import NewPregnancy
from ilp_desktop.services.screening import FilledForm
from tests.house_fixtures import TODAY, Clinic


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
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 9, 23)).person_id
    wanted = NewDose(any_clinic.new_id(), child, "DPT-HB-Hib", 1, TODAY, batch="X1")
    first = children.give(any_clinic.doctor, wanted)
    assert children.give(any_clinic.doctor, wanted) == first
    with pytest.raises(WrongAnswers, match="perlu diperbaiki"):
        children.give(any_clinic.doctor, replace(wanted, client_id=any_clinic.new_id()))
    early = replace(wanted, client_id=any_clinic.new_id(), dose=2)
    with pytest.raises(WrongAnswers) as refused:
        children.give(any_clinic.doctor, early)
    assert "confirmed" in refused.value.fields
    with pytest.raises(WrongAnswers) as without_batch:
        children.give(any_clinic.doctor, replace(early, confirmed=True, batch=""))
    assert "batch" in without_batch.value.fields
    children.give(any_clinic.doctor, replace(early, confirmed=True))
    given = [dose for dose in children.doses(any_clinic.doctor, child) if dose.state is DoseState.GIVEN]
    assert {(dose.antigen, dose.dose) for dose in given} >= {("DPT-HB-Hib", 1)}
