"""People whose services tests ask about, and the rules they are asked of."""

from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.due.due import services_due
from ilp_desktop.domain.due.due_facts import DueFacts, ServiceRules
from ilp_desktop.domain.due.service_plan import DueItem
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.due.due_book import DueEdition, book_of
from tests.domain.cases import cases

TODAY = date(2026, 11, 23)
START = date(2024, 1, 31)
CATALOGUE = shipped_forms()
BOOK = book_of(CATALOGUE)


def edition(day: date = TODAY) -> DueEdition:
    """Return the rules that ship, as a Puskesmas without settings has them."""
    return BOOK.on(day)


def rules(day: date = TODAY) -> ServiceRules:
    """Return the shipped rules alone."""
    return edition(day).rules


@dataclass(frozen=True)
class Window:
    """A window of a package as its source gives it; ``closes`` is empty where it has no end."""

    service: str
    who: str
    opens: str
    closes: str

    def first(self) -> date:
        """Return the first day of the window of somebody whose anchor is ``START``."""
        return after(START, self.opens)

    def end(self) -> date | None:
        """Return the first day after the window."""
        return after(START, self.closes) if self.closes else None

    def facts(self) -> DueFacts:
        """Return somebody whose anchor is ``START`` and for whom nothing was done."""
        if self.who == "pregnant":
            return DueFacts(date(1995, 5, 5), Sex.FEMALE, last_period_on=START)
        if self.who == "delivered":
            return DueFacts(date(1995, 5, 5), Sex.FEMALE, delivered_on=START)
        if self.who == "hypertensive":
            return DueFacts(START, Sex.MALE, events={"diagnosis:hipertensi": (START,)})
        return DueFacts(START, Sex.FEMALE if self.who == "woman" else Sex.MALE)


def after(start: date, length: str) -> date:
    """Return the day after a length such as ``13w``, ``6m`` or ``42d``."""
    months, mixed, days = length.rpartition("m") if length.endswith("d") else ("", "", "")
    if mixed:
        return months_after(start, int(months)) + timedelta(days=int(days[:-1]))
    number, unit = int(length[:-1]), length[-1]
    return months_after(start, number) if unit == "m" else start + timedelta(days=number * {"d": 1, "w": 7}[unit])


def windows() -> list[Window]:
    """Return the windows of the reference file."""
    rows = cases("service_windows")
    return [Window(row["service"], row["who"], row["opens"], row["closes"]) for row in rows]


def item(facts: DueFacts, service: str, day: date) -> DueItem | None:
    """Return one service of somebody on a day, or None when it is not open and not coming."""
    found = services_due(rules(day), facts, day).items
    return next((one for one in found if one.service == service), None)
