"""When a backup or a restore drill is due, and when its absence is worth a warning."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class BackupTimes:
    """The spans between backups, drills and looks at the clock."""

    warn_after: timedelta
    at_close_after: timedelta
    drill_after: timedelta
    look_every: timedelta


def times_on(day: date) -> BackupTimes:
    """Return the spans in force on a day."""
    body = edition_on("backup", day).body["time"]
    return BackupTimes(
        timedelta(hours=body["warn_after_hours"]),
        timedelta(minutes=body["at_close_after_minutes"]),
        timedelta(days=body["drill_after_days"]),
        timedelta(minutes=body["look_every_minutes"]),
    )


def due_today(last: datetime | None, now: datetime) -> bool:
    """Say whether this day has no backup yet; both are told in local time. A last one of tomorrow counts as none."""
    return last is None or last.date() != now.date()


def due_at_close(last: datetime | None, now: datetime, times: BackupTimes) -> bool:
    """Say whether the program shall make one before it ends."""
    return last is None or abs(now - last) >= times.at_close_after


def drill_due(last: datetime | None, now: datetime, times: BackupTimes) -> bool:
    """Say whether restoring is to be tried again."""
    return last is None or abs(now - last) >= times.drill_after


def warning(last: datetime | None, now: datetime, times: BackupTimes) -> str:
    """Return what to say about a long time without a backup, or nothing."""
    if last is None:
        return "Data ini belum pernah dicadangkan."
    if now - last < times.warn_after:
        return ""
    return f"Sudah {(now - last).days} hari tanpa cadangan data."
