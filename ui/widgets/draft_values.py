"""Answers of a form as plain values that a draft can hold, and back."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from ui.widgets.suggestion_popup import Suggestion

DAY, KEY, FOUND = "day", "id", "found"
Plain = dict[str, Any]


def plain_answers(answers: Mapping[str, object]) -> Plain:
    """Return answers by field as plain values; raises ``TypeError`` for what no draft can hold."""
    return {name: _plain(value) for name, value in answers.items()}


def answers_of(plain: Mapping[str, Any]) -> dict[str, object]:
    """Return the answers that ``plain_answers`` made plain."""
    return {name: _answer(value) for name, value in plain.items()}


def _plain(value: object) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, time):
        return f"{value:%H.%M}"  # as it is typed: the field reads it again
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, UUID):
        return {KEY: str(value)}
    if isinstance(value, Suggestion):
        return {FOUND: [_plain(value.value), value.text, value.detail]}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    raise TypeError(f"a draft cannot hold a {type(value).__name__}")


def _answer(plain: Any) -> object:
    if isinstance(plain, list):
        return tuple(_answer(one) for one in plain)
    if not isinstance(plain, dict):
        return plain
    (kind, inner), *_ = plain.items()
    if kind == DAY:
        return date.fromisoformat(inner)
    if kind == KEY:
        return UUID(inner)
    value, text, detail = inner
    return Suggestion(_answer(value), text, detail)
