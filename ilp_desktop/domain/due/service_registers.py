"""Disease registers: who is in them is read from diagnoses, and services may be meant for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ilp_desktop.domain.due.service_plan import WHO_NAMES
from ilp_desktop.domain.expressions.conditions import YES_NO, Name
from ilp_desktop.reference import edition_on

CONTROL_AT = "kontrol_di"
PUSTU, DOCTORS_OWN = "pustu", "dokter"
CONTROL_PLACES = {PUSTU: "Pustu", DOCTORS_OWN: "dokter Puskesmas"}
"""Where somebody whose disease is followed is controlled next, as conditions ask for it."""


@dataclass(frozen=True)
class Register:
    """A disease register, read from ICD-10 codes that begin with its prefixes.

    Attributes:
        household: whether it concerns those who live with the person too.
        restricted: whether being in it is seen only by those with leave for restricted things.
    """

    code: str
    label: str
    prefixes: tuple[str, ...]
    household: bool
    restricted: bool


@lru_cache(maxsize=64)
def registers_on(day: date) -> tuple[Register, ...]:
    """Return the registers in force on a day."""
    return tuple(
        Register(
            row["code"], row["label"], tuple(row["icd10"]), row.get("household", False), row.get("restricted", False)
        )
        for row in edition_on("due_rules", day).body["register"]
    )


def who_names(day: date) -> Mapping[str, Name]:
    """Return every name the condition of a service may look at on a day."""
    registers = registers_on(day)
    followed = {row["register"] for row in edition_on("chronic_care", day).body["disease"]}
    names = {one.code: Name(one.label, YES_NO) for one in registers}
    names |= {
        on_target_name(one.code): Name(f"{one.label} terkendali", YES_NO) for one in registers if one.code in followed
    }
    return {**WHO_NAMES, **names, CONTROL_AT: Name("Tempat kontrol berikutnya", CONTROL_PLACES)}


def on_target_name(register: str) -> str:
    """Return how conditions ask whether a disease was under control when last measured; unanswered where unknown."""
    return f"{register}_terkendali"


@lru_cache(maxsize=64)
def chronic_prefixes(day: date) -> tuple[str, ...]:
    """Return the ICD-10 prefixes of the diseases that are followed month by month."""
    followed = {row["register"] for row in edition_on("chronic_care", day).body["disease"]}
    return tuple(prefix for one in registers_on(day) if one.code in followed for prefix in one.prefixes)


@lru_cache(maxsize=64)
def household_prefixes(day: date) -> tuple[str, ...]:
    """Return the ICD-10 prefixes that ask for something of those who live with the person."""
    return tuple(prefix for one in registers_on(day) if one.household for prefix in one.prefixes)


def concerns_household(codes: Iterable[str], day: date) -> bool:
    """Say whether any of the ICD-10 codes asks for something of those who live with the person."""
    return any(code.startswith(household_prefixes(day)) for code in codes)
