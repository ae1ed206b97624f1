"""Work and health of one person: what was told of work and its hazards, what a doctor said came of it, what waits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.stored_answers import StoredResponse, responses_of
from ilp_desktop.services.answers.told_results import DatedPicture, FormResult, newest_of, results_of
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.due.open_services import Wanted, open_services
from ilp_desktop.services.ncd.chronic_care import ToldLine
from ilp_desktop.services.record.diagnosed_spans import DiagnosedSpan, diagnosed_spans

TABLE, FORM = "work_health", "work_health"


@dataclass(frozen=True)
class WorkPicture(DatedPicture):
    """What is on record of somebody's work.

    Attributes:
        occupation: as it was registered; empty where nobody said.
        told: what forms recorded of work and its hazards, the newest answer to each.
        found: what was last determined of a disease of work; None where nobody asked.
        marks: diagnoses that say so by their code.
        due: what the form itself still asks for.
    """

    occupation: str
    told: tuple[ToldLine, ...]
    found: FormResult | None
    marks: tuple[DiagnosedSpan, ...]
    due: tuple[OfferedService, ...]


class WorkCare:
    """Work and health of people."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> WorkPicture:
        """Return the picture of a person today."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            body = edition_on(TABLE, today).body
            forms = tuple(row["form"] for row in body["told"])
            responses = [one for one in responses_of(session, person.id, *forms) if one.day <= today]
            results = list(results_of(self._catalogue, responses, (FORM,)))
            return WorkPicture(
                day=today,
                occupation=person.occupation,
                told=tuple(self._told(body["told"], responses)),
                found=next(iter(newest_of(results, (FORM,))), None),
                marks=tuple(diagnosed_spans(session, person.id, body["marks"], today)),
                due=open_services(session, self._store, user, person, Wanted((), (FORM,), today)),
            )

    def _told(self, rows: Sequence[Mapping[str, Any]], responses: Sequence[StoredResponse]) -> Iterator[ToldLine]:
        """Give the newest answer to each question; a later blank takes none away."""
        for row in rows:
            own = [one for one in responses if one.form_code == row["form"]]
            for code in row["questions"]:
                newest = next((one for one in own if one.answers.get(code) is not None), None)
                if newest is not None:
                    form = self._catalogue.edition(newest.form_code, newest.form_version)
                    question = form.question(code)
                    yield ToldLine(question.label, answer_text(question, newest.answers[code]), newest.day)
