"""How a pregnancy goes: contacts elsewhere, classes, moving out, two in a year, and what ends it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy, NewPregnancy, PregnancyFile
from ilp_desktop.services.pregnancy.pregnancy_episode import NewContact, NewMeeting
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts, squeezed
from tests.services.due_people import pregnant
from tests.services.kia_story import ANC, at, examine
from tests.services.pregnant_women import current

BORN = date(1990, 5, 17)
PERIOD = TODAY - timedelta(weeks=30)


def tell_contact(clinic: Clinic, file: PregnancyFile, day: date | None, *, by_doctor: bool | None = False) -> UUID:
    """Copy a contact from the Buku KIA."""
    wanted = NewContact(clinic.new_id(), file.id, day, by_doctor, "Puskesmas Lain")
    return clinic.house.episodes.add_contact(clinic.doctor, wanted)


def end(clinic: Clinic, file: PregnancyFile, outcome: PregnancyEnd, day: date = TODAY, note: str = "") -> None:
    """Record the end of a pregnancy."""
    clinic.house.pregnancies.end(clinic.doctor, EndedPregnancy(file.id, file.version, outcome, day, note))


def state_of(clinic: Clinic, woman: UUID, service: str) -> ServiceState:
    """Return how a service of a woman stands."""
    items = clinic.house.dues.of_person(clinic.doctor, woman).items
    return next(item.state for item in items if item.service == service)


def test_contacts_elsewhere_count_honestly_for_whoever_moved_in(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    file = current(any_clinic, woman)
    late = state_of(any_clinic, woman, "anc_t1")
    tell_contact(any_clinic, file, PERIOD + timedelta(weeks=8), by_doctor=True)
    tell_contact(any_clinic, file, PERIOD + timedelta(weeks=16))
    examine(any_clinic, woman, "anc_visit", ANC)
    found = current(any_clinic, woman)
    assert [(one.label, one.told) for one in found.contacts.contacts] == [("K1", True), ("K2", True), ("K3", False)]
    assert found.contacts.k1_pure
    assert [one.place for one in found.elsewhere] == ["Puskesmas Lain", "Puskesmas Lain"]
    assert late is not ServiceState.DONE
    assert state_of(any_clinic, woman, "anc_t1") is ServiceState.DONE


@pytest.mark.parametrize(
    ("day", "by_doctor", "field"),
    [
        (None, False, "day"),
        (TODAY + timedelta(days=1), False, "day"),
        (PERIOD - timedelta(days=1), False, "day"),
        (PERIOD + timedelta(weeks=8), None, "by_doctor"),
    ],
)
def test_contact_that_cannot_be_is_refused(
    any_clinic: Clinic, day: date | None, by_doctor: bool | None, field: str
) -> None:
    file = current(any_clinic, pregnant(any_clinic, "Ibu", BORN, weeks=30))
    with pytest.raises(WrongAnswers) as refused:
        tell_contact(any_clinic, file, day, by_doctor=by_doctor)
    assert set(refused.value.fields) == {field}


def test_contact_is_told_once_taken_back_with_a_reason_and_told_again(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    file, day = current(any_clinic, woman), PERIOD + timedelta(weeks=8)
    wanted = NewContact(any_clinic.new_id(), file.id, day, by_doctor=False)
    first = any_clinic.house.episodes.add_contact(any_clinic.doctor, wanted)
    assert any_clinic.house.episodes.add_contact(any_clinic.doctor, wanted) == first
    with pytest.raises(WrongAnswers, match="perlu diperbaiki"):
        tell_contact(any_clinic, file, day)
    with pytest.raises(WrongAnswers):
        any_clinic.house.episodes.remove_contact(any_clinic.doctor, first, " ")
    any_clinic.house.episodes.remove_contact(any_clinic.doctor, first, "salin keliru")
    assert current(any_clinic, woman).elsewhere == ()
    tell_contact(any_clinic, file, day)
    examine(any_clinic, woman, "anc_visit", ANC)
    with pytest.raises(WrongAnswers) as refused:
        tell_contact(any_clinic, file, TODAY)
    assert "diperiksa di sini" in refused.value.fields["day"]


def test_class_is_counted_with_ticks_of_visits_each_day_once(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    file = current(any_clinic, woman)
    examine(any_clinic, woman, "anc_visit", ANC | {"kelas_ibu_hamil": "ya"})
    for day, accompanied in ((TODAY, True), (TODAY - timedelta(days=7), False)):
        meeting = NewMeeting(any_clinic.new_id(), file.id, day, accompanied)
        any_clinic.house.episodes.add_meeting(any_clinic.doctor, meeting)
    found = current(any_clinic, woman).classes
    assert (found.days, found.accompanied) == ((TODAY - timedelta(days=7), TODAY), 1)
    with pytest.raises(WrongAnswers):
        any_clinic.house.episodes.add_meeting(any_clinic.doctor, NewMeeting(any_clinic.new_id(), file.id, TODAY, True))
    first, last = any_clinic.house.episodes.meetings(any_clinic.doctor, file.id)
    assert last.id is not None
    any_clinic.house.episodes.remove_meeting(any_clinic.doctor, last.id, "bukan ibu ini")
    left = any_clinic.house.episodes.meetings(any_clinic.doctor, file.id)
    assert [(one.id, one.day, one.accompanied) for one in left] == [
        (first.id, first.day, False),
        (None, TODAY, False),
    ]


def test_whoever_moves_away_is_asked_for_nothing_more_and_counts_nowhere(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    end(any_clinic, current(any_clinic, woman), PregnancyEnd.MOVED, note="Puskesmas Jauh")
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, woman) is None
    items = any_clinic.house.dues.of_person(any_clinic.doctor, woman).items
    assert not {item.service for item in items if item.service.startswith(("anc", "kf"))}
    assert not any_clinic.house.screening.facts(any_clinic.doctor, woman).pregnant
    assert any_clinic.house.obstetrics.of_person(any_clinic.doctor, woman).rows == ()


def test_whoever_comes_back_is_the_same_pregnancy_with_its_visits(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    examine(any_clinic, woman, "anc_visit", ANC)
    end(any_clinic, current(any_clinic, woman), PregnancyEnd.MOVED)
    any_clinic.clock.forward(timedelta(days=7))
    again = NewPregnancy(any_clinic.new_id(), woman, PERIOD, 1, 0, 0)
    any_clinic.house.pregnancies.start(any_clinic.doctor, again)
    assert len(current(any_clinic, woman).visits) == 1


def test_pregnancy_closes_when_the_desk_notes_that_she_moved_and_opens_when_she_did_not(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    registration = any_clinic.house.registration

    def note(why: Leaving | None) -> None:
        version = registration.person(any_clinic.desk, woman).version
        registration.leave(any_clinic.desk, woman, version, why, TODAY if why else None)

    note(Leaving.MOVED)
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, woman) is None
    note(None)
    assert current(any_clinic, woman).gestation == "30 mg 0 hr"
    end(any_clinic, current(any_clinic, woman), PregnancyEnd.STILLBIRTH)
    note(Leaving.MOVED)
    note(None)
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, woman) is None


def test_two_pregnancies_in_a_year_keep_their_visits_apart(any_clinic: Clinic) -> None:
    at(any_clinic, date(2026, 3, 2))
    woman = any_clinic.register("Ibu", birth_date=BORN).person_id
    pregnancies = any_clinic.house.pregnancies
    pregnancies.start(any_clinic.doctor, NewPregnancy(any_clinic.new_id(), woman, date(2026, 1, 5), 1, 0, 0))
    examine(any_clinic, woman, "anc_visit", ANC)
    end(any_clinic, current(any_clinic, woman), PregnancyEnd.MISCARRIAGE, date(2026, 3, 2))
    at(any_clinic, TODAY)
    overlapping = NewPregnancy(any_clinic.new_id(), woman, date(2026, 3, 1), 2, 0, 1)
    with pytest.raises(WrongAnswers) as refused:
        pregnancies.start(any_clinic.doctor, overlapping)
    assert refused.value.fields["last_period_on"] == "Kehamilan yang lalu baru berakhir 02-03-2026."
    pregnancies.start(any_clinic.doctor, NewPregnancy(any_clinic.new_id(), woman, date(2026, 4, 6), 2, 0, 1))
    file = current(any_clinic, woman)
    assert (file.visits, file.contacts.contacts, file.gpa_note) == ((), (), "")
    examine(any_clinic, woman, "anc_visit", ANC)
    assert [row.day for row in current(any_clinic, woman).visits] == [TODAY]


def test_end_before_the_first_visit_is_refused(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    examine(any_clinic, woman, "anc_visit", ANC)
    with pytest.raises(WrongAnswers) as refused:
        end(any_clinic, current(any_clinic, woman), PregnancyEnd.STILLBIRTH, TODAY - timedelta(days=1))
    assert refused.value.fields["ended_on"] == "Tanggal ini sebelum kunjungan antenatal pertama, 23-11-2026."


def test_abortus_after_twenty_weeks_is_refused_beside_the_choice(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    with pytest.raises(WrongAnswers) as refused:
        end(any_clinic, current(any_clinic, woman), PregnancyEnd.MISCARRIAGE)
    assert "Pilih lahir mati" in refused.value.fields["outcome"]


def test_nothing_is_added_to_a_pregnancy_that_has_ended(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=30)
    file = current(any_clinic, woman)
    end(any_clinic, file, PregnancyEnd.STILLBIRTH)
    with pytest.raises(StaleRecord):
        tell_contact(any_clinic, file, PERIOD + timedelta(weeks=8))
    with pytest.raises(StaleRecord):
        any_clinic.house.episodes.add_meeting(any_clinic.doctor, NewMeeting(any_clinic.new_id(), file.id, TODAY, True))


def test_contact_elsewhere_stands_in_the_printed_table(clinic: Clinic) -> None:
    woman = pregnant(clinic, "Ibu", BORN, weeks=30)
    tell_contact(clinic, current(clinic, woman), PERIOD + timedelta(weeks=8), by_doctor=True)
    page = squeezed(page_texts(clinic.house.kia.pdf(clinic.doctor, woman, None))[0])
    assert "dariBukuKIA" in page
    assert "PuskesmasLain" in page
