"""WHO's arithmetic of L, M and S: from a measure to its z-score and back.

Source: WHO Child Growth Standards, Methods and development (2006), chapter 7.
"""

import math

Lms = tuple[float, float, float]
"""L (power), M (median) and S (coefficient of variation) at one age or length."""


def z_score(value: float, lms: Lms) -> float:
    """Return how many standard deviations a measure lies from the median."""
    power, median, spread = lms
    if power == 0:
        return math.log(value / median) / spread
    return (math.pow(value / median, power) - 1.0) / (power * spread)


def value_at(z: float, lms: Lms) -> float:
    """Return the measure that has this z-score; raises ``ValueError`` for a score that no measure can reach."""
    power, median, spread = lms
    if power == 0:
        return median * math.exp(spread * z)
    return median * math.pow(1.0 + power * spread * z, 1.0 / power)


def restricted_z_score(z: float, value: float, lms: Lms, edges: tuple[float, float]) -> float:
    """Return the z-score counted on from SD3 in equal steps of the distance SD2 to SD3.

    ``z`` is the unrestricted score, lying beyond the outer edge; ``edges`` are SD2 and SD3. Weight is skewed, so
    that the power curve has no data to rest on out there.
    """
    inner, outer = edges if z > 0 else (-edges[0], -edges[1])
    at_outer = value_at(outer, lms)
    step = abs(at_outer - value_at(inner, lms))
    return outer + (value - at_outer) / step
