"""What a patient may ask to have corrected, who may ask, and by when it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilp_desktop.reference import edition_on

TABLE = "patient_request"


@dataclass(frozen=True)
class RequestRules:
    """What the edition in force says.

    Attributes:
        asked_as, subjects: the choices by code.
        answered_within: how long after it was asked the answer is due.
        source: the law, as the answer on paper names it.
    """

    asked_as: Mapping[str, str]
    subjects: Mapping[str, str]
    answered_within: timedelta
    source: str

    def due_at(self, asked_at: datetime) -> datetime:
        """Return until when the answer is due."""
        return asked_at + self.answered_within


def request_rules_on(day: date) -> RequestRules:
    """Return the rules in force on a day."""
    edition = edition_on(TABLE, day)
    body = edition.body
    return RequestRules(body["asked_as"], body["subject"], timedelta(hours=body["answer_hours"]), edition.source)
