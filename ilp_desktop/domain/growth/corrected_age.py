"""Windows by age for a child born too early: its age is counted from the day it was expected, until that ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.growth.growth_prematurity import corrected_until, early_days


@dataclass(frozen=True)
class Window:
    """When something is to be done, the end not included; empty where it ends before it begins."""

    opens: date
    closes: date


def correction_days(gestation_days: int | None, birth_date: date) -> int:
    """Return how many days too early a child was born; none for one born in time, or when nobody knows."""
    return early_days(0, gestation_days, birth_date)


def counted_from(birth_date: date, day: date, gestation_days: int | None) -> date:
    """Return the day from which a child's age is counted on a day: its birth, or the day it was expected."""
    return birth_date + timedelta(days=early_days((day - birth_date).days, gestation_days, day))


def corrected(window: Window, birth_date: date, gestation_days: int | None) -> Window:
    """Return a window by age as it stands for a child born too early: corrected until the correction ends."""
    early = timedelta(days=correction_days(gestation_days, birth_date))
    if not early:
        return window
    until = corrected_until(birth_date)
    shifted = Window(window.opens + early, window.closes + early)
    opens = shifted.opens if shifted.opens < until else max(window.opens, until)
    closes = min(shifted.closes, until) if window.closes <= until else window.closes
    return Window(opens, closes)
