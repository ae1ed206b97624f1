"""How the answers of a form become conclusions: points, bands, alarms, or one domain rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.expressions.conditions import Condition


class Method(Enum):
    """How a conclusion is reached."""

    SUM = "sum"
    COUNT = "count"
    ANY = "any"
    RULE = "rule"


@dataclass(frozen=True)
class Meaning:
    """What is concluded, and what to do then.

    Attributes:
        follow_up: code of the form to do next.
        refer_to: where to refer, in free words.
        repeat_days: days until the form is asked again.
    """

    code: str
    conclusion: str
    urgency: Urgency
    advice: str = ""
    follow_up: str = ""
    refer_to: str = ""
    repeat_days: int | None = None


@dataclass(frozen=True)
class Band:
    """Scores from ``at_least`` up to but not including ``below``, and what they mean; None is without end."""

    at_least: float | None
    below: float | None
    meaning: Meaning
    when: Condition | None = None

    def holds(self, score: float) -> bool:
        """Say whether a score lies in the band."""
        return (self.at_least is None or score >= self.at_least) and (self.below is None or score < self.below)

    def reaches(self, low: float, high: float) -> bool:
        """Say whether some score from ``low`` to ``high`` lies in the band."""
        return (self.at_least is None or high >= self.at_least) and (self.below is None or low < self.below)


@dataclass(frozen=True)
class Point:
    """Points for a fact, a number or a computed value; of a group only the first that holds counts."""

    label: str
    when: Condition
    score: float
    group: str = ""


@dataclass(frozen=True)
class Alarm:
    """One answer that counts at once, also in a form that is not complete and whatever the score."""

    when: Condition
    question: str
    meaning: Meaning


@dataclass(frozen=True)
class Scoring:
    """How the answers become a conclusion: a score over questions read from bands, or one domain rule.

    Attributes:
        questions: codes of the questions that count; for a rule, those that must be answered first.
        bands: the first that holds counts, so those with a condition stand before those without.
        code: names the scale where a form has several; so does ``label``, in words people read.
        weights: what the points of a question are multiplied by; 1 where none is given.
        base: points everybody starts with.
    """

    method: Method
    questions: tuple[str, ...]
    bands: tuple[Band, ...] = ()
    rule: str = ""
    code: str = ""
    label: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    base: float = 0.0
    points: tuple[Point, ...] = ()
    alarms: tuple[Alarm, ...] = ()

    @cached_property
    def point_groups(self) -> tuple[tuple[Point, ...], ...]:
        """Return the points, those of one group together and each other one on its own."""
        groups: dict[str, list[Point]] = {}
        for at, point in enumerate(self.points):
            groups.setdefault(point.group or f"#{at}", []).append(point)
        return tuple(map(tuple, groups.values()))

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """Return all that alarms and bands may conclude."""
        return (*(alarm.meaning for alarm in self.alarms), *(band.meaning for band in self.bands))

    @cached_property
    def point_names(self) -> frozenset[str]:
        """Return every name the points look at."""
        return frozenset(name for point in self.points for name in point.when.names)

    @cached_property
    def names(self) -> frozenset[str]:
        """Return every name the points and the bands look at."""
        return self.point_names.union(*(band.when.names for band in self.bands if band.when))

    @property
    def all_names(self) -> frozenset[str]:
        """Return every name the points, the bands and the alarms look at."""
        return self.names.union(*(alarm.when.names for alarm in self.alarms))
