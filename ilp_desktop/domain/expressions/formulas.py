"""What a parsed formula is and what it comes to; ``formula_parsing`` reads them from text.

Numbers are fractions, reckoned exactly and never rounded, so that 19.95 is below 20 and 4.995 below 5 whatever the
computer makes of such numbers. A formula with anything unanswered in it, or that divides by nought, comes to nothing.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Protocol

from ilp_desktop.domain.expressions.conditions import Values, exact

MORE_DECIMALS = 4
"""Decimals beyond its own that a value is shown with at most, so that it is judged as the exact one is."""

Reckoning = Callable[[Fraction, Fraction], Fraction]

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

    def value(self, values: Values) -> Fraction | None:
        """Return what it comes to, or None while something is unknown."""


@dataclass(frozen=True)
class Constant:
    """A number written in the formula."""

    number: Fraction

    @property
    def names(self) -> frozenset[str]:
        """Return nothing: a number looks at no name."""
        return frozenset()

    def value(self, _values: Values) -> Fraction | None:
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

    def value(self, values: Values) -> Fraction | None:
        """Return the quantity, exactly as it was typed."""
        found = values.get(self.name)
        if isinstance(found, bool) or not isinstance(found, (int, float, Fraction)):
            return None
        return exact(found)


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

    def value(self, values: Values) -> Fraction | None:
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

    @property
    def divides_by_nought(self) -> bool:
        """Say whether it divides by numbers that come to nought, so that it never comes to anything."""
        return _divides_by_nought(self.root)

    def value(self, values: Values) -> Fraction | None:
        """Return what it comes to, exactly; None while something is unknown."""
        return self.root.value(values)


def _divides_by_nought(term: Term) -> bool:
    if not isinstance(term, Operation):
        return False
    by_nought = term.sign == "/" and not term.right.names and term.right.value({}) == 0
    return by_nought or _divides_by_nought(term.left) or _divides_by_nought(term.right)


def rounded_half_up(number: Fraction, decimals: int) -> Fraction:
    """Return a number with so many decimals, a half away from nought, as people round by hand."""
    scale = 10**decimals
    whole = floor(abs(number) * scale + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, scale)


def shown(number: Fraction, decimals: int, is_same: Callable[[Fraction], bool]) -> Fraction:
    """Return a number rounded for people to read, with more decimals where it would else be judged otherwise.

    So 22.97 is not shown as 23 beside a scale that counts from 23 on.
    """
    rounded = (rounded_half_up(number, decimals + further) for further in range(MORE_DECIMALS + 1))
    return next((found for found in rounded if is_same(found)), rounded_half_up(number, decimals))
