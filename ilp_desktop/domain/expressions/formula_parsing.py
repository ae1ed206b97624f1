"""Reads the small language of formulas: ``tahun_merokok * batang_per_hari / 20``.

Names are questions, facts about the person and earlier computed values; numbers, ``+`` ``-`` ``*`` ``/`` and ``( )``.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.domain.expressions.formulas import Constant, Formula, Operation, Quantity, Term

DEEPEST = 20
LONGEST = 400
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
TOKEN = re.compile(r"\s*([0-9]+(\.[0-9]+)?(?![A-Za-z0-9_.])|[A-Za-z_][A-Za-z0-9_]*|[-+*/()])")


class FormulaFault(Exception):
    """A formula that cannot be read; the Indonesian message quotes it and says where it goes wrong."""


def parse_formula(text: str, names: Mapping[str, Name]) -> Formula:
    """Read a formula that may look at the given names; raises ``FormulaFault``."""
    if len(text) > LONGEST:
        raise FormulaFault(f'rumus "{text[:12]}...": paling panjang {LONGEST} huruf')
    parser = _Parser(text, names)
    root = parser.sum(0)
    if parser.rest:
        raise parser.fault(f'"{parser.rest[0]}" tidak pada tempatnya')
    return Formula(text, root)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None:
            raise FormulaFault(f'rumus "{text}": "{text[at:end].strip()[:12]}" tidak dikenal')
        found.append(match[1])
        at = match.end()
    return found


class _Parser:
    """Takes tokens from left to right, one method for each strength of binding."""

    def __init__(self, text: str, names: Mapping[str, Name]) -> None:
        self.text = text
        self.names = names
        self.rest = _tokens(text)

    def fault(self, message: str) -> FormulaFault:
        return FormulaFault(f'rumus "{self.text}": {message}')

    def take(self) -> str:
        if not self.rest:
            raise self.fault("belum selesai")
        return self.rest.pop(0)

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
        if depth > DEEPEST:
            raise self.fault("terlalu bertingkat")
        word = self.take()
        if word == "-":
            return Operation("-", Constant(Fraction(0)), self.single(depth + 1))
        if word == "(":
            inner = self.sum(depth + 1)
            if self.take() != ")":
                raise self.fault('")" diharapkan')
            return inner
        return Constant(Fraction(word)) if NUMBER.fullmatch(word) else self.quantity(word)

    def quantity(self, token: str) -> Term:
        name = self.names.get(token)
        if name is None:
            raise self.fault(f'"{token}" bukan pertanyaan, bukan data orang dan bukan nilai hitung sebelumnya')
        if name.choices is not None:
            raise self.fault(f'"{token}" berisi pilihan, bukan angka')
        return Quantity(token)
