"""One use case, one transaction: permission, audit, changes and repeated saves are seen to in one place."""

import socket
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from threading import local
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from db.engine import Database
from db.models import (
    AdverseEvent,
    Certificate,
    Change,
    ClientSave,
    Counter,
    Couple,
    Death,
    Delivery,
    Encounter,
    Family,
    Person,
    Pregnancy,
    Referral,
    School,
    Staff,
)
from db.queries.adding import adding
from db.queries.last_change import last_change
from db.queries.server_time import server_now
from ilp_desktop.clock import Clock, ServerClock, SystemClock, local_day, local_time
from ilp_desktop.domain.errors import NotAllowed, StaleRecord
from ilp_desktop.domain.permissions import Act
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.audit_writing import AuditWriting
from ilp_desktop.services.core.disk_errors import told
from ilp_desktop.services.core.ownership import Owned, owned
from ilp_desktop.services.core.seen import Seen
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.still_signed_in import StillSignedIn

RootRow = TypeVar(
    "RootRow",
    Person,
    Encounter,
    Pregnancy,
    Staff,
    Family,
    Delivery,
    Death,
    AdverseEvent,
    School,
    Referral,
    Certificate,
    Couple,
)
CHANGE_FIRST = "Kata sandi Anda diberikan orang lain dan harus diganti dahulu."
MERGED = "Identitas ini baru saja digabung ke orang lain."
BIRTH_TAKEN_BACK = "catatan persalinan dibatalkan"
"""Why a person is removed who was registered by a delivery that was taken back."""
_NEXT_NUMBER = adding(Counter.__table__, "value", returning="value")
_WRITE_CHANGE = insert(Change.__table__)  # type: ignore[arg-type]
_SAVED_BEFORE = select(ClientSave.subject_id).where(ClientSave.client_id == bindparam("save"))
_REMEMBER = insert(ClientSave.__table__)  # type: ignore[arg-type]
_ASK_FOR_DUES = update(Person).where(Person.id.in_(bindparam("people", expanding=True))).values(dues_edition="")


class Work:
    """A transaction in progress: who writes, when, and what it has touched so far."""

    def __init__(self, session: Session, user: SignedIn, act: Act, house: "UnitOfWork") -> None:
        self.session = session
        self.user = user
        self.facility_id = user.facility_id
        self.now: datetime = house.clock.now()
        self.today: date = local_day(self.now, user.time_zone)
        self._act = act
        self._house = house
        self._touched: list[tuple[str, UUID | None, dict[str, Any]]] = []
        self._due_for: dict[UUID, bool] = {}
        self._dues_wait = False

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return self._house.identities.new()

    def stamp(self) -> dict[str, Any]:
        """Return the columns every recorded row of this transaction carries."""
        return {
            "id": self.new_id(),
            "facility_id": self.facility_id,
            "recorded_at": self.now,
            "recorded_by": self.user.staff_id,
        }

    def touch(self, subject: str, subject_id: UUID | None, **detail: Any) -> None:
        """Note that a subject changed: it becomes an audit row and a change for the windows that show it."""
        self._touched.append((subject, subject_id, detail))

    def due_for(self, *people: UUID, household: bool = False) -> None:
        """Note that a fact changed on which people's services depend; ``household`` when it concerns their family too.

        What is due for them is worked out once, before the transaction ends.
        """
        for person_id in people:
            self._due_for[person_id] = household or self._due_for.get(person_id, False)

    def let_dues_wait(self) -> None:
        """Leave what is due for the people of this transaction to be worked out afterwards, since they are many."""
        self._dues_wait = True

    def own(self, model: type[Owned], row_id: UUID, *, locked: bool = False) -> Owned:
        """Return a row of the user's Puskesmas; raises ``UserError`` when it has none of this identifier.

        A person stays who it is until this transaction ends; one just merged into another raises ``StaleRecord``.
        """
        row = owned(self.session, self.facility_id, model, row_id, locked=locked, kept=model is Person)
        if isinstance(row, Person) and row.removed_at is not None:
            if row.removed_reason == BIRTH_TAKEN_BACK:
                raise StaleRecord("Catatan persalinan bayi ini sudah dibatalkan.", "Muat ulang daftar.")
            raise StaleRecord(
                MERGED, "Isian Anda belum disimpan. Buka lagi orangnya: ia ditemukan dengan nomor lamanya."
            )
        return row

    def claim(self, model: type[RootRow], row_id: UUID, version: int) -> RootRow:
        """Return a root row to change; raises ``StaleRecord`` when somebody changed it since ``version`` was read."""
        row = self.session.get(model, row_id, with_for_update=True)
        if row is None or row.facility_id != self.facility_id:
            raise StaleRecord("Data ini sudah tidak ada.", "Muat ulang daftar.")
        if row.row_version != version:
            raise self._stale(row_id)
        row.row_version += 1
        return row

    def next_number(self, name: str, period: str = "") -> int:
        """Allocate the next number of a counter inside the database; two callers never get the same."""
        wanted = {"facility_id": self.facility_id, "name": name, "period": period, "value": 1}
        return int(self.session.connection().execute(_NEXT_NUMBER, wanted).scalar_one())

    def saved_before(self, client_id: UUID) -> UUID | None:
        """Return what an earlier, identical save made, or None when this save is new; it is then remembered."""
        found: UUID | None = self.session.connection().execute(_SAVED_BEFORE, {"save": client_id}).scalar()
        return found

    def remember(self, client_id: UUID, subject_id: UUID) -> None:
        """Remember this save, so that sending it twice makes nothing twice."""
        self.session.connection().execute(_REMEMBER, {"client_id": client_id, "subject_id": subject_id, "at": self.now})

    def close_books(self) -> None:
        """Write the audit and change rows; a write that names no subject is a bug."""
        if not self._touched:
            raise AssertionError(f"{self._act.name} wrote without naming what it touched")
        self.session.flush()
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
                "detail": detail or None,
            }
            for subject, subject_id, detail in self._touched
        ]
        changed = dict.fromkeys((subject, subject_id) for subject, subject_id, _ in self._touched)
        here = {**common, "workstation": self._house.workstation}
        changes = [{**here, "subject": subject, "subject_id": subject_id} for subject, subject_id in changed]
        connection = self.session.connection()
        self._house.audit.write(self.session, audits)
        connection.execute(_WRITE_CHANGE, changes)

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


class UnitOfWork:
    """Opens transactions on the database for signed-in people.

    On a server the server's clock counts: every write asks it first, so that a workstation whose clock was set back
    neither dates a ticket wrongly nor numbers it into another day.

    Attributes:
        derive: works out what is due for the people whose facts changed, at the end of every transaction.
        audit: the audit trail of this workstation.
        seen: openings of records that wait to be written.
    """

    def __init__(
        self, database: Database, clock: Clock, identities: Identities, workstation: str | None = None
    ) -> None:
        self.database = database
        on_server = database.dialect == "postgresql" and isinstance(clock, SystemClock)
        self.clock: Clock = ServerClock(clock) if on_server else clock
        self.identities = identities
        self.derive: Callable[[Work, Mapping[UUID, bool]], None] | None = None
        self.workstation = (workstation or socket.gethostname())[:40]
        self.audit = AuditWriting(self.workstation)
        self.seen = Seen()
        self._still = StillSignedIn()
        self._snapshot = local()

    @contextmanager
    def writing(self, user: SignedIn, act: Act) -> Iterator[Work]:
        """Run one write: all of it is stored, with its audit row, or nothing is."""
        require(user, act)
        with told(saving=True), self.database.writing() as session, session.begin():
            if isinstance(self.clock, ServerClock):
                self.clock.tell(server_now(session))
            self._still.require(session, user, self.clock.now())
            work = Work(session, user, act, self)
            yield work
            work.close_books()
        self.database.feed.ring()

    @contextmanager
    def reading(self, user: SignedIn, act: Act) -> Iterator[Session]:
        """Run reads on one snapshot; reads inside of others see the same one, and what those read is not read again."""
        require(user, act)
        around: Session | None = getattr(self._snapshot, "session", None)
        if around is not None:
            yield around
            return
        with told(saving=False), self.database.reading() as session, session.begin():
            if isinstance(self.clock, ServerClock) and self.clock.is_old():
                self.clock.tell(server_now(session))
            self._still.require(session, user, self.clock.now())
            self._snapshot.session = session
            try:
                yield session
            finally:
                del self._snapshot.session

    def saw(self, user: SignedIn, act: Act, person_id: UUID) -> None:
        """Note that somebody opened somebody's record; it is written soon, and changes nothing."""
        self.seen.note(user, self.clock.now(), act, person_id)

    def made_paper(self, user: SignedIn, person_id: UUID, paper: str) -> None:
        """Note that a paper about somebody was made to be read or printed; it is written soon."""
        self.seen.note(user, self.clock.now(), Act.PRINT_PAPER, person_id, paper)

    def write_seen(self) -> int:
        """Write the openings that wait into the audit trail and return how many; they wait again when it fails."""
        rows = self.seen.take()
        if not rows:
            return 0
        try:
            with told(saving=False), self.database.writing() as session, session.begin():
                self.audit.write(session, rows)
        except BaseException:
            self.seen.put_back(rows)
            raise
        return len(rows)

    def saved_among(self, client_ids: Collection[UUID]) -> frozenset[UUID]:
        """Return which of these saves are stored; nothing else is told of them."""
        with told(saving=False), self.database.reading() as session, session.begin():
            return frozenset(session.scalars(select(ClientSave.client_id).where(ClientSave.client_id.in_(client_ids))))

    def today(self, user: SignedIn) -> date:
        """Return the day where the Puskesmas stands."""
        return local_day(self.clock.now(), user.time_zone)


def require(user: SignedIn, act: Act) -> None:
    """Raise ``NotAllowed`` unless the user's roles include the act, and their password is their own."""
    if user.must_change and act is not Act.KEEP_ACCOUNT:
        raise NotAllowed(CHANGE_FIRST, "Masuk lagi, lalu isi kata sandi baru.")
    if not user.may(act):
        raise NotAllowed(
            f"Peran Anda tidak mencakup «{act.value}».",
            "Minta petugas yang berwenang, atau masuk dengan akunnya.",
        )
