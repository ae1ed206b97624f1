"""Words longer than their column: refused beside their field, since SQLite would store them and PostgreSQL fail."""

from collections.abc import Mapping

from ilp_desktop.domain.errors import WrongAnswers

Limits = Mapping[str, tuple[str, int]]
SHORTEST_REASON, LONGEST_REASON = 5, 200
REASON, LENGTH = "Tulis alasannya", f", {SHORTEST_REASON} sampai {LONGEST_REASON} huruf."


def too_long(answers: object, limits: Limits) -> dict[str, str]:
    """Return which answers are too long: field name to message; ``limits`` holds label and length of each field."""
    return {
        key: f"{label} paling panjang {longest} huruf."
        for key, (label, longest) in limits.items()
        if len(getattr(answers, key).strip()) > longest
    }


def told_reason(reason: str, asked: str = REASON) -> str:
    """Return a reason in one line; raises ``WrongAnswers``, in the words asked with, when too short or too long."""
    reason = " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise WrongAnswers({"reason": asked + LENGTH})
    return reason
