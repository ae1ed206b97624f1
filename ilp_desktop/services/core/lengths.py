"""Words longer than their column: refused beside their field, since SQLite would store them and PostgreSQL fail."""

from collections.abc import Mapping

from ilp_desktop.domain.errors import WrongAnswers

Limits = Mapping[str, tuple[str, int]]
SHORTEST_REASON, LONGEST_REASON = 5, 200
REASON = f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf."


def too_long(answers: object, limits: Limits) -> dict[str, str]:
    """Return which answers are too long: field name to message; ``limits`` holds label and length of each field."""
    return {
        key: f"{label} paling panjang {longest} huruf."
        for key, (label, longest) in limits.items()
        if len(getattr(answers, key).strip()) > longest
    }


def told_reason(reason: str) -> str:
    """Return a reason without spaces around it; raises ``WrongAnswers`` when it says too little or too much."""
    reason = reason.strip()
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise WrongAnswers({"reason": REASON})
    return reason
