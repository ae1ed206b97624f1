"""Every service that is due, late or coming for one person, from facts and rules alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.due.due_facts import DueFacts, Said, ServiceRules
from ilp_desktop.domain.due.due_results import CLOSED, awaited, awaited_since, follow_ups, waiting
from ilp_desktop.domain.due.service_occurrence import Occurrence, occurrence
from ilp_desktop.domain.due.service_plan import BIRTH, DELIVERY, LAST_PERIOD, DueItem, ServicePlan
from ilp_desktop.domain.due.service_registers import CONTROL_AT, on_target_name
from ilp_desktop.domain.expressions.conditions import Value, Values
from ilp_desktop.domain.growth.corrected_age import Window, corrected, correction_days
from ilp_desktop.domain.immunisation.immunisation_facts import OpenDose
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts, open_doses
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.span import Span

DOSE = "dose"
Candidate = tuple[DueItem | None, date | None]
"""A service, if there is one, and the first day on which that would be another although nothing happened."""


@dataclass(frozen=True)
class PersonDues:
    """What is due, by the day it became or becomes due; ``changes_on`` is when that changes by itself."""

    items: tuple[DueItem, ...] = ()
    changes_on: date | None = None


def services_due(rules: ServiceRules, facts: DueFacts, today: date) -> PersonDues:
    """Return every service open or coming within the horizon; each-visit services are not among them."""
    if not facts.living_here:
        return PersonDues()
    days: list[date] = []
    items: list[DueItem] = []
    horizon = today + timedelta(days=rules.coming_days)
    for item, changes_on in _candidates(rules, facts, today):
        if changes_on is not None:
            days.append(changes_on)
        kept = _answered(item, facts.said.get(item.service)) if item is not None else None
        if kept is None:
            continue
        if kept.due_from > horizon:
            days.append(kept.due_from - timedelta(days=rules.coming_days))
        else:
            items.append(kept)
    return PersonDues(tuple(sorted(items, key=_order)), min(days, default=None))


def service_next(rules: ServiceRules, facts: DueFacts, service: str, today: date) -> DueItem | None:
    """Return when one service is due or comes next, however far off; None where it is not meant for the person."""
    who = who_of(facts, rules.registers)
    plan = next((one for one in _plans(rules, facts) if one.code == service and _is_meant(one, who)), None)
    anchor = anchor_of(plan, facts, rules.episode_gap_days) if plan is not None and facts.living_here else None
    if plan is None or anchor is None:
        return None
    item, _ = _of_plan(rules, plan, anchor, facts, today)
    return None if item is None else _answered(item, facts.said.get(item.service))


def visit_services(rules: ServiceRules, facts: DueFacts, today: date, *, sick: bool) -> tuple[DueItem, ...]:
    """Return what is offered at every visit, or at every one of the sick, and was not done today."""
    who = who_of(facts, rules.registers)
    found = []
    for plan in _plans(rules, facts):
        anchor = anchor_of(plan, facts, rules.episode_gap_days) if plan.each_visit and _is_meant(plan, who) else None
        if anchor is None or today in facts.days_of(plan.done_by) or (plan.sick_only and not sick):
            continue
        if _is_open(plan, anchor, today):
            item = _item(plan, Occurrence(today, None, None), facts, today)
            said = facts.said.get(plan.code)
            put_aside = said is not None and said.until > today
            found.append(replace(item, due_from=said.until, note=said.words) if said and put_aside else item)
    return tuple(found)


def done_on(rules: ServiceRules, facts: DueFacts, today: date) -> tuple[ServicePlan, ...]:
    """Return the services that were given on a day, of those meant for the person at that age."""
    who = who_of(facts, rules.registers)
    found: dict[str, ServicePlan] = {}
    for plan in _plans(rules, facts):
        anchor = anchor_of(plan, facts, rules.episode_gap_days) if _is_meant(plan, who) else None
        if anchor is not None and _is_open(plan, anchor, today) and today in facts.days_of(plan.done_by):
            found.setdefault(plan.label, plan)
    return tuple(found.values())


def _plans(rules: ServiceRules, facts: DueFacts) -> Sequence[ServicePlan]:
    """Return the plans as they stand for a person: some windows of a child born too early are by corrected age."""
    if not correction_days(facts.gestation_days, facts.birth_date):
        return rules.plans
    return tuple(_corrected(plan, facts) if plan.corrected else plan for plan in rules.plans)


def _corrected(plan: ServicePlan, facts: DueFacts) -> ServicePlan:
    """Return a plan with its window by corrected age, in days after the birth."""
    born = facts.birth_date
    if plan.closes is None:
        return plan
    found = corrected(Window(plan.opens.after(born), plan.closes.after(born)), born, facts.gestation_days)
    return replace(plan, opens=Span(days=(found.opens - born).days), closes=Span(days=(found.closes - born).days))


def _is_open(plan: ServicePlan, anchor: date, day: date) -> bool:
    closes = plan.closes.after(anchor) if plan.closes is not None else None
    return plan.opens.after(anchor) <= day and (closes is None or day < closes)


def who_of(facts: DueFacts, registers: Sequence[str]) -> Values:
    """Return what conditions of plans look at."""
    known = {register: f"diagnosis:{register}" in facts.events for register in registers}
    controlled: dict[str, Value] = {on_target_name(register): good for register, good in facts.on_target.items()}
    if facts.control_at:
        controlled[CONTROL_AT] = facts.control_at
    return {"jenis_kelamin": facts.sex.value, "hamil": facts.last_period_on is not None, **known, **controlled}


def anchor_of(plan: ServicePlan, facts: DueFacts, episode_gap_days: int) -> date | None:
    """Return the day a plan's window is counted from, or None where that never happened.

    A disease seen again and again counts from the first day of its episode, which ends with a long enough silence.
    """
    if plan.anchor == BIRTH:
        return facts.birth_date
    if plan.anchor == LAST_PERIOD:
        return facts.last_period_on
    if plan.anchor == DELIVERY:
        return facts.delivered_on
    days = facts.events.get(plan.anchor, ())
    begun = [day for before, day in pairwise(days) if (day - before).days > episode_gap_days]
    return begun[-1] if begun else next(iter(days), None)


def _candidates(rules: ServiceRules, facts: DueFacts, today: date) -> Iterator[Candidate]:
    who = who_of(facts, rules.registers)
    for plan in _plans(rules, facts):
        anchor = (
            anchor_of(plan, facts, rules.episode_gap_days) if not plan.each_visit and _is_meant(plan, who) else None
        )
        if anchor is not None:
            yield _of_plan(rules, plan, anchor, facts, today)
    yield None, facts.pregnant_until
    yield None, facts.control_changes_on
    yield from _doses(rules, facts, today)
    for item in (*follow_ups(rules, facts), *awaited(facts)):
        if item.closes_on is None or today < item.closes_on:
            yield item, item.closes_on


def _of_plan(rules: ServiceRules, plan: ServicePlan, anchor: date, facts: DueFacts, today: date) -> Candidate:
    """Return one service and when that changes; while a result of it is awaited, that stands in its place."""
    done = facts.days_of(plan.done_by)
    found, changes_on = occurrence(plan, anchor, done, today, _recalled_on(plan, facts, done))
    closes = plan.closes.after(anchor) if plan.closes is not None else None
    since = awaited_since(plan, facts, (plan.opens.after(anchor), closes)) if plan.waits_for else None
    if since is not None:
        ends = since + timedelta(days=rules.follow_up_closes_days)
        ends = min(ends, closes) if closes is not None else ends
        if today < ends:
            item = _item(plan, Occurrence(since, None, ends), facts, today)
            return waiting(rules, facts, item, since, ends), ends
    return (_item(plan, found, facts, today) if found is not None else None), changes_on


def _recalled_on(plan: ServicePlan, facts: DueFacts, done: Sequence[date]) -> date | None:
    """Return the day that the last result of a service named for the next time, None where the interval holds."""
    day, days = facts.recalls.get(plan.form, (None, None)) if plan.recall else (None, None)
    if day is None or days is None or not done or done[-1] != day:
        return None
    return day + timedelta(days=days)


def _is_meant(plan: ServicePlan, who: Values) -> bool:
    return plan.who is None or plan.who.holds(who)


def is_restricted(plan: ServicePlan, birth_date: date, today: date) -> bool:
    """Say whether a service of somebody is seen only by those with leave for restricted things."""
    years = plan.restricted_below_years
    return plan.restricted or bool(years and age_on(birth_date, today).years < years)


def _item(plan: ServicePlan, found: Occurrence, facts: DueFacts, today: date) -> DueItem:
    return DueItem(
        service=plan.code,
        label=plan.label,
        due_from=found.due_from,
        late_from=found.late_from,
        closes_on=found.closes_on,
        why=plan.why,
        source=plan.source,
        form=plan.form,
        unwell=plan.unwell,
        restricted=is_restricted(plan, facts.birth_date, today),
        each_visit=plan.each_visit,
        rank=plan.rank,
        last_done=next(iter(facts.days_of(plan.done_by)[-1:]), None),
    )


def _doses(rules: ServiceRules, facts: DueFacts, today: date) -> Iterator[Candidate]:
    if facts.vaccines is None:
        return
    found = open_doses(facts.vaccines, today)
    yield None, found.changes_on
    if facts.catin_until is not None and facts.catin_until > today:
        yield None, facts.catin_until
    openly = _asked_openly(facts.vaccines, found.doses, today)
    for dose in found.doses:
        closed = (dose.antigen, dose.dose) not in openly
        yield (
            DueItem(
                service=f"{CLOSED if closed else ''}{DOSE}:{dose.antigen}:{dose.dose}",
                label=f"Imunisasi {dose.label}",
                due_from=dose.due_from,
                late_from=dose.late_from,
                closes_on=dose.closes_on,
                why=dose.why,
                source=dose.source,
                rank=rules.rank_doses,
                restricted=closed,
            ),
            None,
        )


def _asked_openly(facts: VaccineFacts, doses: Sequence[OpenDose], today: date) -> set[tuple[str, int]]:
    """Return the doses that everybody may know of: one asked of a child for her pregnancy alone would tell it."""
    private = facts.pregnant and is_kept_private(facts.birth_date, today)
    known = open_doses(replace(facts, pregnant=False), today).doses if private else doses
    return {(dose.antigen, dose.dose) for dose in known}


def is_dose(service: str) -> bool:
    """Say whether a service is a dose of vaccine, by its code."""
    return service.removeprefix(CLOSED).startswith(f"{DOSE}:")


def _answered(item: DueItem, said: Said | None) -> DueItem | None:
    """Put an item off as far as was answered; what would then be closed is not offered."""
    if said is None or said.until <= item.due_from:
        return item
    if item.closes_on is not None and said.until >= item.closes_on:
        return None
    late = max(item.late_from, said.until) if item.late_from is not None else None
    return replace(item, due_from=said.until, late_from=late, note=said.words)


def _order(item: DueItem) -> tuple[date, str]:
    return item.due_from, item.service
