"""The time after a birth: how long a mother is in nifas, and the windows of her visits and the baby's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.reference import edition_on

VISITS = "service_postnatal"
MOTHER_FORM, BABY_FORM = "postnatal_visit", "neonatal_visit"


class WindowState(Enum):
    """Where a visit stands; the value is the word on the screen."""

    DONE = "selesai"
    NOT_YET = "belum waktunya"
    OPEN = "sekarang"
    LATE = "terlambat"
    MISSED = "terlewat"

    @property
    def wants_action(self) -> bool:
        """Say whether the visit can and should still be made."""
        return self in (WindowState.OPEN, WindowState.LATE)


@dataclass(frozen=True)
class VisitWindow:
    """One visit after a birth, e.g. KF2 or KN1.

    Attributes:
        opens, closes: its first and its last day.
        done_on: the first visit within the window.
        why: the rule in words.
    """

    code: str
    label: str
    form: str
    opens: date
    closes: date
    state: WindowState
    done_on: date | None
    why: str
    source: str

    @property
    def words(self) -> str:
        """Return the state with the date that matters, in Indonesian."""
        if self.done_on is not None:
            return f"{self.state.value} {indonesian_date(self.done_on)}"
        if self.state is WindowState.NOT_YET:
            return f"mulai {indonesian_date(self.opens)}"
        if self.state is WindowState.MISSED:
            return f"{self.state.value}, sampai {indonesian_date(self.closes)}"
        return f"{self.state.value}, sampai {indonesian_date(self.closes)}"


@dataclass(frozen=True)
class AfterBirth:
    """The windows of one person after a birth.

    Attributes:
        uncounted: days of visits that lie in no window.
    """

    windows: tuple[VisitWindow, ...]
    uncounted: tuple[date, ...] = ()

    @property
    def complete(self) -> bool:
        """Say whether every visit was made within its window (KF or KN lengkap)."""
        return bool(self.windows) and all(one.state is WindowState.DONE for one in self.windows)


def days_in_nifas(delivered_on: date | None, day: date) -> int | None:
    """Return the days since a birth while the mother is in nifas; None before it, afterwards, and without one."""
    if delivered_on is None:
        return None
    days = (day - delivered_on).days
    return days if 0 <= days <= edition_on("postnatal_period", day).body["last_day"] else None


def visit_windows(
    form: str, born_on: date, visits: Collection[date], today: date, ended_on: date | None = None
) -> AfterBirth:
    """Return the windows of the mother's or the baby's visits, by the service package in force at the birth.

    ``ended_on`` is the day the person died or moved away: what opens after it is expected no more.
    """
    edition = edition_on(VISITS, born_on)
    days = sorted(visits)
    found: list[VisitWindow] = []
    for plan in edition.body["service"]:
        if plan["form"] != form:
            continue
        opens = born_on + timedelta(days=plan["opens"]["days"])
        if ended_on is not None and opens > ended_on:
            continue
        closes = born_on + timedelta(days=plan["closes"]["days"] - 1)
        late_from = opens + timedelta(days=plan["late"]["days"])
        done_on = next((day for day in days if opens <= day <= closes), None)
        state = _state(done_on, (opens, late_from, closes), today)
        label = str(plan["code"]).upper()
        found.append(VisitWindow(plan["code"], label, form, opens, closes, state, done_on, plan["why"], edition.source))
    return AfterBirth(tuple(found), _outside(found, days))


def _state(done_on: date | None, days: tuple[date, date, date], today: date) -> WindowState:
    opens, late_from, closes = days
    if done_on is not None:
        return WindowState.DONE
    if today < opens:
        return WindowState.NOT_YET
    if today > closes:
        return WindowState.MISSED
    return WindowState.LATE if today >= late_from else WindowState.OPEN


def _outside(windows: Sequence[VisitWindow], days: Sequence[date]) -> tuple[date, ...]:
    return tuple(day for day in days if not any(one.opens <= day <= one.closes for one in windows))
