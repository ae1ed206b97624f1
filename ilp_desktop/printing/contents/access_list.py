"""What the list of whoever opened a person's record holds."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class AccessLine:
    """What one member of staff did on a day, and how often."""

    day: date
    by: str
    profession: str
    what: str
    times: int


@dataclass(frozen=True)
class AccessSheet:
    """The list of one person, the newest day first.

    Attributes:
        rest: what is said of the law and of how long all of it is kept.
    """

    name: str
    record_number: str
    birth_date: date
    lines: tuple[AccessLine, ...]
    rest: tuple[str, ...]
    printed_by: str
    printed_at: datetime
