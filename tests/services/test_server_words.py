"""Recovery words of a Puskesmas on a server: every computer knows them, all are tested, new ones replace them."""

from pathlib import Path

import pytest

from db.keys import KeyRing
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.keys.recovery_words import words_of
from ilp_desktop.services.keys.key_keeping import NO_WORDS, KeyKeeping
from tests.house_fixtures import PASSWORD
from tests.server_fixtures import HEAD_PHRASE, Served
from tests.services.key_calls import KeptStore
from tests.services.test_server_opening import Computer

WORDS, OTHER = words_of(bytes(range(15))), words_of(bytes(range(1, 16)))
TYPED = {number: WORDS[number - 1] for number in (2, 5, 8, 11)}
ALL = dict(enumerate(WORDS, start=1))
OTHER_PHRASE = "teh manis di sore hari"


def test_words_made_on_one_computer_open_another_and_are_tested_whole(settled: Served, tmp_path: Path) -> None:
    here, there = Computer(tmp_path / "satu"), Computer(tmp_path / "dua")
    for computer in (here, there):
        computer.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    keys, user = entered.house.keys, entered.user
    assert keys.alert(user) == NO_WORDS
    keys.take_words(user, PASSWORD, WORDS, TYPED)
    assert keys.alert(user) == ""
    assert keys.places(user) == tuple(range(1, 13))
    for wrong in (TYPED, ALL | {4: WORDS[0]}, dict(enumerate(OTHER, start=1))):
        with pytest.raises(WrongAnswers):
            keys.test_words(user, wrong)
    keys.test_words(user, ALL)
    entered.lock()
    there.entrance.reset_password(" ".join(WORDS), "kepala", "sandi-baru-01", True)
    stored = (tmp_path / "satu" / "kunci.json").read_text(encoding="utf-8")
    assert not any(f'"{word}"' in stored or f" {word} " in stored for word in WORDS)


def test_new_words_and_passphrase_replace_the_old_ones_on_every_computer_that_was_signed_in_to_since(
    settled: Served, tmp_path: Path
) -> None:
    here, there = Computer(tmp_path / "satu"), Computer(tmp_path / "dua")
    for computer in (here, there):
        computer.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    keys, user = entered.house.keys, entered.user
    keys.take_words(user, PASSWORD, WORDS, TYPED)
    keys.take_words(user, PASSWORD, OTHER, {number: OTHER[number - 1] for number in TYPED})
    keys.change_passphrase(user, PASSWORD, OTHER_PHRASE)
    entered.lock()
    there.entrance.enter("kepala", PASSWORD).lock()
    for computer in (here, there):
        with pytest.raises(WrongAnswers):
            computer.entrance.reset_password(" ".join(WORDS), "kepala", "sandi-baru-01", True)
        with pytest.raises(WrongAnswers):
            computer.entrance.reset_password(HEAD_PHRASE, "kepala", "sandi-baru-01")
        computer.entrance.reset_password(" ".join(OTHER), "kepala", "sandi-baru-01", True)
        computer.entrance.reset_password(OTHER_PHRASE, "kepala", "sandi-baru-01")


def test_the_key_store_of_a_computer_lets_a_new_colleague_in_at_once(settled: Served, tmp_path: Path) -> None:
    here, store = Computer(tmp_path / "satu"), KeptStore()
    here.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    keys = KeyKeeping(entered.house.uow, entered.house.keys._vault, store)
    keys.use_store(entered.user, keys.fill_store(entered.user))
    entered.learn_staff()
    entered.lock()
    KeyRing.of(tmp_path / "satu").forget("kepala")
    assert "salah" in here.refused("kepala", PASSWORD)
    here.entrance.take_from_store(next(iter(store.kept.values())))
    here.entrance.enter("kepala", PASSWORD).lock()
