"""A computer joins a server: who may set it up, who is let in on which computer, and what a thief finds."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread  # noqa: TID251 - the test is about two computers at once

import pytest
from sqlalchemy import text

from db.engine import open_postgres, server_url
from db.models import Facility
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.server_address import ServerHolds, ServerLogin
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.server_check import look
from ilp_desktop.services.start.server_opening import ServerOpening
from tests.house_fixtures import MORNING, PASSWORD, new_facility
from tests.server_fixtures import HEAD_PHRASE, SERVER_PASSWORD, Served

CLERK = NewStaff("Petugas Loket", "Petugas pendaftaran", "", "loket", PASSWORD, frozenset({Role.REGISTRATION}))


def silently(_fraction: float, _text: str) -> None:
    """Take reports nobody looks at."""


class Computer:
    """A computer of the Puskesmas with a data folder of its own."""

    def __init__(self, path: Path) -> None:
        self.folder = DataFolder(path)
        self.folder.prepare()
        self.way = ServerOpening(self.folder)
        self.entrance = Entrance(self.folder, SteppingClock(MORNING), self.way)

    def join(self, login: ServerLogin) -> ServerHolds:
        """Connect to a server."""
        return self.way.use(login, silently)

    def refused(self, user_name: str, password: str) -> str:
        """Say with which words somebody is turned away."""
        with pytest.raises(WrongAnswers) as refusal:
            self.entrance.enter(user_name, password)
        return refusal.value.fields["password"]


def refusal_of(login: ServerLogin) -> dict[str, str]:
    """Return beside which field a server is refused, and with which words."""
    with pytest.raises(WrongAnswers) as refused:
        look(login, silently)
    return refused.value.fields


def test_the_admin_sets_a_puskesmas_up_and_other_computers_join_it(served: Served, tmp_path: Path) -> None:
    first, second = Computer(tmp_path / "satu"), Computer(tmp_path / "dua")
    assert first.join(served.admin) is ServerHolds.NOTHING
    entered = first.entrance.create(HEAD_PHRASE, new_facility(), silently)
    entered.house.access.add_staff(entered.user, CLERK)
    entered.lock()
    assert second.join(served.daily) is ServerHolds.PUSKESMAS
    joined = second.entrance.enter("loket", PASSWORD)
    assert (joined.facility.name, joined.server) == ("Puskesmas Uji Sejahtera", served.daily.address.place)
    joined.lock()
    assert second.folder.prepare() is FolderState.SERVER
    assert second.folder.server == served.daily.address


def test_the_next_day_every_colleague_enters_by_their_own_password_alone(settled: Served, tmp_path: Path) -> None:
    here, there = Computer(tmp_path / "dua"), Computer(tmp_path / "satu")
    there.join(settled.daily)
    there.entrance.enter("kepala", PASSWORD).lock()
    here.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    entered.house.access.add_staff(entered.user, CLERK)
    entered.lock()
    assert "salah" in there.refused("loket", PASSWORD)
    there.entrance.enter("kepala", PASSWORD).lock()
    there.entrance.enter("loket", PASSWORD).lock()


def test_whoever_has_left_or_has_a_new_password_no_longer_enters_by_the_old(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "dua")
    here.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    entered.house.access.add_staff(entered.user, CLERK)
    entered.learn_staff()
    settled.run("UPDATE staff SET active = FALSE WHERE user_name = 'loket'")
    assert "salah" in here.refused("loket", PASSWORD)
    entered.learn_staff()
    entered.lock()
    there = Computer(tmp_path / "satu")
    there.join(settled.daily)
    there.entrance.reset_password(HEAD_PHRASE, "kepala", "sandi-baru-01")
    assert "salah" in here.refused("kepala", PASSWORD)
    there.entrance.enter("kepala", "sandi-baru-01").lock()


def test_the_heads_passphrase_works_on_a_computer_that_did_not_set_the_server_up(
    settled: Served, tmp_path: Path
) -> None:
    here = Computer(tmp_path / "dua")
    here.join(settled.daily)
    with pytest.raises(WrongAnswers) as refused:
        here.entrance.reset_password("frasa yang salah sekali", "kepala", "sandi-baru-01")
    assert set(refused.value.fields) == {"passphrase"}
    here.entrance.reset_password(HEAD_PHRASE, "kepala", "sandi-baru-01")
    here.entrance.enter("kepala", "sandi-baru-01").lock()
    here.entrance.reset_password(HEAD_PHRASE, "kepala", "sandi-baru-02")
    here.entrance.enter("kepala", "sandi-baru-02").lock()


def test_nothing_in_a_stolen_folder_tells_the_servers_password(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "dua")
    here.join(settled.daily)
    here.entrance.enter("kepala", PASSWORD).lock()
    for file in (tmp_path / "dua").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for secret in (SERVER_PASSWORD, PASSWORD, "kepala", "$argon2"):
                assert secret.encode() not in content, file.name
    for guessed in (SERVER_PASSWORD, "", "bukan-ini-sandinya"):
        here.refused("kepala", guessed)


def test_a_wrong_password_after_connecting_keeps_nothing_on_the_computer(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "dua")
    here.join(settled.daily)
    assert "salah" in here.refused("kepala", "bukan-ini-sandinya")
    assert here.folder.prepare() is FolderState.EMPTY
    here.entrance.enter("kepala", PASSWORD).lock()


def test_connecting_once_more_keeps_the_drafts_of_the_computer(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "dua")
    here.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    entered.house.drafts.keep(entered.user, "visit:1", {"keluhan": "pusing"})
    entered.lock()
    again = Computer(tmp_path / "dua")
    again.join(settled.daily)
    entered = again.entrance.enter("kepala", PASSWORD)
    assert entered.house.drafts.places(entered.user) == ("visit:1",)
    entered.lock()


def test_two_computers_setting_up_together_make_one_puskesmas(served: Served, tmp_path: Path) -> None:
    computers, barrier, failed = [Computer(tmp_path / name) for name in ("satu", "dua")], Barrier(2), []

    def make(computer: Computer) -> None:
        computer.join(served.admin)
        barrier.wait()
        try:
            computer.entrance.create(HEAD_PHRASE, new_facility(), silently).lock()
        except UserError as error:
            failed.append(error.message)

    threads = [Thread(target=make, args=(computer,)) for computer in computers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == ["Puskesmas baru saja disiapkan dari komputer lain."]
    database = open_postgres(server_url(served.daily))
    with database.reading() as session:
        assert session.query(Facility).count() == 1
    database.close()


def test_an_unfinished_set_up_leaves_the_folder_empty_and_the_server_free(served: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "satu")
    here.join(served.admin)
    with pytest.raises(WrongAnswers):
        here.entrance.create("pendek", new_facility(), silently)

    def stop(_fraction: float, words: str) -> None:
        if "Menyimpan" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        here.entrance.create(HEAD_PHRASE, new_facility(), stop)
    assert here.folder.prepare() is FolderState.EMPTY
    assert here.join(served.admin) is ServerHolds.NOTHING
    here.entrance.create(HEAD_PHRASE, new_facility(), silently).lock()


def test_an_empty_server_is_for_its_admin_alone(served: Served) -> None:
    assert "admin server" in refusal_of(served.daily)["user"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"host": "server-yang-tidak-ada.invalid"}, "host", "tidak ditemukan"),
        ({"port": 1}, "host", "tidak ada PostgreSQL"),
        ({"database": "tidak_ada"}, "database", "tidak ada di server"),
        ({"user": "orang_lain"}, "password", "menolak"),
    ],
)
def test_each_obstacle_is_told_beside_its_field(
    served: Served, changes: dict[str, object], field: str, words: str
) -> None:
    address = replace(served.admin.address, **changes)  # type: ignore[arg-type]
    fields = refusal_of(ServerLogin(address, SERVER_PASSWORD))
    assert set(fields) == {field}
    assert words in fields[field]


@pytest.mark.parametrize("password", ["", "bukan-ini-sandinya"])
def test_a_wrong_server_password_is_told_beside_it(served: Served, password: str) -> None:
    assert set(refusal_of(replace(served.admin, password=password))) == {"password"}


def test_a_database_of_another_program_is_left_alone(served: Served) -> None:
    served.run("CREATE TABLE pasien (nama text)")
    assert "program lain" in refusal_of(served.admin)["database"]


def test_a_database_that_is_not_unicode_is_refused(served: Served) -> None:
    served.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    address = replace(served.admin.address, database="latin")
    assert "LATIN1" in refusal_of(replace(served.admin, address=address))["database"]
    served.run("DROP DATABASE latin WITH (FORCE)")


def test_a_folder_whose_server_password_cannot_be_read_says_what_to_do(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "satu")
    here.join(settled.daily)
    here.entrance.enter("kepala", PASSWORD).lock()
    whole = here.folder.server_file.read_text(encoding="utf-8")
    here.folder.server_file.write_text(whole.replace('"sealed": "', '"sealed": "AAAA'), encoding="utf-8")
    with pytest.raises(UserError, match="tersimpan rusak") as refused:
        here.entrance.enter("kepala", PASSWORD)
    assert refused.value.remedy == "Sambungkan lagi komputer ini."


def test_a_server_that_lets_a_crashed_computer_hold_a_lock_takes_it_back(served: Served) -> None:
    database = open_postgres(server_url(served.admin))
    with database.engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("lock_timeout", "idle_in_transaction_session_timeout", "tcp_user_timeout")
        }
    database.close()
    assert settings == {
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
        "tcp_user_timeout": "10000",
    }
