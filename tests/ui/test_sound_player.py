"""A sound is played by another program; none, a broken one or a stuck one is told, and nothing waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ilp_desktop.services.queue.call_sound import Sound
from ui.live_speech import ESPEAK, VOICES, ProgramSpeech, live_speech, windows_voice
from ui.sound_player import SoundPlayer

SOUND = Sound(b"RIFF", 0.1)
Program = Callable[[str, str], str]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Give a function that writes a program which does what it is told."""

    def write(name: str, script: str) -> str:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    return write


def heard_by(qtbot: QtBot, player: SoundPlayer) -> bool:
    """Play and return whether it was heard."""
    told: list[bool] = []
    player.play(player.keep(SOUND), told.append)
    qtbot.waitUntil(lambda: bool(told))
    return told == [True]


def test_program_is_handed_the_sound(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    plays = program("plays", f'[ "$1" = -q ] && cp "$2" {tmp_path / "heard"}')
    assert heard_by(qtbot, SoundPlayer(programs=[(plays, "-q")]))
    assert (tmp_path / "heard").read_bytes() == b"RIFF"


def test_without_a_sound_card_the_next_program_is_tried_and_at_last_it_is_told(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    fails, works = program("fails", "exit 1"), program("works", "exit 0")
    assert heard_by(qtbot, SoundPlayer(programs=[("no-such-program",), (fails,), (works,)]))
    assert not heard_by(qtbot, SoundPlayer(programs=[(fails,), (fails,)]))
    assert not heard_by(qtbot, SoundPlayer(programs=[]))


def test_program_that_is_stuck_is_ended(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    stuck = program("stuck", "exec sleep 60")
    assert not heard_by(qtbot, SoundPlayer(programs=[(stuck,)], margin_seconds=0.2))


def test_being_stopped_is_silent_and_tells_nobody(qtbot: QtBot, program: Program) -> None:
    player = SoundPlayer(programs=[(program("slow", "exec sleep 60"),)])
    told: list[bool] = []
    player.play(player.keep(SOUND), told.append)
    player.stop()
    qtbot.wait(50)
    assert told == []


def test_voice_of_the_system_is_given_the_sentence_and_one_that_fails_ends_too(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    told: list[str] = []
    read = program("voice", f'echo "$*" >{tmp_path / "asked"}; cat >{tmp_path / "said"}')
    voice = ProgramSpeech(command=(read, *ESPEAK[1:]))
    voice.say("Nomor antrean A", 70, lambda: told.append("said"))
    qtbot.waitUntil(lambda: told == ["said"])
    assert (tmp_path / "said").read_text() == "Nomor antrean A"
    assert (tmp_path / "asked").read_text().strip() == "-v id --stdin -a 70"
    gone = ProgramSpeech(command=(str(tmp_path / "gone"),))
    gone.say("Nomor antrean A", 70, lambda: told.append("gone"))
    qtbot.waitUntil(lambda: told == ["said", "gone"])
    stuck = ProgramSpeech(command=(program("stuck", "exec sleep 60"),), longest_ms=50)
    stuck.say("Nomor antrean A", 70, lambda: told.append("stuck"))
    qtbot.waitUntil(lambda: told == ["said", "gone", "stuck"])


def test_system_without_a_voice_has_none(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert live_speech(SoundPlayer()) is None


class Registry:
    """Windows' own list of voices, by place and language."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, **languages: str) -> None:
        self._voices = {name: {"Language": language} for name, language in languages.items()}

    @contextmanager
    def OpenKey(self, _root: str, path: str) -> Iterator[dict[str, object]]:  # noqa: N802 - as winreg calls it
        name = path.removeprefix(VOICES[0]).removesuffix(r"\Attributes").strip("\\")
        if not path.startswith(VOICES[0]) or (name and name not in self._voices):
            raise FileNotFoundError(path)
        yield dict(self._voices[name] if name else self._voices)

    def QueryInfoKey(self, key: dict[str, object]) -> tuple[int, int, int]:  # noqa: N802
        return len(key), 0, 0

    def EnumKey(self, key: dict[str, object], place: int) -> str:  # noqa: N802
        return list(key)[place]

    def QueryValueEx(self, key: dict[str, object], name: str) -> tuple[object, int]:  # noqa: N802
        return key[name], 1


def test_indonesian_voice_of_windows_is_found_among_others() -> None:
    assert windows_voice(Registry(DavidM="409;9", AndikaM="421")) == rf"HKEY_LOCAL_MACHINE\{VOICES[0]}\AndikaM"
    assert windows_voice(Registry(DavidM="409;9")) == ""
    assert windows_voice(Registry()) == ""
