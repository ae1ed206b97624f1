"""What is asked for at a visit, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ilp_desktop.domain.orders.order_words import OrderKind, OrderState

TESTS, MEDICINES = "orders.tests", "orders.medicines"


@dataclass(frozen=True)
class AskedTest:
    """A test to be asked for; ``test`` is its code, empty where the name was typed freely."""

    name: str
    test: str = ""
    question: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Prescribed:
    """A medicine to be prescribed.

    Attributes:
        key: of the formulary, empty where the name was typed freely.
        form, strength: as written; the formulary's own where it has the medicine.
        signa: how it is taken, as typed.
        confirmed: keys of the doubts that whoever writes says to be right, and ``reason`` why.
    """

    name: str
    key: str = ""
    form: str = ""
    strength: str = ""
    signa: str = ""
    quantity: float | None = None
    days: int | None = None
    note: str = ""
    confirmed: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def label(self) -> str:
        """Return name, form and strength."""
        return " ".join(part for part in (self.name, self.form, self.strength) if part)


@dataclass(frozen=True)
class OrderDraft:
    """What one save asks for."""

    tests: tuple[AskedTest, ...] = ()
    medicines: tuple[Prescribed, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is asked for."""
        return bool(self.tests or self.medicines)


NOTHING_ASKED = OrderDraft()


@dataclass(frozen=True)
class Order:
    """Something asked for, as rooms show it.

    Attributes:
        title: test, or medicine with form and strength.
        detail: specimen and question, or how it is taken and how much.
        asked_by, asked_at: who asked, and when by the clock on the wall.
        ended: since when it waits no longer and why, in words; empty while it waits.
        allergy: an allergy on record that speaks against it, also one recorded later.
        here: asked for at the visit that is open.
        restricted: only few may know of it.
    """

    id: UUID
    kind: OrderKind
    title: str
    detail: str
    state: OrderState
    day: date
    asked_by: str
    asked_at: datetime
    urgent: bool = False
    ended: str = ""
    allergy: str = ""
    here: bool = True
    restricted: bool = False


def waiting_words(orders: tuple[Order, ...]) -> tuple[str, ...]:
    """Return what a person waits for, in words for the header: how many results, and medicines."""
    waiting = [order.kind for order in orders if order.state is OrderState.WAITING]
    tests, medicines = waiting.count(OrderKind.TEST), waiting.count(OrderKind.MEDICINE)
    return (
        *((f"{tests} hasil penunjang",) if tests else ()),
        *((f"{medicines} obat",) if medicines else ()),
    )
