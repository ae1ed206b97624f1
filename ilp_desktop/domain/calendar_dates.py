"""Calendar arithmetic shared by the rules, and the one way in which dates are written."""

import calendar
from datetime import date, datetime, timedelta

MONTHS_A_YEAR = 12
DAYS_A_WEEK = 7
DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_completed(start: date, until: date) -> int:
    """Return how many whole months have passed; negative when ``until`` lies before ``start``."""
    months = (until.year - start.year) * MONTHS_A_YEAR + until.month - start.month
    return months - 1 if until.day < start.day else months


def months_after(start: date, months: int) -> date:
    """Return the day on which so many months are completed.

    Where the month lacks that day (29 February, the 31st) they are completed on the first of the next month, as
    SQL databases reckon it too, so that nobody is ever reckoned older than they are.
    """
    year, month = _shifted(start, months)
    same_day = date_or_none(year, month, start.day)
    if same_day is not None:
        return same_day
    return date(year, month, calendar.monthrange(year, month)[1]) + timedelta(days=1)


def months_shifted(day: date, months: int) -> date:
    """Return the same day so many months away, or the last day of that month where it is shorter."""
    year, month = _shifted(day, months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def latest_past_date(day: int, month: int, two_digit_year: int, today: date) -> date | None:
    """Return the latest date not after today with that two-digit year, or None where there is none."""
    century = today.year - today.year % 100
    for start in (century, century - 100):
        found = date_or_none(start + two_digit_year, month, day)
        if found is not None and found <= today:
            return found
    return None


def indonesian_date(day: date) -> str:
    """Return the date as Indonesian forms write it, e.g. ``17-05-1990``."""
    return f"{day:%d-%m}-{day.year:04}"


def indonesian_moment(at: datetime) -> str:
    """Return day and hour as Indonesian forms write them, e.g. ``17-05-1990 08.05``."""
    return f"{indonesian_date(at)} {at:%H.%M}"


def short_year(day: date) -> str:
    """Return the date with two digits of the year, for narrow places, e.g. ``17-05-90``."""
    return f"{day:%d-%m-%y}"


def _shifted(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return year, month + 1
