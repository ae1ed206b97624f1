"""The list of what the server could not simply take over: somebody by name decides, and nothing goes away by itself."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import case, func, literal, select, tuple_
from sqlalchemy.orm import Session

from db.base import Id, Instant
from db.models import Person, ReplayConflict, Staff
from ilp_desktop.domain.errors import OutOfOrder, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.ownership import not_there
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.person.person_data import NewPerson
from ilp_desktop.services.stand_in.applying import Applying
from ilp_desktop.services.stand_in.conflict_rows import Conflict, Decision, Listed, conflict_of, renamed
from ilp_desktop.services.stand_in.entries import CLINICAL, Entry, Problem, entry_of

LONGEST_TOLD, LONGEST_NOTE = 400, 200
SUBJECT = "darurat"
BECAME = "became"
WAITS = case((ReplayConflict.waits_for.is_(None), 0), else_=1)
ORDER = (ReplayConflict.happened_at, WAITS, ReplayConflict.id)
"""By time; what waits for another stands behind it."""


class ReplayConflicts:
    """Lists and decides."""

    def __init__(self, uow: UnitOfWork, applying: Applying) -> None:
        self._uow = uow
        self._applying = applying

    def open_list(self, user: SignedIn, after: Conflict | None = None, limit: int = 50) -> tuple[Conflict, ...]:
        """Return what is to be decided, the oldest first, after one."""
        with self._uow.reading(user, Act.DECIDE_REPLAY) as session:
            wanted = select(ReplayConflict, Staff.name).join(Staff, Staff.id == ReplayConflict.recorded_by)
            wanted = wanted.where(ReplayConflict.facility_id == user.facility_id, ReplayConflict.decided_at.is_(None))
            if after is not None:
                last = tuple_(literal(after.at, Instant()), literal(int(after.waits)), literal(after.id, Id()))
                wanted = wanted.where(tuple_(*ORDER) > last)
            rows = session.execute(wanted.order_by(*ORDER).limit(limit)).all()
            return tuple(conflict_of(session, row[0], row[1]) for row in rows)

    def count(self, user: SignedIn) -> int:
        """Return how many are to be decided."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            mine = (ReplayConflict.facility_id == user.facility_id, ReplayConflict.decided_at.is_(None))
            return int(session.execute(select(func.count()).where(*mine)).scalar_one())

    def decide(self, user: SignedIn, conflict_id: UUID, decision: Decision, note: str = "") -> str:
        """Decide, and do what follows from it; returns what to tell of a new number.

        What waited for it is tried after it. Raises ``UserError`` when it was decided meanwhile, or refuses again.
        """
        if len(note) > LONGEST_NOTE:
            raise WrongAnswers({"note": f"Alasan paling panjang {LONGEST_NOTE} huruf."})
        if decision is Decision.DROP and not note.strip():
            raise WrongAnswers({"note": "Tulis alasan membatalkannya."})
        with self._uow.reading(user, Act.DECIDE_REPLAY) as session:
            row = _open_row(session, user.facility_id, conflict_id)
            conflict, content, kind, at = conflict_of(session, row, ""), row.content, row.kind, row.happened_at
            if kind in CLINICAL:
                require(user, Act.WRITE_RECORD)
            if decision not in conflict.may:
                raise UserError("Keputusan ini tidak tersedia untuk catatan itu.", "Muat ulang daftar.")
        entry = entry_of(conflict_id, kind, at, content)
        told, became = "", {}
        if decision is Decision.SAME and conflict.same is not None:
            became = {str(entry.made["person"]): str(conflict.same)} | self._family_of(user, entry, conflict.same)
        elif decision not in (Decision.SEEN, Decision.DROP):
            as_decided = self._as_decided(entry, decision, note)
            applied = self._applying.apply(as_decided, numbers=decision is not Decision.NEW_NUMBER)
            told, became = applied.other, dict(applied.became)
        with self._uow.writing(user, Act.DECIDE_REPLAY) as work:
            row = _open_row(work.session, user.facility_id, conflict_id, locked=True)
            _close(work, row, decision, note, became)
            freed = _free_waiting(work, entry, became, dropped=decision is Decision.DROP)
        if decision is not Decision.DROP:
            self._try_freed(user, freed)
        return told

    def became(self, entry: Entry, conflict_id: UUID) -> Mapping[str, str] | None:
        """Return which identifiers of a decided entry are others by now; None while it is open."""
        with self._uow.sending(entry.past()), self._uow.reading(entry.by, Act.SEND_LATER) as session:
            row = session.get(ReplayConflict, conflict_id)
            if row is None or row.decided_at is None:
                return None
            found: Mapping[str, str] = row.content.get(BECAME, {})
            return found

    def is_listed(self, entry: Entry) -> bool:
        """Tell whether an entry stands on the list, decided or not."""
        with self._uow.sending(entry.past()), self._uow.reading(entry.by, Act.SEND_LATER) as session:
            row = session.get(ReplayConflict, entry.client_id)
            return row is not None and row.problem != Problem.OTHER_NUMBER.value

    def put(self, listed: Listed) -> None:
        """Put an entry on the list once."""
        entry = listed.entry
        with self._uow.sending(entry.past()), self._uow.writing(entry.by, Act.SEND_LATER) as work:
            work.touch(SUBJECT, entry.client_id, problem=listed.problem.value)
            if work.session.get(ReplayConflict, entry.client_id) is not None:
                return
            work.session.add(
                ReplayConflict(
                    **{**work.stamp(), "id": entry.client_id},
                    kind=entry.kind,
                    workstation=self._uow.workstation,
                    happened_at=entry.at,
                    content=dict(listed.content),
                    problem=listed.problem.value,
                    told=listed.told[:LONGEST_TOLD],
                    waits_for=listed.waits_for,
                )
            )

    def _as_decided(self, entry: Entry, decision: Decision, note: str) -> Entry:
        """Return the entry as it is to be written after a decision."""
        if decision is Decision.JOIN:
            return self._applying.joined(entry)
        if decision is Decision.MINE:
            return self._applying.mine(entry)
        return _as_decided(entry, decision, note)

    def _try_freed(self, user: SignedIn, freed: Collection[UUID]) -> None:
        """Write what waited; what is refused for a reason of its own stays on the list, with that reason."""
        for conflict_id in freed:
            with self._uow.reading(user, Act.DECIDE_REPLAY) as session:
                row = _open_row(session, user.facility_id, conflict_id)
                entry = entry_of(row.id, row.kind, row.happened_at, row.content)
            told, became = "", {}
            try:
                became = dict(self._applying.apply(entry).became)
            except OutOfOrder:
                raise
            except UserError as error:
                told = " ".join(part for part in (error.message, error.remedy) if part)
            with self._uow.writing(user, Act.DECIDE_REPLAY) as work:
                row = _open_row(work.session, user.facility_id, conflict_id, locked=True)
                if told:
                    row.told = told[:LONGEST_TOLD]
                    work.touch(SUBJECT, row.id, refused=True)
                else:
                    _close(work, row, Decision.AGAIN, "", became)

    def _family_of(self, user: SignedIn, entry: Entry, person_id: UUID) -> dict[str, str]:
        """Return which family stands for the one that was made without the server."""
        if "family" not in entry.made:
            return {}
        with self._uow.reading(user, Act.DECIDE_REPLAY) as session:
            family = session.get_one(Person, person_id).family_id
        return {} if family is None else {str(entry.made["family"]): str(family)}


def _open_row(session: Session, facility_id: UUID, conflict_id: UUID, *, locked: bool = False) -> ReplayConflict:
    row = session.get(ReplayConflict, conflict_id, with_for_update=locked)
    if row is None or row.facility_id != facility_id:
        raise not_there()
    if row.decided_at is not None:
        raise UserError("Catatan ini baru saja diputuskan.", "Muat ulang daftar.")
    return row


def _as_decided(entry: Entry, decision: Decision, note: str) -> Entry:
    """Return the entry as it is to be written after a decision."""
    wanted = entry.wanted
    if decision is Decision.OTHER and isinstance(wanted, NewPerson):
        wanted = replace(wanted, data=replace(wanted.data, nik="", bpjs=""))
    if decision is Decision.SECOND:
        wanted = replace(wanted, second_reason=note.strip() or "Diputuskan dari daftar Mode darurat.")
    return replace(entry, wanted=wanted)


def _close(work: Work, row: ReplayConflict, decision: Decision, note: str, became: Mapping[str, str]) -> None:
    row.content = {**row.content, BECAME: dict(became)}
    row.decision, row.note = decision.value, note.strip()
    row.decided_at, row.decided_by = work.now, work.user.staff_id
    work.touch(SUBJECT, row.id, decision=decision.value)


def _free_waiting(work: Work, entry: Entry, became: Mapping[str, str], *, dropped: bool) -> list[UUID]:
    """Let what waited be decided for itself now, speaking of whom it is by now; returns which these are."""
    freed = []
    waiting = select(ReplayConflict).where(
        ReplayConflict.waits_for == entry.client_id, ReplayConflict.decided_at.is_(None)
    )
    for row in work.session.scalars(waiting.with_for_update()):
        freed.append(row.id)
        row.content, row.waits_for = renamed(row.content, became), None
        row.problem = Problem.REFUSED.value
        if dropped:
            row.told = "Orang atau nomornya dibatalkan; catatan ini masih perlu diputuskan."
        work.touch(SUBJECT, row.id, freed=True)
    return freed
