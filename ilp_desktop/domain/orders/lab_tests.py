"""The tests a Puskesmas can be asked for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from ilp_desktop.domain.care.code_rows import parts_of, rows_of
from ilp_desktop.domain.care.code_search import CodeIndex, Searchable, offered
from ilp_desktop.reference import edition_on

REFERENCE = "lab_tests"
ALWAYS, CHILD = "1", "anak"


class LabTest(NamedTuple):
    """One test; asking for one that is ``restricted``, or ``of_children`` for a child, tells of what few may know."""

    code: str
    name: str
    synonyms: tuple[str, ...] = ()
    specimen: str = ""
    unit: str = ""
    group: str = ""
    common: int = 1
    restricted: bool = False
    of_children: bool = False


class LabTests:
    """One edition of the list."""

    def __init__(self, tests: Iterable[LabTest]) -> None:
        self._tests = {test.code: test for test in tests}

    def __iter__(self) -> Iterator[LabTest]:
        return iter(self._tests.values())

    def get(self, code: str) -> LabTest | None:
        """Return a test, or None when the list has none of this code."""
        return self._tests.get(code)

    def restricted(self, *, child: bool = False) -> frozenset[str]:
        """Return the codes of the tests not everybody may know of, of a ``child`` or of anybody."""
        return frozenset(test.code for test in self if test.restricted or (child and test.of_children))

    def choices(
        self, text: str, usual: Sequence[str] = (), limit: int = 20, *, restricted: bool = True
    ) -> tuple[LabTest, ...]:
        """Return the tests that match, the usual ones first; only the usual where nothing is typed."""

        def wanted(code: str) -> bool:
            test = self._tests.get(code)
            return test is not None and (restricted or not test.restricted)

        return tuple(self._tests[code] for code in offered(self._index, text, usual, limit, wanted))

    def holds_all(self, text: str) -> bool:
        """Return whether every word typed leads to a test; what is found else is only like it."""
        return not text.strip() or self._index.holds_all(text)

    @cached_property
    def _index(self) -> CodeIndex:
        named = sorted(self, key=lambda test: -test.common)
        return CodeIndex([Searchable(test.code, (test.name, *test.synonyms), test.group) for test in named])


def lab_tests(on: date) -> LabTests:
    """Return the list in force on a day; read from disk once."""
    return _read_tests(edition_on(REFERENCE, on).body["tests"])


def expected_days(on: date) -> int:
    """Return after how many days a result that was asked for is late."""
    days: int = edition_on(REFERENCE, on).body["expected_days"]
    return days


@lru_cache(maxsize=2)
def _read_tests(file_name: str) -> LabTests:
    return LabTests(
        LabTest(
            code,
            name,
            parts_of(synonyms),
            specimen,
            unit,
            group,
            int(common),
            restricted == ALWAYS,
            restricted == CHILD,
        )
        for code, common, name, synonyms, specimen, unit, group, restricted in rows_of(REFERENCE, file_name)
    )
