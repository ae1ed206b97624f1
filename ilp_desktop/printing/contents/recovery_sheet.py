"""What the sheet of recovery words holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RecoverySheet:
    """The words that open the data of a Puskesmas, for its safe.

    Attributes:
        random_bits: how much of the words is chance.
        again_after_months: after how long the words are tested again.
    """

    words: Sequence[str]
    facility: str
    address: str
    random_bits: int
    again_after_months: int
    printed_at: datetime
