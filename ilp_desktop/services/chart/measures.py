"""Measures that have a trend: their names, and the forms whose answers may be shown."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from ilp_desktop.domain.errors import UserError
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Question, Sensitivity

FEWEST = 2


def trends_among(rows: Sequence[Row[Any]], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return code and label of what was measured often enough to have a trend, the most often measured first."""
    counted: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in rows:
        question = _question(row, catalogue)
        if question is not None:
            counted[row.code] += row.values
            labels.setdefault(row.code, question.label)
    return tuple((code, labels[code]) for code, count in counted.most_common() if count >= FEWEST)


def trend_label(rows: Sequence[Row[Any]], code: str, catalogue: Catalogue) -> tuple[str, str, tuple[str, ...]]:
    """Return label and unit of a measure, and the forms in which it may be shown."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        question = _question(row, catalogue) if row.code == code else None
        if question is not None:
            found[question.label, question.unit].append(row.form_code)
    if not found:
        return code, "", ()
    label, unit = next(iter(found))
    return label, unit, tuple(form for (_, other), forms in found.items() if other == unit for form in forms)


def _question(row: Row[Any], catalogue: Catalogue) -> Question | None:
    """Return the question of a measure, or None where it is restricted or its form is out of use."""
    try:
        form = catalogue.edition(row.form_code, row.version)
    except UserError:
        return None
    if form.sensitivity is Sensitivity.RESTRICTED or row.code in form.restricted_codes():
        return None
    return next((question for question in form.questions if question.code == row.code), None)
