"""What the stock card of a batch of vaccine holds."""

from dataclasses import dataclass
from datetime import date, datetime

CardLine = tuple[date, str, int, int, int, str, str, str]
"""Day, what happened, vials that came, that went, closed vials left, doses in words, note, member of staff."""


@dataclass(frozen=True)
class StockCardSheet:
    """The card of one batch, what came first leading."""

    vaccine: str
    batch: str
    expires_on: date
    doses_per_vial: int
    lines: tuple[CardLine, ...]
    printed_by: str
    printed_at: datetime
