"""Looking for words that must not stand in clear in any file."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

PAPERS = (b"%PDF", b"PK\x03\x04")


def files_in(places: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Give every file in some folders with what it holds."""
    for place in places:
        for file in sorted(place.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield file, file.read_bytes()


def found_in_clear(places: Iterable[Path], words: Sequence[str]) -> dict[str, list[str]]:
    """Return which files hold, or are named by, which of the words in any usual coding; papers may hold them packed."""
    coded = [(word, {word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}) for word in words]
    lowered = [(word, {one.lower() for one in codes}) for word, codes in coded]
    found: dict[str, list[str]] = {}
    for file, held in files_in(places):
        low = held.lower()
        name = file.name.lower()
        told = [word for word, codes in lowered if word.lower() in name or any(code in low for code in codes)]
        told += ["a paper"] * held.startswith(PAPERS)
        if told:
            found[str(file)] = told
    return found
