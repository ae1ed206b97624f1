"""The doses after early childhood, of school and of women, in the words of the grid."""

from collections.abc import Iterator
from datetime import date, timedelta

from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.immunisation.immunisation_facts import OpenDose, VaccineFacts
from ilp_desktop.domain.immunisation.immunisation_open import open_doses
from ilp_desktop.domain.immunisation.immunisation_record import dose_record
from ilp_desktop.domain.immunisation.immunisation_rules import rules_on
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on

NO_END = date.max


def later_doses(facts: VaccineFacts, today: date) -> tuple[DoseStatus, ...]:
    """Return the doses of school and of women that were given, and the next of each that is open."""
    childhood = {(dose.antigen, dose.dose) for dose in schedule_on(today).doses}
    given = list(_given(facts, today, childhood))
    opened = [dose for dose in open_doses(facts, today).doses if (dose.antigen, dose.dose) not in childhood]
    return (*given, *(_status(dose, today) for dose in opened))


def _given(facts: VaccineFacts, today: date, childhood: set[tuple[str, int]]) -> Iterator[DoseStatus]:
    rules = rules_on(today)
    for judged in dose_record(facts.birth_date, facts.given).judged:
        dose, counts_as = judged.given, judged.counts_as
        if (dose.antigen, counts_as or dose.dose) in childhood or dose.on > today:
            continue
        rule = rules.series.get(dose.antigen, {}).get(counts_as or dose.dose)
        label = (
            rule.label if rule is not None and dose.antigen != rules.tetanus.antigen else f"{dose.antigen} {dose.dose}"
        )
        yield DoseStatus(
            antigen=dose.antigen,
            dose=counts_as or dose.dose,
            label=label,
            state=DoseState.CLOSED if counts_as is None else DoseState.GIVEN,
            given_on=None if counts_as is None else dose.on,
            due_from=dose.on,
            ideal_until=dose.on,
            last_on=NO_END,
            warnings=judged.warnings,
            uncounted=(judged,) if counts_as is None else (),
            note="",
            source=rules.source,
        )


def _status(dose: OpenDose, today: date) -> DoseStatus:
    late = dose.late_from is not None and dose.late_from <= today
    state = DoseState.NOT_YET if dose.due_from > today else DoseState.LATE if late else DoseState.DUE
    return DoseStatus(
        antigen=dose.antigen,
        dose=dose.dose,
        label=dose.label,
        state=state,
        given_on=None,
        due_from=dose.due_from,
        ideal_until=NO_END if dose.late_from is None else dose.late_from - timedelta(days=1),
        last_on=NO_END if dose.closes_on is None else dose.closes_on - timedelta(days=1),
        warnings=(),
        uncounted=(),
        note=dose.why,
        source=dose.source,
    )
