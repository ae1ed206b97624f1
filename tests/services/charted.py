"""A patient with a past in several klaster, for tests of the record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import update

from db.models import Encounter
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.start.access import NewStaff
from tests.house_fixtures import PASSWORD, Clinic

VITALS = {"sistolik": "150", "diastolik": "95", "nadi": "80", "suhu": "36,7", "berat": "61,5", "tinggi": "158"}
USUAL_NOTE = SoapNote(subjective="Pusing tiga hari", therapy="Amlodipin 5 mg 1x1")
USUAL_FORMS = (FilledForm("vital_signs", VITALS),)


@dataclass(frozen=True)
class Written:
    """What is written at a visit."""

    codes: tuple[str, ...] = ("I10",)
    note: SoapNote = USUAL_NOTE
    forms: tuple[FilledForm, ...] = USUAL_FORMS


def colleague(clinic: Clinic) -> SignedIn:
    """Return another clinician of the Puskesmas."""
    wanted = NewStaff("dr. Bayu Contoh", "Dokter", "SIP/003", "bayu", PASSWORD, frozenset({Role.DOCTOR}))
    clinic.house.access.add_staff(clinic.head, wanted)
    return clinic.house.access.sign_in("bayu", PASSWORD)


def write(
    clinic: Clinic,
    person_id: UUID,
    by: SignedIn,
    written: Written | None = None,
    klaster: Klaster = Klaster.ADULT_ELDERLY,
    *,
    finish: bool = True,
) -> UUID:
    """Let somebody come in, be examined by a clinician in a klaster, and go home; returns the visit."""
    visit = clinic.visit(person_id, complaint="keluhan rahasia").encounter_id
    with clinic.database.writing() as session, session.begin():
        session.execute(update(Encounter).where(Encounter.id == visit).values(klaster=klaster.value))
    wanted = written or Written()
    examination = Examination(
        clinic.new_id(), visit, 1, wanted.note, tuple(map(GivenDiagnosis, wanted.codes)), wanted.forms
    )
    version = clinic.house.encounters.record(by, examination)
    if finish:
        clinic.house.encounters.finish(by, visit, version, NextPlace.HOME)
    return visit


def next_day(clinic: Clinic, days: int = 1) -> None:
    """Let days pass."""
    clinic.clock.forward(timedelta(days=days))


def change(clinic: Clinic, by: SignedIn, visit: UUID, **changes: object) -> None:
    """Save an open visit once more with something changed."""
    file = clinic.house.encounters.open(by, visit)
    wanted = Examination(clinic.new_id(), visit, file.version, file.note, file.diagnoses)
    clinic.house.encounters.record(by, replace(wanted, **changes))  # type: ignore[arg-type]


def filled(code: str, typed: Mapping[str, str]) -> FilledForm:
    """Return a form as it is typed."""
    return FilledForm(code, dict(typed))


BORN = date(1990, 5, 17)
