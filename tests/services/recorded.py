"""Forms recorded at a visit of today, as a doctor records them."""

from uuid import UUID

from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic


def record(clinic: Clinic, person_id: UUID, confirmed: frozenset[str] = frozenset(), **forms: dict[str, str]) -> UUID:
    """Open a visit for somebody who is well and store forms there; returns the visit."""
    visit = clinic.visit(person_id, sick=False).encounter_id
    correct(clinic, visit, confirmed, **forms)
    return visit


def correct(clinic: Clinic, visit: UUID, confirmed: frozenset[str] = frozenset(), **forms: dict[str, str]) -> None:
    """Store forms at a visit that is open."""
    wanted = Examination(
        clinic.new_id(),
        visit,
        clinic.house.encounters.open(clinic.doctor, visit).version,
        SoapNote(subjective="Kontrol"),
        (),
        tuple(FilledForm(code, typed, confirmed) for code, typed in forms.items()),
    )
    clinic.house.encounters.record(clinic.doctor, wanted)
