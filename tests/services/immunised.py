"""A child with doses, a report about one of them, and vaccines in the stock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.services.immunisation.adverse_events import NewEvent
from ilp_desktop.services.immunisation.dose_giving import CARD, NewDose
from ilp_desktop.services.immunisation.vaccine_stock import ReceivedVials
from tests.house_fixtures import TODAY, Clinic

EXPIRES = date(2027, 6, 30)


def vials(clinic: Clinic, vaccine: str = "OPV", **changes: object) -> ReceivedVials:
    """Return vials that may be taken in, but for what a test changes."""
    wanted: dict[str, object] = {"batch": "B123", "expires_on": EXPIRES, "doses_per_vial": 10, "vials": 5, "vvm": "A"}
    return ReceivedVials(clinic.new_id(), vaccine, **(wanted | changes))  # type: ignore[arg-type]


def received(clinic: Clinic, vaccine: str = "OPV", **changes: object) -> UUID:
    """Take vials in."""
    return clinic.house.vaccine_stock.receive(clinic.doctor, vials(clinic, vaccine, **changes))


def supply_keys(clinic: Clinic, antigen: str) -> list[str]:
    """Return what a dose may be taken from, what should be used first leading."""
    return [one.key for one in clinic.house.vaccine_stock.offer(clinic.doctor, antigen).supplies]


def manner(clinic: Clinic, antigen: str) -> dict[str, Any]:
    """Return how the doctor gives a vaccine, as a dose given here must say."""
    vaccine = vaccines_on(TODAY).of_antigen(antigen)
    assert vaccine is not None
    return {"route": vaccine.route, "site": vaccine.sites[0], "given_by": clinic.doctor.staff_id}


def labelled(clinic: Clinic, antigen: str, batch: str) -> dict[str, Any]:
    """Return a vial whose label was typed, and how the doctor gives it."""
    return {"batch": batch, "expires_on": EXPIRES, **manner(clinic, antigen)}


def from_stock(clinic: Clinic, person_id: UUID, antigen: str, dose: int, supply: str = "") -> UUID:
    """Give a dose today from what should be used first."""
    key = supply or supply_keys(clinic, antigen)[0]
    wanted = NewDose(
        clinic.new_id(), person_id, antigen, dose, TODAY, supply=key, confirmed=True, **manner(clinic, antigen)
    )
    return clinic.house.children.give(clinic.doctor, wanted)


def event(clinic: Clinic, person_id: UUID, *doses: UUID, **changes: object) -> NewEvent:
    """Return a report that may be stored, but for what a test changes."""
    wanted: dict[str, object] = {
        "onset_on": TODAY,
        "reactions": ("demam",),
        "reported_by": "pasien",
        "outcome": "belum",
    }
    return NewEvent(clinic.new_id(), person_id, doses, **(wanted | changes))  # type: ignore[arg-type]


def immunise(clinic: Clinic, child: UUID) -> None:
    """Give a child of a year a dose that was told of and one from the stock, with a report about the latter."""
    received(clinic)
    told = NewDose(clinic.new_id(), child, "BCG", 1, date(2025, 12, 1), told=True, told_by=CARD)
    clinic.house.children.give(clinic.doctor, told)
    dose = from_stock(clinic, child, "OPV", 1)
    clinic.house.adverse_events.report(clinic.doctor, event(clinic, child, dose))


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Expect that an answer is refused with these words beside a field."""
    with pytest.raises(WrongAnswers) as caught:
        yield
    assert any(words in text for text in caught.value.fields.values()), caught.value.fields
