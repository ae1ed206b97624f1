"""A child's growth from whatever form asked for it: corrected age, who measured, doubts, paper, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.nutrition_steps import earliest_reviews
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import DAUGHTER_BORN, at, birth, examine, family, start_pregnancy, whole_story


def growth_of(clinic: Clinic, child: UUID) -> GrowthFile:
    return clinic.house.children.growth(clinic.doctor, child)


def child_born(clinic: Clinic, born: date = DAUGHTER_BORN, sex: Sex = Sex.FEMALE) -> UUID:
    return clinic.register("Anak Uji", birth_date=born, sex=sex).person_id


def test_measures_of_any_form_are_points_and_those_of_one_visit_are_one(any_clinic: Clinic) -> None:
    child = child_born(any_clinic)
    at(any_clinic, date(2026, 10, 20))
    ticket = any_clinic.visit(child)
    forms = (
        FilledForm("growth", {"berat": "8,1", "tinggi": "70", "posisi_ukur": "terlentang", "edema": "tidak"}),
        FilledForm("vital_signs", {"lingkar_kepala": "44"}),
    )
    any_clinic.house.encounters.record(
        any_clinic.doctor,
        Examination(any_clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="timbang"), forms=forms),
    )
    (point,) = growth_of(any_clinic, child).points
    assert (point.measurement.weight_kg, point.measurement.length_cm, point.measurement.head_cm) == (8.1, 70, 44)
    assert (point.day, point.by, point.encounter_id) == (date(2026, 10, 20), "dr. Ratna Contoh", ticket.encounter_id)


def test_the_measures_at_birth_begin_the_curve(any_clinic: Clinic) -> None:
    _, daughter = whole_story(any_clinic)
    file = growth_of(any_clinic, daughter)
    born, *later = file.points
    assert born.at_birth
    assert (born.day, born.measurement.weight_kg, born.measurement.head_cm) == (DAUGHTER_BORN, 3.15, 34.0)
    assert [point.measurement.weight_kg for point in later] == [7.1, 7.0]
    assert born.gain is None
    assert [point.gain and point.gain.assessment.code for point in later] == ["B", "T"]


def test_a_child_told_to_be_born_early_is_judged_by_the_corrected_age(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2026, 5, 1))
    at(any_clinic, date(2026, 10, 20))
    examine(any_clinic, child, "vital_signs", {"berat": "5,2", "tinggi": "60", "posisi_ukur": "terlentang"})
    (by_calendar,) = growth_of(any_clinic, child).points
    at(any_clinic, date(2026, 10, 21))
    examine(any_clinic, child, "birth_told", {"usia_lahir_minggu": "31"})
    file = growth_of(any_clinic, child)
    (corrected,) = file.points
    assert file.birth.gestation_days == 217
    assert (file.early_days, corrected.measurement.early_days) == (63, 63)
    assert corrected.measurement.age_days == by_calendar.measurement.age_days - 63
    was, now = (point.result.weight_for_age.z for point in (by_calendar, corrected))
    assert was is not None
    assert now is not None
    assert was < -2 < now


def test_the_pregnancy_on_record_says_how_early_a_child_came(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    at(any_clinic, date(2025, 6, 2))
    start_pregnancy(any_clinic, mother, date(2025, 4, 13))
    at(any_clinic, TODAY)
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN, weight_g=1700))
    examine(any_clinic, daughter, "birth_told", {"usia_lahir_minggu": "40"})
    file = growth_of(any_clinic, daughter)
    assert (file.birth.gestation_days, file.birth.gestation_by) == (224, "menurut kehamilan yang tercatat")
    assert file.points[0].result.weight_for_age.z is None


def test_a_form_judges_by_the_corrected_age_too(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2026, 5, 1))
    at(any_clinic, date(2026, 10, 21))
    examine(any_clinic, child, "birth_told", {"usia_lahir_minggu": "31"})
    at(any_clinic, date(2026, 10, 22))
    facts = any_clinic.house.screening.facts(any_clinic.doctor, child)
    form = any_clinic.house.screening.form(any_clinic.doctor, "vital_signs")
    checked = any_clinic.house.screening.check(form, FilledForm("vital_signs", {"berat": "5,2"}), facts)
    (said, *_) = any_clinic.house.screening.readings(form, checked, facts)["berat"]
    assert said.code == "normal_weight"


def test_kpsp_follows_the_weeks_that_were_told_too(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2026, 8, 23))
    at(any_clinic, date(2026, 11, 15))

    def kpsp() -> date:
        found = any_clinic.house.dues.of_person(any_clinic.doctor, child)
        return next(one.due_from for one in found.items if one.service == "kpsp_03")

    before = kpsp()
    examine(any_clinic, child, "birth_told", {"usia_lahir_minggu": "31"})
    assert kpsp() == before + timedelta(weeks=9)
    at(any_clinic, date(2026, 11, 20))
    history = any_clinic.house.screening.facts(any_clinic.doctor, child).growth
    assert history is not None
    assert history.gestation_days == 31 * 7


def record(clinic: Clinic, child: UUID, *forms: FilledForm) -> None:
    """Record forms at one visit of the day."""
    ticket = clinic.visit(child)
    wanted = Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="timbang"), forms=forms)
    clinic.house.encounters.record(clinic.doctor, wanted)


def typed(clinic: Clinic, child: UUID, answers: dict[str, str], *sure: str) -> None:
    """Record vital signs at a visit of the day; ``sure`` are the unlikely values said to be right."""
    record(clinic, child, FilledForm("vital_signs", answers, frozenset(sure)))


def test_an_unlikely_measure_is_asked_about_and_the_answer_is_kept_with_it(any_clinic: Clinic) -> None:
    child = child_born(any_clinic)
    at(any_clinic, date(2026, 10, 20))
    typed(any_clinic, child, {"berat": "8,1", "tinggi": "72", "posisi_ukur": "terlentang"})
    at(any_clinic, TODAY)
    shorter = {"berat": "8,4", "tinggi": "68", "posisi_ukur": "terlentang"}
    ticket, said = any_clinic.visit(child), "Turun 4 cm sejak 20-10-2026 (72 cm)."

    def save(*sure: str) -> None:
        forms = (FilledForm("vital_signs", shorter, frozenset(sure)),)
        wanted = Examination(any_clinic.new_id(), ticket.encounter_id, 1, SoapNote("timbang"), forms=forms)
        any_clinic.house.encounters.record(any_clinic.doctor, wanted)

    with pytest.raises(WrongAnswers) as refused:
        save()
    assert refused.value.fields == {"vital_signs.tinggi": f"{said} Sudah benar?"}
    save("tinggi=68")
    *_, point = growth_of(any_clinic, child).points
    assert point.confirmed == {"tinggi": said}
    assert point.by == "dr. Ratna Contoh"


def test_who_said_first_that_a_value_is_right_is_kept_when_something_else_is_put_right(any_clinic: Clinic) -> None:
    child = child_born(any_clinic)
    ticket = any_clinic.visit(child)

    def save(version: int, answers: dict[str, str], who: object) -> int:
        forms = (FilledForm("vital_signs", answers, frozenset({"tinggi=90"})),)
        wanted = Examination(any_clinic.new_id(), ticket.encounter_id, version, SoapNote("x"), forms=forms)
        return any_clinic.house.encounters.record(who, wanted)  # type: ignore[arg-type]

    tall = {"berat": "9", "tinggi": "90", "posisi_ukur": "terlentang"}
    version = save(1, tall, any_clinic.doctor)
    save(version, {**tall, "berat": "9,1"}, any_clinic.head)
    (point,) = growth_of(any_clinic, child).points
    assert point.measurement.weight_kg == 9.1
    assert point.confirmed.keys() == {"tinggi"}
    (stored,) = any_clinic.house.screening.history(any_clinic.doctor, child, "vital_signs")
    assert stored.answers["berat"] == 9.1


def test_a_newborn_that_lost_more_than_a_tenth_is_told_and_must_be_seen(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    at(any_clinic, DAUGHTER_BORN + timedelta(days=1))
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    at(any_clinic, DAUGHTER_BORN + timedelta(days=4))
    examine(any_clinic, daughter, "vital_signs", {"berat": "2,8"})
    assert mother
    *_, point = growth_of(any_clinic, daughter).points
    assert point.after_birth is not None
    assert (point.after_birth.code, point.after_birth.score) == ("weight_loss_much", 11.1)
    assert [step.code for step in point.steps()] == ["newborn_loss"]
    (stored,) = any_clinic.house.screening.history(any_clinic.doctor, daughter, "vital_signs")
    assert "-11,1% dari berat lahir" in stored.conclusion


def stunted_years(clinic: Clinic) -> UUID:
    """Measure a boy every other month for three years, always rather short; returns him."""
    child = child_born(clinic, date(2023, 9, 23), Sex.MALE)
    for month in range(2, 38, 4):
        day = date(2023 + (8 + month) // 12, (8 + month) % 12 + 1, 23)
        at(clinic, day)
        length = 58 + 26 * (month / 38) ** 0.62
        posture = "terlentang" if month < 24 else "berdiri"
        answers = {"berat": f"{4.6 + month * 0.2:.1f}", "tinggi": f"{length:.1f}", "posisi_ukur": posture}
        answers = {code: text.replace(".", ",") for code, text in answers.items()}
        form = clinic.house.screening.form(clinic.doctor, "vital_signs")
        facts = clinic.house.screening.facts(clinic.doctor, child)
        doubts = clinic.house.screening.check(form, FilledForm("vital_signs", answers), facts).doubts
        typed(clinic, child, answers, *(doubt.key for doubt in doubts.values()))
    at(clinic, TODAY)
    return child


def classes_of(point: GrowthPoint) -> dict[Indicator, str]:
    return {indicator: status.code for indicator, status in point.statuses.items()}


def test_a_birth_date_put_right_after_three_years_says_first_what_changes_and_judges_everything_anew(
    any_clinic: Clinic,
) -> None:
    child = stunted_years(any_clinic)
    before = growth_of(any_clinic, child)
    right = date(2024, 3, 23)
    told = any_clinic.house.growth_care.birth_date_change(any_clinic.desk, child, right)
    assert (told.points, len(told.before_birth)) == (9, 1)
    assert "mendahului tanggal lahir ini (23-11-2023)" in told.text
    right = date(2023, 11, 20)
    told = any_clinic.house.growth_care.birth_date_change(any_clinic.desk, child, right)
    assert (told.before_birth, told.rejudged, told.examples) == ((), 9, ())
    assert told.classes > 0
    assert told.text.startswith("Dengan tanggal lahir ini 9 dari 9 pengukuran dihitung ulang")
    assert growth_of(any_clinic, child).points == before.points
    registration = any_clinic.house.registration
    file = registration.person(any_clinic.desk, child)
    registration.change(any_clinic.desk, child, file.version, replace(file.data, birth_date=right))
    after = growth_of(any_clinic, child)
    assert told.classes == sum(
        classes_of(one) != classes_of(other) for one, other in zip(before.points, after.points, strict=True)
    )
    assert [point.by for point in after.points] == [point.by for point in before.points]
    latest = any_clinic.house.screening.history(any_clinic.doctor, child, "vital_signs")[0]
    assert latest.found is not None
    parts = {part.code for part in latest.found.members}
    status = after.points[-1].statuses[Indicator.LENGTH_FOR_AGE]
    assert (status.code in parts) is (status.urgency.value != "none")


def test_figures_alone_are_told_to_who_may_not_see_the_record(any_clinic: Clinic) -> None:
    child = stunted_years(any_clinic)
    wanted = date(2023, 11, 20)
    assert any_clinic.house.growth_care.birth_date_change(any_clinic.desk, child, wanted).examples == ()


def test_the_day_the_doctor_set_is_due_until_a_weighing_is_well_again(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2025, 5, 23))
    dues = any_clinic.house.dues

    def due() -> dict[str, date]:
        found = dues.of_person(any_clinic.doctor, child)
        return {one.service: one.due_from for one in found.items if "nutrition_plan" in one.service}

    at(any_clinic, date(2026, 9, 21))
    typed(any_clinic, child, {"berat": "9"})
    at(any_clinic, date(2026, 10, 20))
    typed(any_clinic, child, {"berat": "9,05"})
    assert due() == {"follow_up:nutrition_plan": date(2026, 10, 20)}
    at(any_clinic, date(2026, 10, 21))
    examine(any_clinic, child, "nutrition_plan", {"gizi_tindakan": "konseling, pmt", "gizi_kontrol": "30102026"})
    assert due() == {"repeat:nutrition_plan": date(2026, 10, 30)}
    at(any_clinic, date(2026, 11, 2))
    typed(any_clinic, child, {"berat": "9,4"})
    assert due() == {}


def test_the_day_proposed_for_a_stunted_child_becomes_a_service_due(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2025, 5, 23))
    at(any_clinic, date(2026, 10, 20))
    examine(any_clinic, child, "vital_signs", {"berat": "8,8", "tinggi": "72,5", "posisi_ukur": "terlentang"})
    (step,) = growth_of(any_clinic, child).points[-1].steps()
    (proposed,) = earliest_reviews((step,))
    assert (step.code, proposed.day, proposed.label) == ("stunted", date(2026, 11, 19), "1 bulan")
    at(any_clinic, date(2026, 10, 21))
    examine(any_clinic, child, "nutrition_plan", {"gizi_kontrol": f"{proposed.day:%d%m%Y}"})
    found = any_clinic.house.dues.of_person(any_clinic.doctor, child)
    assert {one.due_from for one in found.items if one.service == "repeat:nutrition_plan"} == {proposed.day}


def test_a_plan_ends_when_somebody_says_that_the_child_is_better(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2025, 5, 23))
    at(any_clinic, date(2026, 10, 21))
    examine(any_clinic, child, "nutrition_plan", {"gizi_kontrol": "30102026"})
    at(any_clinic, date(2026, 10, 30))
    examine(any_clinic, child, "nutrition_plan", {"gizi_selesai": "ya"})
    found = any_clinic.house.dues.of_person(any_clinic.doctor, child)
    assert not [one for one in found.items if "nutrition_plan" in one.service]


def test_supplementary_food_is_listed_with_the_weights_around_it(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2025, 5, 23))
    at(any_clinic, date(2026, 10, 1))
    typed(any_clinic, child, {"berat": "8,2"})
    at(any_clinic, date(2026, 11, 2))
    pmt = {"pmt_jenis": "lokal", "pmt_mulai": "03102026", "pmt_hari": "28", "pmt_habis": "habis", "pmt_selesai": "ya"}
    record(any_clinic, child, FilledForm("vital_signs", {"berat": "8,6"}), FilledForm("pmt", pmt))
    (found,) = any_clinic.house.growth_care.pmt(any_clinic.doctor, child)
    assert (found.kind, found.begun_on, found.days, found.eaten) == (
        "Pangan lokal",
        date(2026, 10, 3),
        28,
        "Habis",
    )
    assert (found.weight_then, found.weight_now, found.finished) == (8.2, 8.6, True)
