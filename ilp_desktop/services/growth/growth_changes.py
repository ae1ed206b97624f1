"""What another birth date changes in a child's growth, said before it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint

MOST_NAMED = 3


@dataclass(frozen=True)
class GrowthChange:
    """How many measurements would be judged otherwise.

    Attributes:
        before_birth: days of measurements that would lie before the birth.
        classes: measurements of which some class would be another.
        marks: measurements of which N, T, O or B would be another.
        examples: some of them in words.
        doses_before: days of immunisations that would lie before the birth.
    """

    points: int = 0
    before_birth: tuple[date, ...] = ()
    rejudged: int = 0
    classes: int = 0
    marks: int = 0
    examples: tuple[str, ...] = ()
    doses_before: tuple[date, ...] = ()

    @property
    def text(self) -> str:
        """Return the change in Indonesian; empty where there is nothing to say."""
        doses = _before("imunisasi", self.doses_before, "periksa tanggalnya")
        return " ".join(part for part in (self._growth_text(), doses) if part)

    def _growth_text(self) -> str:
        if self.before_birth:
            return _before("pengukuran", self.before_birth, "tidak akan dinilai")
        if not self.rejudged:
            return ""
        parts = [f"{self.rejudged} dari {self.points} pengukuran dihitung ulang"]
        parts += [f"{self.classes} berubah status gizi"] if self.classes else []
        parts += [f"{self.marks} berubah N/T"] if self.marks else []
        said = f"Dengan tanggal lahir ini {', '.join(parts)}."
        return " ".join([said, *(f"{one}." for one in self.examples)])


def _before(what: str, days: Sequence[date], then: str) -> str:
    """Return how many of something would lie before the birth; empty for none."""
    if not days:
        return ""
    named = ", ".join(indonesian_date(day) for day in days[:MOST_NAMED])
    return f"{len(days)} {what} mendahului tanggal lahir ini ({named}); {then}."


def changes_between(before: GrowthFile, after: GrowthFile) -> GrowthChange:
    """Return what differs between two readings of the same measurements."""
    judged = {(point.day, point.encounter_id): point for point in after.points if not point.at_birth}
    measured = [point for point in before.points if not point.at_birth]
    pairs = [(point, judged.get((point.day, point.encounter_id))) for point in measured]
    both = [(one, other) for one, other in pairs if other is not None]
    classes = [(one, other) for one, other in both if _classes(one) != _classes(other)]
    return GrowthChange(
        points=len(measured),
        before_birth=tuple(one.day for one, other in pairs if other is None),
        rejudged=sum(1 for one, other in both if _scores(one) != _scores(other)),
        classes=len(classes),
        marks=sum(1 for one, other in both if _mark(one) != _mark(other)),
        examples=tuple(_said(one, other) for one, other in classes[-MOST_NAMED:]),
    )


def _scores(point: GrowthPoint) -> tuple[float | None, ...]:
    return tuple(point.result.score(indicator).z for indicator in Indicator)


def _classes(point: GrowthPoint) -> dict[Indicator, str]:
    return {indicator: status.code for indicator, status in point.statuses.items()}


def _mark(point: GrowthPoint) -> str:
    return "" if point.gain is None else point.gain.assessment.code


def _said(before: GrowthPoint, after: GrowthPoint) -> str:
    """Return the first class of a measurement that changes."""
    for indicator in Indicator:
        was, becomes = before.statuses.get(indicator), after.statuses.get(indicator)
        if (was and was.code) != (becomes and becomes.code):
            index = after.result.score(indicator).table.index
            words = [one.conclusion if one else "tidak dinilai" for one in (was, becomes)]
            return f"{indonesian_date(before.day)} {index}: {words[0]} menjadi {words[1]}"
    return ""
