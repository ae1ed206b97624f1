"""Words longer than their column: refused beside their field, since SQLite would store them and PostgreSQL fail."""

from collections.abc import Mapping

Limits = Mapping[str, tuple[str, int]]


def too_long(answers: object, limits: Limits) -> dict[str, str]:
    """Return which answers are too long: field name to message; ``limits`` holds label and length of each field."""
    return {
        key: f"{label} paling panjang {longest} huruf."
        for key, (label, longest) in limits.items()
        if len(getattr(answers, key).strip()) > longest
    }
