"""What stands on the papers of immunisation: the plan for parents, the card, and the report of an event."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.immunisation.immunisation_schedule import Window


@dataclass(frozen=True)
class PlanVisit:
    """One day of a plan: how old the child is then, and the doses."""

    day: date
    age: str
    doses: tuple[str, ...]


@dataclass(frozen=True)
class PlanSheet:
    """The plan a parent takes home.

    Attributes:
        place: where to come, e.g. ``Puskesmas atau Posyandu Melati``.
        protects: each vaccine of the plan with the diseases it protects from.
        lost: what can no longer be given, a sentence each.
    """

    name: str
    birth_date: date
    age: str
    mother: str
    record_number: str
    day: date
    place: str
    visits: tuple[PlanVisit, ...]
    protects: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    printed_by: str


@dataclass(frozen=True)
class CardRow:
    """One dose on the card.

    Attributes:
        windows: what each age means.
        given_column: the age at which it was given; None when it was not, or above the ages of the card.
        given: day, batch and place of the dose that counts, or the words for one that does not.
        following: when it is due, where it was not given.
    """

    label: str
    windows: tuple[Window, ...]
    given_column: int | None
    given_on: date | None
    batch: str
    place: str
    following: str


@dataclass(frozen=True)
class CardSheet:
    """The immunisation card.

    Attributes:
        later: doses of school and of women: label, day, batch, place.
        complete: IDL and IBL in words, a line each.
        following: what is due next, a line each.
    """

    name: str
    sex: str
    birth_date: date
    age: str
    nik: str
    record_number: str
    mother: str
    address: str
    day: date
    columns: tuple[str, ...]
    rows: tuple[CardRow, ...]
    later: tuple[tuple[str, date, str, str], ...]
    complete: tuple[str, ...]
    following: tuple[str, ...]
    remarks: tuple[str, ...]
    printed_by: str
    source: str
    kia_book: str = ""


@dataclass(frozen=True)
class EventSheet:
    """A report of an event after immunisation; ``doses`` are label, day, batch and expiry."""

    name: str
    sex: str
    birth_date: date
    age: str
    nik: str
    record_number: str
    mother: str
    address: str
    phone: str
    doses: tuple[tuple[str, date, str, date | None], ...]
    onset: str
    reactions: tuple[str, ...]
    serious: bool
    reasons: tuple[str, ...]
    alarms: tuple[str, ...]
    outcome: str
    reported_by: str
    treatment: str
    note: str
    follow_up_on: date | None
    reported_on: date
    recorded_by: str
    printed_by: str
    source: str
