"""What happens again and again, as few rows: the days of one kind and key of a person stand together in one text."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, and_, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from db.models import Diagnosis, Encounter, FormResponse, Observation, Staff
from db.queries.due_event_row import PEOPLE, event_row
from db.queries.json_words import JsonWord
from db.queries.parameters import param, params
from ilp_desktop.domain.assessment import Urgency

FORM, HELD, ANSWER, DIAGNOSIS = "form", "held", "answer", "diagnosis"
TO_COME, DONE = "?", "."
"""How a form stands among the days it was filled in: all it came to is a result to come, or not."""
BETWEEN_DAYS = "\x1f"
LETTERS_OF_A_DAY = 10


def days_in(history: str, until: date) -> list[tuple[date, str]]:
    """Return the days until one that stand together in a text, ascending, each with what was said of it."""
    last = until.isoformat()
    return [
        (date.fromisoformat(one[:LETTERS_OF_A_DAY]), one[LETTERS_OF_A_DAY:])
        for one in sorted(history.split(BETWEEN_DAYS))
        if one[:LETTERS_OF_A_DAY] <= last
    ]


def held_and_found(series: Collection[str]) -> tuple[Select[Any], Select[Any]]:
    """Select the days of each form, and the responses whose conclusions can still count.

    Those are the last that is no mere waiting and whatever came after it, and all of forms that follow each other,
    whose codes begin with ``series``.
    """
    of_day = _in_force()
    held = event_row(
        of_day.c.person_id,
        HELD,
        of_day.c.form_code,
        func.min(of_day.c.day),
        value=_together(of_day.c.day, of_day.c.standing),
    ).group_by(of_day.c.person_id, of_day.c.form_code)
    counts = (
        of_day.c.last_done.is_(None),
        of_day.c.day >= of_day.c.last_done,
        *(of_day.c.form_code.startswith(prefix) for prefix in series),
    )
    found = event_row(of_day.c.person_id, FORM, of_day.c.form_code, of_day.c.day, detail=of_day.c.conclusion)
    return held, found.where(or_(*counts))


def _in_force() -> CTE:
    """Select the responses in force until today, each with the last day that its form came to more than waiting."""
    later = aliased(FormResponse)
    waits = JsonWord(FormResponse.conclusion, "urgency") == Urgency.AWAITED.value
    form = FormResponse.person_id, FormResponse.form_code
    return (
        select(
            *form,
            FormResponse.day,
            FormResponse.conclusion,
            case((waits, literal(TO_COME)), else_=literal(DONE)).label("standing"),
            func.max(case((waits, None), else_=FormResponse.day)).over(partition_by=form).label("last_done"),
        )
        .where(
            and_(FormResponse.person_id.in_(PEOPLE), FormResponse.day <= param("today"), FormResponse.answers != {}),
            ~exists().where(later.replaces_id == FormResponse.id),
        )
        .cte("in_force")
    )


def answers() -> Select[Any]:
    """Select the answers to the questions that count."""
    value = func.coalesce(Observation.word, cast(Observation.number, String), "")
    return (
        event_row(
            Observation.person_id,
            ANSWER,
            Observation.code,
            func.min(Observation.day),
            value=_together(Observation.day, value),
        )
        .where(Observation.person_id.in_(PEOPLE), Observation.code.in_(params("answers")))
        .group_by(Observation.person_id, Observation.code)
    )


def diagnoses() -> Select[Any]:
    """Select diagnoses, with the profession of who was with the person."""
    return (
        event_row(
            Diagnosis.person_id,
            DIAGNOSIS,
            Diagnosis.code,
            func.min(Diagnosis.day),
            value=_together(Diagnosis.day, Staff.profession),
        )
        .join(Encounter, Encounter.id == Diagnosis.encounter_id)
        .join(Staff, Staff.id == func.coalesce(Encounter.served_by, Diagnosis.recorded_by))
        .where(Diagnosis.person_id.in_(PEOPLE))
        .group_by(Diagnosis.person_id, Diagnosis.code)
    )


def _together(day: Any, word: Any) -> ColumnElement[str]:
    return func.aggregate_strings(cast(day, String) + cast(word, String), BETWEEN_DAYS)
