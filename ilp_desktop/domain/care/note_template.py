"""Texts of one's own that fill several parts of a note at once: never a measurement, never over what is typed."""

from collections.abc import Mapping
from enum import Enum

from ilp_desktop.domain.care.copied_lines import holds_measurement

TEMPLATE_PARTS = (
    *("subjective", "objective", "plan", "education"),
    *("present_illness", "past_history", "drug_history", "family_history", "social_history"),
)
"""What is concluded, prescribed and done is not among them: it is this patient's alone."""


class Filling(Enum):
    """What becomes of a part that is typed already: it stays as it is, or the text goes behind it."""

    EMPTY_ONLY = "empty"
    BEHIND = "behind"


def measured_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say what was measured, which no template may hold."""
    return tuple(line.strip() for line in text.splitlines() if holds_measurement(line))


def template_of(note: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what of a note may be a template, part by part, and the lines left out since they were measured."""
    parts: dict[str, str] = {}
    left: list[str] = []
    for part in TEMPLATE_PARTS:
        text = note.get(part, "")
        measured = measured_lines(text)
        kept = "\n".join(line for line in text.strip().splitlines() if line.strip() not in measured)
        left += measured
        if kept.strip():
            parts[part] = kept.strip()
    return parts, tuple(left)


def filled_in(template: Mapping[str, str], note: Mapping[str, str], filling: Filling) -> dict[str, str]:
    """Return the parts of a note that a template changes, as they become; what is typed always stays.

    A line that stands in its part already is not written again.
    """
    changed: dict[str, str] = {}
    for part in TEMPLATE_PARTS:
        text, stood = template.get(part, "").strip(), note.get(part, "").rstrip()
        if not text or (stood.strip() and filling is Filling.EMPTY_ONLY):
            continue
        there = {line.strip() for line in stood.splitlines()}
        new = "\n".join(line for line in text.splitlines() if not line.strip() or line.strip() not in there).strip()
        if new:
            changed[part] = f"{stood}\n{new}" if stood.strip() else new
    return changed
