"""Reads the small language of formulas: ``tahun_merokok * batang_per_hari / 20``.

Names are questions, facts about the person and earlier computed values; numbers, ``+`` ``-`` ``*`` ``/`` and ``( )``.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.domain.expressions.formulas import Constant, Formula, Operation, Quantity, Term
from ilp_desktop.domain.expressions.token_reader import SHOWN, ExpressionFault, TokenReader

LONGEST = 400
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
TOKEN = re.compile(r"\s*([0-9]+(\.[0-9]+)?(?![A-Za-z0-9_.])|[A-Za-z_][A-Za-z0-9_]*|[-+*/()])")


class FormulaFault(ExpressionFault):
    """A formula that cannot be read."""

    called = "rumus"


def parse_formula(text: str, names: Mapping[str, Name]) -> Formula:
    """Read a formula that may look at the given names; raises ``FormulaFault``."""
    if len(text) > LONGEST:
        raise FormulaFault(f"{text[:SHOWN]}...", f"paling panjang {LONGEST} huruf")
    parser = _Parser(text, names)
    root = parser.sum(0)
    parser.finish()
    return Formula(text, root)


class _Parser(TokenReader):
    """One method for each strength of binding."""

    fault_type = FormulaFault
    token = TOKEN

    def sum(self, depth: int) -> Term:
        return self.joined("+-", self.product, depth)

    def product(self, depth: int) -> Term:
        return self.joined("*/", self.single, depth)

    def joined(self, signs: str, part: Callable[[int], Term], depth: int) -> Term:
        found = part(depth)
        while self.rest and self.rest[0] in signs:
            found = Operation(self.take(), found, part(depth))
        return found

    def single(self, depth: int) -> Term:
        self.refuse_deeper(depth)
        word = self.take()
        if word == "-":
            return Operation("-", Constant(Fraction(0)), self.single(depth + 1))
        if word == "(":
            inner = self.sum(depth + 1)
            self.expect(")")
            return inner
        return Constant(Fraction(word)) if NUMBER.fullmatch(word) else self.quantity(word)

    def quantity(self, token: str) -> Term:
        name = self.names.get(token)
        if name is None:
            raise self.fault(f'"{token}" bukan pertanyaan, bukan data orang dan bukan nilai hitung sebelumnya')
        if name.choices is not None:
            raise self.fault(f'"{token}" berisi pilihan, bukan angka')
        return Quantity(token)
