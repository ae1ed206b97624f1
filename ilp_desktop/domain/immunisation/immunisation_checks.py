"""What is wrong with one dose: given too early, too soon, too late, twice, or beside another live vaccine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_rules import DoseRules
from ilp_desktop.domain.immunisation.immunisation_schedule import DoseRule
from ilp_desktop.domain.immunisation.immunisation_series import Series, first_free, interval_before


@dataclass(frozen=True)
class GivenDose:
    """A dose on record."""

    antigen: str
    dose: int
    on: date


@dataclass(frozen=True)
class DoseWarning:
    """What is wrong with a dose.

    Attributes:
        code: ``before_birth``, ``too_early_age``, ``too_early_interval``, ``live_gap``, ``closed``,
            ``previous_missing``, ``counted_as``, ``already_given``, ``not_scheduled``, ``in_future`` or ``complete``.
        message: Indonesian.
        counts: False when the dose does not count although it was given.
        source: regulation.
    """

    code: str
    message: str
    counts: bool
    source: str


@dataclass(frozen=True)
class JudgedDose:
    """A dose on record and what it is worth.

    Attributes:
        counts_as: the number of the series it stands for; None when it does not count.
        warnings: what is wrong with it.
    """

    given: GivenDose
    counts_as: int | None
    warnings: tuple[DoseWarning, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why it does not count, in Indonesian; nothing when it counts."""
        return tuple(warning.message for warning in self.warnings if not warning.counts)

    @property
    def reason(self) -> str:
        """Return the reasons in one text."""
        return " ".join(self.reasons)


@dataclass(frozen=True)
class Before:
    """What stands on record before a dose of an antigen: birth, rules in force, its series, live vaccines by day."""

    birth_date: date
    rules: DoseRules
    numbered: Mapping[int, DoseRule]
    series: Series
    live: Sequence[tuple[date, str]]


def judged_dose(given: GivenDose, before: Before) -> JudgedDose:
    """Judge a dose of a series by what was given before it."""
    rules, filled = before.numbered, before.series.filled
    label = rules[given.dose].label if given.dose in rules else f"{given.antigen} {given.dose}"
    if given.on < before.birth_date:
        return refused(given, "before_birth", f"{label} tercatat sebelum tanggal lahir.", before.rules.source)
    place = before.series.place(given.dose, rules)
    if place is None:
        if given.dose in filled:
            message = f"{label} sudah tercatat pada {indonesian_date(filled[given.dose])}."
            return refused(given, "already_given", message, before.rules.source)
        return refused(given, "not_scheduled", f"{label} tidak ada dalam jadwal.", before.rules.source)
    rule = rules[place]
    found = (
        _renumbered(label, given, rule),
        _too_young(rule, before.birth_date, given.on),
        _previous_missing(rule, before),
        _too_soon(rule, given.on, before),
        _live_gap(rule, given.on, before),
        _closed(rule, before.birth_date, given.on),
    )
    warnings = tuple(warning for warning in found if warning is not None)
    return JudgedDose(given, place if all(warning.counts for warning in warnings) else None, warnings)


def refused(given: GivenDose, code: str, message: str, source: str) -> JudgedDose:
    """Return a dose that does not count for one reason."""
    return JudgedDose(given, None, (DoseWarning(code, message, counts=False, source=source),))


def not_yet_given(given: GivenDose, rule: DoseRule) -> JudgedDose:
    """Return a dose recorded for a day that has not come."""
    message = f"{rule.label} tercatat pada {indonesian_date(given.on)}, hari yang belum tiba."
    return refused(given, "in_future", message, rule.source)


def too_young(label: str, start: str, earliest: date, source: str) -> DoseWarning:
    """Return the warning of a dose given below its youngest age."""
    message = f"{label} terlalu dini: mulai umur {start}, {indonesian_date(earliest)}."
    return DoseWarning("too_early_age", message, counts=False, source=source)


def _renumbered(label: str, given: GivenDose, rule: DoseRule) -> DoseWarning | None:
    if rule.dose == given.dose:
        return None
    return DoseWarning("counted_as", f"{label} dihitung sebagai {rule.label}.", counts=True, source=rule.source)


def _too_young(rule: DoseRule, birth_date: date, on: date) -> DoseWarning | None:
    if rule.start.over(birth_date, on):
        return None
    return too_young(rule.label, rule.start.text, rule.start.after(birth_date), rule.source)


def _previous_missing(rule: DoseRule, before: Before) -> DoseWarning | None:
    if rule.dose == 1 or rule.stands_alone:
        return None
    missing = first_free(before.series.filled, before.numbered)
    if missing is None or missing >= rule.dose:
        return None
    message = f"{before.numbered[missing].label} belum tercatat; catat atau berikan dahulu."
    return DoseWarning("previous_missing", message, counts=True, source=rule.source)


def _too_soon(rule: DoseRule, on: date, before: Before) -> DoseWarning | None:
    rules, filled = before.numbered, before.series.filled
    if not filled:
        return None
    last = next(reversed(filled))
    interval = interval_before(rule.dose, filled, rules)
    if interval.over(filled[last], on):
        return None
    earliest = interval.after(filled[last])
    label = rules[last].label if last in rules else rule.antigen
    message = f"{rule.label} terlalu cepat: paling cepat {indonesian_date(earliest)}, {interval.text} setelah {label}."
    return DoseWarning("too_early_interval", message, counts=False, source=rule.source)


def _live_gap(rule: DoseRule, on: date, before: Before) -> DoseWarning | None:
    if not rule.live_injectable:
        return None
    rules = before.rules
    for other, antigen in before.live:
        if antigen != rule.antigen and other < on < rules.live_gap.after(other):
            message = (
                f"{rule.label}: vaksin hidup suntik diberikan pada hari yang sama atau berjarak "
                f"{rules.live_gap.text}; vaksin sebelumnya {indonesian_date(other)}."
            )
            return DoseWarning("live_gap", message, counts=True, source=rules.live_gap_source)
    return None


def _closed(rule: DoseRule, birth_date: date, on: date) -> DoseWarning | None:
    if rule.closed_from is None or not rule.closed_from.over(birth_date, on):
        return None
    return DoseWarning("closed", rule.never_text, counts=True, source=rule.source)
