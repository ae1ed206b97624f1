"""One event on which services depend, as a row of the statement that reads them all."""

from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam, cast, literal, null, select

from db.base import Json
from db.models import Diagnosis

PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)


def event_row(person: Any, kind: str, key: Any, day: Any, **more: Any) -> Select[Any]:
    """Select one kind of event; ``more`` may name its until, value and detail."""
    none = {"until": cast(null(), Diagnosis.day.type), "value": cast(null(), String), "detail": cast(null(), Json())}
    return select(
        person.label("person_id"),
        literal(kind, String).label("kind"),
        key.label("key"),
        day.label("day"),
        *(more.get(name, nothing).label(name) for name, nothing in none.items()),
    )
