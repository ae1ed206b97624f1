"""Moving the data of this computer into a server: every row or none, counted and compared, the old data set aside.

Ended anywhere before the last step, the data of this computer is what counts and nothing has changed; begun once more,
a server that holds exactly the same already is only taken into use.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from db.backup import settle as settle_file
from db.engine import Database, open_sqlite, server_engine, server_url
from db.folders import sync_folder
from db.keys import HASHER, HEAD, SERVER, KeyRing, WrongSecret
from db.migrate import current_revision, known_revisions, setting_up_alone, settle
from db.models import Facility
from db.moving import DoesNotFit, NotEqual, Prints, ServerLost, copy_rows, prints_of, require_equal
from db.server_file import ServerFile
from ilp_desktop.clock import Clock, local_time
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.server_address import ServerHolds, ServerLogin
from ilp_desktop.domain.server_move import Moved, MoveWanted
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.disk_errors import as_user_error
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.start.access import head_of
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.server_check import Report, look, require_entry
from ilp_desktop.services.start.server_opening import HEAD_SETTING, WORDS_SETTING

ASIDE = "sebelum-server-"
BESIDE = ("-wal", "-shm")
COPIED, COMPARED = 0.6, 0.95
UNCHANGED = "Data tetap di komputer ini dan tidak berubah."
NOT_EMPTY = "Basis data ini sudah berisi Puskesmas. Pakai basis data yang kosong."
IN_USE = "Data sedang dipakai program lain."
CLOSE_IT = "Tutup ILP Desktop di komputer ini, lalu pindahkan lagi."


class Moving:
    """Moves the data of one folder; nobody else may have it open meanwhile."""

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._ring = KeyRing.of(folder.path)

    def move(self, wanted: MoveWanted, report: Report) -> Moved:
        """Move everything; raises ``WrongAnswers`` beside what is to be typed anew, and ``UserError``."""
        key = self._key(wanted.passphrase)
        holds = look(wanted.owner, lambda fraction, words: report(fraction * 0.1, words))
        if holds is ServerHolds.OLDER:
            raise WrongAnswers({"database": NOT_EMPTY})
        self._require_alone(key)
        local = open_sqlite(self._folder.database, key)
        try:
            self._require_schema(local)
            user = self._note(local, wanted, key) if holds is ServerHolds.NOTHING else head_of(local)
            with _told(), local.writing() as held, held.begin():
                prints = self._into_server(held, wanted, holds, report)
            zone = user.time_zone
        finally:
            local.close()
        report(COMPARED, "Memakai server mulai sekarang …")
        aside = self._take_into_use(wanted.daily, key, zone)
        return Moved(len(prints), sum(one.rows for one in prints.values()), aside)

    def _key(self, passphrase: str) -> bytes:
        try:
            return self._ring.unwrap(HEAD, passphrase)
        except WrongSecret as error:
            raise WrongAnswers({"passphrase": "Frasa sandi kepala salah. Periksa huruf besar dan kecil."}) from error

    def _require_alone(self, key: bytes) -> None:
        if not self._folder.database.exists():
            raise UserError("Di folder ini tidak ada data komputer.", "Tidak ada yang perlu dipindahkan.")
        if not settle_file(self._folder.database, key):
            raise UserError(IN_USE, CLOSE_IT)

    def _require_schema(self, local: Database) -> None:
        if current_revision(local.engine) != known_revisions()[-1]:
            raise UserError("Data perlu dimutakhirkan lebih dulu.", "Masuk satu kali di komputer ini, lalu pindahkan.")

    def _note(self, local: Database, wanted: MoveWanted, key: bytes) -> SignedIn:
        """Write into the data who moves it where, and what lets the head in on every computer of the server."""
        user = head_of(local)
        with UnitOfWork(local, self._clock, Identities(self._clock)).writing(user, Act.KEEP_BACKUPS) as work:
            settings = work.session.scalars(select(Facility.settings).where(Facility.id == user.facility_id)).one()
            known = {**settings, HEAD_SETTING: HASHER.hash(wanted.passphrase)}
            if words := self._ring.words(key):
                known[WORDS_SETTING] = HASHER.hash(words)
            work.session.execute(update(Facility).where(Facility.id == user.facility_id).values(settings=known))
            work.touch("facility", user.facility_id, moved_to=wanted.daily.address.place)
        return user

    def _into_server(self, held: Session, wanted: MoveWanted, holds: ServerHolds, report: Report) -> Prints:
        """Fill an empty server from what nobody can write meanwhile, in one transaction."""
        engine = server_engine(server_url(wanted.owner))
        try:
            with setting_up_alone(engine):
                settle(engine)
                require_entry(wanted.daily)
                with engine.connect() as target, target.begin():
                    _without_haste(target)
                    return _copied(held.connection(), target, report, empty=holds is ServerHolds.NOTHING)
        finally:
            engine.dispose()

    def _take_into_use(self, daily: ServerLogin, key: bytes, time_zone: str) -> Path:
        """Let the folder belong to the server: moving the file aside is the one step that counts."""
        if not settle_file(self._folder.database, key):
            raise UserError(IN_USE, CLOSE_IT)
        stamp = local_time(self._clock.now(), time_zone).strftime("%Y%m%d-%H%M%S")
        aside = self._folder.backups / f"{ASIDE}{stamp}"
        aside.mkdir(mode=0o700, parents=True)
        shutil.copyfile(self._ring.file, aside / self._ring.file.name)
        self._ring.wrap(key, SERVER, daily.password)
        ServerFile(self._folder.server_file).keep(daily, key)
        for suffix in BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{self._folder.database}{suffix}").replace(aside / f"{self._folder.database.name}{suffix}")
        self._folder.database.replace(aside / self._folder.database.name)
        sync_folder(self._folder.path)
        return aside


def _copied(source: Connection, target: Connection, report: Report, *, empty: bool) -> Prints:
    """Copy, read back and compare; a server that was filled before is only compared."""
    ahead = (lambda fraction, words: report(0.1 + fraction * (COPIED - 0.1), words)) if empty else None
    before = copy_rows(source, target, ahead) if ahead else prints_of(source, lambda _part, _words: None)
    after = prints_of(target, lambda fraction, words: report(COPIED + fraction * (COMPARED - COPIED), words))
    try:
        require_equal(before, after)
    except NotEqual as error:
        if empty:
            raise UserError(f"Salinan tabel «{error}» di server tidak sama.", UNCHANGED) from error
        raise WrongAnswers(
            {"database": "Basis data ini sudah berisi Puskesmas. Pakai basis data yang kosong."}
        ) from error
    target.exec_driver_sql("ANALYZE")
    return before


def _without_haste(target: Connection) -> None:
    for setting in ("lock_timeout", "idle_in_transaction_session_timeout", "statement_timeout"):
        target.execute(text(f"SET LOCAL {setting} = 0"))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the server refused so that somebody can put it right."""
    try:
        yield
    except DoesNotFit as error:
        raise UserError(f"Isi tabel «{error}» tidak muat di server.", UNCHANGED) from error
    except ServerLost as error:
        raise UserError("Server tidak dapat dihubungi.", UNCHANGED) from error
    except OperationalError as error:
        known = as_user_error(error)
        if known is None:
            raise
        raise UserError(known.message, UNCHANGED) from error
    except DBAPIError as error:
        raise UserError("Server menolak data ini.", UNCHANGED) from error
