"""Keeping the keys: new words and passphrases replace the old ones, the yearly test, and fifty wrong tries."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from db.models import Audit
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.access.sign_in_rules import sign_in_rules_on
from ilp_desktop.domain.errors import NotAllowed, WrongAnswers
from ilp_desktop.domain.keys.recovery_words import words_of
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.entrance import Entered, Entrance
from ilp_desktop.services.keys.key_keeping import NO_WORDS, TEST_DUE, KeyKeeping
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.data_folder import DataFolder
from tests.house_fixtures import MORNING, PASSWORD, new_facility

PHRASE, OTHER_PHRASE = "kopi pahit di pagi hari", "teh manis di sore hari"
WORDS, OTHER_WORDS = words_of(bytes(range(15))), words_of(bytes(range(1, 16)))
NEW_PASSWORD = "sandi-baru-01"


@dataclass(frozen=True)
class Here:
    """A data folder with recovery words, and somebody signed in."""

    entrance: Entrance
    entered: Entered
    clock: SteppingClock
    folder: DataFolder

    @property
    def keys(self) -> KeyKeeping:
        return self.entered.house.keys

    def take(self, words: Sequence[str], password: str = PASSWORD) -> None:
        self.keys.take_words(self.entered.user, password, words, {n: words[n - 1] for n in (1, 3, 7, 12)})


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = DataFolder(tmp_path_factory.mktemp("kunci"))
    Entrance(folder, SteppingClock(MORNING)).create(PHRASE, new_facility(), lambda _part, _text: None, WORDS).lock()
    return folder.path


@pytest.fixture
def here(made_once: Path, tmp_path: Path) -> Iterator[Here]:
    shutil.copytree(made_once, tmp_path / "data")
    folder, clock = DataFolder(tmp_path / "data"), SteppingClock(MORNING)
    entrance = Entrance(folder, clock)
    entered = entrance.enter("kepala", PASSWORD)
    yield Here(entrance, entered, clock, folder)
    entered.lock()


def opens_by_words(here: Here, words: Sequence[str]) -> bool:
    try:
        here.entrance.reset_password(" ".join(words), "kepala", NEW_PASSWORD, by_words=True)
    except WrongAnswers as refused:
        return "tidak membuka" not in refused.fields["words"]
    return True


def test_words_of_the_first_run_give_a_new_password_when_all_are_lost(here: Here) -> None:
    here.entered.lock()
    typed = "\n".join(f"{number}. {word.upper()}" for number, word in enumerate(WORDS, 1))
    here.entrance.reset_password(typed, "kepala", NEW_PASSWORD, by_words=True)
    entered = here.entrance.enter("kepala", NEW_PASSWORD)
    with entered.house.uow.database.reading() as session:
        audit = session.query(Audit).order_by(Audit.seq.desc()).first()
        assert audit is not None
        assert audit.detail is not None
        assert audit.detail["password"] == "diganti dengan kata pemulihan"
    entered.lock()


def test_new_words_open_the_data_and_the_old_ones_no_longer(here: Here) -> None:
    here.take(OTHER_WORDS)
    assert not opens_by_words(here, WORDS)
    assert opens_by_words(here, OTHER_WORDS)
    here.entrance.enter("kepala", NEW_PASSWORD).lock()


def test_words_that_were_not_typed_back_or_by_somebody_else_change_nothing(here: Here) -> None:
    keys, user = here.keys, here.entered.user
    right = {n: OTHER_WORDS[n - 1] for n in (1, 3, 7, 12)}
    for typed in ({}, {1: OTHER_WORDS[0]}, right | {7: "bukan"}):
        with pytest.raises(WrongAnswers):
            keys.take_words(user, PASSWORD, OTHER_WORDS, typed)
    with pytest.raises(WrongAnswers) as refused:
        keys.take_words(user, "bukan sandi saya", OTHER_WORDS, right)
    assert set(refused.value.fields) == {"password"}
    with pytest.raises(WrongAnswers):
        keys.take_words(user, PASSWORD, OTHER_WORDS[:11] + WORDS[:1], right)
    assert opens_by_words(here, WORDS)


def test_another_passphrase_opens_the_data_and_the_old_one_no_longer(here: Here) -> None:
    here.keys.change_passphrase(here.entered.user, PASSWORD, OTHER_PHRASE)
    with pytest.raises(WrongAnswers):
        here.entrance.reset_password(PHRASE, "kepala", NEW_PASSWORD)
    here.entrance.reset_password(OTHER_PHRASE, "kepala", NEW_PASSWORD)


@pytest.mark.parametrize(
    ("password", "passphrase", "field"),
    [(PASSWORD, "pendek", "passphrase"), ("salah sekali", OTHER_PHRASE, "password")],
)
def test_refused_passphrase_changes_nothing(here: Here, password: str, passphrase: str, field: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        here.keys.change_passphrase(here.entered.user, password, passphrase)
    assert set(refused.value.fields) == {field}
    here.entrance.reset_password(PHRASE, "kepala", NEW_PASSWORD)


def test_after_a_year_the_words_are_to_be_tested_and_the_test_is_noted(here: Here) -> None:
    keys, user = here.keys, here.entered.user
    assert keys.alert(user) == ""
    here.clock.forward(timedelta(days=364))
    assert keys.alert(user) == ""
    here.clock.forward(timedelta(days=2))
    assert keys.alert(user) == TEST_DUE
    places = keys.places(user)
    assert len(places) == 4
    right = {place: WORDS[place - 1] for place in places}
    with pytest.raises(WrongAnswers) as refused:
        keys.test_words(user, right | {places[2]: "bukan"})
    assert set(refused.value.fields) == {f"word_{places[2]}"}
    with pytest.raises(WrongAnswers):
        keys.test_words(user, {places[0]: right[places[0]]})
    assert keys.alert(user) == TEST_DUE
    keys.test_words(user, right)
    found = keys.overview(user)
    assert (found.alert, found.tested_on) == ("", here.entered.house.uow.today(user))
    with here.entered.house.uow.database.reading() as session:
        audit = session.query(Audit).order_by(Audit.seq.desc()).first()
        assert audit is not None
        assert (audit.subject, audit.detail) == ("keys", {"words": "diuji"})


def test_a_folder_without_words_says_so_and_gets_them_later(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "lama")
    folder.prepare()
    entrance = Entrance(folder, SteppingClock(MORNING))
    entered = entrance.create(PHRASE, new_facility(), lambda _part, _text: None)
    here = Here(entrance, entered, SteppingClock(MORNING), folder)
    assert here.keys.alert(entered.user) == NO_WORDS
    assert here.keys.overview(entered.user).made_on is None
    here.take(WORDS)
    assert here.keys.alert(entered.user) == ""
    assert opens_by_words(here, WORDS)
    entered.lock()


def test_only_the_head_keeps_keys_and_nobody_else_is_reminded(here: Here) -> None:
    access, head = here.entered.house.access, here.entered.user
    access.add_staff(
        head, NewStaff("Petugas Loket", "Petugas pendaftaran", "", "loket", PASSWORD, frozenset({Role.REGISTRATION}))
    )
    desk = here.entrance.enter("loket", PASSWORD)
    keys = desk.house.keys
    for call in (
        lambda: keys.alert(desk.user),
        lambda: keys.overview(desk.user),
        lambda: keys.places(desk.user),
        lambda: keys.sheet(desk.user, WORDS),
        lambda: keys.test_words(desk.user, {1: WORDS[0]}),
        lambda: keys.change_passphrase(desk.user, PASSWORD, OTHER_PHRASE),
        lambda: keys.take_words(desk.user, PASSWORD, OTHER_WORDS, {}),
    ):
        with pytest.raises(NotAllowed):
            call()
    desk.lock()


@pytest.mark.parametrize("tries", [13, pytest.param(50, marks=pytest.mark.faults)])
def test_wrong_passphrases_wait_longer_each_time_and_the_right_one_opens_afterwards(here: Here, tries: int) -> None:
    here.entered.lock()
    longest = timedelta(seconds=sign_in_rules_on(MORNING.date()).of_secret.seconds[-1])
    waits = []
    for number in range(tries):
        before = here.clock.now()
        while True:
            with pytest.raises(WrongAnswers) as refused:
                here.entrance.reset_password(f"tebakan nomor {number}", "kepala", NEW_PASSWORD)
            if "Tunggu" not in refused.value.fields["passphrase"]:
                break
            here.clock.forward(timedelta(seconds=1) if number < 8 else longest)
        waits.append(here.clock.now() - before)
    assert waits[:3] == [timedelta(0)] * 3
    assert waits[3:6] == [timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=4)]
    with pytest.raises(WrongAnswers) as refused:
        Entrance(here.folder, here.clock).reset_password(PHRASE, "kepala", NEW_PASSWORD)
    assert "Tunggu 5 menit lagi" in refused.value.fields["passphrase"]
    here.clock.forward(longest)
    here.entrance.reset_password(PHRASE, "kepala", NEW_PASSWORD)
    here.entrance.enter("kepala", NEW_PASSWORD).lock()
    with pytest.raises(WrongAnswers) as refused:
        here.entrance.reset_password("salah sekali lagi", "kepala", NEW_PASSWORD)
    assert "Tunggu" not in refused.value.fields["passphrase"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Lembar berisi 12 kata; yang diketik 0."),
        (" ".join(WORDS[:11]), "Lembar berisi 12 kata; yang diketik 11."),
        (" ".join(("rumh", *WORDS[1:])), "Kata ke-1 «rumh» tidak ada di daftar; mungkin «rumah»."),
    ],
)
def test_words_that_cannot_be_right_are_said_and_make_nobody_wait(here: Here, typed: str, told: str) -> None:
    for _ in range(6):
        with pytest.raises(WrongAnswers) as refused:
            here.entrance.reset_password(typed, "kepala", NEW_PASSWORD, by_words=True)
        assert refused.value.fields == {"words": told}
    assert opens_by_words(here, WORDS)
