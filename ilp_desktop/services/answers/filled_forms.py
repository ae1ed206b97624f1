"""Forms filled in before, in words, and every form on paper: empty for a visit, or with the answers stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Person, Staff
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check, may_be_asked
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.forms.schema import Answer, Form, Sensitivity
from ilp_desktop.forms.wording import answer_text, named
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.services.answers.conclusions import read_conclusion
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.screening import Screening, StoredResponse, latest_of_visit, responses_of
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.edition.wording import Wordings
from ilp_desktop.services.facility.facilities import FacilityProfile, profile_of
from ilp_desktop.services.paperwork import form_pdf, letterhead_of
from ilp_desktop.services.person.patient_header import PatientHeader, header_of

FORM_PAPER = "formulir"
NOT_YOURS = "Formulir ini hanya untuk petugas yang berwenang."


@dataclass(frozen=True)
class AnswerLine:
    """One answer in words, under the heading it stands under in its edition."""

    section: str
    question: str
    answer: str


@dataclass(frozen=True)
class PastForm:
    """A form as it was filled in; ``edition`` names what the answers were given to."""

    response: StoredResponse
    edition: str
    lines: tuple[AnswerLine, ...]

    @property
    def id(self) -> UUID:
        """Return what tells it apart."""
        return self.response.id


@dataclass(frozen=True)
class _Sheet:
    """What a sheet is laid out from."""

    form: Form
    heading: SheetHeading
    content: SheetAnswers | None = None
    asked: Collection[str] | None = None


class FilledForms:
    """What was asked before, and forms on paper."""

    def __init__(self, uow: UnitOfWork, screening: Screening, wordings: Wordings) -> None:
        self._uow = uow
        self._screening = screening
        self._wordings = wordings

    def history(self, user: SignedIn, person_id: UUID, form_code: str) -> tuple[PastForm, ...]:
        """Return every response in force to a form with its answers in words, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            found = responses_of(session, person.id, form_code)
        return tuple(self._past(user, response) for response in found)

    def pdf(self, user: SignedIn, encounter_id: UUID, form_code: str) -> bytes:
        """Return a form of a visit as PDF: with the answers stored, or empty for this person.

        Items of an official sheet stand in its words, as far as the Puskesmas has entered them.
        """
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            self._uow.made_paper(user, encounter.person_id, FORM_PAPER)
            response = latest_of_visit(session, encounter.id).get(form_code)
            if response is not None and response.answers:
                sheet = self._filled(session, user, response)
            else:
                sheet = self._empty(session, user, encounter, form_code)
        return self._laid_out(user, sheet)

    def past_pdf(self, user: SignedIn, response_id: UUID) -> bytes:
        """Return a form as it was filled in, in the edition of then, as PDF."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            response = owned(session, user.facility_id, FormResponse, response_id)
            self._uow.made_paper(user, response.person_id, FORM_PAPER)
            sheet = self._filled(session, user, response)
        return self._laid_out(user, sheet)

    def note_printed(self, user: SignedIn, encounter_id: UUID, form_code: str) -> None:
        """Put the printing of a form into the audit trail."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            work.touch("encounter", work.own(Encounter, encounter_id).id, printed=form_code)

    def _laid_out(self, user: SignedIn, sheet: "_Sheet") -> bytes:
        words = self._wordings.words_of(user, [sheet.form])[sheet.form.code]
        return form_pdf(sheet.form, sheet.content, sheet.heading, asked=sheet.asked, words=words)

    def _empty(self, session: Session, user: SignedIn, encounter: Encounter, form_code: str) -> "_Sheet":
        form = self._open_to(user, self._screening.catalogue.form(form_code, encounter.day))
        person = session.get_one(Person, encounter.person_id)
        header = header_of(session, person, encounter.day)
        heading = sheet_heading(profile_of(session, user.facility_id), header, indonesian_date(encounter.day))
        facts = facts_of(session, person, encounter.day)
        further = {meaning.follow_up for scoring in form.scorings for meaning in scoring.meanings}
        titled = replace(heading, titles=self._titles(further, encounter.day), known=tuple(facts.values))
        return _Sheet(form, titled, None, may_be_asked(form, facts))

    def _filled(self, session: Session, user: SignedIn, response: FormResponse) -> "_Sheet":
        whole = self._screening.catalogue.edition(response.form_code, response.form_version)
        form = self._open_to(user, whole)
        person = session.get_one(Person, response.person_id)
        header = header_of(session, person, response.day)
        examiner = session.get_one(Staff, response.recorded_by).name
        heading = sheet_heading(profile_of(session, user.facility_id), header, indonesian_date(response.day), examiner)
        facts = facts_of(session, person, response.day)
        return _Sheet(form, heading, self._content(form, whole, response, facts))

    def _content(self, form: Form, whole: Form, response: FormResponse, facts: Facts) -> SheetAnswers:
        """Return what was stored, as far as ``form`` has it; what may be reckoned from it is reckoned again."""
        kept = {
            question.code: response.answers[question.code]
            for question in form.questions
            if question.code in response.answers
        }
        typed = {code: as_typed(form.question(code), answer) for code, answer in kept.items()}
        checked = check(form, typed, facts)
        conclusion = read_conclusion(response.conclusion if _is_whole(form, whole) else None, form.source)
        further = {one.follow_up for one in (conclusion.members if conclusion else ())}
        return SheetAnswers(
            answers=kept,
            asked=frozenset(checked.asked) | kept.keys(),
            conclusion=conclusion,
            computed=checked.computed,
            titles=self._titles(further, response.day),
            readings=self._screening.readings(form, checked, facts),
        )

    def _titles(self, codes: Collection[str], day: date) -> Mapping[str, str]:
        """Return the titles of forms, of those that there are."""
        titles = {code: self._screening.title(code, day) for code in codes if code}
        return {code: title for code, title in titles.items() if title}

    def _past(self, user: SignedIn, response: StoredResponse) -> PastForm:
        try:
            form = self._screening.catalogue.edition(response.form_code, response.form_version)
        except UserError:  # its file is gone or broken
            return _as_stored(user, response)
        seen = self._open_to(user, form)
        told = response if _is_whole(seen, form) else replace(response, found=None)
        return PastForm(told, f"Edisi {form.version}", _lines(seen, response.answers))

    def _open_to(self, user: SignedIn, form: Form) -> Form:
        """Return as much of a form as somebody may see; raises ``NotAllowed`` for a restricted one."""
        if user.may(Act.SEE_RESTRICTED):
            return form
        if form.sensitivity is Sensitivity.RESTRICTED:
            raise NotAllowed(NOT_YOURS, "Minta petugas yang berwenang.")
        return form.unrestricted()


def _as_stored(user: SignedIn, response: StoredResponse) -> PastForm:
    """Return answers without the edition they were given to; only that could tell which of them are restricted."""
    edition = f"Edisi {response.form_version} (berkas formulir tidak ada)"
    if not user.may(Act.SEE_RESTRICTED):
        return PastForm(replace(response, answers={}, found=None), edition, ())
    lines = tuple(AnswerLine("", code, str(answer)) for code, answer in response.answers.items())
    return PastForm(response, edition, lines)


def _is_whole(seen: Form, whole: Form) -> bool:
    """Say whether a conclusion rests on nothing that is left out of what somebody sees."""
    return len(seen.scorings) == len(whole.scorings)


def _lines(form: Form, answers: Mapping[str, Answer]) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(question.section, named(question), answer_text(question, answers[question.code]))
        for question in form.questions
        if question.code in answers
    )


def sheet_heading(profile: FacilityProfile, header: PatientHeader, day: str, examiner: str = "") -> SheetHeading:
    """Return what stands above a sheet about a person on a day."""
    person = (
        ("Nama", header.name),
        ("No. RM", header.record_number),
        ("Tanggal lahir", f"{indonesian_date(header.birth_date)} ({header.age.text})"),
        ("Jenis kelamin", header.sex.word),
        ("Tanggal", day),
    )
    return SheetHeading(letterhead_of(profile), person, examiner)
