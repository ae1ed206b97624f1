"""Attendance of the class for expectant mothers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class ClassCount:
    """How often a woman came during a pregnancy, and with whom.

    Attributes:
        days: each day once, the first first.
        accompanied: how often her husband or family came too.
        needed, needed_accompanied: how often is asked for.
    """

    days: tuple[date, ...]
    accompanied: int
    needed: int
    needed_accompanied: int
    source: str

    @property
    def complete(self) -> bool:
        """Say whether she came as often as is asked for, and not always alone."""
        return len(self.days) >= self.needed and self.accompanied >= self.needed_accompanied

    @property
    def text(self) -> str:
        """Return the count as the screen writes it."""
        alone = "" if self.accompanied >= self.needed_accompanied else ", belum ditemani"
        return f"{len(self.days)} dari {self.needed}{alone}"


def count_classes(meetings: Mapping[date, bool], day: date) -> ClassCount:
    """Count meetings, each day once: day to whether she was accompanied."""
    edition = edition_on("mother_class", day)
    return ClassCount(
        days=tuple(sorted(meetings)),
        accompanied=sum(meetings.values()),
        needed=edition.body["meetings"],
        needed_accompanied=edition.body["accompanied"],
        source=edition.source,
    )
