"""Conclusions as they are stored beside the answers, and as they are read back years later."""

from collections.abc import Mapping
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency


def stored_conclusion(found: Assessment | None) -> dict[str, Any] | None:
    """Return a conclusion as it is stored; its source is the edition the answers were given to."""
    if found is None:
        return None
    stored: dict[str, Any] = {
        "code": found.code,
        "conclusion": found.conclusion,
        "urgency": found.urgency.value,
        "score": found.score,
        "advice": found.advice,
    }
    further = {
        "flags": list(found.flags),
        "follow_up": found.follow_up,
        "refer_to": found.refer_to,
        "repeat_days": found.repeat_days,
        "label": found.label,
        "parts": [stored_conclusion(part) for part in found.parts],
    }
    return stored | {key: said for key, said in further.items() if said}


def read_conclusion(stored: Mapping[str, Any] | None, source: str) -> Assessment | None:
    """Return what was stored, also by a program that kept less; ``source`` is that of the edition."""
    if not stored:
        return None
    parts = (read_conclusion(part, source) for part in stored.get("parts", ()))
    return Assessment(
        code=stored["code"],
        conclusion=stored["conclusion"],
        urgency=Urgency(stored["urgency"]),
        source=source,
        score=stored.get("score"),
        advice=stored.get("advice", ""),
        flags=tuple(stored.get("flags", ())),
        follow_up=stored.get("follow_up", ""),
        refer_to=stored.get("refer_to", ""),
        repeat_days=stored.get("repeat_days"),
        label=stored.get("label", ""),
        parts=tuple(part for part in parts if part is not None),
    )
