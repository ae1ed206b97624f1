"""What the screening of intrinsic capacity asks to be looked at next, area by area, and what of it was done."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.reference import edition_on

TABLE, CAPACITY_FORM = "elderly_care", "skilas"


class Capacity(Enum):
    """How an area stands; the value is the Indonesian word."""

    SIGN = "ada tanda"
    KEPT = "tidak ada tanda"
    NOT_JUDGED = "belum dinilai"


@dataclass(frozen=True)
class Area:
    """One area of intrinsic capacity.

    Attributes:
        signs, kept: the conclusions that say there is a sign, or that there is none.
        asks: what a sign asks for; each is a group of forms of which one is enough.
    """

    code: str
    label: str
    signs: tuple[str, ...]
    kept: tuple[str, ...]
    asks: tuple[tuple[str, ...], ...]

    def state(self, concluded: Collection[str]) -> Capacity:
        """Return how the area stands by the codes of what was concluded."""
        if any(code in concluded for code in self.signs):
            return Capacity.SIGN
        return Capacity.KEPT if any(code in concluded for code in self.kept) else Capacity.NOT_JUDGED


@dataclass(frozen=True)
class Asked:
    """One follow-up that is asked for; ``done_form`` is the form it was done with, empty while nobody did it."""

    forms: tuple[str, ...]
    done_form: str = ""
    done_on: date | None = None


def areas_on(day: date) -> tuple[Area, ...]:
    """Return the areas in the order of the sheet."""
    return tuple(
        Area(
            row["code"],
            row["label"],
            tuple(row["signs"]),
            tuple(row["kept"]),
            tuple(tuple(group) for group in row["asks"]),
        )
        for row in edition_on(TABLE, day).body["domain"]
    )


def answers_instead(day: date) -> dict[tuple[str, str], frozenset[str]]:
    """Return, by the screening and a follow-up it asks for, the other forms that answer it as well."""
    groups = [group for area in areas_on(day) for group in area.asks]
    return {(CAPACITY_FORM, form): frozenset(group) - {form} for group in groups for form in group}


def asked_of(area: Area, since: date, done: Mapping[str, date], *, seen: Collection[str]) -> Iterator[Asked]:
    """Give each follow-up of an area with a sign; ``done`` is when each form was filled in last.

    Only what was done on the day of the screening or later answers it. A group of which no form may be ``seen`` is
    left out: whether it was done must not be told.
    """
    for group in area.asks:
        forms = tuple(code for code in group if code in seen)
        answered = [(done[code], code) for code in forms if code in done and done[code] >= since]
        if answered:
            day, code = max(answered)
            yield Asked(forms, code, day)
        elif forms:
            yield Asked(forms)


def is_cared_for_at_home(concluded: str, day: date) -> bool:
    """Say whether a class of independence asks for care at home."""
    return concluded in edition_on(TABLE, day).body["care_at_home"]


def instruments_on(day: date) -> tuple[str, ...]:
    """Return the forms of which the newest result is shown."""
    return tuple(edition_on(TABLE, day).body["shown"])
