"""What was asked for and waits, as something that is due: the tests together, and the medicines together."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from ilp_desktop.domain.due.due_facts import Awaited
from ilp_desktop.domain.due.due_results import CLOSED
from ilp_desktop.domain.orders import formulary, lab_tests
from ilp_desktop.domain.orders.order_words import OrderKind, service_of
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private

CLOSED_WORDS = "permintaan terbatas"
"""What a visit says of orders that may be sealed there: which they are stands in the orders of those who may know."""


@dataclass
class _Waiting:
    since: date
    names: list[str] = field(default_factory=list)


class WaitingOrders:
    """Takes the orders of one person that nobody has answered, the earliest first."""

    def __init__(self, today: date, birth_date: date) -> None:
        self._today = today
        self._birth_date = birth_date
        self._waiting: dict[tuple[OrderKind, bool], _Waiting] = {}

    def take(self, kind: OrderKind, code: str, name: str, day: date) -> None:
        """Take one order; those that tell of what not everybody may know stand apart.

        So do those typed freely: nobody can say what a word without a code tells of.
        """
        is_test = kind is OrderKind.TEST
        child = is_kept_private(self._birth_date, day)
        closed = lab_tests.lab_tests(day).restricted(child=child) if is_test else formulary.formulary(day).restricted()
        self._waiting.setdefault((kind, not code or code in closed), _Waiting(day)).names.append(name)

    def awaited(self) -> tuple[Awaited, ...]:
        """Return what is awaited, by kind."""
        return tuple(
            self._awaited(kind, waiting, restricted=closed) for (kind, closed), waiting in self._waiting.items()
        )

    def _awaited(self, kind: OrderKind, waiting: _Waiting, *, restricted: bool) -> Awaited:
        patience = lab_tests if kind is OrderKind.TEST else formulary
        names = CLOSED_WORDS if restricted else ", ".join(dict.fromkeys(waiting.names))
        return Awaited(
            code=f"{CLOSED if restricted else ''}{service_of(kind)}",
            label=f"{kind.label}: {names}",
            since=waiting.since,
            expected_on=waiting.since + timedelta(days=patience.expected_days(self._today)),
            restricted=restricted,
        )
