"""Development by KPSP: what helps a child with what it has not reached, on the screen and for its parents."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, Person, Staff
from ilp_desktop.domain.care.development import Aspect, AspectFound, form_months, stimulation
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.invitation import day_in_words
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.aspects import missed_aspects
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.printing.contents.care import CareSheet
from ilp_desktop.services.answers.conclusions import read_conclusion
from ilp_desktop.services.answers.filled_forms import sheet_heading
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.screening import Screening, latest_of_visit
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import care_pdf
from ilp_desktop.services.person.patient_header import header_of

NOT_STORED, SAVE_FIRST = "KPSP belum disimpan.", "Lengkapi dan simpan formulirnya, lalu cetak lagi."
REPEATED = "KPSP diulang {}; datang walaupun sudah bisa."


class Development:
    """Advice beside KPSP."""

    def __init__(self, uow: UnitOfWork, screening: Screening) -> None:
        self._uow = uow
        self._screening = screening

    def missed(self, form: Form, answers: Answers, facts: Facts) -> tuple[AspectFound, ...]:
        """Return the aspects in which something was not reached; quick enough for every key."""
        return missed_aspects(form, answers, facts)

    def usual(self, form: Form, facts: Facts) -> tuple[tuple[str, str], ...]:
        """Return what parents of any child of this age do, by aspect."""
        months = form_months(form.code)
        if months is None:
            return ()
        return tuple((aspect.label, stimulation(months, aspect, facts.day)) for aspect in Aspect)

    def pdf(self, user: SignedIn, encounter_id: UUID, form_code: str) -> bytes:
        """Return the sheet for the parents of what is stored of a visit; raises ``UserError`` where nothing is."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            sheet = self._sheet(session, user, encounter, form_code)
            self._uow.made_paper(user, encounter.person_id, "lembar untuk orang tua")
        return care_pdf(sheet)

    def _sheet(self, session: Session, user: SignedIn, encounter: Encounter, form_code: str) -> CareSheet:
        response = latest_of_visit(session, encounter.id).get(form_code)
        found = read_conclusion(response.conclusion, form_code) if response else None
        if response is None or found is None:
            raise UserError(NOT_STORED, SAVE_FIRST)
        person = session.get_one(Person, encounter.person_id)
        form = self._screening.catalogue.edition(form_code, response.form_version)
        facts = facts_of(session, person, encounter.day)
        missed = self.missed(form, response.answers, facts)
        first = {one.aspect.label for one in missed}
        lines = sorted(self.usual(form, facts), key=lambda line: line[0] not in first)
        header = header_of(session, person, encounter.day)
        examiner = session.get_one(Staff, response.recorded_by).name
        again = encounter.day + timedelta(days=found.repeat_days) if found.repeat_days else None
        return CareSheet(
            heading=sheet_heading(profile_of(session, user.facility_id), header, day_in_words(encounter.day), examiner),
            classes=(f"{form.title}: {found.conclusion}", *_words(missed)),
            medicines=(),
            home=tuple(f"{label}: {words}" for label, words in lines),
            back=(),
            again=(REPEATED.format(day_in_words(again)),) if again else (),
            source=form.source,
            to_see=found.refer_to,
        )


def _words(missed: Sequence[AspectFound]) -> tuple[str, ...]:
    return tuple(f"Belum tercapai, {one.aspect.label.lower()}: {', '.join(one.missed)}" for one in missed)
