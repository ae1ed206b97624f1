"""The rows that two people may change at once: their version tells."""

from typing import TypeVar

from db.models import (
    AdverseEvent,
    Certificate,
    Couple,
    Death,
    Delivery,
    Encounter,
    Family,
    Person,
    Pregnancy,
    Referral,
    School,
    Staff,
)

RootRow = TypeVar(
    "RootRow",
    Person,
    Encounter,
    Pregnancy,
    Staff,
    Family,
    Delivery,
    Death,
    AdverseEvent,
    School,
    Referral,
    Certificate,
    Couple,
)
