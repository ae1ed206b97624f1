"""What a birth letter (surat keterangan lahir) says."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class Parent:
    """One of the parents; empty texts are printed as not recorded."""

    name: str
    nik: str = ""
    age_years: int | None = None
    occupation: str = ""
    address: str = ""


@dataclass(frozen=True)
class BirthLetter:
    """A whole letter.

    Attributes:
        zone: WIB, WITA or WIT, after the hour.
        order: anak ke-.
        multiple: whether the baby is one of twins or more.
        father: None where nobody is recorded as the mother's husband.
    """

    number: str
    day: date
    child_name: str
    sex: Sex
    born_at: datetime
    zone: str
    order: int | None
    multiple: bool
    place: str
    mode: str
    weight_g: int | None
    length_cm: float | None
    head_cm: float | None
    helper: str
    mother: Parent
    father: Parent | None
    signer: str
    signer_profession: str
    signer_sip: str
