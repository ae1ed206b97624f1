"""Counts of restricted things: a small one would tell who it was, so it is not told."""

from collections.abc import Sequence

LEAST_TOLD = 5
FEW, ENOUGH = f"<{LEAST_TOLD}", f"≥{LEAST_TOLD}"


def told(counts: Sequence[int], *, restricted: bool, known: int = 0) -> tuple[str, ...]:
    """Return the parts of a whole as they may be shown; the last ``known`` parts may be known from elsewhere.

    A single small part beside a whole that is told could be reckoned from the rest; the next smallest part then
    says only that it is not small. So it is among the parts that are known from nowhere else.
    """
    if not restricted:
        return tuple(map(str, counts))
    own = len(counts) - known
    blurred = {_blurred(range(len(counts)), counts), _blurred(range(own), counts)}
    return tuple(
        FEW if count < LEAST_TOLD else ENOUGH if place in blurred else str(count) for place, count in enumerate(counts)
    )


def _blurred(places: Sequence[int], counts: Sequence[int]) -> int | None:
    """Return the part that hides the only small one of these, None where it needs none or there is none."""
    few = [place for place in places if counts[place] < LEAST_TOLD]
    rest = [place for place in places if place not in few]
    return min(rest, key=lambda place: counts[place]) if len(few) == 1 and rest else None
