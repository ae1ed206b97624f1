"""What results ask for: follow-ups of a screening, referrals, and answers that are awaited."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.due.due_facts import DueFacts, Finding, ServiceRules
from ilp_desktop.domain.due.service_plan import WAITING, DueItem, ServicePlan, Unwell

FOLLOW_UP, REPEAT, REFER, AWAITED = "follow_up", "repeat", "refer", "awaited"
CLOSED = "x:"
"""What codes begin with that are restricted although the form they name is not: a stored code tells who may see it."""

OF_RESULTS = frozenset({FOLLOW_UP, REPEAT, REFER, AWAITED, WAITING})
REFERRAL_EVENT = "referral"


def follow_ups(rules: ServiceRules, facts: DueFacts) -> Iterator[DueItem]:
    """Give what the newest results ask for: another form, the same one again, a referral, or a result to come."""
    open_since: dict[tuple[str, bool], Finding] = {}
    for finding in facts.findings:
        if _is_settled(rules, facts, finding):
            continue
        known = replace(finding, restricted=_is_restricted(rules, facts, finding))
        for form in known.follow_ups:
            key = form, known.restricted
            earlier = open_since.get(key)
            if not _is_answered(rules, facts, known, form) and (earlier is None or known.day < earlier.day):
                open_since[key] = known
        yield from _of_itself(rules, facts, known)
    for (form, is_restricted), finding in open_since.items():
        if is_restricted and (form, False) in open_since:
            continue
        is_known = form in rules.restricted_forms
        label = f"Tindak lanjut: {_title(rules, form)}"
        item = _told(rules, _code(FOLLOW_UP, form, closed=is_restricted and not is_known), label, finding, finding.day)
        yield replace(item, form=form, restricted=item.restricted or is_known)


def _of_itself(rules: ServiceRules, facts: DueFacts, finding: Finding) -> Iterator[DueItem]:
    """Give what a result asks for without naming another form."""
    closed = finding.restricted and finding.form not in rules.restricted_forms
    title = _title(rules, finding.form)
    if finding.repeat_days is not None and not _is_recalled(rules, facts, finding):
        day = finding.day + timedelta(days=finding.repeat_days)
        yield _told(rules, _code(REPEAT, finding.form, closed=closed), f"Ulang {title}", finding, day)
    if finding.awaited:
        waiting = replace(finding, conclusion=finding.awaited, refer_to="")
        code = _code(AWAITED, finding.form, closed=closed)
        yield _told(rules, code, f"Belum ada hasil: {title}", waiting, finding.day)
    urgent = finding.urgency in (Urgency.REFER, Urgency.EMERGENCY)
    instead = [form for form in finding.follow_ups if form not in rules.settled_by]
    if urgent and not instead and not _since(facts, REFERRAL_EVENT, finding.day):
        code = _code(REFER, finding.form, closed=closed)
        yield _told(rules, code, f"Rujuk: {finding.conclusion}", finding, finding.day)


def _is_answered(rules: ServiceRules, facts: DueFacts, finding: Finding, form: str) -> bool:
    """Say whether a follow-up was done since, by its form or by one that stands for it."""
    also = rules.instead.get((finding.form, form), frozenset())
    return any(_since(facts, f"form:{one}", finding.day) for one in (form, *also))


def _is_recalled(rules: ServiceRules, facts: DueFacts, finding: Finding) -> bool:
    """Say whether a service asks for what a result wants again, on the same day."""
    return finding.form in rules.recall_forms and facts.recalls.get(finding.form) == (finding.day, finding.repeat_days)


def _is_settled(rules: ServiceRules, facts: DueFacts, finding: Finding) -> bool:
    """Say whether what was followed up is well again: measured since, and nothing asks for a follow-up any more."""
    if finding.form not in rules.settled_by:
        return False
    event, forms = rules.settled_by[finding.form]
    looked = {day for form in forms for day in facts.events.get(f"form:{form}", ())}
    since = [day for day in facts.events.get(event, ()) if day > finding.day and day in looked]
    again = any(finding.form in one.follow_ups and one.day > finding.day for one in facts.findings)
    return bool(since) and not again


def _is_restricted(rules: ServiceRules, facts: DueFacts, finding: Finding) -> bool:
    """Say whether a result is not for everybody: by its answers, by its form, or since the person was so young."""
    years = rules.young_forms.get(finding.form, 0)
    was_young = bool(years) and age_on(facts.birth_date, finding.day).years < years
    return finding.restricted or finding.form in rules.restricted_forms or was_young


def _code(kind: str, form: str, *, closed: bool) -> str:
    return f"{CLOSED if closed else ''}{kind}:{form}"


def is_of_results(service: str) -> bool:
    """Say whether a service is what a result asks for, by its code."""
    return service.removeprefix(CLOSED).partition(":")[0] in OF_RESULTS


def waiting(rules: ServiceRules, facts: DueFacts, item: DueItem, since: date, ends: date) -> DueItem | None:
    """Return a service whose result has been awaited since a day; None where its form says so of that day already.

    A form says it to the same people: what only those with leave are told of does not stand for what is for everybody,
    nor the other way about.
    """
    of_day = [one for one in facts.findings if one.awaited and (one.form, one.day) == (item.form, since)]
    if any(_is_restricted(rules, facts, one) is item.restricted for one in of_day):
        return None
    return replace(
        item,
        service=f"{WAITING}:{item.service}",
        label=f"Menunggu hasil: {item.label}",
        due_from=since,
        late_from=since + timedelta(days=rules.follow_up_late_days),
        closes_on=ends,
        why=f"Diperiksa {indonesian_date(since)}, hasilnya belum ada.",
        rank=rules.rank_results,
        unwell=Unwell.ANYWAY,
    )


def awaited_since(plan: ServicePlan, facts: DueFacts, window: tuple[date, date | None]) -> date | None:
    """Return the day inside a window since which a service's result is awaited, or None."""
    days = facts.days_of(plan.waits_for) if plan.waits_for else ()
    opens, closes = window
    if not days or days[-1] < opens or (closes is not None and days[-1] >= closes):
        return None
    done = facts.days_of(plan.done_by)
    return None if done and done[-1] >= days[-1] else days[-1]


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
        rank=rules.rank_results,
        restricted=finding.restricted,
        unwell=Unwell.ANYWAY,
    )


def _title(rules: ServiceRules, form: str) -> str:
    return rules.titles.get(form, form)


def awaited(facts: DueFacts) -> Iterator[DueItem]:
    """Give the results and answers that were asked for and have not come."""
    for one in facts.awaited:
        yield DueItem(
            service=one.code,
            label=one.label,
            due_from=one.since,
            late_from=one.expected_on,
            closes_on=one.closes_on,
            why=one.why or f"Diminta {indonesian_date(one.since)}, belum ada jawaban.",
            source=one.source,
            form=one.form,
            restricted=one.restricted,
            unwell=Unwell.ANYWAY,
        )
