"""Lines of an earlier note that may be taken over one by one; what was measured then is measured anew."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

TAKEN_FROM = (
    *("subjective", "present_illness", "past_history", "drug_history", "family_history", "social_history"),
    *("assessment", "plan", "therapy", "actions", "education"),
)
"""What was found by examining is not among them: it holds for its day alone."""

_UNITS = r"mmhg|mm/hg|x/menit|x/mnt|kali/menit|bpm|°c|kg|cm|mg/dl|mmol/l|mmol/mol|g/dl|kg/m2"
_MEASURED = (
    re.compile(r"\b(?:[4-9]\d|[12]\d\d)\s*/\s*(?:[2-9]\d|1\d\d)\b(?!\s*mg)"),
    re.compile(rf"\b\d+(?:[.,]\d+)?\s*(?:{_UNITS})(?![a-z])", re.IGNORECASE),
    re.compile(
        r"\b(?:td|tensi|nadi|hr|rr|napas|suhu|spo2|sat|bb|tb|imt|lp|lila|lk|gds|gdp|gd2pp|gula|hba1c|hb|kolesterol|tfu|djj)"
        r"\s*[:=]?\s*\d",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True)
class EarlierLine:
    """One line of an earlier note, and whether it holds a measured value and so cannot be taken over."""

    part: str
    text: str
    measured: bool


def holds_measurement(line: str) -> bool:
    """Tell whether a line says what was measured."""
    return any(pattern.search(line) for pattern in _MEASURED)


def lines_of(parts: Mapping[str, str]) -> tuple[EarlierLine, ...]:
    """Return the lines of a note that are offered, in the order of its parts."""
    return tuple(
        EarlierLine(part, line.strip(), holds_measurement(line))
        for part in TAKEN_FROM
        for line in parts.get(part, "").splitlines()
        if line.strip()
    )
