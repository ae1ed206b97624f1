"""Every service that is due, late or coming for one person, from facts and rules alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.conditions import Values
from ilp_desktop.domain.immunisation_open import VaccineFacts, open_doses
from ilp_desktop.domain.service_occurrence import Occurrence, occurrence
from ilp_desktop.domain.service_plan import BIRTH, DELIVERY, LAST_PERIOD, DueItem, ServicePlan, Unwell
from ilp_desktop.domain.sex import Sex

DOSE, FOLLOW_UP, REPEAT, REFER = "dose", "follow_up", "repeat", "refer"
REFERRAL_EVENT = "referral"


@dataclass(frozen=True)
class Finding:
    """What the newest response to a form concluded, where somebody has to act on it or ask again."""

    form: str
    day: date
    conclusion: str
    urgency: Urgency
    follow_ups: tuple[str, ...] = ()
    refer_to: str = ""
    repeat_days: int | None = None


@dataclass(frozen=True)
class Said:
    """What was answered to a service: put off until a day, with the word and reason to show."""

    day: date
    until: date
    words: str


@dataclass(frozen=True)
class Awaited:
    """A result or an answer that was asked for and has not come yet."""

    code: str
    label: str
    since: date
    expected_on: date
    source: str = ""


@dataclass(frozen=True)
class DueFacts:
    """What the rules may know of a person.

    Attributes:
        living_here: False for who died, moved away or was merged; nothing is due then.
        last_period_on: of a pregnancy in progress.
        delivered_on: the last delivery, for nifas.
        events: key to the days it happened, ascending, e.g. ``form:anc_visit``, ``diagnosis:hipertensi``.
        said: the newest answer to each service.
        vaccines: what doses depend on; None where no doses are asked for.
    """

    birth_date: date
    sex: Sex
    living_here: bool = True
    last_period_on: date | None = None
    delivered_on: date | None = None
    events: Mapping[str, Sequence[date]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)
    awaited: tuple[Awaited, ...] = ()
    vaccines: VaccineFacts | None = None

    def days_of(self, keys: Sequence[str]) -> Sequence[date]:
        """Return the days on which any of the events happened, ascending."""
        if len(keys) == 1:
            return self.events.get(keys[0], ())
        return sorted(day for key in keys for day in self.events.get(key, ()))


@dataclass(frozen=True)
class ServiceRules:
    """The packages in force, and what they leave to this program.

    Attributes:
        registers: names of the disease registers a condition may ask for.
        titles, sources: of forms by code, for follow-ups.
        coming_days: how long before it is due a service is kept as coming.
        follow_up_late_days: after how many days a follow-up that was not done is late.
        follow_up_closes_days: after how many days an old result asks for nothing any more.
        episode_gap_days: a diagnosis after a longer silence begins a new episode.
    """

    plans: tuple[ServicePlan, ...]
    registers: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    coming_days: int = 60
    follow_up_late_days: int = 7
    follow_up_closes_days: int = 365
    episode_gap_days: int = 365


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


def visit_services(rules: ServiceRules, facts: DueFacts, today: date) -> tuple[DueItem, ...]:
    """Return what is offered at every visit and was not done today."""
    who = who_of(facts, rules.registers)
    found = []
    for plan in rules.plans:
        anchor = anchor_of(plan, facts, rules.episode_gap_days) if plan.each_visit and _is_meant(plan, who) else None
        if anchor is None or today in facts.days_of(plan.done_by):
            continue
        closes = plan.closes.after(anchor) if plan.closes is not None else None
        if plan.opens.after(anchor) <= today and (closes is None or today < closes):
            found.append(_item(plan, Occurrence(today, None, None), facts, today))
    return tuple(found)


def done_on(rules: ServiceRules, facts: DueFacts, today: date) -> tuple[ServicePlan, ...]:
    """Return the services that were given on a day."""
    who = who_of(facts, rules.registers)
    return tuple(plan for plan in rules.plans if today in facts.days_of(plan.done_by) and _is_meant(plan, who))


def who_of(facts: DueFacts, registers: Sequence[str]) -> Values:
    """Return what conditions of plans look at."""
    known = {register: f"diagnosis:{register}" in facts.events for register in registers}
    return {"jenis_kelamin": facts.sex.value, "hamil": facts.last_period_on is not None, **known}


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


def _candidates(
    rules: ServiceRules, facts: DueFacts, today: date
) -> Iterator[tuple[DueItem, date | None] | tuple[None, date | None]]:
    who = who_of(facts, rules.registers)
    for plan in rules.plans:
        anchor = (
            anchor_of(plan, facts, rules.episode_gap_days) if not plan.each_visit and _is_meant(plan, who) else None
        )
        if anchor is not None:
            found, changes_on = occurrence(plan, anchor, facts.days_of(plan.done_by), today)
            yield (_item(plan, found, facts, today), changes_on) if found is not None else (None, changes_on)
    yield from _doses(facts, today)
    for item in (*_follow_ups(rules, facts), *_awaited(facts)):
        if item.closes_on is None or today < item.closes_on:
            yield item, item.closes_on


def _is_meant(plan: ServicePlan, who: Values) -> bool:
    return plan.who is None or plan.who.holds(who)


def _item(plan: ServicePlan, found: Occurrence, facts: DueFacts, today: date) -> DueItem:
    young = plan.restricted_below_years and age_on(facts.birth_date, today).years < plan.restricted_below_years
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
        restricted=plan.restricted or bool(young),
        each_visit=plan.each_visit,
        last_done=next(iter(facts.days_of(plan.done_by)[-1:]), None),
    )


def _doses(facts: DueFacts, today: date) -> Iterator[tuple[DueItem, date | None] | tuple[None, date | None]]:
    if facts.vaccines is None:
        return
    found = open_doses(facts.vaccines, today)
    yield None, found.changes_on
    for dose in found.doses:
        yield (
            DueItem(
                service=f"{DOSE}:{dose.antigen}:{dose.dose}",
                label=f"Imunisasi {dose.label}",
                due_from=dose.due_from,
                late_from=dose.late_from,
                closes_on=dose.closes_on,
                why=dose.why,
                source=dose.source,
            ),
            None,
        )


def _follow_ups(rules: ServiceRules, facts: DueFacts) -> Iterator[DueItem]:
    open_since: dict[str, Finding] = {}
    for finding in facts.findings:
        for form in finding.follow_ups:
            earlier = open_since.get(form)
            if not _since(facts, f"form:{form}", finding.day) and (earlier is None or finding.day < earlier.day):
                open_since[form] = finding
        if finding.repeat_days is not None:
            day = finding.day + timedelta(days=finding.repeat_days)
            yield _told(rules, f"{REPEAT}:{finding.form}", f"Ulang {_title(rules, finding.form)}", finding, day)
        urgent = finding.urgency in (Urgency.REFER, Urgency.EMERGENCY)
        if urgent and not finding.follow_ups and not _since(facts, REFERRAL_EVENT, finding.day):
            yield _told(rules, f"{REFER}:{finding.form}", f"Rujuk: {finding.conclusion}", finding, finding.day)
    for form, finding in open_since.items():
        item = _told(rules, f"{FOLLOW_UP}:{form}", f"Tindak lanjut: {_title(rules, form)}", finding, finding.day)
        yield replace(item, form=form)


def _since(facts: DueFacts, event: str, day: date) -> bool:
    days = facts.events.get(event, ())
    return bool(days) and days[-1] >= day


def _told(rules: ServiceRules, service: str, label: str, finding: Finding, due_from: date) -> DueItem:
    to = f" Rujuk ke {finding.refer_to}." if finding.refer_to else ""
    return DueItem(
        service=service,
        label=label,
        due_from=due_from,
        late_from=due_from + timedelta(days=rules.follow_up_late_days),
        closes_on=finding.day + timedelta(days=rules.follow_up_closes_days),
        why=f"Hasil {indonesian_date(finding.day)}: {finding.conclusion}.{to}",
        source=rules.sources.get(finding.form, ""),
        form=finding.form,
        unwell=Unwell.ANYWAY,
    )


def _title(rules: ServiceRules, form: str) -> str:
    return rules.titles.get(form, form)


def _awaited(facts: DueFacts) -> Iterator[DueItem]:
    for one in facts.awaited:
        yield DueItem(
            service=one.code,
            label=one.label,
            due_from=one.since,
            late_from=one.expected_on,
            closes_on=None,
            why=f"Diminta {indonesian_date(one.since)}, belum ada jawaban.",
            source=one.source,
            unwell=Unwell.ANYWAY,
        )


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
