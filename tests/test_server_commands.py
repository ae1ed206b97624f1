"""The commands server prepare and server move: a server made ready, and the data of a folder brought there."""

import re
from datetime import date
from pathlib import Path

import pytest

from db.engine import server_engine, server_url
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.server_address import ServerAddress, ServerLogin
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from tests.postgres import ROLE, PostgresServer
from tests.test_backup_commands import Terminal, terminal

__all__ = ["terminal"]

OWNER, DAILY, NAME = "pemilik_uji", "harian_uji", "puskesmas_uji"
PHRASE = settings("staff")["passphrase"]


@pytest.fixture
def at(postgres_server: PostgresServer) -> str:
    """Return how the superuser comes to a database that does not exist yet."""
    return f"{ROLE}@{postgres_server.folder}:{postgres_server.port}/{NAME}"


def test_a_server_is_made_ready_and_data_moved_there(
    terminal: Terminal, at: str, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    names = ("--owner", OWNER, "--daily", DAILY)
    code, told = terminal.run("server", "prepare", "--at", at, *names, typed="\n")
    assert code == 0, told
    assert "pg_checksums" in told  # the server of the tests has none
    passwords = dict(re.findall(rf"({OWNER}|{DAILY}) .*kata sandi: (\S+)", told))
    assert len(set(passwords.values())) == 2
    again, told = terminal.run("server", "prepare", "--at", at, *names, typed="\n")
    assert again == 0
    assert told.count("tetap seperti semula") == 2

    folder = DataFolder(tmp_path / "data")
    assert folder.prepare() is FolderState.EMPTY
    make_demo(folder, DemoWanted(5, 1, date(2026, 11, 23)), lambda _fraction, _text: None).database.close()
    where = f"{OWNER}@127.0.0.1:{postgres_server.port}/{NAME}"
    arguments = ("server", "move", "--data", folder.path, "--at", where, "--daily", DAILY)
    code, told = terminal.run(*arguments, typed=f"{passwords[OWNER]}\n{passwords[DAILY]}\nsalah\n")
    assert (code, folder.prepare()) == (1, FolderState.READY)
    assert "Frasa sandi kepala salah" in told
    code, told = terminal.run(*arguments, typed=f"{passwords[OWNER]}\n{passwords[DAILY]}\n{PHRASE}\n")
    assert code == 0, told
    assert "jumlah dan sidiknya sama" in told
    assert folder.prepare() is FolderState.SERVER

    address = ServerAddress("127.0.0.1", NAME, DAILY, postgres_server.port)
    engine = server_engine(server_url(ServerLogin(address, passwords[DAILY])))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) >= 5 FROM person").scalar()
        assert not connection.exec_driver_sql("SELECT has_schema_privilege('public', 'CREATE')").scalar()
    engine.dispose()
    assert folder.server == address
    postgres_server.drop(NAME)


def test_another_computer_without_a_certificate_and_a_server_that_is_not_there_are_refused(terminal: Terminal) -> None:
    code, told = terminal.run("server", "prepare", "--at", "postgres@192.168.1.10/ilp", typed="\n")
    assert code == 1
    assert "sertifikat" in told
    code, told = terminal.run("server", "prepare", "--at", "postgres@127.0.0.1:1/ilp", typed="\n")
    assert code == 1
    assert "tidak ada PostgreSQL" in told
