"""From which day a dose may be given: age, the dose before it, and other live vaccines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.immunisation_rules import DoseRules
from ilp_desktop.domain.immunisation_schedule import DoseRule
from ilp_desktop.domain.immunisation_series import interval_before


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits for doses today; ``live`` holds the days of live vaccines and their antigens, oldest first."""

    birth_date: date
    live: Sequence[tuple[date, str]]
    rules: DoseRules
    today: date

    def first_day(self, rule: DoseRule, filled: Mapping[int, date], *not_before: date) -> date:
        """Return the first day a dose may be given after those of its antigen that count and other live vaccines."""
        first = self.own_first_day(rule, filled, *not_before)
        return self._after_live_vaccines(rule.antigen, first) if rule.live_injectable else first

    def own_first_day(self, rule: DoseRule, filled: Mapping[int, date], *not_before: date) -> date:
        """Return the first day a dose may be given by its age and its antigen alone."""
        days = [rule.start.after(self.birth_date), *not_before]
        if filled:
            interval = interval_before(rule.dose, filled, self.rules.series[rule.antigen])
            days.append(interval.after(max(filled.values())))
        return max(days)

    def _after_live_vaccines(self, antigen: str, first: date) -> date:
        """Put a live vaccine off after others, unless it may still be given on the very day of the other one."""
        for on, other in self.live:
            if other != antigen and (on < self.today or self.today == on < first):
                first = max(first, self.rules.live_gap.after(on))
        return first
