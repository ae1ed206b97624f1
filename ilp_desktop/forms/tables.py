"""Reading the tables of a definition file key by key, noting what is missing, mistyped or unknown."""

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from ilp_desktop.domain.expressions.condition_parsing import ConditionFault, parse_condition
from ilp_desktop.domain.expressions.conditions import Condition, Name
from ilp_desktop.forms.faults import FaultList
from ilp_desktop.forms.schema import Question

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

E = TypeVar("E", bound=Enum)


@dataclass
class Table:
    """One TOML table and where it stands; every method notes a fault and goes on with something harmless."""

    body: Mapping[str, Any]
    faults: FaultList
    section: str = ""
    question: str = ""
    read: set[str] = field(default_factory=set)

    def fault(self, message: str) -> None:
        """Note a fault of this table."""
        self.faults.add(message, self.section, self.question)

    def text(self, key: str, default: str | None = None) -> str:
        """Return words; without a default they must be there and not be blank."""
        found = self._get(key, str, "teks", default)
        words = found.strip() if isinstance(found, str) else ""
        if not words and default is None and key in self.body and isinstance(found, str):
            self.fault(f'"{key}" kosong')
        return words

    def flag(self, key: str, default: bool | None = None) -> bool:  # noqa: FBT001 (a default, like any other)
        """Return true or false."""
        return bool(self._get(key, bool, "true atau false", default))

    def whole(self, key: str, default: int) -> int:
        """Return a whole number."""
        found = self._get(key, int, "bilangan bulat", default)
        return found if isinstance(found, int) else default

    def number(self, key: str) -> float | None:
        """Return a number, or None where the key is absent."""
        found = self._get(key, (int, float), "angka", None, optional=True)
        if found is not None and not is_number(found):
            self.fault(f'"{key}" harus angka biasa')
        return float(found) if is_number(found) else None

    def day(self, key: str) -> date:
        """Return a date."""
        found = self._get(key, date, "tanggal")
        return found if isinstance(found, date) and not isinstance(found, datetime) else date.max

    def word(self, key: str, words: type[E], default: E | None = None) -> E | None:
        """Return the member of an enumeration whose value is written; None after a fault."""
        written = self.text(key, None if default is None else str(default.value))
        known = {member.value: member for member in words}
        if written and written not in known:
            self.fault(f'{key} "{written}" tidak dikenal; yang ada: {", ".join(known)}')
        return known.get(written, default)

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words, empty where the key is absent."""
        found = self._get(key, list, "daftar", [])
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return tuple(found)
        self.fault(f'"{key}" harus daftar teks')
        return ()

    def items(self, key: str) -> list[Any]:
        """Return a list of anything, empty where the key is absent."""
        found = self._get(key, list, "daftar", [])
        return found if isinstance(found, list) else []

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        """Return a list of tables, empty where the key is absent."""
        found = self.items(key)
        if not all(isinstance(item, dict) for item in found):
            self.fault(f'"{key}" harus daftar tabel')
            return []
        return found

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Return the table within, empty where the key is absent."""
        found = self._get(key, dict, "tabel", {})
        return found if isinstance(found, dict) else {}

    def beside(self, body: Mapping[str, Any], questions: Iterable[Question], key: str = "question") -> "Table":
        """Return a table that speaks about a question, noting when there is no such question."""
        code = str(body.get(key, ""))
        known = next((question for question in questions if question.code == code), None)
        table = Table(body, self.faults, known.section if known else "", code)
        if code and known is None:
            table.fault("tidak ada pertanyaan dengan kode ini")
        return table

    def condition(self, key: str, names: Mapping[str, Name]) -> Condition | None:
        """Return a condition over the given names, or None where the key is absent or cannot be read."""
        written = self.text(key, "")
        if not written:
            return None
        try:
            return parse_condition(written, names)
        except ConditionFault as fault:
            self.fault(f"{key}: {fault}")
            return None

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.body:
            if key not in self.read:
                self.fault(f'"{key}" tidak dikenal')

    def _get(
        self, key: str, kind: type | tuple[type, ...], name: str, default: Any = None, *, optional: bool = False
    ) -> Any:
        self.read.add(key)
        if key not in self.body:
            if default is None and not optional:
                self.fault(f'"{key}" tidak ada')
            return default
        found = self.body[key]
        wrong_bool = isinstance(found, bool) and kind is not bool
        if wrong_bool or not isinstance(found, kind):
            self.fault(f'"{key}" harus {name}')
            return default
        return found


def is_number(item: object) -> bool:
    """Say whether something read from a file is an ordinary number: not true or false, not nan, not endless."""
    return isinstance(item, (int, float)) and not isinstance(item, bool) and math.isfinite(item)


def parse_toml(text: str, faults: FaultList) -> Mapping[str, Any]:
    """Return the tables of a definition file, or none of them after a fault."""
    try:
        body: Mapping[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        faults.add(f"bukan TOML yang sah: {fault}")
        return {}
    return body
