"""The KIA summary as a whole."""

from dataclasses import dataclass
from datetime import datetime

from ilp_desktop.printing.contents.kia_child import ChildPage, Delivery
from ilp_desktop.printing.contents.kia_mother import MotherPage


@dataclass(frozen=True)
class KiaSummary:
    """A mother, a birth, a child, or any of them together; whoever is None is left out.

    Attributes:
        printed_by: who asked for the paper, as it stands in the footer.
        printed_at: local time of the facility.
    """

    printed_by: str
    printed_at: datetime
    mother: MotherPage | None = None
    delivery: Delivery | None = None
    child: ChildPage | None = None
