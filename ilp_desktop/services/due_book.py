"""The service packages of a day joined into rules: reference editions, forms that name when they are due, settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from ilp_desktop.domain.conditions import YES_NO, Name
from ilp_desktop.domain.due import ServiceRules
from ilp_desktop.domain.service_plan import WHO_NAMES, ServicePlan
from ilp_desktop.domain.service_reading import read_plan
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.reference import edition_on, editions, names

PACKAGE_PREFIX = "service_"
ALSO_READ = ("due_rules", "immunisation")
JE_ENDEMIC = "je_endemic"
FINGERPRINT_LETTERS = 12
RULES_OF_THIS_PROGRAM = "1"
"""Raised when the arithmetic of the rules changes, so that everybody's services are worked out anew."""


@dataclass(frozen=True)
class Register:
    """A disease register, read from diagnoses; ``household`` when it concerns those who live with the person too."""

    code: str
    label: str
    prefixes: tuple[str, ...]
    household: bool
    restricted: bool


@dataclass(frozen=True)
class DueEdition:
    """The rules of a day for one Puskesmas.

    Attributes:
        mark: changes whenever any part of the rules does; stored beside what was worked out by them.
        until: the day before which no edition of the packages begins; None when none is known.
    """

    rules: ServiceRules
    registers: tuple[Register, ...]
    answers: frozenset[str]
    mark: str
    until: date | None
    je_endemic: bool
    postpone_days: int
    decline_days: int

    def plan(self, service: str) -> ServicePlan | None:
        """Return the plan of a service; None for doses and follow-ups."""
        return next((plan for plan in self.rules.plans if plan.code == service), None)


class DueBook:
    """Hands out the rules in force, made once for each combination of editions and settings."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[tuple[tuple[str, ...], bool], DueEdition] = {}

    def on(self, day: date, settings: Mapping[str, Any]) -> DueEdition:
        """Return the rules in force on a day under the settings of a Puskesmas."""
        key = (self._versions(day), settings.get(JE_ENDEMIC) is True)
        if key not in self._made:
            self._made[key] = self._make(day, *key)
        return self._made[key]

    def _versions(self, day: date) -> tuple[str, ...]:
        forms = tuple(f"{code} {version}" for code, version in self._catalogue.due_versions(day))
        return (*_reference_versions(day), *forms)

    def _make(self, day: date, versions: tuple[str, ...], je_endemic: bool) -> DueEdition:  # noqa: FBT001 - part of the key
        body = edition_on("due_rules", day).body
        registers = tuple(_register(row) for row in body["register"])
        known = {**WHO_NAMES, **{one.code: Name(one.label, YES_NO) for one in registers}}
        plans = (*_packaged(day, known), *self._catalogue.plans(day, known))
        text = "\n".join((RULES_OF_THIS_PROGRAM, *versions, str(je_endemic)))
        return DueEdition(
            rules=ServiceRules(
                plans=plans,
                registers=tuple(one.code for one in registers),
                titles={header.code: header.title for header in self._catalogue.listed(day)},
                coming_days=body["coming_days"],
                follow_up_late_days=body["follow_up_late_days"],
                follow_up_closes_days=body["follow_up_closes_days"],
                episode_gap_days=body["episode_gap_days"],
            ),
            registers=registers,
            answers=frozenset(_answers(plans)),
            mark=sha256(text.encode()).hexdigest()[:FINGERPRINT_LETTERS],
            until=min(_later(day, self._catalogue), default=None),
            je_endemic=je_endemic,
            postpone_days=body["postpone_days"],
            decline_days=body["decline_days"],
        )


def concerns_household(codes: Iterable[str], day: date) -> bool:
    """Say whether any of the ICD-10 codes asks for something of those who live with the person."""
    registers = (_register(row) for row in edition_on("due_rules", day).body["register"])
    prefixes = tuple(prefix for one in registers if one.household for prefix in one.prefixes)
    return any(code.startswith(prefixes) for code in codes)


def packages() -> tuple[str, ...]:
    """Return the names of the reference tables that hold services."""
    return tuple(name for name in names() if name.startswith(PACKAGE_PREFIX))


@lru_cache(maxsize=512)
def _reference_versions(day: date) -> tuple[str, ...]:
    found = (edition_on(name, day) for name in (*packages(), *ALSO_READ))
    return tuple(f"{edition.name} {edition.version} {edition.valid_from}" for edition in found)


def _packaged(day: date, known: Mapping[str, Name]) -> list[ServicePlan]:
    found = []
    for name in packages():
        edition = edition_on(name, day)
        found += [read_plan(row, edition.source, known) for row in edition.body["service"]]
    return found


def _answers(plans: tuple[ServicePlan, ...]) -> list[str]:
    keys = [key for plan in plans for key in (*plan.done_by, plan.anchor)]
    return [key.split(":", 1)[1].split("=")[0] for key in keys if key.startswith("answer:")]


def _later(day: date, catalogue: Catalogue) -> list[date]:
    begun = [edition.valid_from for name in (*packages(), *ALSO_READ) for edition in editions(name)]
    return [start for start in (*begun, *catalogue.due_starts()) if start > day]


def _register(row: Mapping[str, Any]) -> Register:
    return Register(
        row["code"], row["label"], tuple(row["icd10"]), row.get("household", False), row.get("restricted", False)
    )
