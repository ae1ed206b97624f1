"""Reads the small language of conditions: ``merokok = ya and (umur_tahun >= 40 or hamil = ya)``.

Names are earlier questions and facts about the person. ``=`` ``!=`` ``<`` ``<=`` ``>`` ``>=`` compare a quantity with a
number or another quantity; ``=`` ``!=`` and ``in (a, b)`` compare a choice; ``and``, ``or``, ``not``, ``( )`` join.
"""

import re
from collections.abc import Callable, Mapping

from ilp_desktop.domain.expressions.conditions import SIGNS, Compare, Condition, Joined, Name, Node, Not, OneOf
from ilp_desktop.domain.expressions.token_reader import ExpressionFault, TokenReader

RESERVED = frozenset({"and", "or", "not", "in"})
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
TOKEN = re.compile(r"\s*(-?[0-9]+(\.[0-9]+)?(?![A-Za-z0-9_.])|[A-Za-z_][A-Za-z0-9_]*|<=|>=|!=|[=<>(),])")


class ConditionFault(ExpressionFault):
    """A condition that cannot be read."""

    called = "syarat"


def parse_condition(text: str, names: Mapping[str, Name]) -> Condition:
    """Read a condition that may look at the given names; raises ``ConditionFault``."""
    parser = _Parser(text, names)
    root = parser.alternatives(0)
    parser.finish()
    return Condition(text, root)


class _Parser(TokenReader):
    """One method for each strength of binding."""

    fault_type = ConditionFault
    token = TOKEN

    def alternatives(self, depth: int) -> Node:
        return self.joined("or", self.conjunction, depth)

    def conjunction(self, depth: int) -> Node:
        return self.joined("and", self.single, depth)

    def joined(self, word: str, part: Callable[[int], Node], depth: int) -> Node:
        parts = [part(depth)]
        while self.next_is(word):
            self.take()
            parts.append(part(depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def single(self, depth: int) -> Node:
        self.refuse_deeper(depth)
        if self.next_is("not"):
            self.take()
            return Not(self.single(depth + 1))
        if self.next_is("("):
            self.take()
            inner = self.alternatives(depth + 1)
            self.expect(")")
            return inner
        return self.comparison()

    def comparison(self) -> Node:
        code = self.take()
        name = self.names.get(code)
        if name is None:
            raise self.fault(f'"{code}" bukan pertanyaan sebelumnya dan bukan data orang')
        sign = self.take()
        if sign != "in" and sign not in SIGNS:
            raise self.fault(f'tanda banding diharapkan, bukan "{sign}"')
        if name.choices is None:
            return Compare(code, sign, self.quantity(sign))
        return self.one_of(code, name.choices, sign)

    def quantity(self, sign: str) -> float | str:
        operand = self.take()
        other = self.names.get(operand)
        if sign == "in" or (other is not None and other.choices is not None):
            raise self.fault(f'"{sign} {operand}" bukan perbandingan angka')
        if other is not None:
            return operand
        if not NUMBER.fullmatch(operand):
            raise self.fault(f'"{operand}" bukan angka')
        return float(operand)

    def one_of(self, code: str, choices: Mapping[str, str], sign: str) -> Node:
        if sign in ("=", "!="):
            return OneOf(code, (self.choice(code, choices),), negated=sign == "!=")
        if sign != "in":
            raise self.fault(f'"{code}" berisi pilihan, tidak dapat dibandingkan dengan "{sign}"')
        self.expect("(")
        wanted = [self.choice(code, choices)]
        while self.next_is(","):
            self.take()
            wanted.append(self.choice(code, choices))
        self.expect(")")
        return OneOf(code, tuple(wanted))

    def choice(self, code: str, choices: Mapping[str, str]) -> str:
        value = self.take()
        if value not in choices:
            raise self.fault(f'"{value}" bukan pilihan dari "{code}"')
        return value
