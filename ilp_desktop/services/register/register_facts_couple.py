"""The facts that columns of the register of people about to marry name: their packages, certificates, the partner."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from db.models import Person
from ilp_desktop.domain.care.premarital import Package, PackageState, lacking
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import EVERYBODY, Asked, Fact
from ilp_desktop.services.register.register_sources import Sources

OF_BOTH = ("name", "sex", "age", "birth_date", "nik", "record_number", "address", "village", "phone")
BOTH_COMPLETE, NOT_BOTH, ALONE = "lengkap", "belum lengkap", "pasangan belum dicatat"


def _of_partner(fact: Fact) -> Fact:
    """Return a fact of whoever the row is about as one of the partner; nothing where none is on record."""

    def read(entry: Entry, sources: Sources, asked: Asked) -> Cell:
        return None if entry.partner is None else fact.read(replace(entry, person=entry.partner), sources, asked)

    return Fact(read, fact.forms, fact.asks)


def _of_package(read: Callable[[Package], Cell]) -> Fact:
    return Fact(lambda entry, sources, _asked: read(sources.packages[entry.person.id]))


def _lacking(package: Package) -> Cell:
    return None if package.begun_on is None else ", ".join(lacking(package.parts)) or None


def _certificate(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    found = sources.bridal.get(entry.person.id)
    return None if found is None else found.number


def _of_both(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Say whether the packages of both are complete."""
    if entry.partner is None:
        return ALONE
    both: tuple[Person, ...] = (entry.person, entry.partner)
    complete = all(sources.packages[one.id].state is PackageState.COMPLETE for one in both)
    return BOTH_COMPLETE if complete else NOT_BOTH


PACKAGES: Mapping[str, Fact] = {
    "package_begun": _of_package(lambda one: one.begun_on),
    "package_state": _of_package(lambda one: one.state.value),
    "package_lacking": _of_package(_lacking),
    "package_certificate": Fact(_certificate),
}
COUPLES: Mapping[str, Fact] = {
    **PACKAGES,
    "couple_state": Fact(_of_both),
    **{f"partner_{name}": _of_partner(fact) for name, fact in PACKAGES.items()},
    **{f"partner_{name}": _of_partner(EVERYBODY[name]) for name in OF_BOTH},
}
"""Facts of people about to marry; no result of an examination is among them, only whether a part is done."""
