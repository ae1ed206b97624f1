"""Counts of restricted things: a small one would tell who it was, so it is not told."""

from collections.abc import Sequence

LEAST_TOLD = 5
FEW, ENOUGH = f"<{LEAST_TOLD}", f"≥{LEAST_TOLD}"


def told(counts: Sequence[int], *, restricted: bool) -> tuple[str, ...]:
    """Return the parts of a whole as they may be shown.

    A single small part beside a whole that is told could be reckoned from the rest; the next smallest part then
    says only that it is not small.
    """
    if not restricted:
        return tuple(map(str, counts))
    few = [place for place, count in enumerate(counts) if count < LEAST_TOLD]
    rest = [place for place in range(len(counts)) if place not in few]
    blurred = min(rest, key=lambda place: counts[place]) if len(few) == 1 and rest else None
    texts = [FEW if count < LEAST_TOLD else str(count) for count in counts]
    if blurred is not None:
        texts[blurred] = ENOUGH
    return tuple(texts)
