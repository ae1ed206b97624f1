"""What a parsed formula is and what it comes to; ``formula_parsing`` reads them from text.

A formula with anything unanswered in it, or that divides by nought, comes to nothing.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Protocol

from ilp_desktop.domain.conditions import Values

Reckoning = Callable[[Decimal, Decimal], Decimal]

OPERATIONS: Mapping[str, Reckoning] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Term(Protocol):
    """A part of a parsed formula."""

    @property
    def names(self) -> frozenset[str]:
        """Return the names it looks at."""

    def value(self, values: Values) -> Decimal | None:
        """Return what it comes to, or None while something is unknown."""


@dataclass(frozen=True)
class Constant:
    """A number written in the formula."""

    number: Decimal

    @property
    def names(self) -> frozenset[str]:
        """Return nothing: a number looks at no name."""
        return frozenset()

    def value(self, _values: Values) -> Decimal | None:
        """Return the number."""
        return self.number


@dataclass(frozen=True)
class Quantity:
    """A question, a fact or an earlier computed value."""

    name: str

    @property
    def names(self) -> frozenset[str]:
        """Return its name."""
        return frozenset({self.name})

    def value(self, values: Values) -> Decimal | None:
        """Return the quantity, exactly as it was typed."""
        found = values.get(self.name)
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            return None
        return Decimal(str(found))


@dataclass(frozen=True)
class Operation:
    """Two parts with a sign between them."""

    sign: str
    left: Term
    right: Term

    @property
    def names(self) -> frozenset[str]:
        """Return the names of both parts."""
        return self.left.names | self.right.names

    def value(self, values: Values) -> Decimal | None:
        """Reckon; None where a part is unknown and where nought divides."""
        left, right = self.left.value(values), self.right.value(values)
        if left is None or right is None or (self.sign == "/" and not right):
            return None
        return OPERATIONS[self.sign](left, right)


@dataclass(frozen=True)
class Formula:
    """A parsed formula and the text it was read from."""

    text: str
    root: Term

    @property
    def names(self) -> frozenset[str]:
        """Return every name the formula looks at."""
        return self.root.names

    def value(self, values: Values, decimals: int) -> float | None:
        """Return what it comes to, rounded half up as it is shown; None while something is unknown."""
        found = self.root.value(values)
        if found is None:
            return None
        try:
            return float(found.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0
        except InvalidOperation:  # more digits than anybody measures
            return None
