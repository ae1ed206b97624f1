"""The data key on disk: only wrapped, opened by whoever knows a right secret."""

import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from db.keys import HEAD, WORDS, KeyRing, WrongSecret

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


def test_new_recovery_words_open_the_key_and_the_old_ones_no_longer(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    assert ring.words(key) == ""
    ring.wrap_words(key, "abad abang abjad")
    ring.wrap_words(key, "angin bulan cahaya")
    assert ring.unwrap(WORDS, "angin bulan cahaya") == key
    assert ring.words(key) == "angin bulan cahaya"
    assert ring.words(bytes(32)) == ""
    with pytest.raises(WrongSecret):
        ring.unwrap(WORDS, "abad abang abjad")
    assert "bulan" not in ring.file.read_text()


def test_what_the_key_store_holds_opens_the_key_until_it_is_enrolled_anew(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    with pytest.raises(WrongSecret):
        ring.unwrap_by_store(bytes(32))
    first, second = bytes(range(32)), bytes(range(1, 33))
    for secret in (first, second):
        ring.enrol_store(key, secret)
    assert ring.unwrap_by_store(second) == key
    for wrong in (first, key, b"", second[:31]):
        with pytest.raises(WrongSecret):
            ring.unwrap_by_store(wrong)
    ring.wrap_for(key, {})
    assert ring.unwrap_by_store(second) == key
    assert not ring.has(HEAD)


def test_a_change_cut_short_leaves_the_ring_before_it(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    held = ring.file.read_bytes()
    for left in ("", "{", "[]", None):
        (tmp_path / "kunci.json.lama").write_bytes(held)
        ring.file.unlink(missing_ok=True)
        if left is not None:
            ring.file.write_text(left)
        ring.mend()
        assert ring.unwrap(HEAD, PHRASE) == key
        assert not (tmp_path / "kunci.json.lama").exists()


def test_after_a_change_nothing_of_the_ring_before_it_is_left(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    (tmp_path / "kunci.json.lama").write_bytes(ring.file.read_bytes())
    ring.mend()
    ring.wrap(key, HEAD, "frasa yang baru sekali")
    assert [file.name for file in tmp_path.iterdir()] == ["kunci.json"]
    with pytest.raises(WrongSecret):
        ring.unwrap(HEAD, PHRASE)


@pytest.mark.parametrize("number", range(6))
def test_a_change_that_fails_at_any_step_leaves_a_ring_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    ring = KeyRing.of(tmp_path)
    key = ring.create(PHRASE)
    steps = 0

    def cut(real: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps > number:
                raise OSError(errno.ENOSPC, "full")
            return real(*given, **named)

        return step

    monkeypatch.setattr(os, "fsync", cut(os.fsync))
    monkeypatch.setattr(Path, "replace", cut(Path.replace))
    with suppress(OSError):
        ring.wrap(key, HEAD, "frasa yang baru sekali")
    monkeypatch.undo()
    ring.mend()
    opened = []
    for secret in (PHRASE, "frasa yang baru sekali"):
        with suppress(WrongSecret):
            opened.append(ring.unwrap(HEAD, secret))
    assert opened == [key]


def test_nobody_else_may_read_the_ring(tmp_path: Path) -> None:
    ring = KeyRing.of(tmp_path)
    ring.create(PHRASE)
    assert ring.file.stat().st_mode & 0o777 == 0o600
