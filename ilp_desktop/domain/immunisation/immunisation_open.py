"""Which doses are open to somebody: the next of each antigen, and the day that answer changes by itself."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.immunisation.immunisation_facts import Case, OpenDose, Opening, VaccineFacts
from ilp_desktop.domain.immunisation.immunisation_open_childhood import open_in_childhood
from ilp_desktop.domain.immunisation.immunisation_open_school import open_at_school
from ilp_desktop.domain.immunisation.immunisation_open_tetanus import open_for_tetanus
from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord, dose_record
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import tetanus_rules_on
from ilp_desktop.domain.immunisation.immunisation_waiting import waiting_on

__all__ = ["OpenDose", "OpenDoses", "VaccineFacts", "open_doses"]


@dataclass(frozen=True)
class OpenDoses:
    """The doses open to somebody, due, late or to come.

    Attributes:
        doses: at most one of each antigen.
        changes_on: the first day after the day asked for on which ``doses`` differs though no fact changes; None when
            it never does.
    """

    doses: tuple[OpenDose, ...]
    changes_on: date | None


def open_doses(facts: VaccineFacts, today: date, record: DoseRecord | None = None) -> OpenDoses:
    """Return the next dose of each antigen; a day's answer holds until ``changes_on`` unless an edition changes.

    A dose that closes surely changes the answer; other days are tried. ``record`` is that of these facts, where it is
    known already.
    """
    record = dose_record(facts.birth_date, facts.given) if record is None else record
    doses, day = _on(facts, record, today)
    while day is not None and all(dose.closes_on != day for dose in doses):
        later, following = _on(facts, record, day)
        if later != doses:
            break
        day = following
    return OpenDoses(doses, day)


def _on(facts: VaccineFacts, record: DoseRecord, today: date) -> tuple[tuple[OpenDose, ...], date | None]:
    """Return the doses of a day, and the next day that may bring others."""
    if today < facts.birth_date:
        return (), facts.birth_date
    case = Case(facts, record, record.filled(today), waiting_on(facts.birth_date, record, today))
    opened: dict[str, OpenDose] = {}
    days = [judged.given.on for judged in record.judged if judged.given.on > today]
    childhood, at_school = open_in_childhood(case), open_at_school(case)
    for found, may_change in (childhood, _for_tetanus(case, at_school), at_school):
        days += may_change
        for dose in found:
            opened.setdefault(dose.antigen, dose)
    return tuple(opened.values()), min(days, default=None)


def _for_tetanus(case: Case, at_school: Opening) -> Opening:
    """Return the dose by status; none on days on which school gives tetanus toxoid with another vaccine."""
    doses, days = open_for_tetanus(case)
    rules = tetanus_rules_on(case.today)
    same = [dose for dose in at_school[0] if dose.antigen != rules.antigen and rules.holds_toxoid(dose.antigen)]
    coming = [dose.due_from for dose in same if dose.due_from > case.today]
    return (doses if len(coming) == len(same) else []), [*days, *coming]
