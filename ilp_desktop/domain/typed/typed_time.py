"""Times of day as they are typed at the desk: ``0915``, ``9.15``, ``9:15``, ``9``."""

import re
from dataclasses import dataclass
from datetime import time

UNREADABLE = "Jam tidak terbaca. Tulis misalnya 0915 atau 9.15."
HOURS, MINUTES = 24, 60
_SEPARATED = re.compile(r"(\d{1,2})[.: ]+(\d{2})", re.ASCII)
_TOGETHER = re.compile(r"(\d{1,2})(\d{2})?", re.ASCII)


@dataclass(frozen=True)
class TypedTime:
    """What a typed time means: a time of day, or a problem in Indonesian."""

    value: time | None
    problem: str = ""


def parse_time(text: str) -> TypedTime:
    """Read a typed time of day; one or two digits alone are a whole hour."""
    typed = text.strip()
    found = _SEPARATED.fullmatch(typed) or _TOGETHER.fullmatch(typed)
    if found is None:
        return TypedTime(None, UNREADABLE)
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour >= HOURS or minute >= MINUTES:
        return TypedTime(None, f"Jam {hour:02}.{minute:02} tidak ada.")
    return TypedTime(time(hour, minute))
