"""How a queue call is said in Indonesian: which pieces follow one another.

A number is said as a number and not digit by digit, and its letter by the letter's name. Of a room's name everything
is said when every word of it has a piece; else only what leads to it for certain, and people are told to look up.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ilp_desktop.reference import parse_edition
from ilp_desktop.resources import resource_path

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
TEN, ELEVEN, TEENS, TENS, HUNDRED, HUNDREDS = "sepuluh", "sebelas", "belas", "puluh", "seratus", "ratus"
LARGEST = 999
NUMBER, GO_TO, LOOK_UP = "nomor_antrean", "silakan_ke", "silakan_lihat_layar"
PAUSE = "jeda"
BELL = "bel"
WORD = re.compile(r"[^\W\d_]+|\d+|&")
LONGEST_PHRASE = 3


@dataclass(frozen=True)
class RoomWords:
    """The pieces of a room's name; not ``whole`` when some word of it has none."""

    pieces: tuple[str, ...]
    whole: bool


def spoken_pieces(letter: str, number: int, room: str) -> tuple[str, ...]:
    """Return the pieces of a call in their order, pauses among them."""
    known = room_pieces(room)
    ending: tuple[str, ...] = (GO_TO, *known.pieces) if known.pieces else ()
    if not known.whole:
        ending = (*ending, PAUSE, LOOK_UP) if ending else (LOOK_UP,)
    return (NUMBER, *letter_pieces(letter), PAUSE, *number_pieces(number), *((PAUSE, *ending) if ending else ()))


def spoken_sentence(letter: str, number: int, room: str) -> str:
    """Return a call as a voice that reads sentences is given it."""
    said = " ".join(number_pieces(number))
    return f"Nomor antrean {letter}, {said}. Silakan ke {room}." if room else f"Nomor antrean {letter}, {said}."


def number_pieces(number: int) -> tuple[str, ...]:
    """Return a number of 0 to 999 in words; a larger one digit by digit, as no queue of a day needs it."""
    if number > LARGEST:
        return tuple(DIGITS[int(digit)] for digit in str(number))
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    begun = (HUNDRED,) if hundreds == 1 else (DIGITS[hundreds], HUNDREDS)
    return begun + (_below_hundred(rest) if rest else ())


def letter_pieces(letters: str) -> tuple[str, ...]:
    """Return the names of letters; what is no letter of the alphabet is passed over."""
    return tuple(f"huruf_{letter}" for letter in letters.casefold() if "a" <= letter <= "z")


def room_pieces(room: str) -> RoomWords:
    """Return what can be said of a room's name."""
    tokens = WORD.findall(room)
    acronyms = not room.isupper()
    found: list[tuple[str, ...] | None] = []
    while tokens:
        taken, pieces = _longest_known(tokens, spell=acronyms)
        found.append(pieces)
        tokens = tokens[taken:]
    if None not in found:
        return RoomWords(tuple(piece for pieces in found if pieces for piece in pieces), whole=True)
    return RoomWords(_certain(found), whole=False)


def voice_settings() -> Mapping[str, Any]:
    """Return what the pieces are and how they are joined."""
    return _voice()


def _below_hundred(number: int) -> tuple[str, ...]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return (DIGITS[ones],)
    if tens == 1:
        return {0: (TEN,), 1: (ELEVEN,)}.get(ones, (DIGITS[ones], TEENS))
    return (DIGITS[tens], TENS, DIGITS[ones]) if ones else (DIGITS[tens], TENS)


def _longest_known(tokens: Sequence[str], *, spell: bool) -> tuple[int, tuple[str, ...] | None]:
    """Return how many words are taken and their pieces: the longest phrase known, else one word with None."""
    known = _room_words()
    for length in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
        pieces = known.get(" ".join(tokens[:length]).casefold())
        if pieces is not None:
            return length, pieces
    return 1, _word_pieces(tokens[0], spell=spell)


def _word_pieces(word: str, *, spell: bool) -> tuple[str, ...] | None:
    if word.isdecimal() and word.isascii():
        return number_pieces(int(word)) if len(word) <= len(str(LARGEST)) else None
    short = len(word) == 1 or (spell and word.isupper() and len(word) <= _voice()["longest_acronym"])
    letters = letter_pieces(word)
    return letters if short and len(letters) == len(word) else None


def _certain(found: Sequence[tuple[str, ...] | None]) -> tuple[str, ...]:
    """Return the word that leads to a number, and the number, where there are both: the words between are unknown."""
    leading: tuple[str, ...] = ()
    for pieces in found:
        if pieces and pieces[0] in _voice()["before_number"]:
            leading = pieces
        elif pieces and leading and _is_number(pieces):
            return leading + pieces
    return ()


def _is_number(pieces: Sequence[str]) -> bool:
    return set(pieces) <= {*DIGITS, TEN, ELEVEN, TEENS, TENS, HUNDRED, HUNDREDS}


@cache
def _voice() -> Mapping[str, Any]:
    return parse_edition("voice", resource_path("voice", "voice.toml").read_text(encoding="utf-8")).body


@cache
def _room_words() -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of room names with their pieces: every piece by its own words, and the others given."""
    own = {name.replace("_", " "): (name,) for name in _voice()["said"] if not name.startswith("huruf_")}
    return own | {phrase: tuple(pieces) for phrase, pieces in _voice()["room_words"].items()}
