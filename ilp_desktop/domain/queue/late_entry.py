"""When a visit that is written down later may have been."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class Lived:
    """From when until when somebody may have been seen: the birth date, and the day of death where they died."""

    born: date
    died_on: date | None = None


def late_problem(at: datetime, now: datetime, lived: Lived) -> str:
    """Return why a visit cannot have been at an instant, or nothing; both are told in local time."""
    day = at.date()
    if at > now:
        return "Waktu pelayanan belum terjadi."
    if day < lived.born:
        return f"Orang ini lahir {indonesian_date(lived.born)}, sesudah hari pelayanan."
    if lived.died_on is not None and day > lived.died_on:
        return f"Orang ini tercatat meninggal {indonesian_date(lived.died_on)}."
    oldest = edition_on("late_entry", now.date()).body["oldest_days"]
    return f"Lebih dari {oldest} hari yang lalu tidak dapat dicatat lagi." if (now.date() - day).days > oldest else ""


def late_doubt(day: date, today: date) -> str:
    """Return what is asked once about a day long ago, or nothing."""
    days = (today - day).days
    if days <= edition_on("late_entry", today).body["doubt_after_days"]:
        return ""
    return f"Hari pelayanan {indonesian_date(day)}, {days} hari yang lalu. Periksa tanggalnya."
