"""What stands on the list a kader takes from house to house."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SweepingService:
    """One service to offer; ``late`` marks what waits longest."""

    label: str
    late: bool


@dataclass(frozen=True)
class SweepingLine:
    """One person: who, where, and what is due for them."""

    name: str
    age: str
    sex: str
    mother: str
    address: str
    phone: str
    services: tuple[SweepingService, ...]


@dataclass(frozen=True)
class SweepingBlock:
    """The people of one RT."""

    heading: str
    lines: tuple[SweepingLine, ...]


@dataclass(frozen=True)
class SweepingList:
    """The whole list.

    Attributes:
        place: where, e.g. ``Desa Sukamaju, Posyandu Melati``.
        what: which services in which state, in words.
    """

    facility: str
    place: str
    what: str
    day: date
    blocks: tuple[SweepingBlock, ...]

    @property
    def people(self) -> int:
        """Return how many people stand in it."""
        return sum(len(block.lines) for block in self.blocks)
