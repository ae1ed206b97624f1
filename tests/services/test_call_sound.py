"""The pieces that ship can be joined, are all alike, and are small."""

import wave
from array import array
from io import BytesIO

import pytest

from ilp_desktop.domain.queue.spoken_call import BELL, spoken_pieces, voice_settings
from ilp_desktop.resources import resource_path
from ilp_desktop.services.queue.call_sound import bell_sound, call_sound

MOST_BYTES = 1_500_000
PIECES = (*voice_settings()["said"], BELL)
CALL = spoken_pieces("A", 114, "Ruang Ibu dan Anak")


def samples_of(wav: bytes) -> "array[int]":
    with wave.open(BytesIO(wav)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 16000)
        return array("h", sound.readframes(sound.getnframes()))


def test_every_piece_ships_alike_without_silence_around_it_and_all_are_small() -> None:
    folder = resource_path("voice")
    assert {file.stem for file in folder.glob("*.wav")} == set(PIECES)
    assert sum(file.stat().st_size for file in folder.iterdir()) <= MOST_BYTES
    for name in PIECES:
        samples = samples_of((folder / f"{name}.wav").read_bytes())
        assert 0.1 <= len(samples) / 16000 <= 1.6, name
        loudest = max(map(abs, samples))
        assert 6_000 <= loudest <= 30_000, name
        assert max(map(abs, samples[:800])) > 300, name


def test_call_begins_with_the_bell_and_takes_as_long_as_its_pieces() -> None:
    once, twice = call_sound(CALL, 1, 100), call_sound(CALL, 2, 100)
    bell = samples_of((resource_path("voice", "bel.wav")).read_bytes())
    assert samples_of(once.wav)[: len(bell)] == bell
    assert once.seconds == pytest.approx(len(samples_of(once.wav)) / 16000)
    assert twice.seconds - once.seconds == pytest.approx(once.seconds - bell_sound(100).seconds + 0.9 - 0.22, abs=0.01)
    assert once.seconds < 9


def test_volume_makes_it_quieter_and_none_makes_it_silent() -> None:
    full, half, none = (samples_of(call_sound(CALL, 1, volume).wav) for volume in (100, 50, 0))
    assert max(half) == pytest.approx(max(full) / 2, abs=2)
    assert set(none) == {0}
