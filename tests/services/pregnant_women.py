"""Women in the small Puskesmas whose pregnancy is dated in one way or another."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy, PregnancyFile
from tests.house_fixtures import Clinic
from tests.services.kia_story import ANC, at, examine

PERIOD = date(2026, 6, 1)


def start(clinic: Clinic, period: date | None = PERIOD, **changes: object) -> UUID:
    """Start a pregnancy and return whose it is."""
    woman = clinic.register("Ibu Uji").person_id
    wanted = NewPregnancy(clinic.new_id(), woman, period, 2, 1, 0, 155.0, 50.0)
    clinic.house.pregnancies.start(clinic.doctor, replace(wanted, **changes))  # type: ignore[arg-type]
    return woman


def current(clinic: Clinic, woman: UUID) -> PregnancyFile:
    """Return the pregnancy in progress."""
    found = clinic.house.pregnancies.current(clinic.doctor, woman)
    assert found is not None
    return found


def visit_with(clinic: Clinic, woman: UUID, day: date, **usg: str) -> None:
    """Record an antenatal visit of a day with what its scan says."""
    at(clinic, day)
    scanned = {"usg": "ya", "usg_dokter": "ya", "hasil_usg": "janin hidup"} if usg else {}
    examine(clinic, woman, "anc_visit", ANC | scanned | usg)
