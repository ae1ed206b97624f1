"""The rows of the register of family planning: users by their last visit, narrowed to those who are late."""

from dataclasses import replace
from datetime import date, timedelta

from db.queries.register_users import Asked, LateUse, only_late_users, people_using
from db.queries.registers import Rows
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.contraception.contraception import KIND, METHOD, RETURN, TABLE
from ilp_desktop.reference import edition_on

LATE = "late"


def users_on(day: date, since: date, state: str) -> Rows:
    """Return the users of a method on a day; all of them, or those whose next visit is late."""
    body = edition_on(TABLE, day).body
    asked = Asked(KIND, METHOD, RETURN, body["served"], body["begun"], body["stopped"], body["none"])
    rows = people_using(asked, day, since)
    if state != LATE:
        return rows
    return replace(rows, clauses=(*rows.clauses, only_late_users(asked, _late_uses(day), day)))


def _late_uses(day: date) -> list[LateUse]:
    found = []
    for row in edition_on(TABLE, day).body["method"]:
        before = day - timedelta(days=row["late_days"])
        served = before - timedelta(days=row["every_days"]) if "every_days" in row else None
        begun = months_shifted(before, -row["lasts_months"]) if "lasts_months" in row else None
        found.append(LateUse(row["code"], before, served, begun))
    return found
