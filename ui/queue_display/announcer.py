"""Calls one after the other: each stands large for a while and is said aloud, and two are never said at once."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.quiet_hours import QuietHours, still_worth_saying
from ilp_desktop.domain.queue.spoken_call import room_pieces, spoken_pieces, spoken_sentence
from ilp_desktop.services.queue.call_sound import Sound, bell_sound, call_sound
from ilp_desktop.services.queue.queueing import Call
from ilp_desktop.settings import LIVE, OFF
from ui.jobs import Jobs
from ui.live_speech import Speech
from ui.sound_player import KeptSound, Player

MILLISECONDS = 1000


@dataclass(frozen=True)
class Manner:
    """How calls are made known.

    Attributes:
        voice: off, clips or live.
        show_seconds: how long a call stands large at the least.
        say_within_seconds: older calls are shown and not said.
    """

    voice: str
    volume: int
    repetition: int
    quiet: QuietHours
    time_zone: str
    show_seconds: float
    say_within_seconds: int


class Announcer(QObject):
    """Makes calls known in the order they were made.

    Attributes:
        manner: how; None as long as nobody has said so, and calls wait for it.
        player, speech: what is heard; speech only where the system has a voice.

    Signals:
        begun(Call): this call stands large now.
        rested(): no call is being made known any more.
    """

    begun = Signal(object)
    rested = Signal()

    def __init__(
        self,
        jobs: Jobs,
        player: Player,
        find_speech: Callable[[], Speech | None],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._now = now
        self._find_speech: Callable[[], Speech | None] | None = find_speech
        self._waiting: deque[Call] = deque()
        self._under_way = 0
        self.manner: Manner | None = None
        self.player = player
        self.speech: Speech | None = None

    def add(self, calls: Iterable[Call]) -> None:
        """Make calls known, oldest first, after those already waiting."""
        self._waiting.extend(calls)
        if not self._under_way:
            self._next()

    def stop(self) -> None:
        """Forget what waits and be silent."""
        self._waiting.clear()
        self.player.stop()
        if self.speech is not None:
            self.speech.stop()

    def _next(self) -> None:
        """Begin with the next call; of several that come too late only the last is shown."""
        manner = self.manner
        if manner is None:
            return
        while len(self._waiting) > 1 and not self._in_time(self._waiting[0], manner):
            self._waiting.popleft()
        if not self._waiting:
            self.rested.emit()
            return
        call = self._waiting.popleft()
        self._under_way = 1
        QTimer.singleShot(int(manner.show_seconds * MILLISECONDS), self, self._on_part_ended)
        self.begun.emit(call)
        if self._is_said(call, manner):
            self._under_way += 1
            self._say(call, manner)

    def _on_part_ended(self) -> None:
        """Go on once a call has been seen and heard."""
        self._under_way -= 1
        if self._under_way == 0:
            self._next()

    def _in_time(self, call: Call, manner: Manner) -> bool:
        return still_worth_saying(call.at, self._now(), manner.say_within_seconds)

    def _is_said(self, call: Call, manner: Manner) -> bool:
        here = local_time(self._now(), manner.time_zone).time()
        return manner.voice != OFF and not manner.quiet.hold(here) and self._in_time(call, manner)

    def _say(self, call: Call, manner: Manner) -> None:
        """Say a call: as often as wanted, but once when others wait to be said."""
        times = 1 if self._waiting else manner.repetition
        wanted_live = manner.voice == LIVE or not room_pieces(call.room).whole
        speech = self._live_voice() if wanted_live else None
        if speech is None:
            pieces = spoken_pieces(call.letter, call.serial, call.room)
            self._make(lambda: call_sound(pieces, times, manner.volume), self._on_part_ended)
        else:
            sentence = " ".join([spoken_sentence(call.letter, call.serial, call.room)] * times)
            self._make(
                lambda: bell_sound(manner.volume), lambda: speech.say(sentence, manner.volume, self._on_part_ended)
            )

    def _make(self, work: Callable[[], Sound], then: Callable[[], object]) -> None:
        """Make a sound in the background and play it; whatever becomes of it, go on."""

        def failed(_error: UserError) -> None:
            then()

        def play(kept: KeptSound | None) -> None:
            if kept is None:
                then()
            else:
                self.player.play(kept, lambda _heard: then())

        self._jobs.read(lambda: self._kept(work()), play, owner=self, failed=failed)

    def _kept(self, sound: Sound) -> KeptSound | None:
        """Write a sound into its file; a disk that is full makes it silent and no more than that."""
        try:
            return self.player.keep(sound)
        except OSError:
            return None

    def _live_voice(self) -> Speech | None:
        """Look once for a voice of the system."""
        if self._find_speech is not None:
            self.speech, self._find_speech = self._find_speech(), None
        return self.speech
