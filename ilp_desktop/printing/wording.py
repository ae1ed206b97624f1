"""How dates, times and figures are written on Indonesian paper."""

from datetime import date, datetime
from decimal import Decimal

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.typed.typed_date import MONTH_NAMES

Number = int | float | Decimal

NOT_RECORDED = "belum dicatat"


def long_date(day: date | None, absent: str = NOT_RECORDED) -> str:
    """Return a day as in a letter: 22 November 2026."""
    return absent if day is None else f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_date(day: date | None, absent: str = "-") -> str:
    """Return a day as in a table: 22-11-2026."""
    return absent if day is None else indonesian_date(day)


def clock_time(moment: datetime) -> str:
    """Return the time of day with the point Indonesians write: 08.05."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def date_and_time(moment: datetime | None, absent: str = NOT_RECORDED) -> str:
    """Return a moment: 22 November 2026 pukul 08.05."""
    return absent if moment is None else f"{long_date(moment)} pukul {clock_time(moment)}"


def figure(value: Number | None, unit: str = "", absent: str = NOT_RECORDED) -> str:
    """Return a measured value with a decimal comma and its unit: 36,7 °C."""
    if value is None:
        return absent
    written = format(Decimal(str(value)).normalize(), "f").replace(".", ",")
    return f"{written} {unit}".strip()


def signed(value: Number | None, digits: int = 2, absent: str = "-") -> str:
    """Return a z-score with its sign and a fixed number of decimals: -1,25 or +0,40."""
    return absent if value is None else f"{float(value):+.{digits}f}".replace(".", ",")


def recorded(text: str, absent: str = NOT_RECORDED) -> str:
    """Return the text, or words that say plainly that there is none."""
    return text.strip() or absent


def one_line(text: str, limit: int) -> str:
    """Return the text without its line ends, cut at the limit with a mark that says so."""
    line = " ".join(text.split())
    mark = " … (dipotong)"
    return line if len(line) <= limit else line[: limit - len(mark)].rstrip() + mark
