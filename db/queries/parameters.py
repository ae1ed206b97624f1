"""Parameters of statements made once and asked many times: putting one together takes longer than asking it."""

from typing import Any

from sqlalchemy import bindparam


def param(name: str) -> Any:
    """Return a parameter for a single value."""
    return bindparam(name)


def params(name: str) -> Any:
    """Return a parameter for what ``in_`` is asked of."""
    return bindparam(name, expanding=True)
