"""Two identities found to be one person: a dry run, then everything goes over in one transaction, logged row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person, PersonMerge, PersonMergeRow
from db.queries.merges import lock_in_order
from ilp_desktop.domain.errors import StaleRecord, UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.merge.merging_plan import (
    LAST_VISIT,
    MergePlan,
    filled_in,
    plan_of,
    refuse_kin,
    seal_of,
)
from ilp_desktop.services.merge.merging_rows import (
    FILLED,
    KEPT,
    MOVED,
    STAYED,
    Sorted,
    each,
    hand_over,
    kind_beside,
    logged,
    rows_of,
    sort_out,
)
from ilp_desktop.services.merge.merging_tables import CHILDREN, NUMBERS, VISITS
from ilp_desktop.services.person.person_lines import index_person

MERGED = "digabung"
AGAIN = "Uji gabung lagi, lalu bandingkan sebelum menggabungkan."


@dataclass(frozen=True)
class NewMerge:
    """A merge as it was tried: versions and seal are those of the plan that was shown."""

    client_id: UUID
    loser_id: UUID
    survivor_id: UUID
    loser_version: int
    survivor_version: int
    seal: str
    reason: str


class Merging:
    """Merges identities."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def plan(self, user: SignedIn, loser_id: UUID, survivor_id: UUID) -> MergePlan:
        """Return everything a merge would do, and do nothing; raises ``UserError`` where it cannot be."""
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            loser, survivor = (owned(session, user.facility_id, Person, one) for one in (loser_id, survivor_id))
            _refuse_gone(loser, survivor)
            refuse_kin(loser, survivor)
            return plan_of(session, user, loser, survivor, self._uow.today(user))

    def merge(self, user: SignedIn, wanted: NewMerge) -> UUID:
        """Let everything of one identity be the other's; raises ``StaleRecord`` when anything changed since the plan.

        Whoever writes to either waits, and then finds who it is by now. Returned is the merge, by which it is undone.
        """
        reason = told_reason(wanted.reason, "Tulis alasan penggabungan")
        with self._uow.writing(user, Act.MERGE_PEOPLE) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("merge", earlier, repeated=True)
                return earlier
            loser, survivor = _held(work, wanted)
            merge = PersonMerge(**work.stamp(), loser_id=loser.id, survivor_id=survivor.id, reason=reason)
            work.session.add(merge)
            work.session.flush()
            _go_over(work, merge, loser, survivor, wanted.seal)
            work.remember(wanted.client_id, merge.id)
            return merge.id


def _held(work: Work, wanted: NewMerge) -> tuple[Person, Person]:
    """Return both identities as they were when the plan was shown, held against every other writer.

    Rows are held before the people they name, in which order a visit that is being saved holds them too.
    """
    for person_id in sorted((wanted.loser_id, wanted.survivor_id)):
        owned(work.session, work.facility_id, Person, person_id)
        rows_of(work.session, person_id, locked=True)
    people = lock_in_order(work.session, (wanted.loser_id, wanted.survivor_id))
    loser, survivor = people[wanted.loser_id], people[wanted.survivor_id]
    _refuse_gone(loser, survivor)
    refuse_kin(loser, survivor)
    if (loser.row_version, survivor.row_version) != (wanted.loser_version, wanted.survivor_version):
        raise StaleRecord("Data salah satu orang ini berubah sejak uji gabung.", AGAIN)
    return loser, survivor


def _refuse_gone(*people: Person) -> None:
    if any(person.removed_at is not None for person in people):
        raise UserError("Salah satu identitas ini sudah digabung.", "Muat ulang daftar.")


def _go_over(work: Work, merge: PersonMerge, loser: Person, survivor: Person, seal: str) -> None:
    session = work.session
    losing, surviving = rows_of(session, loser.id), rows_of(session, survivor.id)
    found = sort_out(losing, surviving)
    if seal_of(found) != seal:
        raise StaleRecord("Ada data yang ditambahkan sejak uji gabung.", AGAIN)
    children = [child.id for child in found.moving[CHILDREN.key]]
    open_visits = [visit.id for visit in found.moving[VISITS.key] if visit.finished_at is None]
    session.add_all(_log(work.facility_id, merge, found, surviving))
    _make_old(session, merge, found, surviving)
    session.add_all(_fill(work.facility_id, merge, loser, survivor))
    loser.removed_at, loser.removed_reason = work.now, MERGED
    for person in (loser, survivor):
        person.row_version += 1
    session.flush()
    moving = {key: [row.id for row in rows] for key, rows in found.moving.items()}
    hand_over(session, moving, loser.id, survivor.id)
    put_right(work, (loser, survivor), children)
    work.touch("merge", merge.id, loser=str(loser.id), survivor=str(survivor.id), rows=sum(map(len, moving.values())))
    for visit in open_visits:
        work.touch("encounter", visit, merged=True)


def _log(facility_id: UUID, merge: PersonMerge, found: Sorted, surviving: Any) -> Iterable[PersonMergeRow]:
    """Give whose every row of both was: a row made later is one that stands nowhere in the log."""
    fates = ((found.moving, merge.loser_id, MOVED), (found.staying, merge.loser_id, STAYED))
    for rows, owner, fate in (*fates, (surviving, merge.survivor_id, KEPT)):
        for move, row in each(rows):
            yield logged(facility_id, merge.id, move.key, row.id, owner, fate)


def _make_old(session: Session, merge: PersonMerge, found: Sorted, surviving: Any) -> None:
    """Let numbers of which the survivor has one in use be old ones, and keep in the log what they were."""
    session.flush()
    kinds = {number.kind for number in surviving[NUMBERS.key]}
    for number in found.moving[NUMBERS.key]:
        kind = kind_beside(number, kinds)
        if kind != number.kind:
            line = session.get_one(PersonMergeRow, (merge.id, *NUMBERS.key, number.id))
            line.before, line.after = {"kind": number.kind}, {"kind": kind}
            number.kind = kind


def _fill(facility_id: UUID, merge: PersonMerge, loser: Person, survivor: Person) -> Iterable[PersonMergeRow]:
    """Write into the survivor what it leaves blank, and the later of the two last visits; the log keeps what was."""
    values = dict(filled_in(loser, survivor))
    if loser.last_visit_on is not None and (
        survivor.last_visit_on is None or loser.last_visit_on > survivor.last_visit_on
    ):
        values[LAST_VISIT] = loser.last_visit_on
    for name, value in values.items():
        line = logged(facility_id, merge.id, ("person", name), survivor.id, survivor.id, FILLED)
        line.before, line.after = plain(getattr(survivor, name)), plain(value)
        setattr(survivor, name, value)
        yield line


def plain(value: Any) -> Any:
    """Return a value of a person's column as the log keeps it."""
    return value if value is None or isinstance(value, str | int) else str(value)


def put_right(work: Work, people: Iterable[Person], children: Iterable[UUID]) -> None:
    """Write anew what is derived of people whose rows went over: how they are found, and what is due."""
    for person in people:
        index_person(work.session, person, work.today)
        work.touch("person", person.id)
        work.due_for(person.id, household=True)
    work.due_for(*children)
