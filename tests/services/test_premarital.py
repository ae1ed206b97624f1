"""People about to marry: the package by the record, the couple, and what neither is told of the other."""

from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain import permissions
from ilp_desktop.domain.care.premarital import PackageState, PartState
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.premarital.premarital_care import NewCouple, Partner, PremaritalPicture
from tests.house_fixtures import TODAY, Clinic
from tests.services.certified import draft, issue, page
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at
from tests.services.test_certificate_kinds import CATIN

GROOM = {key: value for key, value in CATIN.items() if key not in ("lila", "hb_status", "status_t")}
BORN = date(2000, 1, 1)


def people(clinic: Clinic) -> tuple[UUID, UUID]:
    """Register a woman and a man."""
    woman = clinic.register("Nona Mempelai", birth_date=BORN).person_id
    return woman, clinic.register("Tuan Mempelai", sex=Sex.MALE, birth_date=BORN).person_id


def join(clinic: Clinic, person: UUID, partner: UUID) -> None:
    """Write a couple down."""
    clinic.house.premarital.join(clinic.doctor, NewCouple(clinic.new_id(), person, partner))


def picture(clinic: Clinic, person: UUID) -> PremaritalPicture:
    """Return the picture of somebody."""
    return clinic.house.premarital.picture(clinic.doctor, person)


def partner_of(clinic: Clinic, person: UUID) -> Partner:
    """Return the partner of somebody who has one."""
    found = picture(clinic, person).partner
    assert found is not None
    return found


def standing(clinic: Clinic, person: UUID) -> dict[str, PartState]:
    """Return how the parts of somebody's package stand."""
    return {one.label: one.state for one in picture(clinic, person).package.parts}


def wrong(clinic: Clinic, person: UUID, partner: UUID) -> str:
    """Return what is wrong with a couple."""
    with pytest.raises(WrongAnswers) as told:
        join(clinic, person, partner)
    return told.value.fields["partner"]


def test_what_other_forms_found_within_the_year_is_not_asked_for_again(any_clinic: Clinic) -> None:
    woman, _ = people(any_clinic)
    assert set(standing(any_clinic, woman).values()) == {PartState.MISSING}
    vitals = {"sistolik": "118", "diastolik": "76", "berat": "54,5", "tinggi": "158"}
    attend(any_clinic, woman, Visit(TODAY - timedelta(days=40), forms={"vital_signs": vitals}))
    srq = {f"srq_{number:02d}": "tidak" for number in range(1, 21)}
    attend(any_clinic, woman, Visit(TODAY - timedelta(days=30), forms={"srq20": srq}))
    at(any_clinic, TODAY)
    found = standing(any_clinic, woman)
    done = {label for label, state in found.items() if state is PartState.DONE}
    assert done == {"Tekanan darah", "Berat dan tinggi badan", "Skrining kesehatan jiwa"}
    assert picture(any_clinic, woman).package.state is PackageState.NOT_BEGUN
    attend(any_clinic, woman, Visit(TODAY, forms={"catin": CATIN}))
    found = standing(any_clinic, woman)
    assert [label for label, state in found.items() if state is not PartState.DONE] == ["Hemoglobin"]
    assert found["Hemoglobin"] is PartState.WAITING
    assert picture(any_clinic, woman).package.state is PackageState.INCOMPLETE


def test_each_side_is_told_whether_the_other_is_complete_and_no_more(any_clinic: Clinic) -> None:
    woman, man = people(any_clinic)
    join(any_clinic, man, woman)
    assert (partner_of(any_clinic, woman).name, partner_of(any_clinic, man).name) == ("Tuan Mempelai", "Nona Mempelai")
    assert partner_of(any_clinic, man).state is PackageState.NOT_BEGUN
    attend(any_clinic, woman, Visit(TODAY, forms={"catin": CATIN}))
    attend(any_clinic, man, Visit(TODAY, forms={"catin": GROOM}))
    assert partner_of(any_clinic, man).state is PackageState.INCOMPLETE
    assert partner_of(any_clinic, woman).state is PackageState.COMPLETE
    told = str(asdict(partner_of(any_clinic, man))).casefold()
    assert not [word for word in ("reaktif", "hiv", "hemoglobin", "infeksi", "118") if word in told]


def test_who_cannot_be_meant_is_refused(any_clinic: Clinic) -> None:
    woman, man = people(any_clinic)
    sister = any_clinic.register("Kakak Mempelai", birth_date=BORN).person_id
    other = any_clinic.register("Pria Lain", sex=Sex.MALE, birth_date=BORN).person_id
    assert wrong(any_clinic, woman, woman) == "Itu pasien ini sendiri."
    assert wrong(any_clinic, woman, sister).startswith("Jenis kelamin keduanya sama")
    file = any_clinic.house.registration.person(any_clinic.desk, other)
    any_clinic.house.registration.leave(any_clinic.desk, other, file.version, Leaving.DIED, TODAY)
    assert wrong(any_clinic, woman, other) == "Orang ini tercatat meninggal."
    join(any_clinic, woman, man)
    assert wrong(any_clinic, sister, man).startswith("Orang ini tercatat sebagai pasangan orang lain")
    third = any_clinic.register("Pria Ketiga", sex=Sex.MALE, birth_date=BORN).person_id
    with pytest.raises(UserError, match="sudah punya pasangan"):
        join(any_clinic, woman, third)


def test_the_same_save_sent_twice_is_one_couple_and_a_reason_takes_it_apart(any_clinic: Clinic) -> None:
    woman, man = people(any_clinic)
    wanted = NewCouple(any_clinic.new_id(), woman, man)
    any_clinic.house.premarital.join(any_clinic.doctor, wanted)
    any_clinic.house.premarital.join(any_clinic.doctor, wanted)
    found = partner_of(any_clinic, woman)
    premarital = any_clinic.house.premarital
    with pytest.raises(WrongAnswers):
        premarital.take_apart(any_clinic.doctor, found.couple_id, found.version, "  ")
    premarital.take_apart(any_clinic.doctor, found.couple_id, found.version, "Salah orang")
    assert picture(any_clinic, woman).partner is None
    assert picture(any_clinic, man).partner is None
    with pytest.raises(StaleRecord):
        premarital.take_apart(any_clinic.doctor, found.couple_id, found.version, "Salah orang")
    join(any_clinic, man, woman)
    assert partner_of(any_clinic, woman).name == "Tuan Mempelai"


def test_the_certificate_names_the_partner_on_record(any_clinic: Clinic) -> None:
    woman, man = people(any_clinic)
    join(any_clinic, woman, man)
    attend(any_clinic, woman, Visit(TODAY, forms={"catin": {**CATIN, "hb_status": "ada_hasil", "hb": "12,5"}}))
    board = any_clinic.house.queueing.board(any_clinic.doctor)
    ticket = next(row.encounter_id for row in board if row.name == "Nona Mempelai")
    assert ticket is not None
    offer = any_clinic.house.certificates.offer(any_clinic.doctor, ticket)
    assert offer.partner == "Tuan Mempelai"
    row = issue(any_clinic, ticket, draft(any_clinic, "catin"))
    said = page(any_clinic, row.id)
    assert "Nama pasangan : Tuan Mempelai" in said
    assert "Paket : belum tercatat" in said
    assert "LENGKAP" in said
    shown = picture(any_clinic, woman).certificate
    assert shown is not None
    assert shown.number == row.number


def test_without_leave_no_restricted_form_tells_that_it_was_filled_in(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    woman, _ = people(any_clinic)
    srq = {f"srq_{number:02d}": "tidak" for number in range(1, 21)}
    attend(any_clinic, woman, Visit(TODAY, forms={"srq20": srq}))
    assert standing(any_clinic, woman)["Skrining kesehatan jiwa"] is PartState.DONE
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert standing(any_clinic, woman)["Skrining kesehatan jiwa"] is PartState.MISSING
