"""A spoken call as sound: the bell and the pieces joined into one WAV, needing neither network nor another program."""

import wave
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from ilp_desktop.domain.queue.spoken_call import BELL, PAUSE, voice_settings
from ilp_desktop.resources import resource_path

PERCENT = 100
MILLISECONDS = 1000
SAMPLE_BYTES = 2


@dataclass(frozen=True)
class Sound:
    """A WAV and how long it takes."""

    wav: bytes
    seconds: float


def bell_sound(volume_percent: int) -> Sound:
    """Return the bell alone."""
    return _sound([_piece(BELL)], volume_percent)


def call_sound(pieces: Sequence[str], times: int, volume_percent: int) -> Sound:
    """Return the bell once, and after it the pieces as often as asked."""
    settings = voice_settings()
    parts = [_piece(BELL), _silence(settings["pause_ms"])]
    for turn in range(times):
        if turn:
            parts.append(_silence(settings["again_ms"]))
        parts += _joined(pieces, settings["gap_ms"], settings["pause_ms"])
    return _sound(parts, volume_percent)


def _joined(pieces: Sequence[str], gap_ms: int, pause_ms: int) -> Iterator[bytes]:
    for piece in pieces:
        if piece == PAUSE:
            yield _silence(pause_ms)
        else:
            yield _piece(piece)
            yield _silence(gap_ms)


@lru_cache(maxsize=256)
def _piece(name: str) -> bytes:
    """Return the samples of a piece."""
    with wave.open(str(resource_path("voice", f"{name}.wav"))) as sound:
        samples: bytes = sound.readframes(sound.getnframes())
    return samples


def _silence(milliseconds: int) -> bytes:
    return bytes(SAMPLE_BYTES * (int(voice_settings()["rate_hz"]) * milliseconds // MILLISECONDS))


def _sound(parts: Sequence[bytes], volume_percent: int) -> Sound:
    rate = int(voice_settings()["rate_hz"])
    samples = array("h", b"".join(parts))
    if volume_percent != PERCENT:
        samples = array("h", (sample * volume_percent // PERCENT for sample in samples))
    output = BytesIO()
    with wave.open(output, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(SAMPLE_BYTES)
        sound.setframerate(rate)
        sound.writeframes(samples.tobytes())
    return Sound(output.getvalue(), len(samples) / rate)
