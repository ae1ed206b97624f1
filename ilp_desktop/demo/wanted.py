"""What a demo is asked to be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class DemoWanted:
    """How large a Puskesmas, of which seed, on which day."""

    people: int
    seed: int
    today: date
