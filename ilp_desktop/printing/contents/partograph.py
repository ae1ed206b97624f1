"""What a printed partograph says."""

from dataclasses import dataclass
from datetime import datetime

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.birth.partograph_chart import PartographChart


@dataclass(frozen=True)
class PartographHead:
    """Who is in labour, since when, and where it stands."""

    name: str
    record_number: str
    gpa: str
    gestation: str
    began_at: datetime
    ruptured_at: datetime | None
    standing: tuple[Assessment, ...]


@dataclass(frozen=True)
class PartographPaper:
    """All sheets of a labour; there is no chart where nothing was observed."""

    head: PartographHead
    charts: tuple[PartographChart, ...]
    printed_by: str
    printed_at: datetime
