"""Mother and children beside a visit, and a visit for one opened from another's, on both databases."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.kinship import Kin
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Leaving, NextPlace, TicketStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.kia.mother_child import Relative, VisitBeside
from ilp_desktop.services.people.births import NewBirth
from ilp_desktop.services.queue.visits import IssuedTicket
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import pregnant
from tests.services.kia_story import examine
from tests.services.test_queue import room_of

PNC, KN = "postnatal_visit", "neonatal_visit"


def nifas(clinic: Clinic, days: int = 5) -> tuple[UUID, UUID]:
    """Register a mother with a baby of some days and its birth; returns mother and baby."""
    mother = clinic.register("Siti Aminah").person_id
    baby = baby_of(clinic, mother, days)
    clinic.house.children.record_birth(clinic.doctor, baby, NewBirth(clinic.new_id(), None))
    return mother, baby


def baby_of(clinic: Clinic, mother: UUID, days: int, name: str = "Bayi Siti") -> UUID:
    """Register a child of a mother."""
    return clinic.register(name, birth_date=TODAY - timedelta(days=days), mother_id=mother).person_id


def around(clinic: Clinic, person_id: UUID) -> tuple[Relative, ...]:
    return clinic.house.mother_child.around(clinic.doctor, person_id)


def served(clinic: Clinic, person_id: UUID, triage: str = "0") -> IssuedTicket:
    """Open a visit at the desk and let the person into the room of klaster 2."""
    ticket = clinic.visit(person_id, triage, sick=False)
    room = room_of(clinic, Klaster.MOTHER_CHILD.value)
    clinic.house.queueing.let_in(clinic.doctor, ticket.ticket_id, room, TicketStatus.WAITING)
    return ticket


def beside(clinic: Clinic, person_id: UUID, host: IssuedTicket) -> VisitBeside:
    return VisitBeside(clinic.new_id(), person_id, host.encounter_id)


def test_mother_and_baby_are_shown_to_each_other_with_the_contact_that_is_due(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    (of_baby,) = around(any_clinic, baby)
    (of_mother,) = around(any_clinic, mother)
    assert (of_baby.kin, of_baby.person_id, of_baby.ticket) == (Kin.MOTHER, mother, None)
    assert (of_mother.kin, of_mother.person_id, of_mother.age.text) == (Kin.BABY, baby, "5 hr")
    assert of_baby.contact is not None
    assert (of_baby.contact.service, of_baby.contact.form) == ("kf2", PNC)
    assert of_mother.contact is not None
    assert (of_mother.contact.service, of_mother.contact.form) == ("kn2", KN)


def test_a_contact_that_was_made_or_has_passed_is_offered_no_more(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    examine(any_clinic, mother, PNC, {"nifas_tanda_bahaya": "tidak_ada"})
    (one,) = around(any_clinic, baby)
    assert one.contact is None
    _, old = nifas(any_clinic, 43)
    assert [one.contact for one in around(any_clinic, old)] == [None]


def test_what_is_due_is_what_the_persons_own_visit_shows(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    sister = baby_of(any_clinic, mother, 700, "Kakak Siti")
    for one in around(any_clinic, baby):
        own = any_clinic.house.dues.of_person(any_clinic.doctor, one.person_id)
        assert one.services == own
    names = {one.person_id: {item.service for item in one.outstanding} for one in around(any_clinic, baby)}
    assert "weighing" in names[sister]
    assert any(code.startswith("dose:") for code in names[sister])


def test_siblings_stand_youngest_first_and_who_is_gone_or_grown_is_left_out(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    older = [baby_of(any_clinic, mother, days, f"Anak {days}") for days in (3000, 800)]
    baby_of(any_clinic, mother, 19 * 366, "Anak Dewasa")
    gone = baby_of(any_clinic, mother, 2000, "Anak Pindah")
    file = any_clinic.house.registration.person(any_clinic.desk, gone)
    any_clinic.house.registration.leave(any_clinic.desk, gone, file.version, Leaving.MOVED, TODAY)
    assert [one.person_id for one in around(any_clinic, mother)] == [baby, older[1], older[0]]
    assert [one.kin for one in around(any_clinic, older[1])] == [Kin.MOTHER, Kin.YOUNGER, Kin.OLDER]
    assert around(any_clinic, any_clinic.register("Tetangga").person_id) == ()


def test_a_visit_beside_is_served_in_the_same_room_at_once_and_waits_nowhere(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    host = served(any_clinic, baby)
    any_clinic.clock.forward(timedelta(minutes=7))
    wanted = beside(any_clinic, mother, host)
    row = any_clinic.house.mother_child.open_beside(any_clinic.doctor, wanted)
    board = {one.number: one for one in any_clinic.house.queueing.board(any_clinic.doctor, Klaster.MOTHER_CHILD)}
    assert (row.number, row.status, row.room) == ("A-002", TicketStatus.SERVED, "Ruang KIA")
    assert board["A-002"].since == board["A-001"].since
    assert any_clinic.house.queueing.waiting_counts(any_clinic.doctor) == {}
    assert row.encounter_id is not None
    file = any_clinic.house.encounters.open(any_clinic.doctor, row.encounter_id)
    assert (file.klaster, file.sick, file.visit_kind, file.complaint) == (Klaster.MOTHER_CHILD, False, "baru", "")
    assert file.patient.person_id == mother
    assert around(any_clinic, baby)[0].ticket == row
    again = any_clinic.house.mother_child.open_beside(any_clinic.doctor, wanted)
    assert (again.ticket_id, again.encounter_id) == (row.ticket_id, row.encounter_id)


def test_a_visit_beside_is_finished_for_itself(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    row = any_clinic.house.mother_child.open_beside(
        any_clinic.doctor, beside(any_clinic, baby, served(any_clinic, mother, "4"))
    )
    assert row.encounter_id is not None
    note = Examination(any_clinic.new_id(), row.encounter_id, 1, SoapNote(subjective="kontrol"))
    version = any_clinic.house.encounters.record(any_clinic.doctor, note)
    any_clinic.house.encounters.finish(any_clinic.doctor, row.encounter_id, version, NextPlace.HOME)
    status = {one.name: one.status for one in any_clinic.house.queueing.board(any_clinic.doctor)}
    assert status == {"Siti Aminah": TicketStatus.SERVED, "Bayi Siti": TicketStatus.DONE}


def test_a_second_visit_a_stranger_and_the_dead_are_refused(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    host, service = served(any_clinic, baby), any_clinic.house.mother_child
    any_clinic.visit(mother, "4")
    with pytest.raises(UserError, match="masih punya kunjungan terbuka hari ini, nomor A-002"):
        service.open_beside(any_clinic.doctor, beside(any_clinic, mother, host))
    stranger = any_clinic.register("Tetangga").person_id
    with pytest.raises(UserError, match="bukan ibu atau anak pasien"):
        service.open_beside(any_clinic.doctor, beside(any_clinic, stranger, host))
    dead = baby_of(any_clinic, mother, 900, "Kakak")
    file = any_clinic.house.registration.person(any_clinic.desk, dead)
    any_clinic.house.registration.leave(any_clinic.desk, dead, file.version, Leaving.DIED, TODAY)
    with pytest.raises(UserError, match="tercatat meninggal"):
        service.open_beside(any_clinic.doctor, beside(any_clinic, dead, host))


def test_a_visit_of_yesterday_takes_nobody_along(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    host = served(any_clinic, baby)
    any_clinic.clock.forward(timedelta(days=1))
    with pytest.raises(UserError, match="bukan kunjungan hari ini"):
        any_clinic.house.mother_child.open_beside(any_clinic.doctor, beside(any_clinic, mother, host))


def test_a_mother_long_after_birth_joins_her_child_in_klaster_2_with_the_reason_kept(any_clinic: Clinic) -> None:
    mother, child = nifas(any_clinic, 900)
    row = any_clinic.house.mother_child.open_beside(
        any_clinic.doctor, beside(any_clinic, mother, served(any_clinic, child))
    )
    assert row.encounter_id is not None
    file = any_clinic.house.encounters.open(any_clinic.doctor, row.encounter_id)
    assert (row.klaster, file.sent_because) == (Klaster.MOTHER_CHILD, "Bersama kunjungan di 2 Ibu & Anak.")


def test_a_referral_nobody_wrote_is_told_as_a_danger(any_clinic: Clinic) -> None:
    mother = pregnant(any_clinic, "Ibu Hamil", date(1990, 5, 17), weeks=30)
    child = any_clinic.register("Anak", sex=Sex.MALE, birth_date=date(2024, 5, 5), mother_id=mother).person_id
    alarming = {
        "tanda_bahaya": "sakit_kepala",
        "berat": "58,2",
        "sistolik": "150",
        "diastolik": "95",
        "tindak_lanjut": "rujuk",
    }
    examine(any_clinic, mother, "anc_visit", alarming)
    (one,) = around(any_clinic, child)
    assert one.dangers
    assert one.dangers[0].label.startswith("Rujuk")


def test_what_was_read_of_the_family_a_moment_ago_is_told_as_it_would_be_read_anew(any_clinic: Clinic) -> None:
    mother, baby = nifas(any_clinic)
    dues, pair, doctor = any_clinic.house.dues, any_clinic.house.mother_child, any_clinic.doctor
    known = {mother: dues.of_person(doctor, mother)}
    assert pair.around(doctor, baby, known) == around(any_clinic, baby)
    served(any_clinic, mother)
    assert pair.around(doctor, baby, known) == around(any_clinic, baby)
    assert pair.around(doctor, baby, known)[0].services != known[mother]
