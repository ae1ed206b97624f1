"""Calls are made known one after the other: shown, said, never two at once, never late, never in quiet hours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.quiet_hours import QuietHours
from ilp_desktop.services.queue.call_sound import Sound
from ilp_desktop.services.queue.queueing import Call
from ilp_desktop.settings import LIVE, OFF
from ui.jobs import Jobs
from ui.live_speech import Spoken
from ui.queue_display.announcer import Announcer, Manner
from ui.sound_player import Heard, KeptSound

NOW = datetime(2026, 11, 23, 1, tzinfo=timezone.utc)  # 08.00 WIB
MANNER = Manner("clips", 100, 2, QuietHours(time(21), time(6)), "Asia/Jakarta", 0.01, 45)


class Loudspeaker:
    """A player whose sounds end when the test says so."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.ended: Heard | None = None

    def keep(self, sound: Sound) -> KeptSound:
        return KeptSound(Path("panggilan.wav"), sound.seconds)

    def play(self, kept: KeptSound, ended: Heard) -> None:
        assert self.ended is None, "two calls were said at once"
        self.seconds.append(kept.seconds)
        self.ended = ended

    def end(self) -> None:
        ended, self.ended = self.ended, None
        assert ended is not None
        ended(True)

    def stop(self) -> None:
        self.ended = None


class Voice:
    """A voice of the system that has said everything at once."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.volumes: list[int] = []

    def say(self, sentence: str, volume_percent: int, ended: Spoken) -> None:
        self.said.append(sentence)
        self.volumes.append(volume_percent)
        ended()

    def stop(self) -> None: ...


class Hall:
    """An announcer with what was shown and heard."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, voice: Voice | None = None) -> None:
        self.qtbot = qtbot
        self.loud = Loudspeaker()
        self.shown: list[str] = []
        self.rests = 0
        self.looked = 0

        def look() -> Voice | None:
            self.looked += 1
            return voice

        self.announcer = Announcer(jobs, self.loud, look, lambda: NOW)
        self.announcer.manner = MANNER
        self.announcer.begun.connect(lambda call: self.shown.append(call.number))
        self.announcer.rested.connect(self._on_rested)

    def _on_rested(self) -> None:
        self.rests += 1

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)


@pytest.fixture
def hall(qtbot: QtBot, jobs: Jobs) -> Hall:
    return Hall(qtbot, jobs)


def call(number: int, *, seconds_ago: int = 0, room: str = "Ruang KIA") -> Call:
    at = NOW - timedelta(seconds=seconds_ago)
    return Call(uuid4(), f"A-{number:03}", "A", number, room, at, again=False)


def test_calls_are_said_one_after_the_other_once_while_others_wait_and_the_last_twice(hall: Hall) -> None:
    hall.announcer.add([call(14), call(14)])
    hall.wait(lambda: hall.loud.ended is not None)
    assert hall.shown == ["A-014"]
    hall.loud.end()
    hall.wait(lambda: hall.loud.ended is not None)
    assert hall.shown == ["A-014", "A-014"]
    assert hall.loud.seconds[1] > hall.loud.seconds[0] * 1.5
    assert hall.rests == 0
    hall.loud.end()
    hall.wait(lambda: hall.rests == 1)


def test_call_that_comes_too_late_is_passed_over_for_the_next_and_the_last_is_only_shown(hall: Hall) -> None:
    hall.announcer.add([call(1, seconds_ago=90), call(2, seconds_ago=60), call(3, seconds_ago=50)])
    hall.wait(lambda: hall.rests == 1)
    assert (hall.shown, hall.loud.seconds) == (["A-003"], [])


@pytest.mark.parametrize(
    "manner", [replace(MANNER, voice=OFF), replace(MANNER, quiet=QuietHours(time(7), time(9)))], ids=["off", "quiet"]
)
def test_voice_that_is_off_and_quiet_hours_leave_the_showing(hall: Hall, manner: Manner) -> None:
    hall.announcer.manner = manner
    hall.announcer.add([call(1), call(2)])
    hall.wait(lambda: hall.rests == 1)
    assert (hall.shown, hall.loud.seconds) == (["A-001", "A-002"], [])


def test_full_disk_and_missing_loudspeaker_leave_the_showing(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_sound: Sound) -> KeptSound:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hall.loud, "keep", full)
    hall.announcer.add([call(1), call(2)])
    hall.wait(lambda: hall.rests == 1)
    assert (hall.shown, hall.loud.seconds) == (["A-001", "A-002"], [])


def test_room_that_pieces_cannot_name_is_said_by_the_voice_of_the_system(qtbot: QtBot, jobs: Jobs) -> None:
    voice = Voice()
    hall = Hall(qtbot, jobs, voice)
    hall.announcer.add([call(14, room="Ruang Melati")])
    hall.wait(lambda: hall.loud.ended is not None)
    hall.loud.end()
    hall.wait(lambda: hall.rests == 1)
    assert voice.said == [" ".join(["Nomor antrean A, empat belas. Silakan ke Ruang Melati."] * 2)]
    hall.announcer.add([call(15)])
    hall.wait(lambda: hall.loud.ended is not None)
    assert len(voice.said) == 1


def test_without_a_voice_of_the_system_pieces_are_said_and_it_is_looked_for_once(hall: Hall) -> None:
    hall.announcer.manner = replace(MANNER, voice=LIVE)
    for number in (1, 2):
        hall.announcer.add([call(number, room="Ruang Melati")])
        hall.wait(lambda: hall.loud.ended is not None)
        hall.loud.end()
        hall.wait(lambda number=number: hall.rests == number)  # type: ignore[misc]
    assert (len(hall.loud.seconds), hall.looked) == (2, 1)


def test_nothing_is_said_after_it_was_stopped(hall: Hall) -> None:
    hall.announcer.add([call(1), call(2)])
    hall.wait(lambda: hall.loud.ended is not None)
    hall.announcer.stop()
    hall.qtbot.wait(60)
    assert hall.shown == ["A-001"]
