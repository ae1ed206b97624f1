"""How long the trail of a record is kept, and what one opening is."""

from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.reference import edition_on

AUDIT = "audit"
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class AuditRules:
    """What the edition in force says.

    Attributes:
        retention_years: for how long after somebody's last visit record and trail are kept at the least.
        same_opening: within what time a record opened again by the same person is still the same opening.
    """

    retention_years: int
    same_opening: timedelta

    def kept_until(self, last_visit: date) -> date:
        """Return the day until which a record and its trail must be kept."""
        return months_shifted(last_visit, self.retention_years * MONTHS_A_YEAR)


def audit_rules_on(day: date) -> AuditRules:
    """Return the rules in force on a day."""
    body = edition_on(AUDIT, day).body
    return AuditRules(int(body["retention_years"]), timedelta(minutes=body["same_opening_minutes"]))
