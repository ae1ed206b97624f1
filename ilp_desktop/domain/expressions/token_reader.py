"""Takes the tokens of a small language from left to right; conditions and formulas are read by it."""

import re
from collections.abc import Mapping

from ilp_desktop.domain.expressions.conditions import Name

DEEPEST = 20
"""How deep brackets may be nested: beyond it nobody can read the expression, and reading it would nest as deep."""
SHOWN = 12


class ExpressionFault(Exception):
    """An expression that cannot be read; the Indonesian message quotes it and says where it goes wrong."""

    called = "ungkapan"

    def __init__(self, text: str, message: str) -> None:
        super().__init__(f'{self.called} "{text}": {message}')


class TokenReader:
    """The tokens of one text; ``fault_type`` is what is raised, ``token`` matches the next one."""

    fault_type: type[ExpressionFault]
    token: re.Pattern[str]

    def __init__(self, text: str, names: Mapping[str, Name]) -> None:
        self.text = text
        self.names = names
        self.rest = self._tokens()

    def fault(self, message: str) -> ExpressionFault:
        """Return what is wrong, to be raised."""
        return self.fault_type(self.text, message)

    def next_is(self, *wanted: str) -> bool:
        """Tell whether one of these comes next."""
        return bool(self.rest) and self.rest[0] in wanted

    def take(self) -> str:
        """Take the next token; raises when there is none."""
        if not self.rest:
            raise self.fault("belum selesai")
        return self.rest.pop(0)

    def expect(self, wanted: str) -> None:
        """Take a token that must be this one."""
        found = self.take()
        if found != wanted:
            raise self.fault(f'"{wanted}" diharapkan, bukan "{found}"')

    def finish(self) -> None:
        """Raise when something is left over."""
        if self.rest:
            raise self.fault(f'"{self.rest[0]}" tidak pada tempatnya')

    def refuse_deeper(self, depth: int) -> None:
        """Raise when brackets are nested too deep."""
        if depth > DEEPEST:
            raise self.fault("terlalu bertingkat")

    def _tokens(self) -> list[str]:
        found: list[str] = []
        at, end = 0, len(self.text.rstrip())
        while at < end:
            match = self.token.match(self.text, at)
            if match is None:
                raise self.fault(f'"{self.text[at:end].strip()[:SHOWN]}" tidak dikenal')
            found.append(match[1])
            at = match.end()
        return found
