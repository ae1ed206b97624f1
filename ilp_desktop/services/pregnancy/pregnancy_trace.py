"""How the dating of a pregnancy may change, and what has been changed of it so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import PregnancyChange, Staff
from ilp_desktop.clock import local_day
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy_dating import Dating, DatingMethod, Difference, Measured, dated, difference

WORDS = {
    "told_period_on": "HPHT",
    "last_period_on": "Dihitung sejak",
    "due_on": "HPL",
    "dating_method": "Dasar",
    "measured_on": "Tanggal ukur",
    "measured_told": "Hasil ukur",
    "gravida": "G",
    "para": "P",
    "abortus": "A",
    "height_cm": "Tinggi",
    "weight_before_kg": "Berat sebelum hamil",
    "babies_expected": "Jumlah bayi",
}
NOTHING = "kosong"


@dataclass(frozen=True)
class ScanOffer:
    """A scan by which the weeks may be counted instead.

    Attributes:
        difference: from the HPHT; None where no HPHT is known.
        due_on: the HPL by the scan.
    """

    scan: Measured
    difference: Difference | None
    due_on: date

    @property
    def text(self) -> str:
        """Return it in one line."""
        told = self.difference.text if self.difference else "Sekarang dihitung dari tinggi fundus, hanya perkiraan."
        advice = f" {self.difference.advice}" if self.difference and self.difference.advice else ""
        return f"{self.scan.text}. {told}{advice}"


@dataclass(frozen=True)
class PregnancyStep:
    """One change: when, by whom, and each value before and after, in words."""

    day: date
    by: str
    words: tuple[str, ...]


def scan_offer(now: Dating, scan: Measured | None) -> ScanOffer | None:
    """Return whether the earliest scan of the visits should be offered for dating; one decided about is not."""
    if scan is None or now.measured == scan:
        return None
    if now.method is DatingMethod.SCAN and now.measured is not None and now.measured.on <= scan.on:
        return None
    if now.told_period is None:
        return ScanOffer(scan, None, dated(None, scan).due_on)
    found = difference(now.told_period, scan)
    decided = now.measured is not None and now.method is not DatingMethod.FUNDAL and now.measured.on <= scan.on
    if decided or not found.exceeds:
        return None
    return ScanOffer(scan, found, dated(now.told_period, scan, by_scan=True).due_on)


def steps_of(session: Session, pregnancy_id: UUID, time_zone: str) -> tuple[PregnancyStep, ...]:
    """Return the changes of a pregnancy in words, the latest first."""
    rows = session.execute(
        select(PregnancyChange, Staff.name)
        .join(Staff, Staff.id == PregnancyChange.recorded_by)
        .where(PregnancyChange.pregnancy_id == pregnancy_id)
        .order_by(PregnancyChange.recorded_at.desc(), PregnancyChange.id.desc())
    )
    return tuple(
        PregnancyStep(local_day(row.recorded_at, time_zone), name, _words(row.before, row.after)) for row, name in rows
    )


def _words(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        f"{word}: {_shown(before[name])} menjadi {_shown(after[name])}"
        for name, word in WORDS.items()
        if name in before
    )


def _shown(value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        try:
            return indonesian_date(date.fromisoformat(value))
        except ValueError:
            return value.replace(".", ",")
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)
