"""What the report of a day holds: what was done, and what the chains of the trail had reached at its end."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ChainHead:
    """The last row of a workstation on the day; ``hash`` in hexadecimal digits."""

    workstation: str
    seq: int
    hash: str


@dataclass(frozen=True)
class TrailDay:
    """The report of one day.

    Attributes:
        counts: what was done and how often.
        visits: klaster and how many visits.
        ended: whether the day is over; before that the heads still move.
    """

    day: date
    visits: tuple[tuple[str, int], ...]
    counts: tuple[tuple[str, int], ...]
    heads: tuple[ChainHead, ...]
    ended: bool
    printed_by: str
    printed_at: datetime
