"""Words that a text may not hold, found also where letters are set apart by points, strokes or blanks."""

import re
from collections.abc import Iterator, Sequence

WORD = re.compile(r"[^\W_]+")
CHUNK = re.compile(r"\S+")


def forbidden_word(text: str, words: Sequence[str], beginnings: Sequence[str], endings: Sequence[str]) -> str:
    """Return the first forbidden word a text holds, or nothing.

    ``words`` may consist of several; one of ``endings`` may hang on to each. No word may begin like ``beginnings``.
    """
    readings = [f" {' '.join(reading)} " for reading in _readings(text.casefold())]
    tails = "|".join(endings)
    for word in words:
        pattern = re.compile(rf" {re.escape(word)}(?:{tails})? ".replace("\\ ", " ?"))
        if any(pattern.search(reading) for reading in readings):
            return word
    return next((start for start in beginnings if any(f" {start}" in reading for reading in readings)), "")


def _readings(text: str) -> Iterator[list[str]]:
    """Give the words as they stand, with single letters in a row joined, and with what splits a word taken out."""
    words = WORD.findall(text)
    yield words
    yield list(_joined_letters(words))
    yield ["".join(WORD.findall(chunk)) for chunk in CHUNK.findall(text) if WORD.search(chunk)]


def _joined_letters(words: Sequence[str]) -> Iterator[str]:
    letters = ""
    for word in words:
        if len(word) == 1:
            letters += word
            continue
        if letters:
            yield letters
            letters = ""
        yield word
    if letters:
        yield letters
