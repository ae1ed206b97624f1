"""Danger signs of mothers and newborns that a referral letter ticks, and which of them the record shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.reference import edition_on

RULES = "referral_signs"
KINDS = ("labour", "delivery", "birth")


class DangerGroup(Enum):
    """Whose danger signs are asked for."""

    PREGNANT = "pregnant"
    LABOUR = "labour"
    POSTNATAL = "postnatal"
    NEWBORN = "newborn"


@dataclass(frozen=True)
class DangerSource:
    """Where a group's own signs come from: the question of a form."""

    title: str
    form: str
    question: str


@dataclass(frozen=True)
class DangerSign:
    """A sign that can be ticked; ``ticked`` when the record shows it."""

    code: str
    label: str
    ticked: bool = False


def danger_source(group: DangerGroup, day: date) -> DangerSource:
    """Return the title of a group and the question its signs are asked by."""
    row = next(row for row in edition_on(RULES, day).body["group"] if row["code"] == group.value)
    return DangerSource(row["title"], row["form"], row["question"])


def further_signs(group: DangerGroup, shown: Collection[str], day: date) -> tuple[DangerSign, ...]:
    """Return the signs of a group that no form asks for; ``shown`` are codes of what the record shows."""
    found = []
    for row in edition_on(RULES, day).body["sign"]:
        if row["group"] == group.value:
            codes = [code for kind in KINDS for code in row.get(kind, ())]
            found.append(DangerSign(f"+{row['code']}", row["label"], any(code in shown for code in codes)))
    return tuple(found)


def birth_codes(weight_class: str, apgar_5: int | None, facts: tuple[bool, bool], day: date) -> set[str]:
    """Return what a birth shows; ``facts`` are whether the baby was resuscitated and has an anomaly."""
    resuscitated, anomaly = facts
    low = apgar_5 is not None and apgar_5 < edition_on(RULES, day).body["asphyxia"]["apgar_below"]
    shown = {weight_class} if weight_class else set()
    return shown | ({"asphyxia"} if low or resuscitated else set()) | ({"anomaly"} if anomaly else set())


def ticked_labels(signs: Sequence[DangerSign]) -> tuple[str, ...]:
    """Return the words of the signs that are ticked."""
    return tuple(sign.label for sign in signs if sign.ticked)
