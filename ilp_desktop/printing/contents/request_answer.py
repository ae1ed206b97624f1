"""What the answer to a patient's request to correct data holds."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class RequestAnswer:
    """Who asked what, and what was decided; times are of the wall clock."""

    name: str
    record_number: str
    birth_date: date
    asked_by: str
    asked_at: datetime
    subject: str
    stands: str
    wanted: str
    granted: bool
    answer: str
    decided_by: str
    decided_at: datetime
    law: str
    printed_by: str
