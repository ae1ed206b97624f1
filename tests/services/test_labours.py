"""Observations of a labour are stored once, corrected with a reason, judged at once and printed on one page."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from db.models import LabourObservation
from ilp_desktop.domain.errors import NotAllowed, StaleRecord, UserError, WrongAnswers
from ilp_desktop.services.birth.labour_data import NewObservation
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.delivery_story import delivery, mother_at_term, observation


def test_the_first_four_centimetres_begin_the_lines_and_a_slow_hour_crosses_them(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    labours, doctor = any_clinic.house.labours, any_clinic.doctor
    labours.observe(doctor, observation(any_clinic, pregnancy, time(1, 0), cervix_cm=4, fetal_heart_rate=140))
    first = labours.file(doctor, pregnancy)
    assert first.progress.standing is not None
    assert (first.progress.standing.code, first.warnings) == ("on_course", ())
    labours.observe(doctor, observation(any_clinic, pregnancy, time(5, 0), cervix_cm=6, fetal_heart_rate=170))
    found = labours.file(doctor, pregnancy)
    assert [one.code for one in found.warnings] == ["past_alert", "fhr_high"]
    assert found.progress.action_on is not None
    assert (found.progress.action_on.hour, found.progress.action_on.minute) == (7, 0)
    assert "DJJ (05.30)" in found.late
    labours.observe(doctor, observation(any_clinic, pregnancy, time(8, 0), fetal_heart_rate=140))
    assert [one.code for one in labours.file(doctor, pregnancy).warnings] == ["past_alert"]


def test_an_observation_sent_twice_is_one(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    wanted = observation(any_clinic, pregnancy, time(1, 0), cervix_cm=4)
    labours = any_clinic.house.labours
    assert labours.observe(any_clinic.doctor, wanted) == labours.observe(any_clinic.doctor, wanted)
    assert len(labours.file(any_clinic.doctor, pregnancy).rows) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "cervix_cm"),
        ({"cervix_cm": 11}, "cervix_cm"),
        ({"cervix_cm": 4, "hour": None}, "hour"),
        ({"cervix_cm": 4, "hour": time(9, 1)}, "hour"),
        ({"cervix_cm": 4, "day": TODAY - timedelta(days=400)}, "day"),
        ({"fetal_heart_rate": 20}, "fetal_heart_rate"),
        ({"liquor": "X"}, "liquor"),
        ({"contraction_seconds": 30}, "contractions"),
        ({"systolic": 120}, "diastolic"),
        ({"systolic": 80, "diastolic": 90}, "diastolic"),
        ({"oxytocin_drops": 20}, "oxytocin_units"),
        ({"drugs": "x" * 121}, "drugs"),
        ({"temperature_c": 50}, "temperature_c"),
    ],
)
def test_what_cannot_have_been_measured_is_refused(clinic: Clinic, changes: dict[str, object], field: str) -> None:
    _, pregnancy = mother_at_term(clinic)
    blank = NewObservation(clinic.new_id(), pregnancy, TODAY, time(8, 0))
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.labours.observe(clinic.doctor, replace(blank, **changes))  # type: ignore[arg-type]
    assert field in refused.value.fields
    assert clinic.house.labours.file(clinic.doctor, pregnancy).rows == ()


def test_one_moment_is_recorded_once_and_corrected_with_a_reason(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    labours, doctor = any_clinic.house.labours, any_clinic.doctor
    wrong = labours.observe(doctor, observation(any_clinic, pregnancy, time(1, 0), cervix_cm=9))
    with pytest.raises(WrongAnswers, match="perlu diperbaiki"):
        labours.observe(doctor, observation(any_clinic, pregnancy, time(1, 0), cervix_cm=4))
    right = observation(any_clinic, pregnancy, time(1, 0), cervix_cm=4)
    with pytest.raises(WrongAnswers):
        labours.correct(doctor, wrong, right, "  ")
    labours.correct(doctor, wrong, right, "salah ketik")
    assert [row.values for row in labours.file(doctor, pregnancy).rows] == [{"cervix_cm": 4.0}]
    with any_clinic.database.reading() as session:
        kept = session.scalar(select(LabourObservation).where(LabourObservation.id == wrong))
        assert kept is not None
        assert (kept.cervix_cm, kept.void_reason) == (9, "salah ketik")
    with pytest.raises(StaleRecord):
        labours.remove(doctor, wrong, "lagi")


def test_a_row_taken_off_is_kept_with_its_reason(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    labours, doctor = any_clinic.house.labours, any_clinic.doctor
    gone = labours.observe(doctor, observation(any_clinic, pregnancy, time(1, 0), cervix_cm=9))
    labours.remove(doctor, gone, "ibu lain")
    assert labours.file(doctor, pregnancy).rows == ()
    with pytest.raises(UserError, match="masih kosong"):
        labours.pdf(doctor, pregnancy)


def test_a_labour_that_ended_is_judged_at_its_end(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    labours, doctor = any_clinic.house.labours, any_clinic.doctor
    labours.observe(doctor, observation(any_clinic, pregnancy, time(3, 0), cervix_cm=10))
    assert [one.code for one in labours.file(doctor, pregnancy).warnings] == ["second_stage_long"]
    any_clinic.house.deliveries.record(doctor, delivery(any_clinic, pregnancy))
    found = labours.file(doctor, pregnancy)
    assert (found.warnings, found.late) == ((), ())


def test_the_partograph_is_one_page_that_says_where_it_stands(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    labours, doctor = any_clinic.house.labours, any_clinic.doctor
    first = observation(any_clinic, pregnancy, time(1, 0), cervix_cm=4, descent=4, liquor="U", drugs="RL 20 tpm")
    labours.observe(doctor, first)
    slow = observation(any_clinic, pregnancy, time(8, 30), cervix_cm=6, liquor="M", contractions=4)
    labours.observe(doctor, replace(slow, contraction_seconds=45))
    (page,) = page_texts(labours.pdf(doctor, pregnancy))
    for words in (
        "PARTOGRAF",
        "Ibu Contoh",
        "G2P1A0",
        "Mencapai garis bertindak (08.30, 6 cm)",
        "Rujuk sekarang",
        "WASPADA",
        "BERTINDAK",
        "1) 01.00 RL 20 tpm",
        "23 November 2026 pukul 08.30",
    ):
        assert words in page
    with pytest.raises(NotAllowed):
        labours.file(any_clinic.desk, pregnancy)
