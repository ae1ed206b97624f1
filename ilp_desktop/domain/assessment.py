"""What a clinical rule answers: a conclusion that can be asked why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum


class Urgency(Enum):
    """How soon somebody has to act, from nothing to at once; awaited is a result that is not there yet."""

    NONE = "none"
    AWAITED = "awaited"
    WATCH = "watch"
    REFER = "refer"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """Return its place from the mildest on."""
        return list(Urgency).index(self)

    @property
    def calls_for_action(self) -> bool:
        """Say whether somebody has to act now, if only to look again."""
        return self.rank >= Urgency.WATCH.rank


@dataclass(frozen=True)
class Assessment:
    """A conclusion with its source.

    Attributes:
        code: stable English identifier of the class, e.g. ``hypertension_2``.
        conclusion: what the screen and the paper say, in Indonesian.
        urgency: how soon to act.
        source: regulation, year, table.
        score: the number the class was read from, where there is one.
        advice: what to do next, in Indonesian.
        flags: further codes that stand beside the class, e.g. ``isolated_systolic``.
        follow_up: code of the form to do next.
        refer_to: where to refer, in Indonesian.
        repeat_days: days until the same is asked again.
        label: the scale it was read from, where a form has several.
        parts: what else was concluded, none of it more urgent than this.
    """

    code: str
    conclusion: str
    urgency: Urgency
    source: str
    score: float | None = None
    advice: str = ""
    flags: tuple[str, ...] = ()
    follow_up: str = ""
    refer_to: str = ""
    repeat_days: int | None = None
    label: str = ""
    parts: tuple["Assessment", ...] = ()

    @property
    def members(self) -> tuple["Assessment", ...]:
        """Return this conclusion without its parts, and then each of them."""
        return (replace(self, parts=()), *self.parts)

    @property
    def earliest_repeat_days(self) -> int | None:
        """Return after how many days the earliest of its members asks for the same again."""
        return min((one.repeat_days for one in self.members if one.repeat_days is not None), default=None)


def worst(found: Sequence[Assessment]) -> Assessment | None:
    """Return the most urgent conclusion, the first of equals, with all others and all their parts as its parts."""
    members = [member for one in found for member in one.members]
    if not members:
        return None
    head = max(members, key=lambda one: one.urgency.rank)
    return replace(head, parts=tuple(one for one in members if one is not head))
