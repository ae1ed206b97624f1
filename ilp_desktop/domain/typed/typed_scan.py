"""What a scan says as it is typed: a due day ``17-8-26``, an age ``9+3``, or a length ``CRL 32``."""

import re
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import date_or_none
from ilp_desktop.domain.pregnancy.pregnancy_dating import Measure

UNREADABLE = "Tulis HPL (17-8-26), umur (9+3) atau CRL (CRL 32)."
_AGE = re.compile(r"(\d{1,2})\s*(?:\+|mgg|mg|minggu|w)\s*(?:([0-6])\s*(?:hari|hr|h|d)?)?", re.ASCII)
_LENGTH = re.compile(r"crl\s*(\d{1,3}(?:[.,]\d)?)\s*(?:mm)?|(\d{1,3}(?:[.,]\d)?)\s*mm", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d{2})|(\d\d)(\d\d)(\d{4}|\d\d)", re.ASCII)


@dataclass(frozen=True)
class TypedScan:
    """What was typed of a scan; ``kind`` is None where ``problem`` says what is wrong."""

    kind: Measure | None
    told: str = ""
    problem: str = ""


def parse_scan(text: str, today: date) -> TypedScan:
    """Read what a scan says; two-digit years are of this century."""
    typed = text.strip().lower()
    age, length, day = _AGE.fullmatch(typed), _LENGTH.fullmatch(typed), _DAY.fullmatch(typed)
    if age is not None:
        return TypedScan(Measure.AGE, f"{int(age[1])}+{int(age[2] or 0)}")
    if length is not None:
        return TypedScan(Measure.CROWN_RUMP, (length[1] or length[2]).replace(",", "."))
    if day is not None:
        parts = [part for part in day.groups() if part is not None]
        year = int(parts[2]) + (today.year - today.year % 100 if len(parts[2]) == 2 else 0)
        found = date_or_none(year, int(parts[1]), int(parts[0]))
        if found is not None:
            return TypedScan(Measure.DUE_DAY, found.isoformat())
    return TypedScan(None, problem=UNREADABLE)
