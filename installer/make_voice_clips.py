"""Makes the pieces of the spoken queue call, which ship with the program.

Run where espeak-ng is installed (``apt-get install espeak-ng``): ``python installer/make_voice_clips.py``. What is
said, how fast and how loud stands in ``resources/voice/voice.toml``; the pieces are written beside it, each a WAV of
one channel and 16 bits, without silence around it.
"""

import math
import subprocess
import sys
import wave
from array import array
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "voice"
FULL_SCALE = 32767
SILENT_BELOW = 0.012
FADE_SECONDS = 0.006
TAPS = 24
OVERTONE = 0.25
BELL_DECAY = 5.0


def spoken(said: str, settings: Mapping[str, Any]) -> tuple[list[float], int]:
    """Return what espeak-ng says as numbers of -1 to 1, with how many there are a second."""
    command = ["espeak-ng", "-v", "id", "-s", str(settings["words_a_minute"]), "-p", str(settings["pitch"]), "--stdout"]
    made = subprocess.run([*command, said], check=True, capture_output=True).stdout
    with wave.open(BytesIO(made)) as sound:
        rate = sound.getframerate()
        # A stream's header promises more frames than there are; what there is counts.
        samples = array("h", made[made.index(b"data") + 8 :])
    return [sample / FULL_SCALE for sample in samples], rate


def trimmed(samples: Sequence[float]) -> Sequence[float]:
    """Return the samples without the silence before and after."""
    loud = [place for place, sample in enumerate(samples) if abs(sample) > SILENT_BELOW]
    return samples[loud[0] : loud[-1] + 1]


def resampled(samples: Sequence[float], rate: int, wanted: int) -> list[float]:
    """Return the samples at a lower rate, with what that rate cannot hold filtered out."""
    step, cut = rate / wanted, 0.94 * wanted / rate
    found = []
    for number in range(int(len(samples) / step)):
        middle = number * step
        total = 0.0
        for place in range(int(middle) - TAPS, int(middle) + TAPS + 1):
            if 0 <= place < len(samples):
                away = place - middle
                window = 0.5 + 0.5 * math.cos(math.pi * away / (TAPS + 1))
                total += samples[place] * window * cut * _sinc(away * cut)
        found.append(total)
    return found


def levelled(samples: Sequence[float], settings: Mapping[str, Any]) -> list[float]:
    """Return the samples as loud as every other piece, and never louder than allowed."""
    root = math.sqrt(sum(sample * sample for sample in samples) / len(samples))
    factor = 10 ** (settings["loudness_dbfs"] / 20) / root
    factor = min(factor, settings["loudest"] / max(map(abs, samples)))
    return [sample * factor for sample in samples]


def faded(samples: Sequence[float], rate: int) -> list[float]:
    """Return the samples beginning and ending softly, so that nothing clicks where pieces meet."""
    length = int(FADE_SECONDS * rate)
    last = len(samples) - 1
    return [
        sample * min(1.0, place / length, (last - place) / length) if length else sample
        for place, sample in enumerate(samples)
    ]


def bell(tones: Sequence[Mapping[str, float]], rate: int) -> list[float]:
    """Return the two-tone bell."""
    found: list[float] = []
    for tone in tones:
        for number in range(int(tone["seconds"] * rate)):
            at = number / rate
            turn = 2 * math.pi * tone["hertz"] * at
            found.append(math.exp(-BELL_DECAY * at) * (math.sin(turn) + OVERTONE * math.sin(2 * turn)))
    return found


def write(name: str, samples: Sequence[float], rate: int) -> None:
    """Write one piece."""
    frames = array("h", (round(sample * FULL_SCALE) for sample in samples))
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(frames.tobytes())


def make_all() -> None:
    """Write every piece and the bell."""
    settings = tomllib.loads((FOLDER / "voice.toml").read_text(encoding="utf-8"))
    rate = settings["rate_hz"]
    for name, said in settings["said"].items():
        samples, own_rate = spoken(said, settings)
        piece = resampled(trimmed(samples), own_rate, rate)
        write(name, faded(levelled(piece, settings), rate), rate)
    write("bel", faded(levelled(bell(settings["bell"], rate), settings), rate), rate)


def _sinc(turns: float) -> float:
    return 1.0 if turns == 0 else math.sin(math.pi * turns) / (math.pi * turns)


if __name__ == "__main__":
    make_all()
