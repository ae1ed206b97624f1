"""How something that was asked for stands."""

from enum import Enum


class OrderState(Enum):
    """The state of a test or a medicine asked for; the value is the Indonesian word."""

    WAITING = "menunggu"
    DONE = "selesai"
    CANCELLED = "dibatalkan"


class OrderKind(Enum):
    """Which station answers; the value is the code of the service that is awaited."""

    TEST = "lab"
    MEDICINE = "resep"

    @property
    def label(self) -> str:
        """Return what lists say is awaited."""
        return "Hasil pemeriksaan penunjang" if self is OrderKind.TEST else "Obat dari resep"


ORDER = "order"
"""The kind of a service that is awaited because it was asked for: ``order:lab``."""


def service_of(kind: OrderKind) -> str:
    """Return the code of the service that is awaited."""
    return f"{ORDER}:{kind.value}"


def is_order(service: str) -> bool:
    """Return whether a service is one that was asked for, whoever may know of it."""
    return service.removeprefix("x:").startswith(f"{ORDER}:")
