"""Parameters of statements made once and asked many times: putting one together takes longer than asking it.

One name stands beside columns of one type: SQLAlchemy would write the value as one of them wants it and say nothing of
the other. ``tests/db/test_parameters.py`` looks at every statement.
"""

from typing import Any

from sqlalchemy import bindparam


def param(name: str) -> Any:
    """Return a parameter for a single value."""
    return bindparam(name)


def params(name: str) -> Any:
    """Return a parameter for what ``in_`` is asked of."""
    return bindparam(name, expanding=True)
