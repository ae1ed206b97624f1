"""What a delivery is held against: contacts elsewhere, babies expected, the stock of vaccine; nifas by the child."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from db.models import DoseGiven, Due
from ilp_desktop.services.immunisation.vaccine_stock import ReceivedVials
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.pregnancy.pregnancy_episode import NewContact
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import BABY, LAST_PERIOD, NO_HB0, delivery, mother_at_term
from tests.services.kia_story import family
from tests.services.test_deliveries import recorded, refused


def test_a_delivery_before_a_contact_elsewhere_is_refused(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    contact = NewContact(any_clinic.new_id(), pregnancy, TODAY - timedelta(days=1), by_doctor=False, place="Klinik")
    any_clinic.house.episodes.add_contact(any_clinic.doctor, contact)
    on = TODAY - timedelta(days=3)
    wanted = delivery(any_clinic, pregnancy, NO_HB0, delivered_on=on)
    assert "22-11-2026" in refused(any_clinic, wanted)["delivered_on"]


def test_another_number_of_babies_than_expected_is_asked_about_once(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    start = NewPregnancy(any_clinic.new_id(), mother, LAST_PERIOD, 2, 1, 0, 155.0, 50.0, babies_expected=2)
    pregnancy = any_clinic.house.pregnancies.start(any_clinic.doctor, start)
    one = delivery(any_clinic, pregnancy, NO_HB0)
    assert refused(any_clinic, one) == {
        "confirmed": "Pada kehamilan tercatat 2 janin, di sini 1 bayi, yang lahir mati termasuk. "
        "Bila benar, centang lalu simpan lagi."
    }
    any_clinic.house.deliveries.record(any_clinic.doctor, replace(one, confirmed=True))


def test_nifas_of_a_mother_known_by_her_child_alone_is_due(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu", birth_date=date(1996, 5, 5)).person_id
    any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=4), mother_id=mother, birth_order=1)
    with any_clinic.database.reading() as session:
        due = set(session.scalars(select(Due.service).where(Due.person_id == mother)))
    assert "kf2" in due


def test_hb0_given_here_comes_from_the_stock_of_its_batch(any_clinic: Clinic) -> None:
    stock, doctor = any_clinic.house.vaccine_stock, any_clinic.doctor
    received = ReceivedVials(
        any_clinic.new_id(), "HB", "HB-01", TODAY + timedelta(days=300), 1, 5, vvm="A", received_on=TODAY
    )
    stock.receive(doctor, received)
    recorded(any_clinic, replace(BABY, hb0_expires_on=None))
    (row,) = [one for one in stock.stock(doctor).rows if one.batch == "HB-01"]
    assert row.doses_left == 4
    with any_clinic.database.reading() as session:
        dose = session.scalars(select(DoseGiven).where(DoseGiven.antigen == "HB0")).one()
    assert (dose.batch, dose.expires_on) == ("HB-01", TODAY + timedelta(days=300))


def test_expired_hb0_is_refused_beside_its_field(any_clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(any_clinic)
    without = delivery(any_clinic, pregnancy, replace(BABY, hb0_expires_on=None))
    assert "label vial" in refused(any_clinic, without)["b1.hb0_expires_on"]
    expired = replace(BABY, hb0_expires_on=TODAY - timedelta(days=1))
    assert "kedaluwarsa" in refused(any_clinic, delivery(any_clinic, pregnancy, expired))["b1.hb0_expires_on"]
