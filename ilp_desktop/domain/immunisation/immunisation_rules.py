"""The doses that can be recorded on a day, those of childhood and those of school, by antigen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ilp_desktop.domain.immunisation.immunisation_schedule import DoseRule, schedule_on
from ilp_desktop.domain.immunisation.immunisation_school import school_schedule_on
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import TetanusRules, tetanus_rules_on
from ilp_desktop.domain.span import Span


@dataclass(frozen=True)
class DoseRules:
    """The rules of a day.

    Attributes:
        series: the doses of each antigen by number.
        live: antigens given by needle as live vaccine.
        live_gap: least time between two of those on different days.
        live_gap_source: regulation of that gap.
        tetanus: what leads from one tetanus status to the next.
        source: regulation of the schedule.
    """

    series: Mapping[str, Mapping[int, DoseRule]]
    live: frozenset[str]
    live_gap: Span
    live_gap_source: str
    tetanus: TetanusRules
    source: str


@lru_cache(maxsize=4096)
def rules_on(day: date) -> DoseRules:
    """Return the rules a dose given on a day is judged by."""
    return _rules(schedule_on(day).valid_from, school_schedule_on(day).valid_from, tetanus_rules_on(day).valid_from)


@cache
def _rules(childhood_from: date, school_from: date, tetanus_from: date) -> DoseRules:
    childhood, school = schedule_on(childhood_from), school_schedule_on(school_from)
    series: dict[str, dict[int, DoseRule]] = {}
    every = (*childhood.doses, *school.doses)
    for rule in every:
        series.setdefault(rule.antigen, {})[rule.dose] = rule
    return DoseRules(
        series=series,
        live=frozenset(rule.antigen for rule in every if rule.live_injectable),
        live_gap=childhood.live_gap,
        live_gap_source=childhood.live_gap_source,
        tetanus=tetanus_rules_on(tetanus_from),
        source=childhood.source,
    )
