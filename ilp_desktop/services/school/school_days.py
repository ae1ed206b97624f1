"""A day at a school: a row a child, stored as the forms of a visit held there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Person, School
from db.queries.classes import pupils_of
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.schools import NAME, ClassName, year_begins
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.forms.schema import Form, Question
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.screening import FilledForm, Screening, is_latest
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.record.outside_visits import OutsideVisit, outside_visit, refuse_outside
from ilp_desktop.services.school.schools import MOST_OF_A_CLASS, PupilInfo, pupil_info

AT_SCHOOL = "sekolah"
GRADE, SCHOOL_NAME = "kelas", "nama_sekolah"
NOTHING = "Belum ada yang diisi pada baris ini."


@dataclass(frozen=True)
class DayColumn:
    """A column of the table: its title, the questions it fills in the order they are typed, and what these imply."""

    title: str
    questions: tuple[Question, ...]
    width: int
    implied: Mapping[str, str]

    @property
    def key(self) -> str:
        """Return what tells columns apart."""
        return self.questions[0].code


@dataclass(frozen=True)
class DayRow:
    """A child of the class.

    Attributes:
        typed: what is stored of the day, by question, as it is typed.
        complete: the screening of the day is stored as a whole.
    """

    pupil: PupilInfo
    facts: Facts
    typed: Mapping[str, str]
    complete: bool = False


@dataclass(frozen=True)
class DayTable:
    """A class on a day, with the forms its columns belong to."""

    school_id: UUID
    school: str
    name: ClassName
    day: date
    columns: tuple[DayColumn, ...]
    rows: tuple[DayRow, ...]
    screening: Form
    vitals: Form


@dataclass(frozen=True)
class DayEntry:
    """One child's row as it is typed; the same save sent twice is one."""

    client_id: UUID
    person_id: UUID
    school_id: UUID
    day: date
    typed: Mapping[str, str]
    confirmations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DaySaved:
    """What was stored of a row; ``left`` names the questions the screening still lacks."""

    forms: tuple[str, ...]
    left: tuple[str, ...] = ()


class SchoolDays:
    """Screening a class."""

    def __init__(self, uow: UnitOfWork, screening: Screening) -> None:
        self._uow = uow
        self._screening = screening

    def table(self, user: SignedIn, school_id: UUID, name: ClassName, day: date) -> DayTable:
        """Return a class of this school year with what is stored of a day."""
        rules = edition_on(NAME, day).body
        screening, vitals = (self._form(rules[key], day) for key in ("screening_form", "vitals_form"))
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            school = owned(session, user.facility_id, School, school_id)
            found = pupils_of(session, school.id, year_begins(day), name.grade, name.section, MOST_OF_A_CLASS)
            pupils = [pupil_info(row) for row in found]
            stored = _stored(session, [one.person_id for one in pupils], day, (vitals.code, screening.code))
            school_name = school.name
        rows = tuple(_row(one, day, stored.get(one.person_id, {}), (vitals, screening)) for one in pupils)
        return DayTable(school_id, school_name, name, day, _columns(screening, day), rows, screening, vitals)

    def save(self, user: SignedIn, wanted: DayEntry) -> DaySaved:
        """Store one row: vital signs at once, the screening when it is complete; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work, work.session.no_autoflush:
            person = work.own(Person, wanted.person_id, locked=True)
            school = work.own(School, wanted.school_id)
            if work.saved_before(wanted.client_id) is not None:
                work.touch("encounter", person.id, repeated=True)
                return DaySaved(())
            refuse_day(work, person, wanted.day)
            encounter = _visit(work, person, school, wanted.day)
            forms, left = self._forms(work, person, wanted)
            if not forms and not left:
                raise WrongAnswers({"": NOTHING})
            stored = self._screening.store(work, encounter, person, forms)
            person.last_visit_on = max(wanted.day, person.last_visit_on or wanted.day)
            work.due_for(person.id)
            work.remember(wanted.client_id, encounter.id)
            work.touch("encounter", encounter.id, place=AT_SCHOOL, forms=list(stored.written))
            work.touch("person", person.id)
            return DaySaved(stored.written, left)

    def _form(self, code: str, day: date) -> Form:
        return self._screening.catalogue.form(code, day)

    def _forms(self, work: Work, person: Person, wanted: DayEntry) -> tuple[list[FilledForm], tuple[str, ...]]:
        """Return the forms to be stored of a row, and what the screening still lacks."""
        rules = edition_on(NAME, wanted.day).body
        facts = facts_of(work.session, person, wanted.day)
        vitals, screening = (self._form(rules[key], wanted.day) for key in ("vitals_form", "screening_form"))
        measured = _part_of(vitals, wanted)
        forms = [measured] if measured.typed else []
        asked = _part_of(screening, wanted)
        if not asked.typed.keys() - measured.typed.keys() - {GRADE, SCHOOL_NAME}:
            return forms, ()
        checked = self._screening.check(screening, asked, facts)
        if checked.unfinished:
            return forms, tuple(screening.question(code).label for code in checked.asked if code in checked.missing)
        return [*forms, asked], ()


def _columns(screening: Form, day: date) -> tuple[DayColumn, ...]:
    return tuple(
        DayColumn(
            row["title"],
            tuple(screening.question(code) for code in row["codes"]),
            row["width"],
            row.get("implied", {}),
        )
        for row in edition_on(NAME, day).body["column"]
    )


def _row(pupil: PupilInfo, day: date, stored: Mapping[str, Any], forms: Sequence[Form]) -> DayRow:
    typed: dict[str, str] = {}
    for form in forms:
        answers = stored.get(form.code, {})
        typed |= {one.code: as_typed(one, answers[one.code]) for one in form.questions if one.code in answers}
    facts = Facts(day=day, birth_date=pupil.birth_date, sex=pupil.sex)
    return DayRow(pupil, facts, typed, forms[-1].code in stored)


def _stored(
    session: Session, people: Sequence[UUID], day: date, forms: Sequence[str]
) -> dict[UUID, dict[str, Mapping[str, Any]]]:
    """Return the answers of visits at school of a day, by person and form."""
    rows = session.execute(
        select(FormResponse.person_id, FormResponse.form_code, FormResponse.answers)
        .join(Encounter, Encounter.id == FormResponse.encounter_id)
        .where(Encounter.person_id.in_(people), Encounter.day == day, Encounter.place == AT_SCHOOL)
        .where(FormResponse.form_code.in_(forms), is_latest())
    )
    found: dict[UUID, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        if row.answers:
            found.setdefault(row.person_id, {})[row.form_code] = row.answers
    return found


def _part_of(form: Form, wanted: DayEntry) -> FilledForm:
    codes = {question.code for question in form.questions}
    typed = {code: text for code, text in wanted.typed.items() if code in codes and text.strip()}
    return FilledForm(form.code, typed, wanted.confirmations)


def refuse_day(work: Work, person: Person, day: date) -> None:
    """Raise ``WrongAnswers`` for a day on which nobody can have been at school."""
    refuse_outside(work, person, day, edition_on(NAME, day).body["hour"])


def _visit(work: Work, person: Person, school: School, day: date) -> Encounter:
    """Return the visit of a child at its school on a day, made when there is none yet."""
    hour, complaint = edition_on(NAME, day).body["hour"], f"Penjaringan di {school.name}"
    return outside_visit(work, person, OutsideVisit(day, hour, AT_SCHOOL, complaint, Klaster.MOTHER_CHILD))
