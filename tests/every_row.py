"""A long table as few tests: every row is tried, and each that fails is named.

``parametrize`` makes a test of each row, which for a pure function costs many times what the row itself does. Rows that
need a fixture of their own, marks, or ``hypothesis`` stay with ``parametrize``.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

ROWS_A_TEST = 250
LONGEST_MESSAGE_LINES = 12
Test = Callable[..., None]
Row = tuple[str, dict[str, Any]]


def every_row(
    names: str | Sequence[str], rows: Iterable[Any], *, ids: Iterable[str] | Callable[[Any], object] | None = None
) -> Callable[[Test], Test]:
    """Return a decorator for a test of every row; the arguments are those of ``parametrize``."""
    arguments = (names,) if isinstance(names, str) else tuple(names)
    table = [(name, dict(zip(arguments, values, strict=True))) for name, values in _named(arguments, rows, ids)]
    parts = [table[at : at + ROWS_A_TEST] for at in range(0, len(table), ROWS_A_TEST)]
    assert parts, "a table without rows"
    part = f"rows_of_{arguments[0]}"

    def decorate(test: Test) -> Test:
        @wraps(test)
        def tried(**given: Any) -> None:
            _try_all(test, given.pop(part), given)

        others = [one for one in inspect.signature(test).parameters.values() if one.name not in arguments]
        mine = inspect.Parameter(part, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        tried.__signature__ = inspect.Signature([*others, mine])  # type: ignore[attr-defined]
        whole: Test = pytest.mark.parametrize(part, parts, ids=[f"{one[0][0]}..{one[-1][0]}" for one in parts])(tried)
        return whole

    return decorate


def _named(
    arguments: Sequence[str], rows: Iterable[Any], ids: Iterable[str] | Callable[[Any], object] | None
) -> Iterable[tuple[str, Sequence[Any]]]:
    names = list(ids) if ids is not None and not callable(ids) else None
    for at, row in enumerate(rows):
        values = (row,) if len(arguments) == 1 else tuple(row)
        if callable(ids):
            yield "-".join(str(ids(value)) for value in values), values
        else:
            yield (names[at] if names else f"row {at + 1}: {', '.join(map(repr, values))}"[:80]), values


def _try_all(test: Test, rows: Sequence[Row], given: dict[str, Any]) -> None:
    faults = [(name, _fault(test, {**values, **given})) for name, values in rows]
    failed = [(name, fault) for name, fault in faults if fault is not None]
    if failed:
        told = "\n".join(f"[{name}] {_said(fault)}" for name, fault in failed)
        raise AssertionError(f"{len(failed)} of {len(rows)} rows fail:\n{told}") from failed[0][1]


def _fault(test: Test, given: dict[str, Any]) -> BaseException | None:
    try:
        test(**given)
    except (Exception, pytest.fail.Exception) as fault:
        return fault
    return None


def _said(error: BaseException) -> str:
    lines = f"{type(error).__name__}: {error}".splitlines()
    return "\n    ".join(lines[:LONGEST_MESSAGE_LINES])
