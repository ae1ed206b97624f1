"""An emergency letter takes along at what o'clock the vital signs were recorded; other letters do not."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from db.models import Referral
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.test_encounters import VITALS, examination, letter


def hour(clinic: Clinic) -> object:
    with clinic.database.reading() as session:
        return session.scalars(select(Referral.content)).one().get("vitals_at")


def now(clinic: Clinic) -> str:
    return f"{clinic.clock.now() + timedelta(hours=7):%H.%M}"


def test_the_hour_is_that_of_the_vital_signs_and_stays(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    measured = examination(any_clinic)
    taken_at = now(any_clinic)
    house.encounters.record(doctor, measured)
    any_clinic.clock.forward(timedelta(minutes=40))
    file = house.encounters.open(doctor, measured.encounter_id)
    urgent = letter(any_clinic, emergency=True, escort="Bidan Ani")
    wanted = replace(measured, client_id=any_clinic.new_id(), version=file.version, forms=(), referral=urgent)
    house.encounters.record(doctor, wanted)
    assert hour(any_clinic) == taken_at != now(any_clinic)
    (issued,) = house.encounters.open(doctor, measured.encounter_id).referrals
    text = text_of(house.referrals.pdf(doctor, issued.id))
    assert "Lembar pemantauan selama rujukan" in text
    assert f"{taken_at} 150/95 80 36,7" in " ".join(text.split())


def test_signs_of_the_same_save_have_its_hour_and_without_any_there_is_none(any_clinic: Clinic) -> None:
    urgent = letter(any_clinic, emergency=True, escort="Bidan Ani")
    wanted = examination(any_clinic, referral=urgent, forms=(FilledForm("vital_signs", VITALS),))
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert hour(any_clinic) == now(any_clinic)


def test_nothing_measured_has_no_hour(any_clinic: Clinic) -> None:
    urgent = letter(any_clinic, emergency=True, escort="Bidan Ani")
    wanted = examination(any_clinic, referral=urgent, forms=(), note=SoapNote(subjective="Sesak"))
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert hour(any_clinic) == ""


def test_a_letter_that_is_no_emergency_takes_no_hour(any_clinic: Clinic) -> None:
    any_clinic.house.encounters.record(any_clinic.doctor, examination(any_clinic, referral=letter(any_clinic)))
    assert hour(any_clinic) is None
