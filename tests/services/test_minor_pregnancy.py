"""A girl's pregnancy, nifas and family planning change nothing of what those without leave can read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from inspect import Parameter, getmembers, isfunction, signature
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import Act, Role, may
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter, DueState
from ilp_desktop.services.house import House
from ilp_desktop.services.people.death_writing import DeathFacts
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy, NewPregnancy
from ilp_desktop.services.queue.visits import VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import EVERYWHERE
from tests.services.kia_story import ANC
from tests.services.test_queue import room_of

BORN, YOUNG_BORN, ADULT_BORN = date(2010, 5, 17), date(2014, 5, 17), date(2000, 5, 17)
TELLS = re.compile(r"hamil|nifas|antenatal|persalin|melahirkan|kontrasep|\bkb\b|\bkf\d|trimester", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]{2,}")
WITHOUT_LEAVE = [role for role in Role if not may([role], Act.SEE_RESTRICTED)]
KB = {
    "kunjungan_kb": "baru",
    "jumlah_anak": "1",
    "umur_anak_terakhir": "0",
    "kb_penapisan": "tidak_ada",
    "kb_sekarang": "pil",
}
SURELY = {
    "queueing.board": Act.SEE_QUEUE,
    "dues.of_person": Act.SEE_DUES,
    "registration.search": Act.FIND_PERSON,
    "due_lists.listed": Act.SEE_DUES,
}
"""Readings that must be among those tried, for whoever may."""
NOTHING_OF_ONE_PERSON = ("statistics.", "facilities.last_written", "dues.stale", "dues.refresh_some", "rederiving.")
"""Counts over forms tell nobody; the others say when something was written, or work lists out."""


def without_leave(clinic: Clinic, role: Role) -> SignedIn:
    return replace(clinic.doctor, roles=frozenset({role}))


def readings(house: House, user: SignedIn, girl: UUID) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give every method that takes a user alone, or a user and a person, and lists and proposals with the girl in."""
    for service, kind in House.__annotations__.items():
        for name, method in getmembers(kind, isfunction) if isinstance(kind, type) and service != "uow" else ():
            must = [one for one in signature(method).parameters.values() if one.default is one.empty]
            asked = [one.name for one in must if one.kind is not Parameter.VAR_POSITIONAL][1:]
            whole = f"{service}.{name}"
            if name.startswith("_") or whole.startswith(NOTHING_OF_ONE_PERSON):
                continue
            bound = getattr(getattr(house, service), name)
            if asked == ["user"]:
                yield whole, lambda bound=bound: bound(user)  # type: ignore[misc]
            elif asked == ["user", "person_id"]:
                yield whole, lambda bound=bound: bound(user, girl)  # type: ignore[misc]
    everybody = DueFilter(EVERYWHERE, (), DueState.DUE)
    yield "visits.propose", lambda: house.visits.propose(user, girl, VisitFacts("0", sick=False))
    yield "registration.search", lambda: house.registration.search(user, "rahasia")
    yield "due_lists.listed", lambda: house.due_lists.listed(user, everybody, None, 100)
    yield "due_lists.coming", lambda: house.due_lists.listed(user, replace(everybody, state=DueState.COMING), None, 100)
    yield "due_lists.totals", lambda: house.due_lists.totals(user, EVERYWHERE)
    yield "queueing.unserved", lambda: house.queueing.unserved(user, TODAY)
    yield "late_entries.listed", lambda: house.late_entries.listed(user, TODAY)


def read_all(clinic: Clinic, user: SignedIn, girl: UUID) -> dict[str, str]:
    """Return what each method says to a user, where they may ask it."""
    said = {name: _said(read) for name, read in readings(clinic.house, user, girl)}
    found = {name: words for name, words in said.items() if words is not None}
    assert {name for name, act in SURELY.items() if user.may(act)} <= found.keys()
    return found


def news(now: dict[str, str], before: dict[str, str]) -> dict[str, set[str]]:
    """Return the words that were not said before, by the method that says them now.

    That a pregnant girl is not asked for a service leaves words out; what is asked of her all the same comes anew.
    """
    found = {name: set(WORDS.findall(said)) - set(WORDS.findall(before[name])) for name, said in now.items()}
    return {name: words for name, words in found.items() if words}


def _said(read: Callable[[], object]) -> str | None:
    """Return what was said, None where the user may not ask."""
    try:
        return repr(read())
    except (NotAllowed, UserError):
        return None


def record(clinic: Clinic, encounter_id: UUID, **forms: dict[str, str]) -> None:
    file = clinic.house.encounters.open(clinic.doctor, encounter_id)
    filled = tuple(FilledForm(code, typed) for code, typed in forms.items())
    wanted = Examination(clinic.new_id(), encounter_id, file.version, SoapNote(subjective="kontrol"), forms=filled)
    clinic.house.encounters.record(clinic.doctor, wanted)


@pytest.mark.parametrize("born", [BORN, YOUNG_BORN], ids=str)
@pytest.mark.parametrize("role", WITHOUT_LEAVE, ids=lambda role: role.value)
def test_nothing_that_those_without_leave_read_tells_of_a_girls_pregnancy(
    any_clinic: Clinic, role: Role, born: date
) -> None:
    user, house = without_leave(any_clinic, role), any_clinic.house
    girl = any_clinic.register("Remaja Rahasia", birth_date=born).person_id
    visit = any_clinic.visit(girl, sick=False).encounter_id
    record(any_clinic, visit, vital_signs={"berat": "52,5", "sistolik": "110", "diastolik": "70"})
    before = read_all(any_clinic, user, girl)
    pregnancy = house.pregnancies.start(
        any_clinic.doctor, NewPregnancy(any_clinic.new_id(), girl, TODAY - timedelta(weeks=38), 1, 0, 0)
    )
    assert news(read_all(any_clinic, user, girl), before) == {}
    record(any_clinic, visit, anc_visit={**ANC, "tanda_bahaya": "sakit_kepala", "tindak_lanjut": "rujuk"})
    assert news(read_all(any_clinic, user, girl), before) == {}
    ended = EndedPregnancy(pregnancy, 1, PregnancyEnd.BORN_ELSEWHERE, TODAY)
    house.pregnancies.end(any_clinic.doctor, ended)
    assert news(read_all(any_clinic, user, girl), before) == {}
    shown = {item.service for item in house.dues.of_person(any_clinic.doctor, girl).items}
    assert {"kf1", "family_planning_postnatal"} <= shown
    record(any_clinic, visit, family_planning=KB)
    assert news(read_all(any_clinic, user, girl), before) == {}


@pytest.mark.parametrize(("born", "told"), [(BORN, False), (ADULT_BORN, True)])
def test_the_record_speaks_at_the_desk_of_grown_women_alone(any_clinic: Clinic, born: date, told: bool) -> None:
    woman = any_clinic.register("Siti", birth_date=born).person_id
    start = NewPregnancy(any_clinic.new_id(), woman, TODAY - timedelta(weeks=20), 1, 0, 0)
    any_clinic.house.pregnancies.start(any_clinic.doctor, start)
    proposal = any_clinic.house.visits.propose(any_clinic.desk, woman, VisitFacts("0", sick=False))
    assert bool(TELLS.search(repr(proposal))) is told
    assert proposal.klaster.value == 2


@pytest.mark.parametrize(
    "role", [one for one in WITHOUT_LEAVE if may([one], Act.SEE_QUEUE)], ids=lambda role: role.value
)
def test_neither_complaint_nor_part_of_the_list_tells_the_desk_of_a_girl(any_clinic: Clinic, role: Role) -> None:
    girl = any_clinic.register("Remaja", birth_date=BORN).person_id
    other = any_clinic.register("Kawan", birth_date=BORN).person_id
    any_clinic.visit(girl, "4", sick=False, complaint="hamil 5 bulan")
    any_clinic.visit(other, "0", complaint="pusing")
    rows = any_clinic.house.queueing.board(without_leave(any_clinic, role))
    assert [(row.complaint, row.sub_room, row.due_count) for row in rows] == [("", "", None), ("", "", None)]
    seen = {row.name: (row.complaint, row.sub_room) for row in any_clinic.house.queueing.board(any_clinic.doctor)}
    assert seen == {"Remaja": ("hamil 5 bulan", "kia"), "Kawan": ("pusing", "remaja")}


@pytest.mark.parametrize(("born", "told"), [(BORN, False), (ADULT_BORN, True)])
def test_a_merge_tells_the_head_that_something_goes_over_and_of_a_girl_not_what(
    any_clinic: Clinic, born: date, told: bool
) -> None:
    office = without_leave(any_clinic, Role.HEAD)
    one, other = (any_clinic.register("Siti Aminah", birth_date=born).person_id for _ in range(2))
    for person in (one, other):
        start = NewPregnancy(any_clinic.new_id(), person, TODAY - timedelta(weeks=20), 1, 0, 0)
        any_clinic.house.pregnancies.start(any_clinic.doctor, start)
    any_clinic.house.deaths.record(any_clinic.doctor, one, DeathFacts(TODAY, "07.10", "Rumah", "hipertensi"))
    plan = any_clinic.house.merging.plan(office, one, other)
    assert ("Catatan kematian" in {row.label for row in plan.rows}) is told
    words = " ".join((*plan.warnings, *(f"{row.label} {row.day} {row.note}" for row in plan.rows)))
    assert bool(TELLS.search(words)) is told
    assert ("Catatan terbatas" in words) is not told
    whole = any_clinic.house.merging.plan(any_clinic.head, one, other)
    assert any(row.label == "Kehamilan" for row in whole.rows)


def test_header_and_reasons_are_kept_from_whoever_examines_without_leave(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    girl = any_clinic.register("Remaja", birth_date=BORN).person_id
    start = NewPregnancy(any_clinic.new_id(), girl, TODAY - timedelta(weeks=20), 1, 0, 0)
    any_clinic.house.pregnancies.start(any_clinic.doctor, start)
    ticket = any_clinic.visit(girl, "4", sick=False, complaint="")
    room = room_of(any_clinic, 2)
    any_clinic.house.queueing.let_in(any_clinic.doctor, ticket.ticket_id, room, TicketStatus.WAITING)
    with_leave = any_clinic.house.encounters.open(any_clinic.doctor, ticket.encounter_id)
    assert with_leave.patient.gestation_days == 140
    monkeypatch.setattr(SignedIn, "may", lambda user, act: act is not Act.SEE_RESTRICTED and may(user.roles, act))
    file = any_clinic.house.encounters.open(any_clinic.doctor, ticket.encounter_id)
    assert (file.patient.pregnancy_id, file.patient.gestation_days, file.patient.due_on) == (None, None, None)
    assert file.proposal_reasons == ()
    with pytest.raises(UserError, match="belum dipilih"):
        any_clinic.house.kia.pdf(any_clinic.doctor, girl, None)
