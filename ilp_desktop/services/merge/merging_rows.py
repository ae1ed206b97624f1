"""Rows of two identities: which go over, which stay behind, and the log that tells whose each was."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Identifier, Observation, PersonMergeRow
from ilp_desktop.clock import local_day
from ilp_desktop.domain.pregnancy.minor_pregnancy import private_label
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.merge.merging_tables import MOVES, NUMBERS, RESPONSES, Key, Move
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.person.person_numbers import old_kind

MOVED, KEPT, STAYED, FILLED, OF_VISIT, SINCE = "moved", "kept", "stayed", "filled", "visit", "since"
Rows = dict[Key, list[Any]]


@dataclass(frozen=True)
class RowTold:
    """One row as the screen tells it: what it is and of which day, never what it says.

    Attributes:
        note: what else happens to it.
        moves: whether it goes over to the other identity.
    """

    table: str
    column: str
    row_id: UUID
    label: str
    day: date | None
    note: str = ""
    moves: bool = True


@dataclass
class Sorted:
    """The rows of the identity that goes: those that move, and those that stay since the other has the same."""

    moving: Rows = field(default_factory=dict)
    staying: Rows = field(default_factory=dict)


def rows_of(session: Session, person_id: UUID, *, locked: bool = False) -> Rows:
    """Return every row that names a person, by table and column; locked ones are held against others."""
    found: Rows = {}
    for move in MOVES:
        chosen = select(move.model).where(move.owner == person_id).order_by(move.model.id)
        rows = session.scalars(chosen.with_for_update() if locked else chosen)
        found[move.key] = list(rows)
    return found


def sort_out(losing: Rows, surviving: Rows) -> Sorted:
    """Tell the rows that can go over from those of which the other identity has the same already."""
    found = Sorted()
    for move in MOVES:
        there = {_alone(move, row) for row in surviving[move.key]} if move.alone is not None else set()
        found.moving[move.key] = [
            row for row in losing[move.key] if move.alone is None or _alone(move, row) not in there
        ]
        found.staying[move.key] = [row for row in losing[move.key] if row not in found.moving[move.key]]
    return found


def _alone(move: Move, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in move.alone or ())


def each(rows: Mapping[Key, Iterable[Any]]) -> Iterator[tuple[Move, Any]]:
    """Give every row with what it is."""
    return ((move, row) for move in MOVES for row in rows.get(move.key, ()))


def hand_over(session: Session, rows: Mapping[Key, Collection[UUID]], old: UUID, new: UUID) -> dict[Key, set[UUID]]:
    """Let rows be another person's, those alone that are ``old``'s now, with the observations of forms among them.

    Returned are the rows that went over.
    """
    went: dict[Key, set[UUID]] = {}
    for move in MOVES:
        wanted = list(rows.get(move.key, ()))
        if wanted:
            changed = (
                update(move.model).where(move.model.id.in_(wanted), move.owner == old).values({move.column: new})
            ).returning(move.model.id)
            went[move.key] = set(session.scalars(changed.execution_options(synchronize_session=False)))
    responses = went.get(RESPONSES.key)
    if responses:
        session.execute(
            update(Observation).where(Observation.response_id.in_(responses)).values(person_id=new),
            execution_options={"synchronize_session": False},
        )
    session.expire_all()
    return went


def kind_beside(number: Identifier, there: Collection[str]) -> str:
    """Return the kind of a number beside others: the one in use where there is none of its kind, else an old one."""
    return old_kind(number.kind) if number.kind in there else number.kind


def logged(work_facility: UUID, merge_id: UUID, key: Key, row_id: UUID, old: UUID, fate: str) -> PersonMergeRow:
    """Return one line of the log."""
    table, column = key
    return PersonMergeRow(
        merge_id=merge_id,
        table_name=table,
        column_name=column,
        row_id=row_id,
        facility_id=work_facility,
        old_person_id=old,
        fate=fate,
    )


def told(move: Move, row: Any, time_zone: str, note: str = "", *, moves: bool = True) -> RowTold:
    """Return a row as the screen tells it."""
    value = getattr(row, move.day) if move.day else None
    day = local_day(value, time_zone) if isinstance(value, datetime) else value
    return RowTold(*move.key, row.id, move.label, day, note, moves)


def hushed(rows: Iterable[RowTold], user: SignedIn, birth_date: date, today: date) -> tuple[RowTold, ...]:
    """Return rows without what a user may not know of a pregnancy of somebody who was a child: that one is there."""
    maternal = {move.key for move in MOVES if move.maternal}
    return tuple(
        replace(row, label=private_label(today), day=None, note="")
        if (row.table, row.column) in maternal and not may_know_pregnancy(user, birth_date, row.day or today)
        else row
        for row in rows
    )


def in_order(rows: Iterable[RowTold]) -> tuple[RowTold, ...]:
    """Return rows by what they are, as the lists of moves name them, the newest first."""
    places = {move.key: place for place, move in enumerate(MOVES)}
    newest = sorted(rows, key=lambda row: (row.day or date.min, row.row_id), reverse=True)
    return tuple(sorted(newest, key=lambda row: places[row.table, row.column]))


def numbers_note(number: Identifier, there: Collection[str]) -> str:
    """Return what becomes of a number."""
    return "menjadi nomor lama" if kind_beside(number, there) != number.kind else ""


NUMBER_WORDS = {"rm": "No. RM", "nik": "NIK", "bpjs": "No. BPJS"}


def number_text(number: Identifier) -> str:
    """Return a number with its name; whoever finds people may see it."""
    kind = number.kind.removesuffix("_lama")
    return f"{NUMBER_WORDS.get(kind, kind)} {number.value}"


def is_number(move: Move) -> bool:
    """Say whether rows of this kind are numbers."""
    return move is NUMBERS
