"""The immunisation table of Buku KIA: a dose a row, an age a column, and what each cell means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ilp_desktop.domain.immunisation.immunisation import DoseStatus
from ilp_desktop.domain.immunisation.immunisation_schedule import ScheduledDose, Window, schedule_on
from ilp_desktop.domain.span import Span
from ilp_desktop.reference import edition_on

NAME = "immunisation_book"


@dataclass(frozen=True)
class AgeColumn:
    """One column; ``until`` is the age that no longer belongs to it."""

    label: str
    start: Span
    until: Span

    def holds(self, birth_date: date, day: date) -> bool:
        """Say whether somebody is of this age on a day."""
        return self.start.over(birth_date, day) and not self.until.over(birth_date, day)


@dataclass(frozen=True)
class BookRow:
    """One dose of the table: what each column means, and where the dose that counts was given.

    Attributes:
        windows: by column.
        given_column: the column of the day it was given; None when it was not, or at no age of the table.
        today_column: the column of today; None above the ages of the table.
    """

    status: DoseStatus
    windows: tuple[Window, ...]
    given_column: int | None
    today_column: int | None


def age_columns(day: date) -> tuple[AgeColumn, ...]:
    """Return the columns of the table in force on a day."""
    return _columns_from(edition_on(NAME, day).valid_from)


def cell_window(dose: ScheduledDose, column: AgeColumn, birth_date: date) -> Window:
    """Return what a dose is at the beginning of a column."""
    return dose.window(birth_date, column.start.after(birth_date))


def book_rows(birth_date: date, statuses: Sequence[DoseStatus], today: date) -> tuple[BookRow, ...]:
    """Return the table of one child from the states of its doses."""
    columns, schedule = age_columns(today), schedule_on(today)
    now = _column_of(columns, birth_date, today)
    return tuple(
        BookRow(
            status=status,
            windows=tuple(
                cell_window(schedule.dose(status.antigen, status.dose), column, birth_date) for column in columns
            ),
            given_column=None if status.given_on is None else _column_of(columns, birth_date, status.given_on),
            today_column=now,
        )
        for status in statuses
    )


def _column_of(columns: Sequence[AgeColumn], birth_date: date, day: date) -> int | None:
    return next((number for number, column in enumerate(columns) if column.holds(birth_date, day)), None)


@cache
def _columns_from(valid_from: date) -> tuple[AgeColumn, ...]:
    body = edition_on(NAME, valid_from).body
    starts = [Span(months=row["from_months"]) for row in body["column"]]
    ends = [*starts[1:], Span(months=body["until_months"])]
    labels = [row["label"] for row in body["column"]]
    return tuple(AgeColumn(label, start, end) for label, start, end in zip(labels, starts, ends, strict=True))
