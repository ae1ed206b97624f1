"""The table of faults: what every fault did to acknowledged saves, printed at the end of a run.

A test takes ``tally`` and counts in the row it asks for; rows of one name are added up over all tests and processes.
The table is Markdown, so that the documents can quote it.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

PROPERTY = "fault"
COUNTED = ("cases", "acknowledged", "lost", "silent", "doubled")
HEADS = ("fault", "cases", "acknowledged saves", "lost", "silent corruptions", "doubled", "verdict")
Row = dict[str, Any]


class Tally:
    """One row of the table, as far as one test counts."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def add(self, *, cases: int = 1, acknowledged: int = 0, lost: int = 0, silent: int = 0, doubled: int = 0) -> None:
        """Count cases and what came of them."""
        found = (cases, acknowledged, lost, silent, doubled)
        for name, number in zip(COUNTED, found, strict=True):
            self.row[name] += number

    def require_none_harmed(self) -> None:
        """Fail when a save was lost or doubled, or damage stayed unseen."""
        harmed = {name: self.row[name] for name in COUNTED[2:]}
        assert not any(harmed.values()), f"{self.row['fault']}: {harmed}"


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[[str], Tally]:
    """Give a function that begins a row of the table."""

    def begin(fault: str) -> Tally:
        row: Row = {"fault": fault, **dict.fromkeys(COUNTED, 0)}
        request.node.user_properties.append((PROPERTY, row))
        return Tally(row)

    return begin


def added_up(reports: Iterable[pytest.TestReport]) -> list[Row]:
    """Return the rows of all tests, those of one fault as one, by the name of the fault."""
    rows: dict[str, Row] = {}
    for report in reports:
        for name, row in report.user_properties:
            if name != PROPERTY:
                continue
            held: Any = row
            whole = rows.setdefault(held["fault"], {"fault": held["fault"], **dict.fromkeys(COUNTED, 0), "failed": 0})
            for column in COUNTED:
                whole[column] += held[column]
            whole["failed"] += report.failed
    return [rows[fault] for fault in sorted(rows)]


def table(rows: Iterable[Row]) -> list[str]:
    """Return the lines of the table."""
    lines = [f"| {' | '.join(HEADS)} |", f"| {' | '.join('---' for _ in HEADS)} |"]
    for row in rows:
        harmed = row["failed"] or any(row[name] for name in COUNTED[2:])
        cells = [row["fault"], *(str(row[name]) for name in COUNTED), "FAILED" if harmed else "survived"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table below what pytest says."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        if getattr(report, "when", "") == "call"
    ]
    rows = added_up(reports)
    if rows:
        terminalreporter.section("faults survived")
        for line in table(rows):
            terminalreporter.write_line(line)
