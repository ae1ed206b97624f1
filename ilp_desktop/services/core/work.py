"""A transaction in progress: what a use case writes through, and what is written for it when it ends."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from db.ahead import Read, ahead
from db.engine import Database
from db.models import Change, ClientSave, Counter, Person
from db.queries.adding import adding
from db.queries.last_change import last_change
from db.stand_in import add_entry
from ilp_desktop.clock import Clock, local_day, local_time
from ilp_desktop.domain.errors import StaleRecord
from ilp_desktop.domain.permissions import Act
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.audit_writing import AuditWriting
from ilp_desktop.services.core.opening import Opening
from ilp_desktop.services.core.ownership import Owned, owned
from ilp_desktop.services.core.plain_values import plain
from ilp_desktop.services.core.root_rows import RootRow
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.staff_seal import SEAL, SEALED, staff_seal
from ilp_desktop.services.core.stand_in import Kept, Past, StandIn, is_reserved

Held = TypeVar("Held")
MERGED = "Identitas ini baru saja digabung ke orang lain."
BIRTH_TAKEN_BACK = "catatan persalinan dibatalkan"
"""Why a person is removed who was registered by a delivery that was taken back."""
_NEXT_NUMBER = adding(Counter.__table__, "value", returning="value")
_WRITE_CHANGE = insert(Change.__table__).inline()  # type: ignore[arg-type]
_SAVED_BEFORE = select(ClientSave.subject_id).where(ClientSave.client_id == bindparam("save"))
_REMEMBER = insert(ClientSave.__table__)  # type: ignore[arg-type]
_ASK_FOR_DUES = update(Person).where(Person.id.in_(bindparam("people", expanding=True))).values(dues_edition="")


class Books(Protocol):
    """What a transaction needs of the unit of work that opened it."""

    database: Database
    clock: Clock
    identities: Identities
    derive: "Callable[[Work, Mapping[UUID, bool]], None] | None"
    foresee: "Callable[[Work, Sequence[UUID]], None] | None"
    workstation: str
    audit: AuditWriting

    def past(self) -> Past | None:
        """Return what this thread is sending to the server, None while it does no such thing."""

    def stands_in(self) -> StandIn | None:
        """Return the copy while it stands in for the server."""


class Work:
    """A transaction in progress: who writes, when, and what it has touched so far."""

    def __init__(self, session: Session, user: SignedIn, act: Act, house: Books, opening: Opening) -> None:
        self.opening = opening
        self.session = session
        self.user = user
        self.facility_id = user.facility_id
        self.past = house.past()
        self._alone = house.stands_in()
        self._numbers: dict[str, int] = {}
        self._papers: dict[str, Any] = {}
        self._kept: list[Kept] = []
        self._act = act
        self._house = house
        self._held: list[Any] = []
        self._touched: list[tuple[str, UUID | None, dict[str, Any]]] = []
        self._due_for: dict[UUID, bool] = {}
        self._dues_wait = False

    @cached_property
    def now(self) -> datetime:
        """Return when this is written: one instant for all of it, of the server's clock where there is one."""
        self.opening.tell()
        return self._house.clock.now() if self.past is None else self.past.at

    @cached_property
    def today(self) -> date:
        """Return the day of the Puskesmas on which this is written."""
        return local_day(self.now, self.user.time_zone)

    def ahead(self, *reads: Read) -> None:
        """Ask a server together what these functions read first, along with the next question."""
        ahead(self.session, *reads)

    def number_ahead(self, name: str, period: str = "") -> Read:
        """Return what asks for the next number of a counter along with others, where it will surely be taken."""
        on_server = self.past is None and self._alone is None
        return lambda: self.next_number(name, period) if on_server else None

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return self._house.identities.new()

    @property
    def is_alone(self) -> bool:
        """Tell whether this is written to the copy, since the server is away."""
        return self._alone is not None

    @property
    def is_afar(self) -> bool:
        """Tell whether each question takes a way there and back, so that one more asked with others saves one."""
        return self.session.get_bind().dialect.name == "postgresql"

    def id_of(self, what: str) -> UUID:
        """Return a fresh identifier, or the one that was given to the same without the server."""
        given = None if self.past is None else self.past.ids.get(what)
        return given or self.new_id()

    def stamp(self, what: str = "") -> dict[str, Any]:
        """Return the columns every recorded row of this transaction carries; ``what`` names a row sent in later."""
        return {
            "id": self.id_of(what),
            "facility_id": self.facility_id,
            "recorded_at": self.now,
            "recorded_by": self.user.staff_id,
        }

    def as_handed_out(self, paper: str, said: dict[str, Any]) -> dict[str, Any]:
        """Return what a paper says: what it said when it was handed out without the server, else what it would now."""
        if self.past is not None and paper in self.past.papers:
            return dict(self.past.papers[paper])
        if self._alone is not None:
            self._papers[paper] = said
        return said

    def touch(self, subject: str, subject_id: UUID | None, **detail: Any) -> None:
        """Note that a subject changed: it becomes an audit row and a change for the windows that show it."""
        self._touched.append((subject, subject_id, detail))

    def due_for(self, *people: UUID, household: bool = False) -> None:
        """Note that a fact changed on which people's services depend; ``household`` when it concerns their family too.

        What is due for them is worked out once, before the transaction ends.
        """
        for person_id in people:
            self._due_for[person_id] = household or self._due_for.get(person_id, False)

    def foresee_dues(self, *people: UUID) -> None:
        """Ask along with the next question what is read to work out what is due: nothing more of them is written."""
        if self._alone is None and self._house.foresee is not None:
            self._house.foresee(self, people)

    def let_dues_wait(self) -> None:
        """Leave what is due for the people of this transaction to be worked out afterwards, since they are many."""
        self._dues_wait = True

    def own(self, model: type[Owned], row_id: UUID, *, locked: bool = False) -> Owned:
        """Return a row of the user's Puskesmas; raises ``UserError`` when it has none of this identifier.

        A person stays who it is until this transaction ends; one just merged into another raises ``StaleRecord``.
        """
        row = owned(self.session, self.facility_id, model, row_id, locked=locked, kept=model is Person)
        self.opening.tell()
        self._held.append(row)
        if isinstance(row, Person) and row.removed_at is not None:
            if row.removed_reason == BIRTH_TAKEN_BACK:
                raise StaleRecord("Catatan persalinan bayi ini sudah dibatalkan.", "Muat ulang daftar.")
            raise StaleRecord(
                MERGED, "Isian Anda belum disimpan. Buka lagi orangnya: ia ditemukan dengan nomor lamanya."
            )
        return row

    def hold(self, model: type[Held], row_id: UUID) -> Held:
        """Return a row that is read several times; it stays at hand until this transaction ends."""
        row = self.session.get_one(model, row_id)
        self._held.append(row)
        return row

    def claim(self, model: type[RootRow], row_id: UUID, version: int) -> RootRow:
        """Return a root row to change; raises ``StaleRecord`` when somebody changed it since ``version`` was read."""
        row = self.session.get(model, row_id, with_for_update=True)
        self.opening.tell()
        if row is None or row.facility_id != self.facility_id:
            raise StaleRecord("Data ini sudah tidak ada.", "Muat ulang daftar.")
        if row.row_version != version:
            raise self._stale(row_id)
        row.row_version += 1
        return row

    def next_number(self, name: str, period: str = "") -> int:
        """Allocate the next number of a counter inside the database; two callers never get the same.

        Without the server it comes from the numbers reserved for this workstation; sent in later it stays the same.
        """
        if self.past is not None and name in self.past.numbers:
            return self.past.numbers.pop(name)
        if self._alone is not None and is_reserved(name):
            self._numbers[name] = self._alone.number(self.session, self.facility_id, name, period)
            return self._numbers[name]
        wanted = {"facility_id": self.facility_id, "name": name, "period": period, "value": 1}
        return int(self.session.connection().execute(_NEXT_NUMBER, wanted).scalar_one())

    def saved_before(self, client_id: UUID) -> UUID | None:
        """Return what an earlier, identical save made, or None when this save is new; it is then remembered."""
        found: UUID | None = self.session.connection().execute(_SAVED_BEFORE, {"save": client_id}).scalar()
        self.opening.tell()
        return found

    def remember(self, client_id: UUID, subject_id: UUID) -> None:
        """Remember this save, so that sending it twice makes nothing twice."""
        self.session.connection().execute(_REMEMBER, {"client_id": client_id, "subject_id": subject_id, "at": self.now})

    def keep_for_server(self, kind: str, client_id: UUID, wanted: Any, told: str = "", **made: UUID) -> None:
        """Say what is to be asked of the server once it is back; with the server there nothing is kept.

        ``told`` is the number handed out; ``made`` the identifiers given here, which the same rows shall have there.
        """
        if self._alone is not None:
            self._kept.append(Kept(kind, client_id, wanted, told, made))

    def close_books(self) -> None:
        """Write the audit and change rows; a write that names no subject is a bug."""
        if not self._touched:
            raise AssertionError(f"{self._act.name} wrote without naming what it touched")
        self.opening.tell()
        self.session.flush()
        if self._alone is not None:
            self._close_alone()
            return
        if self._due_for and self._dues_wait:
            self.session.execute(_ASK_FOR_DUES, {"people": list(self._due_for)})
        elif self._due_for and self._house.derive is not None:
            self._house.derive(self, self._due_for)
        self._house.database.feed.announce(self.session, self.facility_id)
        common = {"at": self.now, "facility_id": self.facility_id}
        audits = [
            {
                **common,
                "staff_id": self.user.staff_id,
                "action": self._act.value,
                "subject": subject,
                "subject_id": subject_id,
                "detail": self._told(detail) or None,
            }
            for subject, subject_id, detail in self._touched
        ]
        if any(subject == SEALED for subject, _, _ in self._touched):
            told: dict[str, Any] = {**self._told(self._touched[-1][2])}
            audits[-1]["detail"] = told | {SEAL: staff_seal(self.session, self.facility_id)}
        self._write_changes()
        self._house.audit.write(self.session, audits, self.opening.stands)

    def _told(self, detail: dict[str, Any]) -> dict[str, Any]:
        """Return what the audit trail says besides, and that it was written without the server."""
        return detail if self.past is None else {**detail, "darurat": True}

    def _write_changes(self) -> None:
        changed = dict.fromkeys((subject, subject_id) for subject, subject_id, _ in self._touched)
        here = {"at": self.now, "facility_id": self.facility_id, "workstation": self._house.workstation}
        changes = [{**here, "subject": subject, "subject_id": subject_id} for subject, subject_id in changed]
        self.session.connection().execute(_WRITE_CHANGE, changes)

    def _close_alone(self) -> None:
        """Keep what is to be sent; a write without the server that nobody would send is a bug."""
        new = [subject for subject, one, detail in self._touched if one is not None and not detail.get("repeated")]
        if new and not self._kept:
            raise AssertionError(f"{self._act.name} wrote without the server and kept nothing for it")
        for kept in self._kept:
            content = {
                "by": plain(self.user),
                "wanted": plain(kept.wanted),
                "told": kept.told,
                "made": {name: str(given) for name, given in kept.made.items()},
                "numbers": self._numbers,
                "papers": self._papers,
            }
            add_entry(self.session, kept.client_id, kept.kind, self.now, content)
        self._write_changes()

    def _stale(self, row_id: UUID) -> StaleRecord:
        found = last_change(self.session, row_id)
        if found is None:
            return StaleRecord("Data ini baru saja diubah orang lain.", "Buka lagi sebelum menyimpan.")
        name, at, action = found
        clock = local_time(at, self.user.time_zone).strftime("%H.%M")
        return StaleRecord(
            f"Data ini baru saja diubah oleh {name} pukul {clock} ({action}).",
            "Isian Anda belum disimpan. Buka lagi datanya, bandingkan, lalu simpan.",
        )
