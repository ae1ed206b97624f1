"""Destinations have a level that the head edits; letters that do not fit are refused beside the field."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import update

from db.models import Destination, Staff
from ilp_desktop.domain.errors import NotAllowed, WrongAnswers
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.start.setup import NewDestination
from tests.house_fixtures import Clinic
from tests.services.referred import letter, other, refer


def place(clinic: Clinic, level: str, *, emergency: bool | None = None, name: str = "Tujuan Baru") -> UUID:
    """Add a destination as the head."""
    wanted = NewDestination(name, "Contoh", ("Umum",), level, emergency)
    return clinic.house.facilities.add_destination(clinic.head, wanted)


def refused(clinic: Clinic, draft: ReferralDraft) -> dict[str, str]:
    """Return what is refused of a letter."""
    with pytest.raises(WrongAnswers) as told:
        refer(clinic, clinic.register().person_id, draft)
    return told.value.fields


def test_a_letter_to_a_hospital_does_not_go_to_a_puskesmas(any_clinic: Clinic) -> None:
    wanted = letter(any_clinic, destination_id=place(any_clinic, "puskesmas"))
    assert refused(any_clinic, wanted).keys() == {"referral.destination_id"}


def test_an_emergency_goes_to_a_puskesmas_that_takes_it(any_clinic: Clinic) -> None:
    wanted = letter(
        any_clinic,
        destination_id=place(any_clinic, "puskesmas", emergency=True),
        emergency=True,
        escort="Bidan Sri",
        vehicle="ambulance",
        condition="Sadar",
        request="Tindakan",
    )
    assert refer(any_clinic, any_clinic.register().person_id, wanted)
    none = place(any_clinic, "hospital_d", emergency=False, name="RS Mata")
    assert "referral.destination_id" in refused(any_clinic, replace(wanted, destination_id=none))


def test_a_letter_between_puskesmas_does_not_name_a_hospital_of_the_list(any_clinic: Clinic) -> None:
    place(any_clinic, "hospital_c", name="RS Harapan")
    wanted = replace(letter(any_clinic), kind="horizontal", destination_id=None, place=" rs  harapan ", reason_code="")
    assert refused(any_clinic, wanted).keys() == {"referral.place"}
    assert refer(any_clinic, any_clinic.register("Lain").person_id, replace(wanted, place="Klinik Sebelah"))


def test_the_head_alone_changes_a_destination(any_clinic: Clinic) -> None:
    facilities = any_clinic.house.facilities
    (old,) = facilities.destinations(any_clinic.doctor)
    assert (old.level, old.emergency_room) == ("", None)
    wanted = NewDestination(old.name, old.city, old.clinics, "hospital_b", emergency_room=True)
    with pytest.raises(NotAllowed):
        facilities.change_destination(any_clinic.doctor, old.id, wanted)
    facilities.change_destination(any_clinic.head, old.id, wanted)
    (new,) = facilities.destinations(any_clinic.doctor)
    assert (new.id, new.level, new.emergency_room) == (old.id, "hospital_b", True)
    other_place = place(any_clinic, "hospital_c")
    with pytest.raises(WrongAnswers) as told:
        facilities.change_destination(any_clinic.head, other_place, replace(wanted, level="kelas-z"))
    assert told.value.fields.keys() == {"name", "level"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"active": False}, "Pilih dokter yang menandatangani."),
        ({"sip": ""}, "SIP dokter ini belum dicatat; isi di Manajemen."),
        ({"profession": "Perawat"}, "Surat rujukan ditandatangani dokter."),
    ],
)
def test_a_doctor_who_cannot_sign_any_more_is_refused_at_saving(
    any_clinic: Clinic, values: dict[str, object], message: str
) -> None:
    draft = letter(any_clinic, doctor_id=any_clinic.doctor.staff_id)
    person = any_clinic.register().person_id
    with any_clinic.database.writing() as session, session.begin():
        session.execute(update(Staff).where(Staff.id == any_clinic.doctor.staff_id).values(**values))
    with pytest.raises(WrongAnswers) as told:
        refer(any_clinic, person, draft)
    assert told.value.fields == {"referral.doctor_id": message}


def test_a_slip_of_the_house_needs_no_doctor(any_clinic: Clinic) -> None:
    with any_clinic.database.writing() as session, session.begin():
        session.execute(update(Staff).where(Staff.id == any_clinic.doctor.staff_id).values(sip=""))
        session.execute(update(Destination).values(level="puskesmas"))
    assert refer(any_clinic, any_clinic.register().person_id, other("internal"))
