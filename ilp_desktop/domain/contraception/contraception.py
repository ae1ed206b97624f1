"""The contraceptive method somebody uses by their visits, and when they come next for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.calendar_dates import indonesian_date, months_shifted
from ilp_desktop.reference import edition_on

TABLE = "contraception"
FORM, KIND, METHOD, RETURN = "family_planning", "kunjungan_kb", "kb_sekarang", "kb_kembali"
"""The form of a visit, and where it says of which kind it was, the method after it, and when to come next."""
WRITTEN = "Ditulis pada kunjungan {day}."
EVERY = "Setiap {days} hari sejak {day}."
LASTS = "Diganti paling lambat {months} bulan sejak {day}."


@dataclass(frozen=True)
class Contact:
    """One visit for family planning: its kind, the method used after it, and the day written for the next one."""

    day: date
    kind: str
    method: str
    return_on: date | None = None


@dataclass(frozen=True)
class MethodUse:
    """The method in use.

    Attributes:
        since: the first visit of this use; ``begun`` says whether it was begun there, not only seen.
        served_on: the last visit at which it was given or looked after.
        return_on: the day written for the next one at that visit.
    """

    method: str
    since: date
    begun: bool
    served_on: date
    return_on: date | None = None


@dataclass(frozen=True)
class NextVisit:
    """When a user comes next, from when that is late, and in words why then."""

    on: date
    late_from: date
    why: str
    source: str

    def is_late(self, day: date) -> bool:
        """Say whether the visit is late on a day."""
        return day >= self.late_from


def method_in_use(contacts: Sequence[Contact], day: date) -> MethodUse | None:
    """Return the method in use on a day; ``contacts`` are the earliest first. Advice alone begins and ends nothing."""
    body = edition_on(TABLE, day).body
    use: MethodUse | None = None
    for one in contacts:
        if one.day > day:
            break
        if one.kind == body["stopped"]:
            use = None
        elif one.kind in body["served"]:
            use = _served(use, one, begun=one.kind in body["begun"], none=body["none"])
    return use


def next_visit(use: MethodUse, day: date) -> NextVisit | None:
    """Return when a user comes next: on the day written, else by the interval of the method; None where neither is."""
    edition = edition_on(TABLE, day)
    row = next((one for one in edition.body["method"] if one["code"] == use.method), None)
    if row is None:
        return None
    found = _due(use, row)
    if found is None:
        return None
    on, why = found
    return NextVisit(on, on + timedelta(days=row["late_days"] + 1), why, edition.source)


def _served(use: MethodUse | None, one: Contact, *, begun: bool, none: str) -> MethodUse | None:
    if one.method == none:
        return None
    if use is None or use.method != one.method or begun:
        return MethodUse(one.method, one.day, begun, one.day, one.return_on)
    return replace(use, served_on=one.day, return_on=one.return_on)


def _due(use: MethodUse, row: Row) -> tuple[date, str] | None:
    ways: list[tuple[date, str]] = []
    if use.return_on is not None:
        ways.append((use.return_on, WRITTEN.format(day=indonesian_date(use.served_on))))
    elif "every_days" in row:
        days = row["every_days"]
        ways.append((use.served_on + timedelta(days=days), EVERY.format(days=days, day=indonesian_date(use.served_on))))
    if "lasts_months" in row and use.begun:
        months = row["lasts_months"]
        ways.append((months_shifted(use.since, months), LASTS.format(months=months, day=indonesian_date(use.since))))
    return min(ways, default=None)
