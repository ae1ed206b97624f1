"""What the growth sheets of a child hold: curves with every measurement, and the growth card (KMS)."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.contents.charts import GrowthChart


@dataclass(frozen=True)
class GrowthHead:
    """Who the child is and who prints; ``remarks`` are said beneath, e.g. that the age is corrected."""

    name: str
    record_number: str
    birth_date: date
    age: str
    sex: Sex
    mother_name: str
    printed_by: str
    printed_at: datetime
    birth: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class GrowthLine:
    """One measurement in words, in the order of the columns of the sheet."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class GrowthSheet:
    """Every index on its curve, the velocities, and the measurements as a table with a note beneath."""

    head: GrowthHead
    charts: tuple[GrowthChart, ...]
    columns: tuple[str, ...]
    lines: tuple[GrowthLine, ...]
    note: str = ""
    speeds: tuple[GrowthChart, ...] = ()


@dataclass(frozen=True)
class CardMonth:
    """One column of the card: a completed month of age.

    Attributes:
        month: the month of the calendar it begins in, e.g. ``Mar``.
        least_gain_g: KBM; None in the month of birth.
        mark: N, T, O, B or 2T of the last weighing in it.
        breastfed: exclusive breastfeeding; None where nobody asked or it is past the age.
        vitamin_a: given in it.
    """

    number: int
    month: str
    weight_kg: float | None = None
    least_gain_g: int | None = None
    mark: str = ""
    breastfed: bool | None = None
    vitamin_a: bool = False


@dataclass(frozen=True)
class CardPage:
    """One page of the card: weight for age before its bands, and the months below."""

    chart: GrowthChart
    months: tuple[CardMonth, ...]


@dataclass(frozen=True)
class GrowthCard:
    """The growth card of a child under five."""

    head: GrowthHead
    pages: tuple[CardPage, ...]
    source: str
