"""The birth and the child's page of the KIA summary."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.contents.charts import GrowthChart
from ilp_desktop.printing.contents.kia_mother import DueService
from ilp_desktop.printing.wording import Number


@dataclass(frozen=True)
class VisitMark:
    """A visit or service that is expected once, e.g. KF1, KN2, SHK, and the day it took place."""

    code: str
    done_on: date | None = None


@dataclass(frozen=True)
class Delivery:
    """The birth and the mother's visits after it (KF); weight in grams, lengths in centimetres.

    Attributes:
        hour_known: False when only the day of ``born_at`` is known.
    """

    born_at: datetime | None
    place: str = ""
    mode: str = ""
    helper: str = ""
    early_breastfeeding: bool | None = None
    weight_g: int | None = None
    length_cm: Number | None = None
    head_cm: Number | None = None
    sex: Sex | None = None
    apgar: str = ""
    postnatal_visits: tuple[VisitMark, ...] = ()
    hour_known: bool = True


@dataclass(frozen=True)
class ChildIdentity:
    """Who the child is; empty texts are printed as not recorded."""

    name: str
    nik: str
    record_number: str
    birth_date: date | None
    age: str
    sex: Sex
    mother_name: str = ""
    birth_order: int | None = None
    address: str = ""
    kia_book: str = ""


@dataclass(frozen=True)
class ImmunisationLine:
    """One dose: when it was given, or when it is due; ``note`` for what else must be said."""

    vaccine: str
    given_on: date | None = None
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class GrowthResult:
    """One index of the last measurement: z-score and its class in words."""

    index: str
    z: Number | None
    label: str


@dataclass(frozen=True)
class LastGrowth:
    """The last measurement; ``weight_gained`` is N, T, 2T or O as on the KMS."""

    day: date
    weight_kg: Number | None = None
    length_cm: Number | None = None
    head_cm: Number | None = None
    weight_gained: str = ""
    results: tuple[GrowthResult, ...] = ()


@dataclass(frozen=True)
class ChildPage:
    """All of the child's page; at most two growth charts stand side by side."""

    identity: ChildIdentity
    neonatal_visits: tuple[VisitMark, ...] = ()
    immunisations: tuple[ImmunisationLine, ...] = ()
    last_growth: LastGrowth | None = None
    growth_charts: tuple[GrowthChart, ...] = ()
    development: str = ""
    vitamin_a: str = ""
    deworming: str = ""
    warnings: tuple[str, ...] = ()
    due: tuple[DueService, ...] = ()
