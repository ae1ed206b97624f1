"""One row for each thing to be done: a form that a result wants again, and a service that asks for it anyhow."""

from dataclasses import replace
from datetime import date

from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.due.due_book import book_of
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState, one_row_a_form
from tests.house_fixtures import TODAY

CONTROL = "hypertension_uncontrolled"


def offered(service: str, form: str, due_from: date, state: ServiceState = ServiceState.COMING) -> OfferedService:
    """Return a service as it is shown."""
    return OfferedService(service, service, state, due_from, None, None, f"Sebab {service}.", "KMK 2015/2023", form)


def shown(*items: OfferedService) -> list[OfferedService]:
    """Return the rows that stand in the list."""
    return one_row_a_form(items, book_of(shipped_forms()).on(TODAY).rules)


def test_a_control_and_the_same_control_again_are_one_row_due_as_early_as_either() -> None:
    plan = offered(CONTROL, "hypertension_control", date(2026, 12, 20))
    again = offered("repeat:hypertension_control", "hypertension_control", date(2026, 11, 1), ServiceState.LATE)
    (row,) = shown(plan, again)
    assert (row.service, row.label) == (CONTROL, CONTROL)
    assert (row.state, row.due_from) == (ServiceState.LATE, date(2026, 11, 1))
    assert row.why == f"Sebab {CONTROL}. Sebab repeat:hypertension_control."
    (row,) = shown(replace(plan, due_from=date(2026, 10, 1), state=ServiceState.LATE), again)
    assert row.due_from == date(2026, 10, 1)


def test_a_service_that_a_single_answer_ends_takes_no_other_in() -> None:
    plan = offered("body_mass", "vital_signs", date(2026, 12, 20))
    again = offered("repeat:vital_signs", "vital_signs", date(2026, 11, 1))
    assert shown(plan, again) == [plan, again]


def test_what_was_done_or_put_off_keeps_its_row() -> None:
    again = offered("repeat:hypertension_control", "hypertension_control", date(2026, 12, 1))
    for state in (ServiceState.DONE, ServiceState.PUT_OFF, ServiceState.DECLINED):
        plan = offered(CONTROL, "hypertension_control", date(2026, 12, 20), state)
        assert shown(plan, again) == [plan, again]
