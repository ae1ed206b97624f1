"""What results ask for: follow-ups of a screening, referrals, and answers that are awaited."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.due_facts import DueFacts, Finding, ServiceRules
from ilp_desktop.domain.service_plan import DueItem, Unwell

FOLLOW_UP, REPEAT, REFER, AWAITED = "follow_up", "repeat", "refer", "awaited"
REFERRAL_EVENT = "referral"


def follow_ups(rules: ServiceRules, facts: DueFacts) -> Iterator[DueItem]:
    """Give what the newest results ask for: another form, the same one again, a referral, or a result to come."""
    open_since: dict[str, Finding] = {}
    for finding in facts.findings:
        for form in finding.follow_ups:
            earlier = open_since.get(form)
            if not _since(facts, f"form:{form}", finding.day) and (earlier is None or finding.day < earlier.day):
                open_since[form] = finding
        if finding.repeat_days is not None:
            day = finding.day + timedelta(days=finding.repeat_days)
            yield _told(rules, f"{REPEAT}:{finding.form}", f"Ulang {_title(rules, finding.form)}", finding, day)
        elif finding.awaited:
            waiting = replace(finding, conclusion=finding.awaited, refer_to="")
            label = f"Belum ada hasil: {_title(rules, finding.form)}"
            yield _told(rules, f"{AWAITED}:{finding.form}", label, waiting, finding.day)
        urgent = finding.urgency in (Urgency.REFER, Urgency.EMERGENCY)
        if urgent and not finding.follow_ups and not _since(facts, REFERRAL_EVENT, finding.day):
            yield _told(rules, f"{REFER}:{finding.form}", f"Rujuk: {finding.conclusion}", finding, finding.day)
    for form, finding in open_since.items():
        item = _told(rules, f"{FOLLOW_UP}:{form}", f"Tindak lanjut: {_title(rules, form)}", finding, finding.day)
        yield replace(item, form=form, restricted=item.restricted or form in rules.restricted_forms)


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
        restricted=finding.form in rules.restricted_forms,
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
            closes_on=None,
            why=f"Diminta {indonesian_date(one.since)}, belum ada jawaban.",
            source=one.source,
            unwell=Unwell.ANYWAY,
        )
