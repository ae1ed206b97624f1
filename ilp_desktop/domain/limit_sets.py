"""Several values against one set of limits: what lies outside, or that all is within."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, within


def assess_limit_set(rules: Mapping[str, Any], values: Mapping[str, float], source: str) -> Assessment | None:
    """Name the values outside their limits; one is enough.

    Nothing is concluded from no value, nor from values within while others are wanted (``needs_all``) and not known.
    """
    limits = rules["limits"]
    outside = [row["label"] for name, row in limits.items() if name in values and not within(row, values[name])]
    if outside:
        found = assessed(rules["abnormal"], source)
        return replace(found, conclusion=f"{found.conclusion}: {', '.join(outside)}")
    known = values.keys() & limits.keys()
    if not known or (rules["needs_all"] and len(known) < len(limits)):
        return None
    return assessed(rules["normal"], source)
