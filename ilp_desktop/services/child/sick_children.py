"""Sick children by the charts: what their classes ask for while the form is filled in, and the sheet for the mother."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Person, Staff
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.care.medicine_dose import Dose, DosedChild
from ilp_desktop.domain.care.sick_child import CarePlan, Colour, care_plan, has_care
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.invitation import day_in_words
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.answered import number
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers
from ilp_desktop.printing.contents.care import CareMedicine, CareSheet
from ilp_desktop.services.answers.conclusions import read_conclusion
from ilp_desktop.services.answers.filled_forms import sheet_heading
from ilp_desktop.services.answers.screening import latest_of_visit
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import care_pdf
from ilp_desktop.services.person.patient_header import header_of

WEIGHT = "berat"
NOT_STORED = "Penilaian anak sakit belum disimpan."
SAVE_FIRST = "Lengkapi dan simpan formulirnya, lalu cetak lagi."
COME_ON = "{}, walaupun sudah membaik."


class SickChildren:
    """What the charts say of sick children."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def knows(self, form: str, day: date) -> bool:
        """Say whether the charts of a day have the classes of a form."""
        return has_care(form, day)

    def plan(
        self, form: str, answers: Answers, found: Assessment | None, facts: Facts, allergies: Sequence[str]
    ) -> CarePlan | None:
        """Return what the classes concluded so far ask for; quick enough for every key."""
        if facts.age is None:
            return None
        return care_plan(form, found, DosedChild(facts.age, number(answers, WEIGHT), tuple(allergies)))

    def pdf(self, user: SignedIn, encounter_id: UUID, form: str) -> bytes:
        """Return the sheet for the mother of what is stored of a visit; raises ``UserError`` where nothing is."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            sheet = _sheet(session, user, encounter, form)
            self._uow.made_paper(user, encounter.person_id, "lembar untuk ibu")
        return care_pdf(sheet)


def _sheet(session: Session, user: SignedIn, encounter: Encounter, form: str) -> CareSheet:
    response = latest_of_visit(session, encounter.id).get(form)
    person = session.get_one(Person, encounter.person_id)
    header = header_of(session, person, encounter.day)
    plan = _stored_plan(response, person, encounter, header.allergies) if response else None
    if response is None or plan is None:
        raise UserError(NOT_STORED, SAVE_FIRST)
    examiner = session.get_one(Staff, response.recorded_by).name
    heading = sheet_heading(profile_of(session, user.facility_id), header, day_in_words(encounter.day), examiner)
    red = [care for care in plan.cares if care.colour is Colour.RED]
    again = (COME_ON.format(day_in_words(plan.return_on)),) if plan.return_on else ()
    return CareSheet(
        heading=heading,
        classes=tuple(care.words for care in plan.cares),
        medicines=tuple(_medicine(dose) for dose in plan.doses),
        home=plan.home,
        back=plan.back,
        again=() if red else (*again, *plan.return_if),
        source=plan.source,
        referred_to=next((care.refer_to for care in red if care.refer_to), "dokter") if red else "",
    )


def _stored_plan(
    response: FormResponse, person: Person, encounter: Encounter, allergies: Sequence[str]
) -> CarePlan | None:
    found = read_conclusion(response.conclusion, response.form_code)
    age = age_on(person.birth_date, encounter.day)
    return care_plan(response.form_code, found, DosedChild(age, number(response.answers, WEIGHT), tuple(allergies)))


def _medicine(dose: Dose) -> CareMedicine:
    return CareMedicine(dose.name, dose.amount, dose.how, dose.problem)
