"""What the weeks of a pregnancy are counted from: the last period, an ultrasound scan, or the height of the womb."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import exp

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK, GestationalAge, due_date
from ilp_desktop.reference import edition_on

TABLE = "pregnancy_dating"
MM_A_CM = 10


class DatingMethod(Enum):
    """What a pregnancy is dated by; the value is the word that is stored and shown."""

    LAST_PERIOD = "HPHT"
    SCAN = "USG"
    FUNDAL = "TFU"

    @property
    def label(self) -> str:
        """Return the word with what it is worth."""
        return "TFU, perkiraan" if self is DatingMethod.FUNDAL else self.value


class Measure(Enum):
    """What was measured, in the form in which it is told."""

    DUE_DAY = "HPL"
    AGE = "umur"
    CROWN_RUMP = "CRL"
    FUNDAL = "TFU"


@dataclass(frozen=True)
class Measured:
    """A scan, or the height of the womb, on its day.

    Attributes:
        told: as it was told: an ISO date, ``9+3``, mm or cm.
    """

    on: date
    kind: Measure
    told: str

    @property
    def text(self) -> str:
        """Return it as the screen writes it."""
        if self.kind is Measure.DUE_DAY:
            what = f"HPL {indonesian_date(date.fromisoformat(self.told))}"
        else:
            what = f"{self.kind.value} {self.told.replace('.', ',')}{_UNITS[self.kind]}"
        method = "" if self.kind is Measure.FUNDAL else "USG "
        return f"{method}{indonesian_date(self.on)}, {what}"


_UNITS = {Measure.AGE: " minggu", Measure.CROWN_RUMP: " mm", Measure.FUNDAL: " cm"}


@dataclass(frozen=True)
class Dating:
    """What the weeks are counted from.

    Attributes:
        counted_from: the last period, or the day that stands for it by what was measured.
        told_period: the last period as it was told; None when the woman does not know it.
        measured: the scan or height considered, whether or not the weeks are counted by it.
    """

    method: DatingMethod
    counted_from: date
    due_on: date
    told_period: date | None = None
    measured: Measured | None = None


@dataclass(frozen=True)
class Difference:
    """How far a scan lies from the last period.

    Attributes:
        days: by how many days the pregnancy is younger by the scan; below zero when older.
        allowed: how many the two may differ.
        age: by the last period, on the day of the scan.
    """

    days: int
    allowed: int
    age: GestationalAge
    advice: str
    source: str

    @property
    def exceeds(self) -> bool:
        """Say whether the two contradict each other."""
        return abs(self.days) > self.allowed

    @property
    def text(self) -> str:
        """Return it in one sentence."""
        which = "lebih muda" if self.days > 0 else "lebih tua"
        if not self.days:
            return "USG sama dengan HPHT."
        limit = f"batas {self.allowed} hari pada {self.age.text}"
        return f"Menurut USG {abs(self.days)} hari {which} daripada HPHT, {limit}."


def crown_rump_days(length_mm: float, day: date) -> int:
    """Return the gestational age in days by the crown-rump length; raises ``ValueError`` where the formula ends."""
    rule = edition_on(TABLE, day).body["crown_rump"]
    if not rule["from_mm"] <= length_mm <= rule["to_mm"]:
        raise ValueError("crown-rump length outside the formula's reach")
    length_cm = length_mm / MM_A_CM
    weeks = exp(sum(factor * length_cm**power for power, factor in enumerate(rule["coefficients"])))
    return round(weeks * DAYS_A_WEEK)


def measured_days(measured: Measured) -> int:
    """Return the gestational age in days on the day of the measurement."""
    if measured.kind is Measure.DUE_DAY:
        term = int(edition_on(TABLE, measured.on).body["measured"]["term_days"])
        return term - (date.fromisoformat(measured.told) - measured.on).days
    if measured.kind is Measure.AGE:
        weeks, days = (int(part) for part in measured.told.split("+"))
        return weeks * DAYS_A_WEEK + days
    if measured.kind is Measure.CROWN_RUMP:
        return crown_rump_days(float(measured.told), measured.on)
    return round(float(measured.told) * DAYS_A_WEEK)


def measured_problem(measured: Measured, today: date) -> str:
    """Return why a measurement cannot date a pregnancy, in Indonesian; empty when it can."""
    if measured.on > today:
        return "Tanggal ukur belum terjadi."
    body = edition_on(TABLE, measured.on).body
    if measured.kind in (Measure.CROWN_RUMP, Measure.FUNDAL):
        unit, rule = ("mm", body["crown_rump"]) if measured.kind is Measure.CROWN_RUMP else ("cm", body["fundal"])
        least, most = rule[f"from_{unit}"], rule[f"to_{unit}"]
        if not least <= float(measured.told) <= most:
            return f"{measured.kind.value} hanya dipakai dari {least} sampai {most} {unit}."
    rule = body["measured"]
    weeks = measured_days(measured) / DAYS_A_WEEK
    if not rule["youngest_weeks"] <= weeks <= rule["oldest_weeks"]:
        return f"Umur pada hari USG harus {rule['youngest_weeks']} sampai {rule['oldest_weeks']} minggu."
    return ""


def measured_from(measured: Measured) -> date:
    """Return the day that stands for the last period by a measurement."""
    return measured.on - timedelta(days=measured_days(measured))


def difference(told_period: date, scan: Measured) -> Difference:
    """Return how far a scan lies from the last period, and how far it may."""
    edition = edition_on(TABLE, scan.on)
    age = GestationalAge(*divmod(max((scan.on - told_period).days, 0), DAYS_A_WEEK))
    row = next(row for row in edition.body["override"] if "last_week" not in row or age.weeks <= row["last_week"])
    days = (measured_from(scan) - told_period).days
    return Difference(days, row["days"], age, row.get("advice", ""), edition.source)


def dated(told_period: date | None, measured: Measured | None, *, by_scan: bool = False) -> Dating:
    """Return the dating by what is known; raises ``ValueError`` when nothing is.

    A scan takes the place of a last period only when ``by_scan`` says so, which somebody decides who was told how far
    the two differ.
    """
    if told_period is not None and not (by_scan and measured is not None and measured.kind is not Measure.FUNDAL):
        return Dating(DatingMethod.LAST_PERIOD, told_period, due_date(told_period), told_period, measured)
    if measured is None:
        raise ValueError("a pregnancy is dated by something")
    start = measured_from(measured)
    term = timedelta(days=edition_on(TABLE, measured.on).body["measured"]["term_days"])
    method = DatingMethod.FUNDAL if measured.kind is Measure.FUNDAL else DatingMethod.SCAN
    return Dating(method, start, start + term, told_period, measured)


def give_or_take_weeks(method: DatingMethod, day: date) -> int:
    """Return by how many weeks a dating may be wrong where that is worth saying, else 0."""
    return int(edition_on(TABLE, day).body["fundal"]["give_or_take_weeks"]) if method is DatingMethod.FUNDAL else 0


def too_soon(dating: Dating, ended_on: date) -> bool:
    """Say whether a pregnancy would have begun before another one had ended."""
    if dating.method is DatingMethod.LAST_PERIOD:
        return dating.counted_from < ended_on
    days = edition_on(TABLE, ended_on).body["measured"]["conception_days"]
    return dating.counted_from + timedelta(days=days) < ended_on
