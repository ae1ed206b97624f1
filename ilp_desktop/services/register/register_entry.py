"""One row of a register before it is worded: whom and what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from db.models import Birth, Certificate, Person, Pregnancy, Referral
from ilp_desktop.forms.schema import Answer


@dataclass(frozen=True)
class Entry:
    """One row before it is worded.

    Attributes:
        key, person: what tells rows apart, and whose row it is: the child, or the woman.
        first, last, rank: the days of which the row tells, and its place before others where some come first.
        births, children: of a pregnancy or a birth, in one order.
        partner: whom somebody about to marry marries; None where that is not on record.
        referral, certificate: of a referral, of a certificate.
        taken_at, answers: of a measurement: the visit, or the form where it belongs to none.
    """

    key: UUID
    person: Person
    first: date
    last: date
    pregnancy: Pregnancy | None = None
    births: tuple[Birth, ...] = ()
    children: tuple[Person, ...] = ()
    partner: Person | None = None
    referral: Referral | None = None
    certificate: Certificate | None = None
    taken_at: UUID | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    rank: int = 0


def everybody_of(entry: Entry) -> tuple[Person, ...]:
    """Return whom a row tells of."""
    return (entry.person, *entry.children, *(() if entry.partner is None else (entry.partner,)))
