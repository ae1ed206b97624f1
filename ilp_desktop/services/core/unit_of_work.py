"""One use case, one transaction: permission, audit, changes and repeated saves are seen to in one place."""

import socket
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from threading import local
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from db.engine import Database
from db.feed import ChangeFeed
from db.models import ClientSave
from db.queries.server_time import server_now
from db.stand_in import add_entry
from ilp_desktop.clock import CarriedClock, Clock, ServerClock, SystemClock, local_day
from ilp_desktop.domain.errors import NotAllowed, ServerAway, UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.audit_writing import AuditWriting
from ilp_desktop.services.core.disk_errors import as_user_error
from ilp_desktop.services.core.opening import Opening
from ilp_desktop.services.core.plain_values import plain
from ilp_desktop.services.core.seen import Seen
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import EitherFeed, Past, StandIn
from ilp_desktop.services.core.still_signed_in import StillSignedIn
from ilp_desktop.services.core.work import BIRTH_TAKEN_BACK, MERGED, Work

CHANGE_FIRST = "Kata sandi Anda diberikan orang lain dan harus diganti dahulu."
SEEN = "seen"
"""What openings of records without the server are kept as."""
__all__ = ["BIRTH_TAKEN_BACK", "MERGED", "UnitOfWork", "Work", "require"]


class UnitOfWork:
    """Opens transactions on the database for signed-in people.

    On a server the server's clock counts: every write asks it first, so that a workstation whose clock was set back
    neither dates a ticket wrongly nor numbers it into another day.

    Attributes:
        derive: works out what is due for the people whose facts changed, at the end of every transaction.
        foresee: asks a server along with the next question what that will read.
        audit: the audit trail of this workstation.
        seen: openings of records that wait to be written.
        stand_in: the copy that stands in for a server that is away; None where there is no server.
        carried: this computer's clock where it counts and may jump; None where a server's clock counts.
    """

    def __init__(
        self, database: Database, clock: Clock, identities: Identities, workstation: str | None = None
    ) -> None:
        self.database = database
        on_server = database.dialect == "postgresql" and isinstance(clock, SystemClock | CarriedClock)
        self.clock: Clock = ServerClock(clock) if on_server else clock
        self.carried = clock if isinstance(clock, CarriedClock) and not on_server else None
        self.identities = identities
        self.derive: Callable[[Work, Mapping[UUID, bool]], None] | None = None
        self.foresee: Callable[[Work, Sequence[UUID]], None] | None = None
        self.stand_at(workstation or socket.gethostname())
        self.seen = Seen()
        self.stand_in: StandIn | None = None
        self._still = StillSignedIn()
        self._snapshot = local()

    def stand_at(self, workstation: str) -> None:
        """Say at which computer everything is written from now on."""
        self.workstation = workstation[:40]
        self.audit = AuditWriting(self.workstation)

    @property
    def feed(self) -> ChangeFeed | EitherFeed:
        """Return what tells of changes: of the server, or of the copy while that stands in."""
        return self.database.feed if self.stand_in is None else EitherFeed(self.database.feed, self.stand_in)

    def past(self) -> Past | None:
        """Return what this thread is sending to the server, None while it does no such thing."""
        found: Past | None = getattr(self._snapshot, "past", None)
        return found

    @contextmanager
    def sending(self, past: Past) -> Iterator[None]:
        """Let what is written on this thread be written on the server, as it was written without it."""
        self._snapshot.past = past
        try:
            yield
        finally:
            del self._snapshot.past

    def stands_in(self) -> StandIn | None:
        """Return the copy while it stands in for the server; what is being sent goes to the server all the same."""
        alone = self.stand_in is not None and self.stand_in.since is not None and self.past() is None
        return self.stand_in if alone else None

    def here(self) -> Database:
        """Return what can be read now: the database, or the copy that stands in for it."""
        return self._place(without_server=True)

    def _place(self, *, without_server: bool) -> Database:
        """Return where to read and write; raises ``ServerAway`` for what cannot be done without the server."""
        stand_in = self.stands_in()
        if stand_in is None:
            return self.database
        if not without_server:
            raise ServerAway
        return stand_in.copy.database

    @contextmanager
    def writing(self, user: SignedIn, act: Act, *, without_server: bool = False) -> Iterator[Work]:
        """Run one write: all of it is stored, with its audit row, or nothing is.

        A use case that can be done ``without_server`` keeps with ``keep_for_server`` what is to be asked of it later.
        """
        require(user, act)
        database = self._place(without_server=without_server)
        with _told(saving=True), database.writing() as session, session.begin():
            work = Work(session, user, act, self, self._opening(session, user, database))
            try:
                yield work
            except UserError:
                work.opening.tell()  # whoever may no longer be here is told that before anything else
                raise
            work.close_books()
        database.feed.ring()

    def _opening(self, session: Session, user: SignedIn, database: Database) -> Opening:
        on_server = database is self.database and database.dialect == "postgresql"

        def hear_time() -> None:
            if on_server and isinstance(self.clock, ServerClock):
                self.clock.tell(server_now(session))

        def require_still() -> None:
            self._require_still(session, user, database)

        def ask_trail() -> bytes | None:
            return self.audit.stands(session) if on_server else None

        opening = Opening(session, hear_time, require_still, ask_trail)
        if not on_server:
            opening.tell()
        return opening

    @contextmanager
    def reading(self, user: SignedIn, act: Act, *, without_server: bool = False) -> Iterator[Session]:
        """Run reads on one snapshot; reads inside of others see the same one, and what those read is not read again.

        What the copy can answer as well as the server is read ``without_server`` while that is away.
        """
        require(user, act)
        around: Session | None = getattr(self._snapshot, "session", None)
        if around is not None:
            if self._snapshot.alone and not without_server:
                raise ServerAway
            yield around
            return
        database = self._place(without_server=without_server)
        with _told(saving=False), database.reading() as session, session.begin():
            if database is self.database and isinstance(self.clock, ServerClock) and self.clock.is_old():
                self.clock.tell(server_now(session))
            self._require_still(session, user, database)
            self._snapshot.session, self._snapshot.alone = session, database is not self.database
            try:
                yield session
            finally:
                del self._snapshot.session

    @contextmanager
    def copying(self) -> Iterator[Session]:
        """Read what this workstation copies from the server, for nobody in particular."""
        with _told(saving=False), self.database.reading() as session, session.begin():
            yield session

    def _require_still(self, session: Session, user: SignedIn, database: Database) -> None:
        """Refuse a session that is over; what was written without the server is sent whoever has left since."""
        if database is self.database and self.past() is None:
            self._still.require(session, user, self.clock.now())

    def look_anew_at(self, user: SignedIn) -> None:
        """Let the next use case of somebody see at once whether they may still be here."""
        self._still.forget(user.staff_id)

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
            with self._seen_written() as session:
                if self.stands_in() is not None:
                    content = {"wanted": plain(rows), "made": {}}
                    add_entry(session, self.identities.new(), SEEN, self.clock.now(), content)
                else:
                    self.audit.write(session, rows)
        except BaseException:
            self.seen.put_back(rows)
            raise
        return len(rows)

    def send_seen(self, client_id: UUID, rows: list[dict[str, Any]]) -> None:
        """Write openings that were kept without the server into the audit trail, once."""
        with _told(saving=False), self.database.writing() as session, session.begin():
            if session.get(ClientSave, client_id) is None:
                self.audit.write(session, rows)
                session.add(ClientSave(client_id=client_id, subject_id=client_id, at=self.clock.now()))

    @contextmanager
    def _seen_written(self) -> Iterator[Session]:
        database = self._place(without_server=True)
        with _told(saving=False), database.writing() as session, session.begin():
            yield session

    def saved_among(self, client_ids: Collection[UUID]) -> frozenset[UUID]:
        """Return which of these saves are stored; nothing else is told of them."""
        database = self._place(without_server=True)
        with _told(saving=False), database.reading() as session, session.begin():
            return frozenset(session.scalars(select(ClientSave.client_id).where(ClientSave.client_id.in_(client_ids))))

    def today(self, user: SignedIn) -> date:
        """Return the day where the Puskesmas stands."""
        return local_day(self.clock.now(), user.time_zone)


@contextmanager
def _told(*, saving: bool) -> Iterator[None]:
    """Tell a trouble of the disk or the server so that somebody can put it right."""
    try:
        yield
    except DatabaseError as error:
        known = as_user_error(error, saving=saving)
        if known is None:
            raise
        raise known from error


def require(user: SignedIn, act: Act) -> None:
    """Raise ``NotAllowed`` unless the user's roles include the act, and their password is their own."""
    if user.must_change and act is not Act.KEEP_ACCOUNT:
        raise NotAllowed(CHANGE_FIRST, "Masuk lagi, lalu isi kata sandi baru.")
    if not user.may(act):
        raise NotAllowed(
            f"Peran Anda tidak mencakup «{act.value}».",
            "Minta petugas yang berwenang, atau masuk dengan akunnya.",
        )
