"""The actions of a visit: what was done, on which side, how often, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Staff, VisitAction, WithdrawnAction
from ilp_desktop.clock import instant_of, local_time
from ilp_desktop.domain.care.action_codes import ActionCodes, Side
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.domain.restricted_action import is_restricted_action
from ilp_desktop.services.core.leaves import leave_at
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import Work

ACTIONS = "done_actions"
LONGEST = {"note": ("Keterangan tindakan", 200)}
MOST_COUNT = 99
SIDES = frozenset({"", *(side.value for side in Side)})


@dataclass(frozen=True)
class GivenAction:
    """An action of the visit.

    Attributes:
        side: the value of a ``Side``, or empty.
        done_by: who did it; None is whoever saves.
        at: the hour by the clock on the wall; None where nobody said.
    """

    code: str
    note: str = ""
    side: str = ""
    count: int = 1
    done_by: UUID | None = None
    at: time | None = None


def action_problem(given: Sequence[GivenAction], known: ActionCodes) -> str:
    """Return what is wrong with actions, or nothing."""
    for one in given:
        if known.get(one.code) is None:
            return f"Kode {one.code} tidak ada dalam daftar tindakan."
        if not 1 <= one.count <= MOST_COUNT:
            return f"{known.title(one.code)}: jumlah 1 sampai {MOST_COUNT}."
        if one.side not in SIDES:
            return f"{known.title(one.code)}: sisi tidak dikenal."
        long = too_long(one, LONGEST)
        if long:
            return f"{known.title(one.code)}: {next(iter(long.values()))}"
    return ""


@dataclass(frozen=True)
class WrittenAction:
    """An action as it is stored, with who wrote it down and when."""

    given: GivenAction
    by_id: UUID
    by: str
    at: datetime


def actions_of_visit(session: Session, encounter: Encounter, user: SignedIn, today: date) -> tuple[WrittenAction, ...]:
    """Return the actions of a visit in the order they were written, as far as somebody may read them."""
    wanted = (
        select(VisitAction, Staff.name)
        .join(Staff, Staff.id == VisitAction.recorded_by)
        .where(VisitAction.encounter_id == encounter.id)
        .order_by(VisitAction.rank)
    )
    return tuple(
        WrittenAction(_given(row, user.time_zone), row.recorded_by, name, row.recorded_at)
        for row, name in session.execute(wanted).tuples()
        if _is_read(session, encounter, row, user, today)
    )


def write_actions(
    work: Work, encounter: Encounter, wanted: Sequence[GivenAction], reason: str = ""
) -> tuple[VisitAction, ...]:
    """Store the actions of a visit and return the rows that went.

    Those that stay keep their author and time, and so do those that whoever writes may not read. What goes or changes
    leaves a trace.
    """
    left, new = list(action_rows(work.session, encounter.id)), list[str]()
    zone = work.user.time_zone
    for rank, given in enumerate(wanted, start=1):
        kept = next((row for row in left if _same(_given(row, zone), given, work.user.staff_id)), None)
        if kept is not None:
            left.remove(kept)
            kept.rank = rank
            continue
        work.session.add(_row(work, encounter, given, rank))
        new.append(given.code)
    left = [row for row in left if _is_read(work.session, encounter, row, work.user, work.today)]
    if left:
        work.session.execute(insert(WithdrawnAction), [_trace(work, row, new, reason) for row in left])
        work.session.execute(delete(VisitAction).where(VisitAction.id.in_([row.id for row in left])))
        work.touch("encounter", encounter.id, old_actions=[f"{row.code} {row.note}".strip() for row in left])
    return tuple(left)


def action_words(title: str, given: GivenAction) -> str:
    """Return an action in words: what, on which side, how often, and what was remarked."""
    count = f"{given.count} kali" if given.count > 1 else ""
    return " ".join(part for part in (title, given.side, count, f"({given.note})" if given.note else "") if part)


def _row(work: Work, encounter: Encounter, given: GivenAction, rank: int) -> VisitAction:
    done_by = given.done_by or work.user.staff_id
    if given.done_by is not None:
        work.own(Staff, given.done_by)
    at = None
    if given.at is not None:
        at = instant_of(encounter.day, given.at, work.user.time_zone)
        if at > work.now:
            raise WrongAnswers({ACTIONS: f"Tindakan pukul {given.at:%H.%M} belum terjadi. Periksa jamnya."})
    return VisitAction(
        **work.stamp(),
        encounter_id=encounter.id,
        person_id=encounter.person_id,
        day=encounter.day,
        rank=rank,
        code=given.code,
        note=given.note.strip(),
        side=given.side,
        count=given.count,
        done_by=done_by,
        done_at=at,
    )


def _is_read(session: Session, encounter: Encounter, row: VisitAction, user: SignedIn, today: date) -> bool:
    person = session.get_one(Person, encounter.person_id)
    if not is_restricted_action(row.code, person.birth_date, row.day):
        return True
    return leave_at(user, encounter, today).of(row.recorded_by, encounter.klaster) is Access.OPEN


def _trace(work: Work, row: VisitAction, new: list[str], reason: str) -> dict[str, Any]:
    """Return what a row said; it was changed where one of its code is written anew, which then counts for it alone."""
    kept = ("encounter_id", "person_id", "day", "rank", "code", "note", "side", "count", "done_by", "done_at")
    changed = row.code in new
    if changed:
        new.remove(row.code)
    return {
        **work.stamp(),
        **{name: getattr(row, name) for name in kept},
        "given_by": row.recorded_by,
        "given_at": row.recorded_at,
        "became": "diubah" if changed else "dihapus",
        "reason": reason,
    }


def _same(stored: GivenAction, given: GivenAction, me: UUID) -> bool:
    mine = (given.code, given.note.strip(), given.side, given.count, given.done_by or me, given.at)
    return mine == (stored.code, stored.note, stored.side, stored.count, stored.done_by, stored.at)


def _given(row: VisitAction, time_zone: str) -> GivenAction:
    at = local_time(row.done_at, time_zone).time() if row.done_at else None
    return GivenAction(row.code, row.note, row.side, row.count, row.done_by, at)


def action_rows(session: Session, encounter_id: UUID) -> Sequence[VisitAction]:
    """Return the actions of a visit as they are stored, the first first."""
    wanted = select(VisitAction).where(VisitAction.encounter_id == encounter_id).order_by(VisitAction.rank)
    return session.scalars(wanted).all()
