"""Undoing a merge at any time: exactly the rows of the log go back, and what was made since is assigned by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models import Identifier, Person, PersonMerge, PersonMergeRow
from db.queries.merges import chain_from, lock_in_order, merge_rows
from ilp_desktop.domain.errors import StaleRecord, UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.merge.merges_done import MergeDone, later_birth, merges_after
from ilp_desktop.services.merge.merging import plain, put_right
from ilp_desktop.services.merge.merging_rows import (
    FILLED,
    MOVED,
    OF_VISIT,
    SINCE,
    RowTold,
    each,
    hand_over,
    hushed,
    in_order,
    is_number,
    kind_beside,
    logged,
    number_text,
    rows_of,
    told,
)
from ilp_desktop.services.merge.merging_tables import CHILDREN, MOVES, NUMBERS, VISITS, Key, Move

WITH_VISIT = "ikut kunjungannya"
DAY_COLUMNS = ("last_visit_on",)
ID_COLUMNS = ("mother_id",)


@dataclass(frozen=True)
class UndoPlan:
    """What undoing a merge would do.

    Attributes:
        returning: rows of the log that go back.
        since: rows made since: those of a visit that goes back go with it, the others are assigned by hand.
        gone: how many rows of the log are no more, or somebody else's by now.
    """

    merge_id: UUID
    returning: tuple[RowTold, ...]
    since: tuple[RowTold, ...]
    gone: int


@dataclass(frozen=True)
class Assignment:
    """A row made while two identities were one, and whose it is: the one that returned, or the one that had stayed."""

    merge_id: UUID
    table: str
    column: str
    row_id: UUID
    to_returned: bool


@dataclass
class _State:
    """A merge with its log and the rows of whoever the identity leads to by now."""

    merge: PersonMerge
    owner_id: UUID
    log: Sequence[PersonMergeRow]
    returning: dict[Key, list[Any]]
    of_visit: dict[Key, list[Any]]
    since: dict[Key, list[Any]]


class Unmerging:
    """Undoes merges, and sees to what was made meanwhile."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(self, user: SignedIn, after: MergeDone | None, limit: int) -> tuple[MergeDone, ...]:
        """Return the merges done, the newest first, after one."""
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            return merges_after(session, user.facility_id, after, limit, user.time_zone)

    def plan(self, user: SignedIn, merge_id: UUID) -> UndoPlan:
        """Return what undoing a merge would do, and do nothing."""
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            merge = owned(session, user.facility_id, PersonMerge, merge_id)
            return _plan(session, user, _state(session, merge), self._uow.today(user))

    def undo(self, user: SignedIn, merge_id: UUID, reason: str) -> UndoPlan:
        """Give back exactly what went over, whoever has it by now; returned is what was done.

        Raises ``StaleRecord`` when the merge was undone already.
        """
        reason = told_reason(reason, "Tulis alasan pembatalan")
        with self._uow.writing(user, Act.MERGE_PEOPLE) as work:
            merge = work.own(PersonMerge, merge_id, locked=True)
            if merge.undone_at is not None:
                raise StaleRecord("Penggabungan ini sudah dibatalkan.", "Muat ulang daftar.")
            state = _held(work, merge)
            plan = _plan(work.session, user, state, work.today)
            _go_back(work, state)
            merge.undone_at, merge.undone_by, merge.undone_reason = work.now, user.staff_id, reason
            work.touch("merge", merge.id, undone=True, rows=len(plan.returning), since=len(plan.since))
            return plan

    def to_assign(self, user: SignedIn, merge_id: UUID) -> tuple[RowTold, ...]:
        """Return the rows made while two identities were one that nobody has assigned yet."""
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            merge = owned(session, user.facility_id, PersonMerge, merge_id)
            lines = [line for line in merge_rows(session, [merge.id]) if line.fate == SINCE and line.settled_id is None]
            rows = in_order(row for line in lines for row in _told_line(session, line, user.time_zone))
            return hushed(rows, user, later_birth(session, merge), self._uow.today(user))

    def assign(self, user: SignedIn, wanted: Assignment) -> None:
        """Let one row made meanwhile, with all that hangs on it, be one of the two; raises ``StaleRecord``."""
        key = (wanted.merge_id, wanted.table, wanted.column, wanted.row_id)
        with self._uow.writing(user, Act.MERGE_PEOPLE) as work:
            merge = work.own(PersonMerge, wanted.merge_id, locked=True)
            line = work.session.get(PersonMergeRow, key, with_for_update=True)
            if line is None or line.fate != SINCE or line.settled_id is not None:
                raise StaleRecord("Data ini sudah ditetapkan.", "Muat ulang daftar.")
            line.settled_id = merge.loser_id if wanted.to_returned else line.old_person_id
            if wanted.to_returned:
                _give(work, merge, line)
            work.touch("merge", merge.id, table=wanted.table, row=str(wanted.row_id), to=str(line.settled_id))


def _held(work: Work, merge: PersonMerge) -> _State:
    """Return the state with everybody it concerns held against other writers."""
    owner_id = chain_from(work.session, merge.survivor_id)[0]
    rows_of(work.session, owner_id, locked=True)
    lock_in_order(work.session, {merge.loser_id, merge.survivor_id, owner_id})
    return _state(work.session, merge)


def _state(session: Session, merge: PersonMerge) -> _State:
    owner_id, later = chain_from(session, merge.survivor_id)
    log = merge_rows(session, [merge.id])
    known = {((line.table_name, line.column_name), line.row_id) for line in (*log, *merge_rows(session, later))}
    moved = {((line.table_name, line.column_name), line.row_id) for line in log if line.fate == MOVED}
    state = _State(merge, owner_id, log, {}, {}, {})
    now = rows_of(session, owner_id)
    visits = {row.id for row in now[VISITS.key] if (VISITS.key, row.id) in moved}
    for move, row in each(now):
        if (move.key, row.id) in moved:
            state.returning.setdefault(move.key, []).append(row)
        elif (move.key, row.id) not in known:
            hangs = move.of_visit and row.encounter_id in visits
            (state.of_visit if hangs else state.since).setdefault(move.key, []).append(row)
    return state


def _plan(session: Session, user: SignedIn, state: _State, today: date) -> UndoPlan:
    """Return what undoing would do, as far as the user may know of it."""
    time_zone, born = user.time_zone, later_birth(session, state.merge)
    returning = [told(move, row, time_zone, _note(move, row)) for move, row in each(state.returning)]
    since = [told(move, row, time_zone, WITH_VISIT) for move, row in each(state.of_visit)]
    since += [told(move, row, time_zone, _note(move, row), moves=False) for move, row in _units(state.since)]
    moved = sum(line.fate == MOVED for line in state.log)
    back, made_since = (hushed(in_order(rows), user, born, today) for rows in (returning, since))
    return UndoPlan(state.merge.id, back, made_since, moved - len(returning))


def _note(move: Move, row: Any) -> str:
    if is_number(move):
        return number_text(row)
    return str(row.name) if move is CHILDREN else ""


def _units(rows: dict[Key, list[Any]]) -> Iterator[tuple[Move, Any]]:
    """Give what is assigned by hand: a visit stands for all that hangs on it."""
    visits = {row.id for row in rows.get(VISITS.key, ())}
    return ((move, row) for move, row in each(rows) if not (move.of_visit and row.encounter_id in visits))


def _go_back(work: Work, state: _State) -> None:
    session, merge = work.session, state.merge
    children = [child.id for child in state.returning.get(CHILDREN.key, ())]
    for fate, rows in ((OF_VISIT, each(state.of_visit)), (SINCE, _units(state.since))):
        for move, row in rows:
            session.add(logged(work.facility_id, merge.id, move.key, row.id, state.owner_id, fate))
    _unfill(session, state)
    loser = session.get_one(Person, merge.loser_id)
    loser.removed_at, loser.removed_reason = None, ""
    people = [session.get_one(Person, one) for one in dict.fromkeys((loser.id, merge.survivor_id, state.owner_id))]
    for person in people:
        person.row_version += 1
    _old_kinds(session, state)
    session.flush()
    back = {move.key: [row.id for row in _of(state, move)] for move in MOVES}
    hand_over(session, back, state.owner_id, loser.id)
    put_right(work, people, children)


def _of(state: _State, move: Move) -> list[Any]:
    return [*state.returning.get(move.key, ()), *state.of_visit.get(move.key, ())]


def _old_kinds(session: Session, state: _State) -> None:
    """Let numbers be in use again as they were, but for one that somebody has meanwhile."""
    lines = {line.row_id: line for line in state.log if (line.table_name, line.column_name) == NUMBERS.key}
    for number in state.returning.get(NUMBERS.key, ()):
        line = lines[number.id]
        if (
            line.before
            and line.after
            and number.kind == line.after["kind"]
            and not _is_used(session, number, line.before["kind"])
        ):
            number.kind = line.before["kind"]


def _is_used(session: Session, number: Identifier, kind: str) -> bool:
    same = select(Identifier.id).where(
        Identifier.facility_id == number.facility_id, Identifier.kind == kind, Identifier.value == number.value
    )
    return session.scalar(same) is not None


def _unfill(session: Session, state: _State) -> None:
    """Take out of the survivor what was filled in, where nobody has changed it since."""
    survivor = session.get_one(Person, state.merge.survivor_id)
    for line in state.log:
        if line.fate == FILLED and plain(getattr(survivor, line.column_name)) == line.after:
            setattr(survivor, line.column_name, _as_column(line.column_name, line.before))


def _as_column(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAY_COLUMNS:
        return date.fromisoformat(value)
    return UUID(value) if name in ID_COLUMNS else value


def _told_line(session: Session, line: PersonMergeRow, time_zone: str) -> Iterator[RowTold]:
    move = _move_of(line)
    row = session.get(move.model, line.row_id)
    if row is not None:
        yield told(move, row, time_zone, _note(move, row))


def _move_of(line: PersonMergeRow) -> Move:
    return next(move for move in MOVES if move.key == (line.table_name, line.column_name))


def _give(work: Work, merge: PersonMerge, line: PersonMergeRow) -> None:
    """Hand a row, and what hangs on it, to the identity that returned."""
    session, move = work.session, _move_of(line)
    people = lock_in_order(session, (merge.loser_id, line.old_person_id))
    loser = people[merge.loser_id]
    if loser.removed_at is not None:
        raise StaleRecord("Identitas ini sudah digabung lagi.", "Muat ulang daftar.")
    rows: dict[Key, list[UUID]] = {move.key: [line.row_id]}
    if move is VISITS:
        for other in (other for other in MOVES if other.of_visit):
            of_visit = select(other.model.id).where(other.model.encounter_id == line.row_id)
            rows[other.key] = list(session.scalars(of_visit))
    if is_number(move):
        _fit_number(session, line.row_id, loser.id)
    try:
        with session.begin_nested():
            hand_over(session, rows, line.old_person_id, loser.id)
    except IntegrityError as error:
        raise UserError("Identitas itu sudah mencatat hal yang sama.", "Tetapkan untuk yang lain.") from error
    for person in people.values():
        person.row_version += 1
    put_right(work, people.values(), [line.row_id] if move is CHILDREN else [])


def _fit_number(session: Session, number_id: UUID, person_id: UUID) -> None:
    there = set(session.scalars(select(Identifier.kind).where(Identifier.person_id == person_id)))
    number = session.get(Identifier, number_id)
    if number is not None:
        number.kind = kind_beside(number, there)
        session.flush()
