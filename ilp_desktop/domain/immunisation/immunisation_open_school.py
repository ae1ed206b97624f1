"""The doses of school immunisation (BIAS) that are open to a child in this school year."""

from collections.abc import Mapping
from datetime import date

from ilp_desktop.domain.immunisation.immunisation_facts import Case, OpenDose, Opening
from ilp_desktop.domain.immunisation.immunisation_school import Occasion, SchoolDose, next_occasion, school_schedule_on
from ilp_desktop.domain.immunisation.immunisation_series import first_free
from ilp_desktop.domain.immunisation.immunisation_tetanus import tetanus_status
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import tetanus_rules_on
from ilp_desktop.domain.typed.typed_date import MONTH_NAMES


def open_at_school(case: Case) -> Opening:
    """Return the doses open in the school year of today, and the days on which that may change."""
    schedule, facts = school_schedule_on(case.today), case.facts
    opened: list[OpenDose] = []
    days: list[date] = []
    for dose in schedule.doses:
        filled = case.filled.get(dose.antigen, {})
        if dose.sex not in (None, facts.sex) or not _is_next(dose, filled, case):
            continue
        occasion = next_occasion(dose, schedule, facts.birth_date, facts.school_class, case.today)
        if occasion is None or _served(dose, occasion, filled):
            continue
        if occasion.opens_on > case.today:
            days.append(occasion.opens_on)
            continue
        days.append(occasion.closes_on)
        days += case.live_today(dose.antigen) if dose.live_injectable else []
        found = _opened(dose, occasion, filled, case)
        if found is not None:
            opened.append(found)
    return opened, days


def _is_next(dose: SchoolDose, filled: Mapping[int, date], case: Case) -> bool:
    if dose.stands_alone:
        return dose.dose not in filled
    return first_free(filled, case.waiting.rules.series[dose.antigen]) == dose.dose


def _served(dose: SchoolDose, occasion: Occasion, filled: Mapping[int, date]) -> bool:
    """Say whether the antigen was given in that school year, under whatever number it was recorded."""
    return dose.stands_alone and any(on >= occasion.opens_on for on in filled.values())


def _opened(dose: SchoolDose, occasion: Occasion, filled: Mapping[int, date], case: Case) -> OpenDose | None:
    due_from = case.waiting.first_day(dose, filled, occasion.due_from)
    tetanus = tetanus_rules_on(case.today)
    if dose.antigen == tetanus.antigen:
        last = tetanus_status(case.record.tetanus, case.today).last_on
        due_from = max(due_from, dose.interval.after(last)) if last else due_from
        if due_from >= tetanus.school_until.after(case.facts.birth_date):
            return None
    if due_from >= occasion.closes_on:
        return None
    return OpenDose(
        antigen=dose.antigen,
        dose=dose.dose,
        label=dose.label,
        due_from=due_from,
        late_from=max(due_from, occasion.late_from),
        closes_on=occasion.closes_on,
        why=_why(dose, occasion, case),
        source=dose.source,
    )


def _why(dose: SchoolDose, occasion: Occasion, case: Case) -> str:
    month = f"{MONTH_NAMES[dose.month - 1]} {occasion.campaign_year}"
    catch_up = "kejar " if occasion.catch_up else ""
    vain = case.in_vain(dose.antigen)
    return f"{dose.label} {catch_up}untuk {occasion.whom} pada {month}, sampai akhir tahun ajaran{vain}."
