"""The time after a birth in which a mother is in nifas."""

from datetime import date

from ilp_desktop.reference import edition_on


def days_in_nifas(delivered_on: date | None, day: date) -> int | None:
    """Return the days since a birth while the mother is in nifas; None before it, afterwards, and without one."""
    if delivered_on is None:
        return None
    days = (day - delivered_on).days
    return days if 0 <= days <= edition_on("postnatal_period", day).body["last_day"] else None
