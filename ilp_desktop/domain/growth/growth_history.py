"""What is known of a child's growth before a visit."""

from dataclasses import dataclass

from ilp_desktop.domain.growth.growth_result import Measurement


@dataclass(frozen=True)
class GrowthHistory:
    """Birth and earlier measurements of one child.

    Attributes:
        gestation_days: gestational age at birth; None where nobody knows it.
        birth_weight_kg: weight at birth.
        earlier: measurements of earlier days, the oldest first.
    """

    gestation_days: int | None = None
    birth_weight_kg: float | None = None
    earlier: tuple[Measurement, ...] = ()
