"""A letter is restricted as soon as what is written of its visit, or answered to it, tells of what few may know."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import Diagnosis, Encounter, Person, Referral, ReferralAnswer, VisitAction
from ilp_desktop.domain.restricted_action import is_restricted_action
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.services.core.unit_of_work import Work


def tells_restricted(codes: Iterable[str], person: Person, day: date, actions: Iterable[str] = ()) -> bool:
    """Say whether a diagnosis or an action is among some that few may know of."""
    if any(is_restricted_action(code, person.birth_date, day) for code in actions):
        return True
    return any(is_restricted_diagnosis(code, person.birth_date, day) for code in codes)


def seal_letters(
    work: Work, encounter: Encounter, person: Person, codes: Iterable[str], actions: Iterable[str] = ()
) -> None:
    """Restrict the letters of a visit where a diagnosis or an action that stands there now is restricted.

    Where a letter goes, and that it went, tells of it, also of one that was added afterwards. A letter that was
    restricted once stays so, since those who read it then know.
    """
    if not tells_restricted(codes, person, encounter.day, actions):
        return
    letters = select(Referral).where(Referral.encounter_id == encounter.id, Referral.restricted.is_(False))
    for letter in work.session.scalars(letters).all():
        seal(work, letter)


def seal_anew(work: Work, people: Collection[UUID]) -> int:
    """Restrict letters of people that tell of what few may know and are open still; returns how many there were."""
    session, codes = work.session, defaultdict[UUID, set[str]](set)
    rows = session.execute(
        select(Referral, Person)
        .join(Person, Person.id == Referral.person_id)
        .where(Referral.person_id.in_(people), Referral.restricted.is_(False))
    ).all()
    visits = {letter.encounter_id for letter, _ in rows if letter.encounter_id is not None}
    for letter, _ in rows:
        codes[letter.id].update(code for code, _title in letter.content.get("diagnoses", ()))
    given = select(Diagnosis.encounter_id, Diagnosis.code).where(Diagnosis.encounter_id.in_(visits))
    by_visit = defaultdict[UUID, set[str]](set)
    for visit, code in session.execute(given):
        by_visit[visit].add(code)
    done = defaultdict[UUID, set[str]](set)
    acted = select(VisitAction.encounter_id, VisitAction.code).where(VisitAction.encounter_id.in_(visits))
    for visit, code in session.execute(acted):
        done[visit].add(code)
    answers = select(ReferralAnswer.referral_id, ReferralAnswer.diagnoses).where(
        ReferralAnswer.referral_id.in_([letter.id for letter, _ in rows])
    )
    for letter_id, answered in session.execute(answers):
        codes[letter_id].update(answered)
    wrong = 0
    for letter, person in rows:
        known = codes[letter.id] | (by_visit[letter.encounter_id] if letter.encounter_id is not None else set())
        acts = done[letter.encounter_id] if letter.encounter_id is not None else ()
        if tells_restricted(known, person, letter.day, acts):
            seal(work, letter)
            wrong += 1
    return wrong


def seal(work: Work, letter: Referral) -> None:
    """Restrict one letter; what is due because of it is told to few from now on."""
    letter.restricted = True
    letter.row_version += 1
    work.due_for(letter.person_id)
    work.touch("referral", letter.id, restricted=True)
