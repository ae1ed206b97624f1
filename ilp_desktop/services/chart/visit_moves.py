"""Salah pasien: a visit with all its rows goes to the right person, with a reason that both records tell."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Ticket, VisitMove
from db.queries.merges import lock_in_order
from ilp_desktop.domain.errors import StaleRecord, UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.chart.move_after import forget_at, take_in
from ilp_desktop.services.chart.move_doubts import MoveDoubts
from ilp_desktop.services.chart.move_list import MoveDone, moves_after
from ilp_desktop.services.chart.move_rows import MovingRows, rows_of_visit
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.growth.rejudging import Rejudging
from ilp_desktop.services.merge.merging import put_right
from ilp_desktop.services.merge.merging_rows import hand_over

REASON = "kunjungan dipindahkan ke orang yang benar"
AGAIN = "Uji lagi, lalu bandingkan sebelum memindahkan."


@dataclass(frozen=True)
class MovePlan:
    """What moving a visit would do.

    Attributes:
        old_name, new_name: with No. RM, whose it is and whose it shall be.
        version, new_version, seal: to be handed back, so that nothing else moves than what was shown.
        rows: what goes with the visit: label and number.
        refusals: what keeps it from moving, each with the way out.
        warnings: what should be known before.
    """

    visit_id: UUID
    old_id: UUID
    new_id: UUID
    day: date
    old_name: str
    new_name: str
    version: int
    new_version: int
    seal: str
    rows: tuple[tuple[str, int], ...]
    refusals: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class NewVisitMove:
    """A move as it was tried: versions and seal are those of the plan that was shown."""

    client_id: UUID
    visit_id: UUID
    new_id: UUID
    version: int
    new_version: int
    seal: str
    reason: str


class VisitMoves:
    """Moves visits between records."""

    def __init__(self, uow: UnitOfWork, screening: Screening) -> None:
        self._uow = uow
        self._screening = screening
        self._rejudging = Rejudging(screening)

    def plan(self, user: SignedIn, visit_id: UUID, new_id: UUID) -> MovePlan:
        """Return everything a move would do, and do nothing."""
        with self._uow.reading(user, Act.MOVE_VISIT) as session:
            visit = owned(session, user.facility_id, Encounter, visit_id)
            old = session.get_one(Person, visit.person_id)
            new = _standing(owned(session, user.facility_id, Person, new_id))
            return self._plan(session, user, visit, (old, new), self._uow.today(user))

    def move(self, user: SignedIn, wanted: NewVisitMove) -> UUID:
        """Let a visit with all its rows be another person's; raises ``UserError`` for what cannot move.

        Raises ``StaleRecord`` when anything changed since the plan. Returned is the move.
        """
        reason = told_reason(wanted.reason, "Tulis alasan pemindahan.")
        with self._uow.writing(user, Act.MOVE_VISIT) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("visit_move", earlier, repeated=True)
                return earlier
            visit = work.claim(Encounter, wanted.visit_id, wanted.version)
            old, new = _held(work, visit.person_id, wanted.new_id)
            plan = self._plan(work.session, user, visit, (old, new), work.today)
            if (plan.seal, new.row_version) != (wanted.seal, wanted.new_version):
                raise StaleRecord("Ada data yang berubah sejak uji pindah.", AGAIN)
            move_id = self._go_over(work, visit, (old, new), plan, (reason, None))
            work.remember(wanted.client_id, move_id)
            return move_id

    def undo(self, user: SignedIn, move_id: UUID, reason: str) -> UUID:
        """Move a visit back to where it came from; raises ``StaleRecord`` when it went on since or is back already."""
        words = told_reason(reason, "Tulis alasan pembatalan.")
        with self._uow.writing(user, Act.MOVE_VISIT) as work:
            move = work.own(VisitMove, move_id, locked=True)
            visit = work.own(Encounter, move.visit_id, locked=True)
            undone = select(VisitMove.id).where(VisitMove.undoes_id == move.id)
            if visit.person_id != move.to_person_id or work.session.scalar(undone) is not None:
                raise StaleRecord("Kunjungan ini sudah dipindahkan lagi.", "Muat ulang daftar.")
            visit.row_version += 1
            old, new = _held(work, move.to_person_id, move.from_person_id)
            plan = self._plan(work.session, user, visit, (old, new), work.today)
            return self._go_over(work, visit, (old, new), plan, (words, move.id))

    def listed(self, user: SignedIn, after: MoveDone | None, limit: int) -> tuple[MoveDone, ...]:
        """Return the moves done, the newest first, after one."""
        with self._uow.reading(user, Act.MOVE_VISIT) as session:
            return moves_after(session, user.facility_id, after, limit, user.time_zone)

    def _plan(
        self, session: Session, user: SignedIn, visit: Encounter, people: tuple[Person, Person], today: date
    ) -> MovePlan:
        old, new = people
        doubts = MoveDoubts(session, user, visit, old, new, self._screening.catalogue, today)
        rows = rows_of_visit(session, visit)
        return MovePlan(
            visit_id=visit.id,
            old_id=old.id,
            new_id=new.id,
            day=visit.day,
            old_name=old.name,
            new_name=new.name,
            version=visit.row_version,
            new_version=new.row_version,
            seal=_seal_of(rows),
            rows=rows.told(),
            refusals=doubts.refusals(),
            warnings=doubts.warnings() if old.id != new.id else (),
        )

    def _go_over(
        self,
        work: Work,
        visit: Encounter,
        people: tuple[Person, Person],
        plan: MovePlan,
        why: tuple[str, UUID | None],
    ) -> UUID:
        """Let everything of a visit go over; what is derived of both is reckoned anew."""
        if plan.refusals:
            raise UserError(*plan.refusals[0])
        (old, new), (reason, undoes) = people, why
        rows = rows_of_visit(work.session, visit)
        move = VisitMove(
            **work.stamp(),
            visit_id=visit.id,
            from_person_id=old.id,
            to_person_id=new.id,
            reason=reason,
            undoes_id=undoes,
        )
        work.session.add(move)
        work.session.flush()
        hand_over(work.session, rows.named, old.id, new.id)
        forget_at(work, old, visit)
        take_in(work, new, visit)
        work.session.flush()
        for person in (new, old):
            self._rejudging.of_person(work, person, REASON)
        self._rejudging.of_visit(work, new, visit.id, REASON)
        put_right(work, (old, new), ())
        told = {"from": str(old.id), "to": str(new.id), "reason": reason, "undoes": str(undoes) if undoes else None}
        work.touch("visit_move", move.id, visit=str(visit.id), **told)
        work.touch("encounter", visit.id, moved=str(move.id), rows=dict(plan.rows))
        for ticket in work.session.scalars(select(Ticket.id).where(Ticket.encounter_id == visit.id)):
            work.touch("ticket", ticket, moved=True)
        return move.id


def _held(work: Work, old_id: UUID, new_id: UUID) -> tuple[Person, Person]:
    """Return both people, held against every other writer."""
    for one in (old_id, new_id):
        owned(work.session, work.facility_id, Person, one)
    people = lock_in_order(work.session, (old_id, new_id))
    return people[old_id], _standing(people[new_id])


def _standing(person: Person) -> Person:
    if person.removed_at is not None:
        raise UserError("Orang tujuan sudah digabung ke orang lain.", "Cari lagi: ia ditemukan dengan nomor lamanya.")
    return person


def _seal_of(rows: MovingRows) -> str:
    """Return what changes with any row that would go."""
    named = [f"{key} {one}" for key, found in rows.named.items() for one in found]
    named += [f"{key} {count}" for key, count in rows.following.items()]
    return sha256("\n".join(sorted(named)).encode()).hexdigest()
