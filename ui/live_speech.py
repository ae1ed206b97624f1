"""A voice of the system that reads Indonesian sentences, where there is one; nothing needs it."""

from collections.abc import Callable
from importlib import import_module
from shutil import which
from typing import Any, Protocol

from PySide6.QtCore import QLocale, QObject, QTimer

from ui.program_run import ProgramRun

PROGRAM = "espeak-ng"
PERCENT = 100.0
LONGEST_MS = 20_000
Spoken = Callable[[], object]


class Speech(Protocol):
    """What speaks sentences."""

    def say(self, sentence: str, volume_percent: int, ended: Spoken) -> None:
        """Say a sentence and tell when it is said, or when it could not be."""

    def stop(self) -> None:
        """Be silent at once."""


class ProgramSpeech(QObject):
    """The program espeak-ng, in a process of its own."""

    def __init__(self, parent: QObject | None = None, program: str = PROGRAM) -> None:
        super().__init__(parent)
        self._program = program
        self._ended: Spoken | None = None
        self._process = ProgramRun(self)
        self._process.ended.connect(self._finish)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._finish)

    def say(self, sentence: str, volume_percent: int, ended: Spoken) -> None:
        """Say a sentence and tell when it is said, or when it could not be."""
        self.stop()
        self._ended = ended
        self._watch.start(LONGEST_MS)
        self._process.start(self._program, ["-v", "id", "-a", str(volume_percent), "--stdin"], sentence.encode())

    def stop(self) -> None:
        """Be silent at once."""
        self._ended = None
        self._watch.stop()
        self._process.stop()

    def _finish(self) -> None:
        ended = self._ended
        self.stop()
        if ended is not None:
            ended()


class QtSpeech(QObject):
    """Qt's own speech, from the part of Qt that is not always installed."""

    def __init__(self, engine: Any, voice_locale: QLocale, states: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._states = states
        self._ended: Spoken | None = None
        engine.setParent(self)
        engine.setLocale(voice_locale)
        engine.stateChanged.connect(self._on_state_changed)

    def say(self, sentence: str, volume_percent: int, ended: Spoken) -> None:
        """Say a sentence and tell when it is said, or when it could not be."""
        self._ended = ended
        self._engine.setVolume(volume_percent / PERCENT)
        self._engine.say(sentence)

    def stop(self) -> None:
        """Be silent at once."""
        self._ended = None
        self._engine.stop()

    def _on_state_changed(self, state: Any) -> None:
        if state in (self._states.Ready, self._states.Error) and self._ended is not None:
            ended, self._ended = self._ended, None
            ended()


def live_speech(parent: QObject) -> Speech | None:
    """Return a voice that speaks Indonesian, or None where the system has none."""
    return _qt_speech(parent) or (ProgramSpeech(parent) if which(PROGRAM) else None)


def _qt_speech(parent: QObject) -> QtSpeech | None:
    try:
        speech = import_module("PySide6.QtTextToSpeech").QTextToSpeech
    except ImportError:
        return None
    engine = speech()
    for known in engine.availableLocales():
        if known.language() == QLocale.Language.Indonesian:
            return QtSpeech(engine, known, speech.State, parent)
    engine.deleteLater()
    return None
