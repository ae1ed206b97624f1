"""What a line must hold to be found, as statements are told it."""

from collections.abc import Sequence

Ways = tuple[tuple[str, ...], ...]
"""For each word typed the pieces of text of which the line must hold one; they hold letters, digits and spaces."""


def shape_of(ways: Ways) -> tuple[int, ...]:
    """Return how many pieces each word has: statements of one shape are the same."""
    return tuple(map(len, ways))


def given_of(ways: Ways) -> dict[str, str]:
    """Return the pieces by the names they have in a statement."""
    return {f"w{word}_{way}": piece for word, pieces in enumerate(ways) for way, piece in enumerate(pieces)}


def each_word(shape: Sequence[int], clause: str) -> str:
    """Return a clause for every word, any of its pieces."""
    words = [" OR ".join(clause.format(f"w{word}_{way}") for way in range(pieces)) for word, pieces in enumerate(shape)]
    return "".join(f" AND ({word})" for word in words)


def threes(text: str, most: int) -> list[int]:
    """Return where at most so many groups of three letters begin that tell most of a text: evenly, first and last."""
    last = len(text) - 3
    groups = min(most, last + 1)
    return sorted({round(group * last / max(groups - 1, 1)) for group in range(groups)})


def is_number(piece: str) -> bool:
    """Say whether a piece ends as numbers do."""
    return piece[-2:].isdigit()
