"""What a parsed condition is and when it holds; ``condition_parsing`` reads them from text.

A comparison with something unanswered is false, so ``not hamil = ya`` also holds where nobody asked.
"""

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

Value = bool | int | float | str | list[str]
Known = Value | Fraction
"""What may be looked at: an answer or a fact, or a number reckoned exactly from them."""

Values = Mapping[str, Known]
Blank = Collection[str]
"""Names that could be answered and are not."""

Quantity = int | float | Fraction

SIGNS: Mapping[str, Callable[[Quantity, Quantity], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
EITHER = frozenset({True, False})
YES_NO: Mapping[str, str] = {"ya": "Ya", "tidak": "Tidak"}


@dataclass(frozen=True)
class Name:
    """What a condition may look at: a quantity, or one of the choices (stored value to the words people read)."""

    label: str
    choices: Mapping[str, str] | None = None


class Node(Protocol):
    """A part of a parsed condition."""

    @property
    def names(self) -> frozenset[str]:
        """Return the names it looks at."""

    def holds(self, values: Values) -> bool:
        """Say whether this part is true of the values."""

    def outcomes(self, values: Values, blank: Blank) -> frozenset[bool]:
        """Return what this part can come to, whatever is answered to what is blank."""


@dataclass(frozen=True)
class Compare:
    """A quantity against a number, or against the quantity of another name."""

    name: str
    sign: str
    operand: float | str

    @property
    def names(self) -> frozenset[str]:
        """Return one name or both."""
        return frozenset({self.name, self.operand} if isinstance(self.operand, str) else {self.name})

    def holds(self, values: Values) -> bool:
        """Compare, exactly where one side was reckoned; false when either side is unanswered."""
        left = values.get(self.name)
        right = values.get(self.operand) if isinstance(self.operand, str) else self.operand
        if not isinstance(left, (int, float, Fraction)) or not isinstance(right, (int, float, Fraction)):
            return False
        if isinstance(left, Fraction) or isinstance(right, Fraction):
            return SIGNS[self.sign](exact(left), exact(right))
        return SIGNS[self.sign](left, right)

    def outcomes(self, values: Values, blank: Blank) -> frozenset[bool]:
        """Return both while a name is blank."""
        return EITHER if not self.names.isdisjoint(blank) else frozenset({self.holds(values)})


@dataclass(frozen=True)
class OneOf:
    """A choice, or any of several chosen, among those wanted; ``negated`` for ``!=``."""

    name: str
    wanted: tuple[str, ...]
    negated: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Return the name it looks at."""
        return frozenset({self.name})

    def holds(self, values: Values) -> bool:
        """Compare; false when unanswered, negated or not."""
        value = values.get(self.name)
        if value is None:
            return False
        return any(choice in self.wanted for choice in _chosen(value)) is not self.negated

    def outcomes(self, values: Values, blank: Blank) -> frozenset[bool]:
        """Return both while the name is blank."""
        return EITHER if self.name in blank else frozenset({self.holds(values)})


@dataclass(frozen=True)
class Not:
    """The opposite of a part."""

    part: Node

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the part."""
        return self.part.names

    def holds(self, values: Values) -> bool:
        """Turn the part round."""
        return not self.part.holds(values)

    def outcomes(self, values: Values, blank: Blank) -> frozenset[bool]:
        """Turn round what the part can come to."""
        return frozenset(not outcome for outcome in self.part.outcomes(values, blank))


@dataclass(frozen=True)
class Joined:
    """Parts joined by ``and`` or by ``or``."""

    word: str
    parts: tuple[Node, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return frozenset(name for part in self.parts for name in part.names)

    def holds(self, values: Values) -> bool:
        """Join the parts."""
        join = all if self.word == "and" else any
        return join(part.holds(values) for part in self.parts)

    def outcomes(self, values: Values, blank: Blank) -> frozenset[bool]:
        """Return what the parts can come to together."""
        parts = [part.outcomes(values, blank) for part in self.parts]
        decisive = self.word == "or"
        found = {decisive} if any(decisive in part for part in parts) else set()
        return frozenset(found | ({not decisive} if all((not decisive) in part for part in parts) else set()))


@dataclass(frozen=True)
class Condition:
    """A parsed condition and the text it was read from."""

    text: str
    root: Node

    @property
    def names(self) -> frozenset[str]:
        """Return every name the condition looks at."""
        return self.root.names

    def holds(self, values: Values) -> bool:
        """Say whether the condition is true of the values."""
        return self.root.holds(values)

    def may_hold(self, values: Values, blank: Blank) -> bool:
        """Say whether answers to what is blank could make it true; of a name that stands twice each is taken alone."""
        return True in self.root.outcomes(values, blank)


def exact(number: Quantity) -> Fraction:
    """Return a number as it is written: 0.1 is a tenth, not the nearest that a computer can hold."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def edges(node: Node, name: str) -> Iterator[Fraction]:
    """Give every number that a quantity is compared with."""
    if isinstance(node, Compare) and node.name == name and not isinstance(node.operand, str):
        yield exact(node.operand)
    for part in (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, Joined) else ():
        yield from edges(part, name)


def _chosen(value: Known) -> list[str]:
    if isinstance(value, bool):
        return ["ya" if value else "tidak"]
    return value if isinstance(value, list) else [str(value)]
