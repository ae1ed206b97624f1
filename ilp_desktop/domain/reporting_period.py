"""The month, quarter and year that figures are asked for."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.typed.typed_date import MONTH_NAMES

MONTHS_A_QUARTER = 3


class Period(Enum):
    """A length of time that ends in the future; the value is the Indonesian word."""

    MONTH = "Bulan ini"
    QUARTER = "Triwulan ini"
    YEAR = "Tahun ini"


@dataclass(frozen=True)
class Days:
    """A stretch of days, both ends included, and what people call it."""

    first: date
    last: date
    name: str


def days_of(period: Period, today: date) -> Days:
    """Return the month, quarter or year that a day lies in."""
    if period is Period.YEAR:
        return _months(today.year, 1, MONTHS_A_YEAR, f"tahun {today.year}")
    if period is Period.QUARTER:
        quarter = (today.month - 1) // MONTHS_A_QUARTER
        name = f"triwulan {quarter + 1} tahun {today.year}"
        return _months(today.year, quarter * MONTHS_A_QUARTER + 1, MONTHS_A_QUARTER, name)
    return _months(today.year, today.month, 1, f"{MONTH_NAMES[today.month - 1]} {today.year}")


def _months(year: int, first_month: int, count: int, name: str) -> Days:
    after = first_month + count
    start_of_next = date(year + 1, 1, 1) if after > MONTHS_A_YEAR else date(year, after, 1)
    return Days(date(year, first_month, 1), start_of_next - timedelta(days=1), name)
