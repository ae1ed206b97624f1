"""What a clinical rule answers: a conclusion that can be asked why."""

from dataclasses import dataclass
from enum import Enum


class Urgency(Enum):
    """How soon somebody has to act, from nothing to at once."""

    NONE = "none"
    WATCH = "watch"
    REFER = "refer"
    EMERGENCY = "emergency"


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
    """

    code: str
    conclusion: str
    urgency: Urgency
    source: str
    score: float | None = None
    advice: str = ""
    flags: tuple[str, ...] = ()
