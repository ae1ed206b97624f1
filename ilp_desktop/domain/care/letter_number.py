"""The number of a letter, as Puskesmas write it: ``0012/RJK/P3201010101/XI/2026``."""

import re
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SCANNER_MARK = re.compile(r"^\s*\][A-Za-z][0-9A-Za-z]")
NUMBER = re.compile(r"\d{4,}/[A-Z]+/[^/\s]+/[IVX]+/\d{4}(?!\d)", re.IGNORECASE)


def letter_number(number: int, kind: str, facility_code: str, day: date) -> str:
    """Return the number of a letter of a kind."""
    return f"{number:04}/{kind}/{facility_code}/{ROMAN_MONTHS[day.month - 1]}/{day.year}"


def letter_code(number: str, day: date) -> str:
    """Return what the QR code of a letter holds: its number and day, and nothing of whom it tells."""
    return f"{number} {indonesian_date(day)}"


def scanned_letter(text: str) -> str:
    """Return the number of a letter in what was typed or scanned, empty where there is none."""
    found = NUMBER.search(SCANNER_MARK.sub("", text))
    return found.group().upper() if found else ""
