"""A service as rooms and desk show it, one row for each thing that is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from ilp_desktop.domain.due.due_facts import ServiceRules
from ilp_desktop.domain.due.due_results import REPEAT

CONTROL = "control:"


class ServiceState(Enum):
    """How a service stands today; the value is the Indonesian word."""

    LATE = "terlambat"
    DUE = "jatuh tempo"
    DECLINED = "ditolak"
    PUT_OFF = "ditunda"
    COMING = "akan datang"
    DONE = "selesai"


OPEN = (ServiceState.LATE, ServiceState.DUE, ServiceState.COMING)


@dataclass(frozen=True)
class OfferedService:
    """One service as rooms and desk show it.

    Attributes:
        proposed_on: the day proposed for a service that is put off because the person comes unwell.
        why: the rule, in a sentence; ``source`` where it stands.
        note: what was answered to it before.
    """

    service: str
    label: str
    state: ServiceState
    due_from: date
    late_from: date | None
    closes_on: date | None
    why: str
    source: str
    form: str = ""
    last_done: date | None = None
    each_visit: bool = False
    rank: int = 0
    note: str = ""
    proposed_on: date | None = None


def one_row_a_form(items: Sequence[OfferedService], rules: ServiceRules) -> list[OfferedService]:
    """Return services without those that only ask for a form again which a service asks for anyhow.

    What the result says stands in the row of that service, which is due as early as either of them.
    """
    whole = {
        plan.code
        for plan in rules.plans
        if not plan.each_visit and any(f"form:{plan.form}" == one or one.startswith(CONTROL) for one in plan.done_by)
    }
    planned: dict[str, OfferedService] = {}
    for one in items:
        if one.service in whole and one.form and one.state in OPEN:
            planned[one.form] = min(planned.get(one.form, one), one, key=_soonest)
    again = {one.form: one for one in items if one.state in OPEN and one.service == f"{REPEAT}:{one.form}"}
    joined = {plan.service: _with_result(plan, again[form]) for form, plan in planned.items() if form in again}
    gone = {again[form].service for form in planned if form in again}
    return [joined.get(one.service, one) for one in items if one.service not in gone]


def _with_result(plan: OfferedService, again: OfferedService) -> OfferedService:
    first = min(plan, again, key=_soonest)
    return replace(
        plan,
        state=first.state,
        due_from=first.due_from,
        late_from=first.late_from,
        why=f"{plan.why} {again.why}",
        source=plan.source if again.source in ("", plan.source) else f"{plan.source}; {again.source}",
    )


def _soonest(one: OfferedService) -> tuple[int, date]:
    return OPEN.index(one.state), one.due_from
