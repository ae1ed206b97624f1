"""A voice of the system that reads Indonesian sentences, where there is one; nothing needs it."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from shutil import which
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from ui.program_run import ProgramRun

ESPEAK = ("espeak-ng", "-v", "id", "--stdin", "-a")
LONGEST_MS = 20_000
INDONESIAN = "421"  # the code of the language, in hexadecimal as Windows writes it
VOICES = (r"SOFTWARE\Microsoft\Speech_OneCore\Voices\Tokens", r"SOFTWARE\Microsoft\Speech\Voices\Tokens")
READ_ALOUD = """& {
param($voice, $volume)
$token = New-Object -ComObject SAPI.SpObjectToken
$token.SetId($voice, '', $false)
$speaker = New-Object -ComObject SAPI.SpVoice
$speaker.Voice = $token
$speaker.Volume = $volume
[void]$speaker.Speak([Console]::In.ReadToEnd())
}"""
POWERSHELL = ("powershell", "-NoProfile", "-NonInteractive", "-Command", READ_ALOUD)
Spoken = Callable[[], object]


class Speech(Protocol):
    """What speaks sentences."""

    def say(self, sentence: str, volume_percent: int, ended: Spoken) -> None:
        """Say a sentence and tell when it is said, or when it could not be."""

    def stop(self) -> None:
        """Be silent at once."""


class ProgramSpeech(QObject):
    """A program that reads a sentence aloud, in a process of its own; its last argument is the volume in percent."""

    def __init__(
        self, parent: QObject | None = None, command: Sequence[str] = ESPEAK, longest_ms: int = LONGEST_MS
    ) -> None:
        super().__init__(parent)
        self._program, *self._arguments = command
        self._longest_ms = longest_ms
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
        self._watch.start(self._longest_ms)
        self._process.start(self._program, [*self._arguments, str(volume_percent)], sentence.encode())

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


def live_speech(parent: QObject) -> Speech | None:
    """Return a voice that speaks Indonesian, or None where the system has none."""
    if sys.platform == "win32":
        voice = windows_voice(import_module("winreg"))
        return ProgramSpeech(parent, (*POWERSHELL, f"'{voice}'")) if voice else None
    return ProgramSpeech(parent) if which(ESPEAK[0]) else None


def windows_voice(registry: Any) -> str:
    """Return the first Indonesian voice that Windows has, by its place in the registry; empty where it has none."""
    for path in VOICES:
        for name in _names_beneath(registry, path):
            spoken = _languages(registry, rf"{path}\{name}\Attributes")
            if INDONESIAN in spoken:
                return rf"HKEY_LOCAL_MACHINE\{path}\{name}"
    return ""


def _names_beneath(registry: Any, path: str) -> list[str]:
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, path) as key:
            return [registry.EnumKey(key, place) for place in range(registry.QueryInfoKey(key)[0])]
    except OSError:
        return []


def _languages(registry: Any, path: str) -> list[str]:
    """Return the languages of a voice, which Windows writes one behind the other."""
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, path) as key:
            return str(registry.QueryValueEx(key, "Language")[0]).lower().split(";")
    except OSError:
        return []
