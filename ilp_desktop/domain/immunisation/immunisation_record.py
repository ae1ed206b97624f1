"""A person's doses in the order they were given: which count, as what, and why others do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_checks import Before, DoseWarning, GivenDose, JudgedDose, judged_dose
from ilp_desktop.domain.immunisation.immunisation_rules import rules_on
from ilp_desktop.domain.immunisation.immunisation_series import Series
from ilp_desktop.domain.immunisation.immunisation_tetanus import TetanusCourse, TetanusDose


@dataclass(frozen=True)
class DoseRecord:
    """The doses on record; a dose is judged by those before it alone, so a later one never changes what it is worth.

    Attributes:
        judged: every dose, the first first.
        tetanus: the doses that led to a tetanus status.
        live: the days of live vaccines given by needle, and their antigens.
    """

    judged: tuple[JudgedDose, ...]
    tetanus: tuple[TetanusDose, ...]
    live: tuple[tuple[date, str], ...]

    @cached_property
    def in_vain(self) -> tuple[JudgedDose, ...]:
        """Return the doses that do not count, the first first."""
        return tuple(each for each in self.judged if each.counts_as is None)

    def filled(self, today: date) -> Mapping[str, Mapping[int, date]]:
        """Return, by antigen, the day of each dose that counts today."""
        found: dict[str, dict[int, date]] = {}
        for judged in self.judged:
            given = judged.given
            if judged.counts_as is not None and given.on <= today:
                found.setdefault(given.antigen, {})[judged.counts_as] = given.on
        return found


SAME_DAY = "Vaksin ini sudah tercatat pada tanggal itu."
NOTHING = DoseRecord((), (), ())


def dose_record(birth_date: date, given: Iterable[GivenDose]) -> DoseRecord:
    """Judge every dose on record."""
    ordered = sorted(given, key=lambda dose: (dose.on, dose.antigen, dose.dose))
    if not ordered:
        return NOTHING
    tetanus, live, judged = TetanusCourse(birth_date), list[tuple[date, str]](), list[JudgedDose]()
    known: dict[str, Before] = {}
    for dose in ordered:
        rules = rules_on(dose.on)
        if dose.antigen == rules.tetanus.antigen:
            judged.append(tetanus.judge(rules.tetanus, dose))
            continue
        before = known.get(dose.antigen)
        if before is None or before.rules is not rules:
            own = Series() if before is None else before.series
            before = Before(birth_date, rules, rules.series.get(dose.antigen, {}), own, live)
            known[dose.antigen] = before
        found = judged_dose(dose, before)
        judged.append(found)
        before.series.add(dose.dose, found.counts_as, dose.on)
        if dose.antigen in rules.live:
            live.append((dose.on, dose.antigen))
        if found.counts_as is not None:
            tetanus.add(rules.tetanus, dose.antigen, found.counts_as, dose.on)
    return DoseRecord(tuple(judged), tuple(tetanus.doses), tuple(live))


def known_dose(antigen: str, dose: int, on: date) -> bool:
    """Say whether a dose can be recorded for a day."""
    rules = rules_on(on)
    if antigen == rules.tetanus.antigen:
        return 1 <= dose <= rules.tetanus.most_doses
    return dose in rules.series.get(antigen, {})


def dose_problem(
    antigen: str, dose: int, birth_date: date, given: Sequence[GivenDose], on: date
) -> tuple[DoseWarning, ...]:
    """Return what is wrong with giving a dose on a day, beside the other doses on record.

    Raises ``LookupError`` for a dose the schedule does not have.
    """
    if not known_dose(antigen, dose, on):
        raise LookupError(f"{antigen} {dose} is not in the schedule")
    wanted = GivenDose(antigen, dose, on)
    record = dose_record(birth_date, [*given, wanted])
    return next(each.warnings for each in record.judged if each.given is wanted)


@dataclass(frozen=True)
class DoseEffect:
    """What recording one more dose would mean.

    Attributes:
        refusal: why it cannot be recorded, in Indonesian; empty when it can.
        warnings: what is wrong with it, and which later doses would no longer count.
    """

    refusal: str
    warnings: tuple[str, ...]


def dose_effect(birth_date: date, given: Sequence[GivenDose], wanted: GivenDose) -> DoseEffect:
    """Return what recording a dose means for a person; raises ``LookupError`` for a dose the schedule does not have."""
    if any((dose.antigen, dose.on) == (wanted.antigen, wanted.on) for dose in given):
        return DoseEffect(SAME_DAY, ())
    before = dose_record(birth_date, given)
    standing = before.filled(date.max).get(wanted.antigen, {}).get(wanted.dose)
    if standing is not None:
        return DoseEffect(f"Dosis ini sudah tercatat pada {indonesian_date(standing)} dan dihitung.", ())
    after = dose_record(birth_date, [*given, wanted])
    counted = {id(each.given) for each in before.judged if each.counts_as is not None}
    lost = [each for each in after.judged if each.counts_as is None and id(each.given) in counted]
    own = dose_problem(wanted.antigen, wanted.dose, birth_date, given, wanted.on)
    said = [f"Dosis {each.given.antigen} {indonesian_date(each.given.on)} menjadi tidak dihitung." for each in lost]
    return DoseEffect("", (*(warning.message for warning in own), *said))
