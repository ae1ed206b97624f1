"""A prescription: who for, each medicine with how it is taken, and who wrote it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PrescribedLine:
    """One medicine.

    Attributes:
        confirmed: a doubt that whoever wrote it said to be right, so that the pharmacy need not ask.
        handed_out: it was given already, as on a reprint.
    """

    medicine: str
    quantity: str
    directions: str
    note: str = ""
    confirmed: str = ""
    handed_out: bool = False


@dataclass(frozen=True)
class Prescription:
    """The sheet.

    Attributes:
        weight_kg: of this visit, which the pharmacy looks at; None where nobody was weighed.
        room: where it was written.
        licence: the SIP of the writer, empty where there is none.
    """

    name: str
    age: str
    sex: str
    record_number: str
    payer: str
    allergies: str
    day: date
    lines: tuple[PrescribedLine, ...]
    writer: str
    licence: str = ""
    weight_kg: float | None = None
    room: str = ""
