"""Tetanus: the status T0 to T5 from every dose that holds tetanus toxoid, and when the next one may follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose, JudgedDose, refused, too_young
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import TetanusRules, tetanus_rules_on


@dataclass(frozen=True)
class TetanusDose:
    """A dose that counts and the status reached with it; ``number`` is what the vaccine of women was recorded as."""

    on: date
    status: int
    number: int | None


@dataclass(frozen=True)
class TetanusStatus:
    """Where somebody stands.

    Attributes:
        number: 0 to 5.
        reached_on: when that status was reached.
        last_on: the last dose that counts.
        protected_until: first day without protection; None where there is none.
        next_from: first day of the next dose; None before the first dose and when none follows.
        source: regulation.
    """

    number: int
    reached_on: date | None
    last_on: date | None
    protected_until: date | None
    next_from: date | None
    source: str

    @property
    def text(self) -> str:
        """Return the status as cards write it, e.g. ``T2``."""
        return f"T{self.number}"


class TetanusCourse:
    """The tetanus doses of one person in the order they were given.

    Attributes:
        doses: those that count.
    """

    def __init__(self, birth_date: date) -> None:
        self._birth_date = birth_date
        self.doses: list[TetanusDose] = []

    def add(self, rules: TetanusRules, antigen: str, counts_as: int, on: date) -> None:
        """Take in a dose of childhood that counts."""
        most = rules.history.get((antigen, counts_as))
        if most is not None:
            self._take(rules, on, most, None)

    def judge(self, rules: TetanusRules, given: GivenDose) -> JudgedDose:
        """Judge a dose of the vaccine for schoolchildren and women, and take it in when it counts."""
        problem = self._problem(rules, given)
        if problem is not None:
            return problem
        self._take(rules, given.on, rules.highest, given.dose)
        return JudgedDose(given, given.dose, ())

    def _take(self, rules: TetanusRules, on: date, most: int, number: int | None) -> None:
        status = self.doses[-1].status if self.doses else 0
        if status < most and on >= self._next_from(rules, status, on):
            status += 1
        self.doses.append(TetanusDose(on, status, number))

    def _next_from(self, rules: TetanusRules, status: int, on: date) -> date:
        if not self.doses:
            return self._birth_date
        step = rules.steps[status]
        at_school = on < rules.school_until.after(self._birth_date)
        return (step.school_interval if at_school else step.interval).after(self.doses[-1].on)

    def _problem(self, rules: TetanusRules, given: GivenDose) -> JudgedDose | None:
        youngest = rules.youngest.after(self._birth_date)
        if given.on < self._birth_date:
            message = f"{given.antigen} tercatat sebelum tanggal lahir."
            return refused(given, "before_birth", message, rules.source)
        if given.on < youngest:
            warning = too_young(given.antigen, rules.youngest.text, youngest, rules.source)
            return JudgedDose(given, None, (warning,))
        if not self.doses:
            return None
        return self._too_soon(rules, given)

    def _too_soon(self, rules: TetanusRules, given: GivenDose) -> JudgedDose | None:
        last, at_school = self.doses[-1], given.on < rules.school_until.after(self._birth_date)
        if last.status == rules.highest and not at_school:
            message = f"Status T{last.status} sudah tercapai; dosis ini tidak menambah status."
            return refused(given, "complete", message, rules.source)
        interval = rules.school_interval if at_school else rules.steps[last.status].interval
        earliest = interval.after(last.on)
        if given.on >= earliest:
            return None
        message = (
            f"{given.antigen} terlalu cepat: paling cepat {indonesian_date(earliest)}, {interval.text} setelah "
            f"dosis tetanus {indonesian_date(last.on)}."
        )
        return refused(given, "too_early_interval", message, rules.source)


def tetanus_status(doses: Sequence[TetanusDose], today: date) -> TetanusStatus:
    """Return where somebody stands today by the doses that count."""
    rules = tetanus_rules_on(today)
    known = [dose for dose in doses if dose.on <= today]
    if not known:
        return TetanusStatus(0, None, None, None, None, rules.source)
    last = known[-1]
    reached = next(dose.on for dose in known if dose.status == last.status)
    protection = rules.steps[last.status - 1].protection
    following = rules.steps[last.status] if last.status < rules.highest else None
    return TetanusStatus(
        number=last.status,
        reached_on=reached,
        last_on=last.on,
        protected_until=None if protection is None else protection.after(reached),
        next_from=None if following is None else following.interval.after(last.on),
        source=rules.source,
    )
