"""What the classes of a sick child ask for together: steps, medicines with their dose, advice and the day to return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.care.medicine_dose import Dose, DosedChild, dose_of
from ilp_desktop.reference import edition_on

NAME = "sick_child"
FOR_DAYS = "selama {} hari"


class Colour(Enum):
    """The colours of the charts, the gravest first."""

    RED = "merah"
    YELLOW = "kuning"
    GREEN = "hijau"


@dataclass(frozen=True)
class Care:
    """What one class asks for.

    Attributes:
        words: the class as the form concludes it.
        held: the child is referred for another class, so that its medicines for home wait.
        return_if: when to come again only if the child is no better.
        repeat_days: after how many days the child comes again whatever happens.
    """

    code: str
    words: str
    colour: Colour
    steps: tuple[str, ...]
    doses: tuple[Dose, ...] = ()
    held: bool = False
    home: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    return_if: str = ""
    repeat_days: int | None = None
    refer_to: str = ""


@dataclass(frozen=True)
class CarePlan:
    """All classes of one child, the gravest first.

    Attributes:
        doses: every medicine once, in its longest course.
        home, back: what the mother does, and what brings her back at once.
        return_on: the day of the next visit; None where the child is referred or need not come.
        source: whose steps these are.
    """

    cares: tuple[Care, ...]
    doses: tuple[Dose, ...]
    home: tuple[str, ...]
    back: tuple[str, ...]
    return_on: date | None
    source: str

    @property
    def is_referred(self) -> bool:
        """Say whether any class is red."""
        return any(care.colour is Colour.RED for care in self.cares)

    @property
    def return_if(self) -> tuple[str, ...]:
        """Return when to come again only if the child is no better."""
        return tuple(dict.fromkeys(care.return_if for care in self.cares if care.return_if))


def has_care(form: str, day: date) -> bool:
    """Say whether the classes of a form are in the table of a day."""
    return form in edition_on(NAME, day).body["back_at_once"]


def care_plan(form: str, found: Assessment | None, child: DosedChild) -> CarePlan | None:
    """Return what the conclusions of a form ask for; None where none of them is in the table."""
    edition = edition_on(NAME, child.day)
    rows = _classes(edition.valid_from)
    members = [one for one in (found.members if found else ()) if (form, one.code) in rows]
    if not members:
        return None
    kept_back = _kept_back(edition.body["withheld"], form, {one.code for one in members})
    cares = [_care(rows[form, one.code], one, child, kept_back) for one in members]
    cares.sort(key=lambda care: list(Colour).index(care.colour))
    referred = any(care.colour is Colour.RED for care in cares)
    if referred:
        cares = [care if care.colour is Colour.RED else replace(care, doses=(), held=True) for care in cares]
    again = [care.repeat_days for care in cares if care.repeat_days is not None]
    at_once = edition.body["back_at_once"][form]
    return CarePlan(
        cares=tuple(cares),
        doses=_each_once(dose for care in cares for dose in care.doses),
        home=_once(line for care in cares for line in care.home),
        back=_once((*at_once, *(line for care in cares for line in care.back))),
        return_on=child.day + timedelta(days=min(again)) if again and not referred else None,
        source=edition.source,
    )


@lru_cache(maxsize=8)
def _classes(day: date) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    return {(row["form"], row["code"]): row for row in edition_on(NAME, day).body["class"]}


def _kept_back(rules: Iterable[Mapping[str, Any]], form: str, found: set[str]) -> Mapping[str, str]:
    """Return why a medicine is not given to a child of these classes, by medicine."""
    told = [rule for rule in rules if rule["form"] == form and found & set(rule["classes"])]
    return {medicine: rule["words"] for rule in told for medicine in rule["medicines"]}


def _care(row: Mapping[str, Any], found: Assessment, child: DosedChild, kept_back: Mapping[str, str]) -> Care:
    made = (_course(wanted, child, kept_back) for wanted in row.get("doses", ()))
    return Care(
        code=found.code,
        words=found.conclusion,
        colour=Colour(row["colour"]),
        steps=tuple(row["steps"]),
        doses=tuple(dose for dose in made if dose is not None),
        home=tuple(row.get("home", ())),
        back=tuple(row.get("back", ())),
        return_if=row.get("return_if", ""),
        repeat_days=found.repeat_days,
        refer_to=found.refer_to,
    )


def _course(wanted: Mapping[str, Any], child: DosedChild, kept_back: Mapping[str, str]) -> Dose | None:
    """Return the dose of a medicine with how long this class wants it."""
    dose = dose_of(wanted["medicine"], child)
    if dose is None:
        return None
    if dose.medicine in kept_back:
        return replace(dose, amount="", problem=kept_back[dose.medicine])
    if "words" in wanted:
        return replace(dose, how=wanted["words"])
    days = wanted.get("days", 0)
    return replace(dose, how=f"{dose.how}, {FOR_DAYS.format(days)}", days=days) if days else dose


def _each_once(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """Return every medicine once, in its longest course."""
    found: dict[str, Dose] = {}
    for dose in doses:
        if dose.medicine not in found or dose.days > found[dose.medicine].days:
            found[dose.medicine] = dose
    return tuple(found.values())


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))
