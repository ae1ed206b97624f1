"""The number of a letter, as Puskesmas write it: ``0012/RJK/P3201010101/XI/2026``."""

from datetime import date

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def letter_number(number: int, kind: str, facility_code: str, day: date) -> str:
    """Return the number of a letter of a kind."""
    return f"{number:04}/{kind}/{facility_code}/{ROMAN_MONTHS[day.month - 1]}/{day.year}"
