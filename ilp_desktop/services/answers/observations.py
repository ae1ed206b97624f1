"""Observations: what the answers of a response say, kept one value a row for lists and trends."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.models import FormResponse
from ilp_desktop.forms.schema import Answer, Form, Kind

LONGEST_WORD = 120


def observations_of(response: FormResponse, form: Form) -> list[dict[str, Any]]:
    """Derive the observations of a response, as rows to be written."""
    return [
        {
            "facility_id": response.facility_id,
            "response_id": response.id,
            "code": code,
            "person_id": response.person_id,
            "day": response.day,
            "number": number,
            "word": word,
        }
        for code, number, word in derived(response.answers, form)
    ]


def derived(answers: Mapping[str, Answer], form: Form) -> Iterator[tuple[str, float | None, str | None]]:
    """Give, of each answer worth a trend or a list, its code with its number or its word."""
    for code, answer in answers.items():
        kind = form.question(code).kind
        if kind.is_number and not isinstance(answer, list):
            yield code, float(answer), None
        elif kind not in (Kind.TEXT, Kind.ROWS):
            yield code, None, _word(answer)


def _word(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "ya" if answer else "tidak"
    text = ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)
    return text[:LONGEST_WORD]
