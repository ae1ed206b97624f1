"""Keeps the workstation's copy of the server up to date, a little at a time, and its numbers in reserve."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

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
from db.stand_in import COPIED, LocalCopy, add_block, note, numbers_left
from ilp_desktop.domain.identity.record_number import parse_pattern
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.server_loss import ReserveRules, reserve_rules_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import FOLDER_COUNTER, QUEUE, SERIAL_COUNTER
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require

STATION = "station"
NOBODY = UUID(int=0)
WHOLE_SUBJECTS = frozenset({"facility", "staff", "merge"})
QUEUE_BLOCKS = "antrean darurat"
"""The counter that gives each workstation its place among the queue numbers."""


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
            state = self._begin(copy, user.facility_id, today)
        elif state["after"] is not None:
            state = self._go_on(copy, user.facility_id, state, rules)
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
        """Reserve numbers for this workstation where they run low; for those alone who hand numbers out."""
        require(user, Act.SEND_LATER)
        copy = self._copy()
        if copy is None or not user.may(Act.OPEN_VISIT):
            return
        rules = reserve_rules_on(self._uow.today(user))
        with copy.database.reading() as session:
            facility = session.get(Facility, user.facility_id)
            if facility is None:
                return
            by_family = parse_pattern(facility.record_number_pattern).by_family
            names = (FOLDER_COUNTER,) if by_family else (FOLDER_COUNTER, SERIAL_COUNTER)
            low = [name for name in names if numbers_left(session, name) < rules.folders_left]
            queue = numbers_left(session, QUEUE) == 0
        if low or queue:
            self._reserve(copy, user, rules, low, queue=queue)

    def renew(self, user: SignedIn) -> None:
        """Read anew from the server what was written without it; what is on the list there is no longer here."""
        require(user, Act.SEND_LATER)
        copy = self._copy()
        if copy is None:
            return
        made = [UUID(given) for row in copy.settled() for given in row.content["made"].values()]
        copied = Copied()
        with self._uow.copying() as session:
            add_people(session, made, copied)
            add_visits(session, made, made, copied)
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

    def _begin(self, copy: LocalCopy, facility_id: UUID, today: date) -> dict[str, Any]:
        """Read what is small; what changes from now on is followed later."""
        copied = Copied()
        since = today - timedelta(days=1)
        with self._uow.copying() as session:
            seq = last_change(session)
            add_whole(session, facility_id, copied)
            add_day(session, facility_id, since, copied)
        state = {"facility": str(facility_id), "seq": seq, "after": str(NOBODY), "day": today.isoformat()}
        return self._stored(copy, facility_id, copied, state)

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
                self._begin(copy, user.facility_id, today)
                return True
            seq, named, unnamed = found
            if seq == state["seq"] and state["day"] == today.isoformat():
                return False
            if WHOLE_SUBJECTS & (named.keys() | unnamed):
                add_whole(session, user.facility_id, copied)
            add_people(session, people_concerned(session, named), copied)
            add_visits(session, named.get("ticket", ()), named.get("encounter", ()), copied)
            if state["day"] != today.isoformat():
                add_day(session, user.facility_id, today - timedelta(days=1), copied)
        self._stored(copy, user.facility_id, copied, {**state, "seq": seq, "day": today.isoformat()})
        return bool(seq != state["seq"])

    def _stored(self, copy: LocalCopy, facility_id: UUID, copied: Copied, state: dict[str, Any]) -> dict[str, Any]:
        with copy.database.writing() as session, session.begin():
            store(session, facility_id, copied)
            note(session, COPIED, state)
        return state

    def _reserve(self, copy: LocalCopy, user: SignedIn, rules: ReserveRules, low: list[str], *, queue: bool) -> None:
        """Reserve on the server, then take note; numbers reserved and not noted, since the power went, stay unused."""
        station = self._station(copy)
        with self._uow.writing(user, Act.OPEN_VISIT) as work:
            blocks = [self._block(work, station, name, rules.folders_each) for name in low]
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

    def _block(self, work: Work, station: UUID, name: str, count: int) -> NumberBlock:
        """Move a counter on by so many, all of which are this workstation's."""
        numbers = [work.next_number(name) for _ in range(count)]
        return _block_row(work, station, self._uow.workstation, name, numbers[0], count)


def _block_row(work: Work, station: UUID, workstation: str, name: str, first: int, count: int) -> NumberBlock:
    return NumberBlock(
        **work.stamp(),
        station_id=station,
        workstation=workstation,
        name=name,
        first=first,
        last=first + count - 1,
    )
