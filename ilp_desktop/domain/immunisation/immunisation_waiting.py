"""From which day a dose may be given: age, the dose before it, and other live vaccines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord
from ilp_desktop.domain.immunisation.immunisation_rules import DoseRules, rules_on
from ilp_desktop.domain.immunisation.immunisation_schedule import DoseRule
from ilp_desktop.domain.immunisation.immunisation_series import interval_before

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits for doses.

    Attributes:
        live: the days of live vaccines and their antigens, oldest first.
        in_vain: the day after the last dose that did not count, by antigen.
        rules: the rules of today.
    """

    birth_date: date
    live: Sequence[tuple[date, str]]
    in_vain: Mapping[str, date]
    rules: DoseRules
    today: date

    def first_day(self, rule: DoseRule, filled: Mapping[int, date], *not_before: date) -> date:
        """Return the first day a dose may be given after those of its antigen that count and other live vaccines."""
        first = self.own_first_day(rule, filled, *not_before)
        return self._after_live_vaccines(rule.antigen, first) if rule.live_injectable else first

    def own_first_day(self, rule: DoseRule, filled: Mapping[int, date], *not_before: date) -> date:
        """Return the first day a dose may be given by its age and its antigen alone."""
        days = [rule.start.after(self.birth_date), *not_before]
        if rule.antigen in self.in_vain:
            days.append(self.in_vain[rule.antigen])
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


def waiting_on(birth_date: date, record: DoseRecord, today: date) -> Waiting:
    """Return somebody with a record as they wait on a day."""
    in_vain = {each.given.antigen: each.given.on + DAY for each in record.in_vain if each.given.on <= today}
    return Waiting(birth_date, record.live, in_vain, rules_on(today), today)
