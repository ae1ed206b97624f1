"""Keeps the workstation's copy of the server up to date, a little at a time, and its numbers in reserve."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Facility, NumberBlock
from db.queries.stand_in_copy import (
    Copied,
    add_day,
    add_people,
    add_visits,
    add_whole,
    changes_since,
    last_change,
    people_after,
    people_concerned,
    store,
)
from db.queries.stand_in_records import Before, add_records, forget_records, patients_since
from db.stand_in import COPIED, LocalCopy, add_block, note, numbers_left
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.chronic.chronic_control import longest_judged_months
from ilp_desktop.domain.chronic.chronic_record import CONTROL_CODES, LASTING_FORMS
from ilp_desktop.domain.identity.record_number import parse_pattern
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.server_loss import ReserveRules, reserve_rules_on
from ilp_desktop.services.answers.growth_reading import READ
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import (
    FOLDER_COUNTER,
    LETTER_COUNTERS,
    QUEUE,
    SERIAL_COUNTER,
    letter_block,
)
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.stand_in.entries import given_in, named_in

STATION = "station"
NOBODY = UUID(int=0)
WHOLE_SUBJECTS = frozenset({"facility", "staff", "merge", "wording"})
RECORDS = "records"
"""Whether the records of the day's patients are copied too, as for those who may read them."""
OF_OLD = ("tinggi",)
"""Questions whose last answer is told however old it is."""
QUEUE_BLOCKS = "antrean darurat"
"""The counter that gives each workstation its place among the queue numbers."""


HANDING_OUT = (Act.OPEN_VISIT, Act.MANAGE_QUEUE, Act.WRITE_REFERRAL)
"""Who hands out numbers that people see."""


class CopyKeeping:
    """Copies identities and today's queue from the server, and reserves numbers there."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def refresh(self, user: SignedIn) -> bool:
        """Copy the next lot; true when there is more. Without a server, or while it is away, nothing is copied."""
        require(user, Act.SEND_LATER)
        copy = self._copy()
        if copy is None:
            return False
        rules, today = reserve_rules_on(self._uow.today(user)), self._uow.today(user)
        state = copy.known(COPIED)
        if state is None or state["facility"] != str(user.facility_id):
            state = self._begin(copy, user, today)
        elif state["after"] is not None:
            state = self._go_on(copy, user.facility_id, state, rules)
        elif user.may(Act.SEE_RECORD) and not state.get(RECORDS):
            self._add_records_of_day(copy, user, state)
        else:
            return self._follow(copy, user, state, rules)
        return True

    def is_ready(self, user: SignedIn) -> bool:
        """Tell whether the copy holds everybody, so that it can stand in."""
        require(user, Act.SEND_LATER)
        stand_in = self._uow.stand_in
        state = None if stand_in is None else stand_in.copy.known(COPIED)
        return state is not None and state["after"] is None and state["facility"] == str(user.facility_id)

    def reserve(self, user: SignedIn) -> None:
        """Reserve numbers for this workstation where they run low; for those alone who hand such numbers out."""
        require(user, Act.SEND_LATER)
        copy = self._copy()
        act = next((one for one in HANDING_OUT if user.may(one)), None)
        if copy is None or act is None:
            return
        rules = reserve_rules_on(self._uow.today(user))
        with copy.database.reading() as session:
            facility = session.get(Facility, user.facility_id)
            if facility is None:
                return
            low = self._low(session, user, facility, rules)
            queue = numbers_left(session, QUEUE) == 0
        if low or queue:
            self._reserve(copy, user, act, rules, low, queue=queue)

    def _low(self, session: Session, user: SignedIn, facility: Facility, rules: ReserveRules) -> list["_Low"]:
        """Return of which numbers more are to be reserved."""
        wanted: list[_Low] = []
        if user.may(Act.OPEN_VISIT):
            by_family = parse_pattern(facility.record_number_pattern).by_family
            names = (FOLDER_COUNTER,) if by_family else (FOLDER_COUNTER, SERIAL_COUNTER)
            wanted += [_Low(name, "", name, rules.folders_each, rules.folders_left) for name in names]
        if user.may(Act.WRITE_REFERRAL):
            year, many = str(self._uow.today(user).year), (rules.letters_each, rules.letters_left)
            wanted += [_Low(name, year, letter_block(name, year), *many) for name in LETTER_COUNTERS]
        return [one for one in wanted if numbers_left(session, one.block) < one.left]

    def renew(self, user: SignedIn) -> None:
        """Read anew from the server what was written without it; what is on the list there is no longer here."""
        require(user, Act.SEND_LATER)
        copy = self._copy()
        if copy is None:
            return
        settled, today, copied = copy.settled(), self._uow.today(user), Copied()
        told = {one for row in settled for one in (*given_in(row.content), *named_in(row.content))}
        with self._uow.copying() as session:
            add_people(session, told, copied)
            add_visits(session, told, told, copied)
            if (copy.known(COPIED) or {}).get(RECORDS):
                concerned = told | people_concerned(session, {"encounter": told})
                patients = patients_since(session, user.facility_id, _since(today), concerned)
                add_records(session, patients, _since(today), _before(today), copied)
        with copy.database.writing() as session, session.begin():
            store(session, user.facility_id, copied)

    def tidy(self, user: SignedIn) -> None:
        """Forget what was sent in long ago."""
        require(user, Act.SEND_LATER)
        copy = self._copy()
        if copy is not None:
            rules = reserve_rules_on(self._uow.today(user))
            copy.forget_settled(self._uow.clock.now() - timedelta(days=rules.keep_settled_days))

    def _copy(self) -> LocalCopy | None:
        """Return the copy while it may be written from the server."""
        stand_in = self._uow.stand_in
        return None if stand_in is None or stand_in.since is not None else stand_in.copy

    def _begin(self, copy: LocalCopy, user: SignedIn, today: date) -> dict[str, Any]:
        """Read what is small; what changes from now on is followed later."""
        copied, facility_id = Copied(), user.facility_id
        with self._uow.copying() as session:
            seq = last_change(session)
            add_whole(session, facility_id, copied)
            add_day(session, facility_id, _since(today), copied)
        state = {"facility": str(facility_id), "seq": seq, "after": str(NOBODY), "day": today.isoformat()}
        return self._stored(copy, facility_id, copied, state)

    def _add_records_of_day(self, copy: LocalCopy, user: SignedIn, state: dict[str, Any]) -> None:
        """Read the records of the day's patients, for somebody who may read them; what changes is followed."""
        copied, today = Copied(), self._uow.today(user)
        with self._uow.copying() as session:
            forget_records(user.facility_id, copied)
            patients = patients_since(session, user.facility_id, _since(today))
            add_records(session, patients, _since(today), _before(today), copied)
        self._stored(copy, user.facility_id, copied, {**state, RECORDS: True})

    def _go_on(self, copy: LocalCopy, facility_id: UUID, state: dict[str, Any], rules: ReserveRules) -> dict[str, Any]:
        """Read the next people."""
        copied = Copied()
        with self._uow.copying() as session:
            people = people_after(session, facility_id, UUID(state["after"]), rules.people_at_once)
            add_people(session, people, copied)
        after = str(people[-1]) if len(people) == rules.people_at_once else None
        return self._stored(copy, facility_id, copied, {**state, "after": after})

    def _follow(self, copy: LocalCopy, user: SignedIn, state: dict[str, Any], rules: ReserveRules) -> bool:
        """Read what has changed since, or begin anew where that can no longer be told."""
        copied, today = Copied(), self._uow.today(user)
        with self._uow.copying() as session:
            found = changes_since(session, user.facility_id, state["seq"], rules.changes_at_once)
            if found is None:
                self._begin(copy, user, today)
                return True
            seq, named, unnamed = found
            if seq == state["seq"] and state["day"] == today.isoformat():
                return False
            if WHOLE_SUBJECTS & (named.keys() | unnamed):
                add_whole(session, user.facility_id, copied)
            concerned = people_concerned(session, named)
            add_people(session, concerned, copied)
            add_visits(session, named.get("ticket", ()), named.get("encounter", ()), copied)
            if state["day"] != today.isoformat():
                add_day(session, user.facility_id, _since(today), copied)
                state = {**state, RECORDS: False}
            elif state.get(RECORDS):
                patients = patients_since(session, user.facility_id, _since(today), concerned)
                add_records(session, patients, _since(today), _before(today), copied)
        self._stored(copy, user.facility_id, copied, {**state, "seq": seq, "day": today.isoformat()})
        return bool(seq != state["seq"])

    def _stored(self, copy: LocalCopy, facility_id: UUID, copied: Copied, state: dict[str, Any]) -> dict[str, Any]:
        with copy.database.writing() as session, session.begin():
            store(session, facility_id, copied)
            note(session, COPIED, state)
        return state

    def _reserve(
        self, copy: LocalCopy, user: SignedIn, act: Act, rules: ReserveRules, low: list["_Low"], *, queue: bool
    ) -> None:
        """Reserve on the server, then take note; numbers reserved and not noted, since the power went, stay unused."""
        station = self._station(copy)
        with self._uow.writing(user, act) as work:
            blocks = [self._block(work, station, one) for one in low]
            if queue:
                place = work.next_number(QUEUE_BLOCKS)
                first = rules.queue_first + (place - 1) * rules.queue_each
                blocks.append(_block_row(work, station, self._uow.workstation, QUEUE, first, rules.queue_each))
            work.session.add_all(blocks)
            work.touch("facility", user.facility_id, reserved=[[one.name, one.first, one.last] for one in blocks])
        with copy.database.writing() as session, session.begin():
            for one in blocks:
                add_block(session, one.name, one.first, one.last)

    def _station(self, copy: LocalCopy) -> UUID:
        """Return what tells this workstation from every other, whatever their names are."""
        known = copy.known(STATION)
        if known is not None:
            return UUID(known)
        made = self._uow.identities.new()
        with copy.database.writing() as session, session.begin():
            note(session, STATION, str(made))
        return made

    def _block(self, work: Work, station: UUID, low: "_Low") -> NumberBlock:
        """Move a counter on by so many, all of which are this workstation's."""
        numbers = [work.next_number(low.counter, low.period) for _ in range(low.each)]
        return _block_row(work, station, self._uow.workstation, low.block, numbers[0], low.each)


@dataclass(frozen=True)
class _Low:
    """A counter whose numbers run low here: under which name they are kept, and how many are reserved at once."""

    counter: str
    period: str
    block: str
    each: int
    left: int


def _since(today: date) -> date:
    """Return the first day of which the queue is kept: a visit may go on past midnight."""
    return today - timedelta(days=1)


def _before(today: date) -> Before:
    """Return what forms and alerts of a day rest on."""
    since = months_shifted(today, -longest_judged_months(today))
    return Before((*READ, *OF_OLD), LASTING_FORMS, CONTROL_CODES, since)


def _block_row(work: Work, station: UUID, workstation: str, name: str, first: int, count: int) -> NumberBlock:
    return NumberBlock(
        **work.stamp(),
        station_id=station,
        workstation=workstation,
        name=name,
        first=first,
        last=first + count - 1,
    )
