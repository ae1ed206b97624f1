"""Looking at a server before anything is done there: every obstacle is told beside the field that mends it."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Row, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from db.engine import CONNECT_TIMEOUT_S, Database, server_engine, server_url
from db.migrate import known_revisions, other_catalogue, still_serves
from db.queries.house_state import BACKUP, said
from ilp_desktop import VERSION
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerAddress, ServerHolds, ServerLogin
from ilp_desktop.services.start.server_proof import OTHER_AUTHORITY, WITHOUT_TLS, WRONG_HOST, require_proof

OLDEST_SERVER = 15
BACKUP_KEPT_FRESH = timedelta(days=1)
AGE = text("SELECT clock_timestamp() - CAST(:made_at AS timestamptz)")
OTHER_RULES = (
    "Formulir atau acuan di komputer ini berbeda dari server (program server {other}, di sini {own}). Perbarui program."
)
VERSION_STEP = 10_000
Report = Callable[[float, str], None]
SAID = (
    ("password authentication failed", "password", "Server menolak pengguna atau kata sandi ini."),
    ("no password supplied", "password", "Kata sandi server harus diisi."),
    ("is not permitted to log in", "user", "Pengguna ini tidak boleh masuk ke server."),
    ("no pg_hba.conf entry", "host", "Server tidak menerima komputer ini. Minta pengelola mengizinkan jaringan ini."),
    ("does not support SSL", "host", WITHOUT_TLS),
    ("does not match host name", "host", WRONG_HOST),
    ("certificate verify failed", "certificate", OTHER_AUTHORITY),
    ("too many", "host", "Server sudah melayani terlalu banyak sambungan. Coba lagi sebentar."),
    ("starting up", "host", "Server sedang dinyalakan. Coba lagi sebentar."),
    ("shutting down", "host", "Server sedang dimatikan."),
    ("permission denied for database", "user", "Pengguna ini tidak berhak membuka basis data itu."),
    ("does not exist", "database", "Basis data ini tidak ada di server."),
    ("timeout expired", "host", "Server tidak menjawab. Periksa alamat, kabel, dan apakah server menyala."),
)
FACTS = text("""
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
      has_schema_privilege('public', 'CREATE') AS may_create,
      EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') AS trigrams,
      EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public') AS used,
      to_regclass('public.alembic_version') IS NOT NULL AS ours,
      to_regclass('public.facility') IS NOT NULL AS furnished,
      coalesce((SELECT pg_has_role(tableowner, 'USAGE') FROM pg_tables
        WHERE schemaname = 'public' AND tablename = 'alembic_version'), TRUE) AS owned
""")
MAY_WORK = text("SELECT has_table_privilege('public.person', 'INSERT')")
DAILY = {"user": "daily_user", "password": "daily_password"}
NOT_PREPARED = "Pengguna ini belum diberi hak di basis data ini. Jalankan lagi pemasangan server."


@dataclass(frozen=True)
class _Found:
    """What the server says of itself and of the database."""

    facts: Row[tuple[object, ...]]
    revision: str | None
    inhabited: bool
    newer: bool = False
    serves: bool = True


def look(login: ServerLogin, report: Report) -> ServerHolds:
    """Say what a database holds that this server user may use; raises ``WrongAnswers``."""
    address = login.address
    require_reachable(address, report)
    report(0.5, "Masuk ke server …")
    engine = server_engine(server_url(login), poolclass=NullPool)
    with _told(address), engine.connect() as connection:
        found = _found(connection)
    report(0.9, "Memeriksa basis data …")
    _refuse_server(found)
    return _holds(found)


def require_reachable(address: ServerAddress, report: Report = lambda _fraction, _text: None) -> None:
    """Raise ``WrongAnswers`` unless a server answers there and, on another computer, proves itself."""
    if address.on_network:
        report(0.1, "Mencari server …")
        _reach(address)
    if address.elsewhere:
        report(0.3, "Memeriksa sertifikat server …")
        require_proof(address)


def require_entry(login: ServerLogin) -> None:
    """Raise ``WrongAnswers`` beside ``daily_user`` or ``daily_password`` unless this user may work with the tables."""
    engine = server_engine(server_url(login), poolclass=NullPool)
    try:
        with _told(login.address), engine.connect() as connection:
            may = connection.execute(MAY_WORK).scalar_one()
    except WrongAnswers as error:
        told = {DAILY.get(field, field): words for field, words in error.fields.items()}
        raise WrongAnswers(told) from error
    if not may:
        raise WrongAnswers({"daily_user": NOT_PREPARED})


def _reach(address: ServerAddress) -> None:
    """Tell an unknown name, a closed door and silence from each other."""
    try:
        socket.create_connection((address.host, address.port), CONNECT_TIMEOUT_S).close()
    except socket.gaierror as error:
        raise WrongAnswers({"host": f"Server bernama {address.host} tidak ditemukan. Periksa ejaannya."}) from error
    except ConnectionRefusedError as error:
        refused = f"Di {address.place} tidak ada PostgreSQL yang menerima sambungan. Periksa alamat dan port."
        raise WrongAnswers({"host": refused}) from error
    except OSError as error:
        silent = "Server tidak menjawab. Periksa alamat, kabel, dan apakah server menyala."
        raise WrongAnswers({"host": silent}) from error


@contextmanager
def _told(address: ServerAddress) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        for sign, where, words in SAID:
            if sign in said:
                raise WrongAnswers({where: words}) from error
        raise WrongAnswers({"host": f"Sambungan ke {address.place} gagal di tengah jalan. Coba lagi."}) from error


def _found(connection: Connection) -> _Found:
    facts = connection.execute(FACTS).one()
    revision: str | None = None
    inhabited = newer = False
    serves = True
    if facts.ours:
        with _readable():
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            inhabited = facts.furnished and bool(
                connection.execute(text("SELECT EXISTS (SELECT 1 FROM facility)")).scalar()
            )
            newer = revision is not None and revision not in known_revisions()
            serves = not newer or still_serves(connection)
    return _Found(facts, revision, inhabited, newer, serves)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except OperationalError:
        raise
    except DBAPIError as error:
        raise WrongAnswers({"user": "Pengguna ini tidak berhak membaca data di server."}) from error


def _refuse_server(found: _Found) -> None:
    """Refuse a server this program cannot work with, or a database of another program."""
    facts = found.facts
    if facts.version < OLDEST_SERVER * VERSION_STEP:
        older = f"Server ini PostgreSQL {facts.version // VERSION_STEP}; diperlukan {OLDEST_SERVER} atau lebih baru."
        raise WrongAnswers({"host": older})
    if facts.encoding != "UTF8":
        raise WrongAnswers({"database": f"Basis data ini berpengodean {facts.encoding}; diperlukan UTF8."})
    if not facts.trigrams:
        raise WrongAnswers({"host": "Ekstensi pg_trgm tidak ada di server. Pasang paket postgresql-contrib."})
    if facts.used and not facts.ours:
        raise WrongAnswers({"database": "Basis data ini berisi data program lain. Pakai basis data yang kosong."})
    if not found.serves:
        newer = "Basis data ini ditulis program yang lebih baru. Perbarui program di komputer ini."
        raise WrongAnswers({"database": newer})


def _holds(found: _Found) -> ServerHolds:
    current = found.newer or found.revision == known_revisions()[-1]
    if current and found.inhabited:
        return ServerHolds.PUSKESMAS
    holds = ServerHolds.OLDER if found.inhabited else ServerHolds.NOTHING
    if not (found.facts.may_create and found.facts.owned):
        why = (
            "Basis data masih kosong. Siapkan Puskesmas dengan pengguna admin server."
            if holds is ServerHolds.NOTHING
            else "Basis data perlu dimutakhirkan. Lakukan dengan pengguna admin server."
        )
        raise WrongAnswers({"user": why})
    return holds


def require_backup(connection: Connection) -> None:
    """Refuse to upgrade what the server's timer has not copied lately; where there is no timer the tick has to do."""
    found = said(connection, BACKUP)
    made_at = found.value.get("made_at") if found is not None else None
    if made_at is None:
        return
    age = connection.execute(AGE, {"made_at": str(made_at)}).scalar_one()
    if age > BACKUP_KEPT_FRESH:
        raise UserError(
            "Cadangan server terakhir sudah lebih dari sehari.", "Jalankan di server: sudo ilp-cadangan, lalu ulangi."
        )


def notice_of(database: Database) -> str:
    """Return what is to be said when this computer works by other forms or tables than the server's."""
    with database.reading() as session:
        other = other_catalogue(session.connection())
    return OTHER_RULES.format(other=other, own=VERSION) if other else ""
