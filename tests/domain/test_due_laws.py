"""What holds for everybody's services whatever happened: they stay the same until the day they say they change."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.due.due import services_due
from ilp_desktop.domain.due.due_facts import DueFacts, Finding, Said
from ilp_desktop.domain.due.service_plan import DueItem
from ilp_desktop.domain.sex import Sex
from tests.domain.service_people import rules

EVENTS = sorted({key for plan in rules().plans for key in plan.done_by})
LAST_DAY = date(2026, 11, 23)
days = st.dates(date(2023, 9, 1), LAST_DAY)
findings = st.builds(
    Finding,
    form=st.sampled_from(["phq2", "puma", "kpsp_12"]),
    day=days,
    conclusion=st.just("Perlu tindak lanjut"),
    urgency=st.sampled_from(Urgency),
    follow_ups=st.sampled_from([(), ("phq9",)]),
    repeat_days=st.sampled_from([None, 14]),
    awaited=st.sampled_from(["", "HPV menunggu hasil"]),
)


@st.composite
def people(draw: st.DrawFn) -> DueFacts:
    """Return somebody of any age with any history."""
    done = draw(st.dictionaries(st.sampled_from(EVENTS), st.lists(days, min_size=1, max_size=4), max_size=6))
    ill = draw(st.lists(st.sampled_from(["diagnosis:hipertensi", "diagnosis:tbc", "household:tbc"]), max_size=2))
    events = {key: tuple(sorted(found)) for key, found in done.items()} | {
        key: tuple(sorted(draw(st.lists(days, min_size=1, max_size=3)))) for key in ill
    }
    period = draw(st.none() | days)
    declined = draw(st.dictionaries(st.sampled_from([plan.code for plan in rules().plans]), days, max_size=2))
    return DueFacts(
        birth_date=draw(st.dates(date(1930, 1, 1), date(2023, 8, 31)) | days),
        sex=Sex.FEMALE if period else draw(st.sampled_from(Sex)),
        last_period_on=period,
        delivered_on=draw(st.none() | days),
        events=events,
        findings=tuple(draw(st.lists(findings, max_size=2, unique_by=lambda one: one.form))),
        said={code: Said(day, day + timedelta(days=30), "Ditolak") for code, day in declined.items()},
    )


def _stored(items: tuple[DueItem, ...]) -> list[tuple[str, date, date | None, date | None]]:
    return [(one.service, one.due_from, one.late_from, one.closes_on) for one in items]


@settings(max_examples=150, deadline=None)
@given(people(), st.integers(0, 500), st.data())
def test_services_stay_the_same_until_they_say_they_change(facts: DueFacts, ahead: int, data: st.DataObject) -> None:
    today = LAST_DAY + timedelta(days=ahead)
    found = services_due(rules(), facts, today)
    assert found.changes_on is None or found.changes_on > today
    last = min(found.changes_on or date.max, today + timedelta(days=400)) - timedelta(days=1)
    later = data.draw(st.dates(today, last))
    assert _stored(services_due(rules(), facts, later).items) == _stored(found.items)


@settings(max_examples=100, deadline=None)
@given(people(), st.integers(0, 500))
def test_each_service_is_listed_once_and_its_days_stand_in_order(facts: DueFacts, ahead: int) -> None:
    today = LAST_DAY + timedelta(days=ahead)
    items = services_due(rules(), facts, today).items
    assert len({one.service for one in items}) == len(items)
    for one in items:
        assert one.closes_on is None or one.closes_on > max(today, one.due_from)
        assert one.late_from is None or one.late_from > one.due_from or one.note
        assert one.due_from <= today + timedelta(days=rules().coming_days)


@settings(max_examples=60, deadline=None)
@given(people())
def test_asking_day_by_day_gives_what_asking_on_the_last_day_gives(facts: DueFacts) -> None:
    """Keep services as the store does, working them out again only on the days they name."""
    kept = services_due(rules(), facts, LAST_DAY)
    for ahead in range(1, 120):
        today = LAST_DAY + timedelta(days=ahead)
        if kept.changes_on is not None and kept.changes_on <= today:
            kept = services_due(rules(), facts, today)
    assert _stored(kept.items) == _stored(services_due(rules(), facts, today).items)
