"""What screenings of mother and child concluded, which visits took place, and what is due, for the KIA summary."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.birth.postnatal import visit_windows
from ilp_desktop.domain.due.due import is_dose
from ilp_desktop.forms.schema import Answer, Form, Question
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.contents.kia_child import VisitMark
from ilp_desktop.printing.contents.kia_mother import DueService
from ilp_desktop.printing.wording import short_date
from ilp_desktop.services.answers.screening import StoredResponse, responses_of
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_services import services_shown
from ilp_desktop.services.due.due_store import due_person
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.kia_sheet import Sheet

HEEL_PRICK = "newborn_screening"
REFUSED = "tidak_diberi"


def concluded(sheet: Sheet, person_id: UUID, forms: Iterable[str], since: date, until: date) -> str:
    """Return what the latest of some forms concluded and when; empty when none was filled in within the days."""
    for response in responses_of(sheet.session, person_id, *forms):
        if response.found is not None and since <= response.day <= until:
            return f"{response.found.conclusion} ({short_date(response.day)})"
    return ""


def given(sheet: Sheet, person_id: UUID, form: str) -> str:
    """Return what was given last by a form that asks whether something is given, and when; empty when nothing was."""
    for response in responses_of(sheet.session, person_id, form):
        said = what_given(sheet.screening.catalogue.form(form, response.day), response.answers)
        if said:
            return f"{said} ({short_date(response.day)})"
    return ""


def what_given(form: Form, answers: Mapping[str, Answer]) -> str:
    """Return what was given by the answers to a form that asks whether something is given; empty when nothing was."""
    said = (_given(question, answers.get(question.code)) for question in form.questions)
    return next((text for text in said if text), "")


def visits_after_birth(sheet: Sheet, person_id: UUID, form: str, born_on: date) -> tuple[VisitMark, ...]:
    """Return the visits expected after a birth with the day each took place; none when no visit is on record."""
    done = [response.day for response in responses_of(sheet.session, person_id, form)]
    marks = visit_marks(done, form, born_on, sheet.today)
    return marks if any(mark.done_on for mark in marks) else ()


def visit_marks(done: Collection[date], form: str, born_on: date, today: date) -> tuple[VisitMark, ...]:
    """Return the visits expected after a birth with the first day on which each took place."""
    return tuple(
        VisitMark(window.label, window.done_on) for window in visit_windows(form, born_on, done, today).windows
    )


def heel_prick(sheet: Sheet, child_id: UUID) -> tuple[VisitMark, ...]:
    """Return the screening of a newborn when it took place."""
    found: tuple[StoredResponse, ...] = responses_of(sheet.session, child_id, HEEL_PRICK)
    return (VisitMark("SHK", found[-1].day),) if found else ()


def services_next(sheet: Sheet, person: Person, *, doses: bool) -> tuple[DueService, ...]:
    """Return what is due for a person as rooms show it, without what only clinicians may see; the sheet goes home."""
    edition = sheet.store.edition(sheet.session, person.facility_id, sheet.today)
    facts = load_facts(sheet.session, [due_person(person, sheet.today)], edition, sheet.today)
    shown = services_shown(person.id, facts[person.id], edition, sheet.today, None, may_all=False)
    return tuple(
        DueService(item.label, item.due_from, item.state.value)
        for item in shown.items
        if item.state in (ServiceState.LATE, ServiceState.DUE) and (doses or not is_dose(item.service))
    )


def _given(question: Question, answer: Answer | None) -> str:
    if answer is True:
        return question.label.removesuffix(" diberikan")
    if question.code == "obat_cacing" and answer not in (None, REFUSED):
        return answer_text(question, answer)
    return ""
