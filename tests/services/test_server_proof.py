"""Another computer is trusted as the server only when its certificate proves it, and nothing is sent before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import OperationalError as EngineError

from db.engine import open_postgres, server_engine, server_url
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerAddress, ServerHolds, ServerLogin, typed_address
from ilp_desktop.services.start.server_check import look
from ilp_desktop.services.start.server_opening import ServerOpening
from tests.certificates import Authority
from tests.house_fixtures import PASSWORD, new_facility
from tests.patience import until
from tests.postgres import PostgresServer, running_server
from tests.server_fixtures import HEAD_PHRASE
from tests.services.test_server_opening import Computer, silently

AWAY = "127.0.0.2"  # reached over the network's own way, and not one of the names of this computer
USER, SECRET = "petugas", "sandi-server-panjang"


class TlsServer:
    """A server that speaks TLS at an address of its own, and its authority."""

    def __init__(self, server: PostgresServer, authority: Authority) -> None:
        self.server, self.authority = server, authority
        self.login = ServerLogin(ServerAddress(AWAY, "postgres", USER, server.port, str(authority.root)), SECRET)

    def present(self, *names: str, by: Authority | None = None, ended: bool = False) -> None:
        """Let the server come with another certificate."""
        (by or self.authority).issue(self.server.folder / "data", *names, ended=ended)
        self._reload("ON")

    def speak_plainly(self) -> None:
        """Let the server no longer speak TLS."""
        self._reload("OFF")

    def _reload(self, spoken: str) -> None:
        before = self._read_at()
        with self.server.connect("postgres") as connection:
            connection.execute(f"ALTER SYSTEM SET ssl = {spoken}".encode())
            connection.execute("SELECT pg_reload_conf()")
        until(lambda: self._read_at() != before)

    def _read_at(self) -> object:
        """Return when the server last read its settings and certificates."""
        with self.server.connect("postgres") as connection:
            return connection.execute("SELECT pg_conf_load_time()").fetchone()


@pytest.fixture(scope="module")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsServer]:
    authority = Authority.make(tmp_path_factory.mktemp("wewenang"))
    with running_server(f"listen_addresses=127.0.0.1,{AWAY}") as server:
        with server.connect("postgres") as connection:
            made = sql.SQL("CREATE ROLE {} LOGIN SUPERUSER PASSWORD {}")
            connection.execute(made.format(sql.Identifier(USER), sql.Literal(SECRET)))
        yield TlsServer(server, authority)


@pytest.fixture
def served_by_tls(_running: TlsServer) -> TlsServer:
    """Give the server with a certificate for its address."""
    _running.present(AWAY)
    return _running


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give an authority that nobody here trusts."""
    return Authority.make(tmp_path_factory.mktemp("orang-lain"), "Orang Lain")


def refused(login: ServerLogin) -> dict[str, str]:
    """Return beside which field the server is refused; the driver must refuse it as well, whatever is told."""
    with pytest.raises(WrongAnswers) as told:
        look(login, silently)
    engine = server_engine(server_url(login))
    with pytest.raises(EngineError), engine.connect():
        pass
    engine.dispose()
    return told.value.fields


def test_a_server_with_a_certificate_for_its_address_is_spoken_to_encrypted(served_by_tls: TlsServer) -> None:
    assert look(served_by_tls.login, silently) is ServerHolds.NOTHING
    database = open_postgres(server_url(served_by_tls.login))
    with database.reading() as session:
        spoken = session.execute(text("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).one()
    database.close()
    assert spoken.ssl
    assert spoken.version in {"TLSv1.2", "TLSv1.3"}


def test_a_certificate_that_has_ended_is_said_to_have(served_by_tls: TlsServer) -> None:
    served_by_tls.present(AWAY, ended=True)
    assert "kedaluwarsa" in refused(served_by_tls.login)["certificate"]


def test_a_certificate_for_another_address_is_said_beside_the_address(served_by_tls: TlsServer) -> None:
    served_by_tls.present("127.0.0.3", "server-lain")
    assert "bukan untuk alamat ini" in refused(served_by_tls.login)["host"]


def test_a_server_of_somebody_else_is_not_trusted(served_by_tls: TlsServer, stranger: Authority) -> None:
    served_by_tls.present(AWAY, by=stranger)
    assert "tidak dikenal" in refused(served_by_tls.login)["certificate"]


def test_a_server_without_tls_is_never_sent_a_password(served_by_tls: TlsServer) -> None:
    served_by_tls.speak_plainly()
    assert "belum memakai TLS" in refused(served_by_tls.login)["host"]


def test_a_file_that_is_no_certificate_and_one_that_is_gone_are_told_apart(
    served_by_tls: TlsServer, tmp_path: Path
) -> None:
    other = tmp_path / "catatan.crt"
    other.write_text("bukan sertifikat", encoding="utf-8")
    address = served_by_tls.login.address
    for file, words in ((other, "bukan sertifikat"), (tmp_path / "hilang.crt", "tidak dapat dibaca")):
        wrong = replace(served_by_tls.login, address=replace(address, certificate=str(file)))
        assert words in refused(wrong)["certificate"]


def test_another_computer_is_never_typed_in_without_a_certificate() -> None:
    for place in ("192.168.1.10", "server-puskesmas", f"{AWAY}:5433", "[fe80::1]:5432"):
        with pytest.raises(WrongAnswers) as told:
            typed_address(place, "ilp", "ilp_harian")
        assert set(told.value.fields) == {"certificate"}
    for place in ("localhost", "127.0.0.1:5433", "::1", "/var/run/postgresql"):
        assert not typed_address(place, "ilp", "ilp_harian", "/mana/saja.crt").certificate


def test_an_address_without_its_certificate_is_not_connected_to_in_the_clear(served_by_tls: TlsServer) -> None:
    bare = replace(served_by_tls.login.address, certificate="")
    assert set(refused(replace(served_by_tls.login, address=bare))) == {"certificate"}
    assert server_url(replace(served_by_tls.login, address=bare)).query["sslmode"] == "verify-full"


def test_the_folder_keeps_the_certificate_and_opens_the_server_by_it_the_next_day(
    served_by_tls: TlsServer, stranger: Authority, tmp_path: Path
) -> None:
    stick = tmp_path / "usb" / "sertifikat-server.crt"
    stick.parent.mkdir()
    stick.write_bytes(served_by_tls.authority.root.read_bytes())
    name = served_by_tls.server.create()
    address = replace(served_by_tls.login.address, database=name, certificate=str(stick))
    here = Computer(tmp_path / "data")
    here.join(replace(served_by_tls.login, address=address))
    here.entrance.create(HEAD_PHRASE, new_facility(), silently).lock()
    stick.unlink()
    moved = tmp_path / "pindah"
    (tmp_path / "data").rename(moved)
    again = Computer(moved)
    again.entrance.enter("kepala", PASSWORD).lock()
    known = again.folder.server
    assert known is not None
    assert Path(known.certificate).parent == moved
    served_by_tls.present(AWAY, by=stranger)
    with pytest.raises(UserError, match="tidak dikenal"):
        Computer(moved).entrance.enter("kepala", PASSWORD)
    assert ServerOpening(again.folder).given() is None
