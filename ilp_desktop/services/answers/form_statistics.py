"""What the forms of a Puskesmas brought to light: people screened, conclusions, answers, by period and village."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Village
from db.queries.form_counts import Where, answers_by_value, conclusions_and_lists, people_by_form
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.reporting_period import Days
from ilp_desktop.domain.small_counts import told
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Form, Header, Kind, Question, Sensitivity
from ilp_desktop.services.answers.form_figures import QuestionFigures, question_figures
from ilp_desktop.services.answers.scale_figures import ScaleFigures, scale_figures
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

COUNTED = (Kind.BOOLEAN, Kind.CHOICE, Kind.MANY, Kind.INTEGER, Kind.DECIMAL)


@dataclass(frozen=True)
class ScreenedForm:
    """A form and how many people answered it, as may be told."""

    code: str
    title: str
    group: str
    people: str

    @property
    def id(self) -> str:
        """Return what tells the form from others."""
        return self.code


@dataclass(frozen=True)
class FormFigures:
    """What people answered to one form; each counts once, by the last answers of the period.

    Attributes:
        people: how many answered, as may be told.
        restricted: whether small counts are blurred throughout.
    """

    code: str
    title: str
    people: str
    restricted: bool
    conclusions: tuple[ScaleFigures, ...]
    questions: tuple[QuestionFigures, ...]


class FormStatistics:
    """Counts over stored answers; no name ever comes with them."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def listed(self, user: SignedIn, days: Days, village_id: UUID | None = None) -> tuple[ScreenedForm, ...]:
        """Return every form the user may see figures of, by title, with the people who answered it."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            found = people_by_form(session, _where(session, user, days, village_id))
        people = {row.form_code: row.people for row in found}
        return tuple(
            ScreenedForm(header.code, header.title, header.group.title, _people(header, people.get(header.code, 0)))
            for header in self._catalogue.listed(self._uow.today(user))
            if _may_see(user, header)
        )

    def figures(self, user: SignedIn, form_code: str, days: Days, village_id: UUID | None = None) -> FormFigures:
        """Return the counts of one form; raises ``UserError`` for one the user may not see, as if there were none."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            form = self._form(user, form_code)
            asked = [question for question in _seen_by(user, form).questions if question.kind in COUNTED]
            return _figures(user, form, asked, _Counted(session, _where(session, user, days, village_id), form, asked))

    def _form(self, user: SignedIn, form_code: str) -> Form:
        form = self._catalogue.form(form_code, self._uow.today(user))
        if not _may_see(user, form):
            raise UserError(f"Formulir {form_code} tidak ada.", "Pasang berkas formulirnya.")
        return form


class _Counted:
    """The answers to a form, read in two statements: conclusions with lists of choices, then single answers."""

    def __init__(self, session: Session, where: Where, form: Form, asked: Sequence[Question]) -> None:
        many = [question.code for question in asked if question.kind is Kind.MANY]
        single = [question.code for question in asked if question.kind is not Kind.MANY]
        self.conclusions: list[tuple[Mapping[str, Any] | None, int]] = []
        self._values: dict[str, list[tuple[Any, int]]] = {}
        for row in conclusions_and_lists(session, where, form.code, many):
            self.conclusions.append((row.conclusion, row.people))
            for number, code in enumerate(many, start=1):
                self._values.setdefault(code, []).append((row[number], row.people))
        for row in answers_by_value(session, where, form.code, single):
            value = row.word if row.number is None else row.number
            self._values.setdefault(row.code, []).append((value, row.people))

    @property
    def people(self) -> int:
        """Return how many people answered the form."""
        return sum(people for _, people in self.conclusions)

    def of(self, code: str) -> Sequence[tuple[Any, int]]:
        """Return the answers to a question, each with how many people gave it."""
        return self._values.get(code, ())


def _figures(user: SignedIn, form: Form, asked: Sequence[Question], counted: _Counted) -> FormFigures:
    restricted = form.sensitivity is Sensitivity.RESTRICTED
    closed = form.restricted_codes()
    questions = [
        question_figures(question, counted.of(question.code), restricted=restricted or question.code in closed)
        for question in asked
    ]
    return FormFigures(
        code=form.code,
        title=form.title,
        people=told((counted.people,), restricted=restricted)[0],
        restricted=restricted,
        conclusions=scale_figures(form, counted.conclusions, sees_closed=user.may(Act.SEE_RESTRICTED)),
        questions=tuple(questions),
    )


def _may_see(user: SignedIn, header: Header) -> bool:
    return header.sensitivity is Sensitivity.GENERAL or user.may(Act.SEE_RESTRICTED)


def _seen_by(user: SignedIn, form: Form) -> Form:
    return form if user.may(Act.SEE_RESTRICTED) else form.unrestricted()


def _people(header: Header, people: int) -> str:
    return told((people,), restricted=header.sensitivity is Sensitivity.RESTRICTED)[0]


def _where(session: Session, user: SignedIn, days: Days, village_id: UUID | None) -> Where:
    if village_id is not None:
        owned(session, user.facility_id, Village, village_id)
    return Where(user.facility_id, days.first, days.last, village_id)
