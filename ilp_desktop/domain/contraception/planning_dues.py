"""The next visit for family planning as a service due: who missed it is asked to come, by those with leave."""

from collections.abc import Mapping
from datetime import date, timedelta

from ilp_desktop.domain.contraception.contraception import (
    FORM,
    KIND,
    METHOD,
    RETURN,
    TABLE,
    Contact,
    method_in_use,
    next_visit,
)
from ilp_desktop.domain.due.due_facts import Awaited
from ilp_desktop.domain.due.due_results import CLOSED
from ilp_desktop.reference import edition_on

PLANNING_CODES = (KIND, METHOD, RETURN)
RETURN_SERVICE, RETURN_LABEL = "return", "Kunjungan ulang KB"
CODE = f"{CLOSED}{RETURN_SERVICE}:{FORM}"


def planning_dues(visits: Mapping[date, Mapping[str, str]], day: date) -> tuple[Awaited, ...]:
    """Return the next visit of the method in use; ``visits`` are the answers by day, the earliest first."""
    contacts = [_contact(on, said) for on, said in visits.items() if KIND in said]
    use = method_in_use(contacts, day)
    coming = None if use is None else next_visit(use, day)
    if coming is None:
        return ()
    return (
        Awaited(
            code=CODE,
            label=RETURN_LABEL,
            since=coming.on,
            expected_on=coming.late_from,
            source=coming.source,
            why=coming.why,
            closes_on=coming.on + timedelta(days=edition_on(TABLE, day).body["asked_days"]),
            restricted=True,
            form=FORM,
        ),
    )


def _contact(on: date, said: Mapping[str, str]) -> Contact:
    written = said.get(RETURN)
    return Contact(on, said[KIND], said.get(METHOD, ""), date.fromisoformat(written) if written else None)
