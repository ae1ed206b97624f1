"""Every window of the shipped packages opens and closes on the day its source says."""

from datetime import timedelta

from ilp_desktop.domain.due.service_plan import BIRTH
from ilp_desktop.forms.facts import Facts
from tests.domain.service_people import CATALOGUE, TODAY, Window, item, rules, windows
from tests.every_row import every_row

DAY = timedelta(days=1)
every_window = every_row("window", windows(), ids=lambda window: window.service)


@every_window
def test_service_is_not_due_before_its_window(window: Window) -> None:
    day = window.first() - DAY
    found = item(window.facts(), window.service, day) if day >= window.facts().birth_date else None
    assert found is None or found.due_from == window.first() > day


@every_window
def test_service_is_due_on_the_first_day_of_its_window(window: Window) -> None:
    found = item(window.facts(), window.service, window.first())
    assert found is not None
    assert found.due_from == window.first()
    assert found.late_from is None or found.late_from > window.first()


@every_window
def test_service_is_open_on_the_last_day_and_closed_the_day_after(window: Window) -> None:
    end = window.end()
    if end is None:
        assert item(window.facts(), window.service, window.first() + 10_000 * DAY) is not None
        return
    last = item(window.facts(), window.service, end - DAY)
    assert last is not None
    assert last.closes_on == end
    assert item(window.facts(), window.service, end) is None


def test_every_plan_with_a_window_of_its_own_stands_in_the_reference_file() -> None:
    known = {window.service for window in windows()}
    elsewhere = {
        plan.code for plan in rules().plans if plan.months or plan.each_visit or plan.place > 1 or ":" in plan.anchor
    }
    assert {plan.code for plan in rules().plans} == known | elsewhere


def test_every_form_and_answer_a_package_names_is_in_the_catalogue() -> None:
    forms = [CATALOGUE.form(header.code, TODAY) for header in CATALOGUE.listed(TODAY)]
    known = {f"form:{form.code}" for form in forms}
    known |= {f"answer:{question.code}" for form in forms for question in form.questions}
    named = {key.split("=")[0] for plan in rules().plans for key in plan.done_by}
    named |= {f"form:{plan.form}" for plan in rules().plans if plan.form}
    assert {key for key in named if key.startswith(("form:", "answer:"))} - known == set()


@every_window
def test_form_of_a_service_is_meant_for_whom_it_is_due(window: Window) -> None:
    plan = next(plan for plan in rules().plans if plan.code == window.service)
    if not plan.form or plan.anchor != BIRTH:
        return
    audience = CATALOGUE.form(plan.form, TODAY).audience
    known = window.facts()
    last = (window.end() or window.first() + 400 * DAY) - DAY
    for day in (window.first(), last):
        facts = Facts(day=day, birth_date=known.birth_date, sex=known.sex, pregnant=False)
        assert audience is None or audience.holds(facts.values), day
