"""The data key on disk: only wrapped, opened by whoever knows a right secret."""

import json
from pathlib import Path

import pytest

from db.keys import HEAD, KeyRing, WrongSecret

PHRASE = "kopi pahit di pagi hari"


def test_every_owner_opens_the_same_key(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    ring.wrap(key, "bidan", "rahasia-1")
    assert len(key) == 32
    assert ring.unwrap(HEAD, PHRASE) == ring.unwrap("Bidan ", "rahasia-1") == key


@pytest.mark.parametrize(("owner", "secret"), [("bidan", "salah"), ("siapa", "rahasia-1"), (HEAD, "rahasia-1")])
def test_a_wrong_secret_or_owner_opens_nothing(tmp_path: Path, owner: str, secret: str) -> None:
    ring = KeyRing.of(tmp_path)
    ring.wrap(ring.create(PHRASE), "bidan", "rahasia-1")
    with pytest.raises(WrongSecret):
        ring.unwrap(owner, secret)


def test_a_dismissed_owner_opens_nothing_and_the_others_still_do(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    ring.wrap(key, "bidan", "rahasia-1")
    ring.forget("bidan")
    with pytest.raises(WrongSecret):
        ring.unwrap("bidan", "rahasia-1")
    assert ring.unwrap(HEAD, PHRASE) == key


def test_a_ring_is_never_replaced(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    ring.create(PHRASE)
    before = ring.file.read_bytes()
    with pytest.raises(FileExistsError):
        ring.create("kunci lain sama sekali")
    assert ring.file.read_bytes() == before


def test_the_file_holds_neither_key_nor_names(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    ring.wrap(key, "bidan.wati", "rahasia-1")
    content = ring.file.read_text()
    assert json.loads(content)["copies"]
    assert "wati" not in content
    assert key.hex() not in content
    assert PHRASE not in content
