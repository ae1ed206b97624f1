"""Stub."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.immunisation_checks import GivenDose
from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class VaccineFacts:
    birth_date: date
    sex: Sex
    given: tuple[GivenDose, ...] = ()
    je_endemic: bool = False
    school_class: int | None = None
    pregnant: bool = False


@dataclass(frozen=True)
class OpenDose:
    antigen: str
    dose: int
    label: str
    due_from: date
    late_from: date | None
    closes_on: date | None
    why: str
    source: str


@dataclass(frozen=True)
class OpenDoses:
    doses: tuple[OpenDose, ...] = ()
    changes_on: date | None = None


def open_doses(facts: VaccineFacts, today: date) -> OpenDoses:
    return OpenDoses()
