"""Development by KPSP: the form for an age, what was missed by aspect, and how parents help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.growth.corrected_age import counted_from
from ilp_desktop.reference import edition_on

NAME, STIMULATION = "development", "child_stimulation"
PREFIX = "kpsp_"


class Aspect(Enum):
    """The four aspects of KPSP, by the letters of the sheet."""

    GROSS_MOTOR = "GK"
    FINE_MOTOR = "GH"
    LANGUAGE = "BB"
    SOCIAL = "SK"

    @property
    def label(self) -> str:
        """Return the aspect in words."""
        return _LABELS[self]


_LABELS = {
    Aspect.GROSS_MOTOR: "Gerak kasar",
    Aspect.FINE_MOTOR: "Gerak halus",
    Aspect.LANGUAGE: "Bicara dan bahasa",
    Aspect.SOCIAL: "Sosialisasi dan kemandirian",
}


@dataclass(frozen=True)
class AspectFound:
    """One aspect of a filled-in form: which items were not reached of how many, and what helps."""

    aspect: Aspect
    asked: int
    missed: tuple[str, ...]
    help: str


def kpsp_months(birth_date: date, day: date, gestation_days: int | None = None) -> int | None:
    """Return the months of the form for a child on a day, the nearest that is not older; None outside the ages.

    More than sixteen days count as a month. A child born too early is asked by its corrected age.
    """
    start = counted_from(birth_date, day, gestation_days)
    if day < start:
        return None
    body = edition_on(NAME, day).body
    age = age_on(start, day)
    if age.total_months >= body["last_form_until_months"]:
        return None
    months = age.total_months + (1 if age.days > body["rounds_up_above_days"] else 0)
    return max((at for at in body["forms_at_months"] if at <= months), default=None)


def form_months(form_code: str) -> int | None:
    """Return for which months a KPSP form is; None for any other form."""
    number = form_code.removeprefix(PREFIX)
    return int(number) if form_code.startswith(PREFIX) and number.isdigit() else None


def aspects(
    months: int, labels: Mapping[str, str], answers: Mapping[str, object], day: date
) -> tuple[AspectFound, ...]:
    """Return each aspect of a form in which something was not reached; ``labels`` end with the letters in brackets."""
    found = []
    for aspect in Aspect:
        mark = f"({aspect.value})"
        items = {code: label for code, label in labels.items() if label.endswith(mark)}
        missed = tuple(label.removesuffix(mark).strip() for code, label in items.items() if answers.get(code) is False)
        if missed:
            found.append(AspectFound(aspect, len(items), missed, stimulation(months, aspect, day)))
    return tuple(found)


def stimulation(months: int, aspect: Aspect, day: date) -> str:
    """Return what parents do with a child of an age for an aspect."""
    rows: Sequence[Mapping[str, object]] = edition_on(STIMULATION, day).body["age"]
    row = next(row for row in rows if months < int(str(row["below_months"])))
    return str(row[aspect.value])
