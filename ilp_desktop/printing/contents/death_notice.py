"""What the notification of a death says."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.birth.death_kind import DeathKind
from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class DeathNotice:
    """The whole sheet; empty texts are printed as not recorded.

    Attributes:
        history: what is known of pregnancy and birth, label and words.
    """

    kind: DeathKind
    name: str
    nik: str
    record_number: str
    sex: Sex | None
    birth_date: date
    age: str
    address: str
    died_on: date
    hour: str
    place: str
    cause: str
    cause_note: str
    reporter: str
    history: tuple[tuple[str, str], ...]
    written_by: str
    written_at: datetime
