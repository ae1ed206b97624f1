"""Plays a sound through whatever plays sounds here, in a process of its own: nothing in a window ever waits for it.

Without a loudspeaker, or with one that is stuck, it says that nothing was heard, and that is all.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Protocol

from PySide6.QtCore import QObject, QTemporaryDir, QTimer

from ilp_desktop.services.queue.call_sound import Sound
from ui.program_run import ProgramRun

PROGRAMS: tuple[tuple[str, ...], ...] = (
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"),
)
MARGIN_SECONDS = 4.0
MILLISECONDS = 1000
Heard = Callable[[bool], object]


@dataclass(frozen=True)
class KeptSound:
    """A sound in a file, and how long it takes."""

    file: Path
    seconds: float


class Player(Protocol):
    """What speaks needs of a player."""

    def keep(self, sound: Sound) -> KeptSound:
        """Write a sound where it can be played from; called on a worker thread."""

    def play(self, kept: KeptSound, ended: Heard) -> None:
        """Play and say at the end whether it was heard."""

    def stop(self) -> None:
        """Be silent at once; nothing is said of it."""


class SoundPlayer(QObject):
    """Plays one sound at a time."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        programs: Sequence[Sequence[str]] = PROGRAMS,
        margin_seconds: float = MARGIN_SECONDS,
    ) -> None:
        super().__init__(parent)
        self._programs = programs
        self._margin_seconds = margin_seconds
        self._folder = QTemporaryDir()
        self._kept: KeptSound | None = None
        self._left: list[Sequence[str]] = []
        self._ended: Heard | None = None
        self._process = ProgramRun(self)
        self._process.ended.connect(self._on_ended)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._on_time)

    def keep(self, sound: Sound) -> KeptSound:
        """Write a sound where it can be played from; called on a worker thread."""
        file = Path(self._folder.path()) / "panggilan.wav"
        file.write_bytes(sound.wav)
        return KeptSound(file, sound.seconds)

    def play(self, kept: KeptSound, ended: Heard) -> None:
        """Play and say at the end whether it was heard."""
        self.stop()
        self._kept, self._ended = kept, ended
        if sys.platform == "win32":
            seconds = kept.seconds if play_on_windows(kept.file) else 0.0
            self._watch.start(int(seconds * MILLISECONDS))
            return
        self._left = [program for program in self._programs if which(program[0])]
        self._watch.start(int((kept.seconds + self._margin_seconds) * MILLISECONDS))
        self._try_next()

    def stop(self) -> None:
        """Be silent at once; nothing is said of it."""
        self._ended = None
        self._watch.stop()
        self._process.stop()

    def _try_next(self) -> None:
        """Hand the sound to the next program there is; each may fail for want of a sound server or card."""
        if self._left and self._kept is not None:
            program, *arguments = self._left.pop(0)
            self._process.start(program, [*arguments, str(self._kept.file)])
        else:
            self._finish(heard=False)

    def _on_ended(self, well: bool) -> None:  # noqa: FBT001 - a slot
        if self._ended is None:
            return
        if well:
            self._finish(heard=True)
        else:
            self._try_next()

    def _on_time(self) -> None:
        """End a program that is stuck; where the system itself plays, this is when it has done."""
        self._finish(heard=sys.platform == "win32" and self._watch.interval() > 0)

    def _finish(self, *, heard: bool) -> None:
        ended = self._ended
        self.stop()
        if ended is not None:
            ended(heard)


def play_on_windows(file: Path) -> bool:
    """Let Windows begin to play a file, and say whether it could."""
    if sys.platform != "win32":
        return False
    import winsound  # noqa: PLC0415 - there is none elsewhere

    try:
        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
    except RuntimeError:
        return False
    return True
