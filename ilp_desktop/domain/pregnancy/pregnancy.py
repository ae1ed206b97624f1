"""Dates of a pregnancy: HPL, gestational age, trimester; and the GPA of the mother."""

from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.reference import edition_on

DAYS_A_WEEK = 7


@dataclass(frozen=True, order=True)
class GestationalAge:
    """Completed weeks and days since the first day of the last period (HPHT)."""

    weeks: int
    days: int

    @property
    def total_days(self) -> int:
        """Return the age in days."""
        return self.weeks * DAYS_A_WEEK + self.days

    @property
    def text(self) -> str:
        """Return the age as the screen writes it, e.g. ``12 mg 6 hr``."""
        return f"{self.weeks} mg {self.days} hr"


def due_date(last_period: date) -> date:
    """Return the HPL by Naegele: 7 days on, then 3 months back and 1 year on, clamped to the month's last day."""
    rule = edition_on("pregnancy_dating", last_period).body["naegele"]
    return months_shifted(last_period + timedelta(days=rule["days"]), rule["months"])


def gestational_age(last_period: date, day: date) -> GestationalAge:
    """Return the gestational age on a day; raises ``ValueError`` for a day before the last period."""
    if day < last_period:
        raise ValueError("gestational age asked for a day before the last period")
    return GestationalAge(*divmod((day - last_period).days, DAYS_A_WEEK))


def last_period_problem(last_period: date, today: date) -> str:
    """Return why an HPHT cannot be that of a pregnancy today, in Indonesian; empty when it can."""
    if last_period > today:
        return "HPHT belum terjadi."
    weeks = edition_on("pregnancy_dating", today).body["last_period"]["oldest_weeks"]
    if (today - last_period).days > weeks * DAYS_A_WEEK:
        return f"HPHT lebih dari {weeks} minggu yang lalu. Periksa tahunnya; sudah bersalin: catat persalinannya."
    return ""


def counts_until(last_period: date, day: date) -> date:
    """Return the first day on which a pregnancy whose end nobody recorded counts no more, by the rules of a day."""
    weeks = edition_on("pregnancy_dating", day).body["last_period"]["open_weeks"]
    return last_period + timedelta(weeks=weeks)


def trimester(age: GestationalAge, day: date) -> int:
    """Return 1, 2 or 3 by the weeks of KMK 2015/2023, in which 12 weeks 6 days is still the first."""
    rows = edition_on("antenatal_contacts", day).body["trimester"]
    return next(int(row["number"]) for row in rows if "last_week" not in row or age.weeks <= row["last_week"])


def gpa_text(gravida: int, para: int, abortus: int) -> str:
    """Return gravida, para and abortus as midwives write them, e.g. ``G2P1A0``."""
    return f"G{gravida}P{para}A{abortus}"


def gpa_problem(gravida: int, para: int, abortus: int, *, pregnant: bool = True) -> str:
    """Return why the three numbers cannot go together, in Indonesian; empty when they can.

    A pregnant woman has one pregnancy more than those that have ended.
    """
    if min(gravida, para, abortus) < 0:
        return "Gravida, para dan abortus tidak boleh kurang dari 0."
    ended = para + abortus
    if pregnant and gravida != ended + 1:
        return f"G harus P + A + 1 selama hamil, yaitu G{ended + 1}."
    if not pregnant and gravida != ended:
        return f"G harus P + A setelah tidak hamil, yaitu G{ended}."
    return ""
