"""The picture of a pregnancy in progress: what is wrong, what is due, what was done, as the record says it today."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person, Pregnancy
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.antenatal_picture import TabletCount
from ilp_desktop.forms.risk_course import RiskCourse
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.antenatal.antenatal_words import visit_words
from ilp_desktop.services.antenatal.pregnancy_attention import Attention, attention
from ilp_desktop.services.antenatal.pregnancy_care import PregnancyCare, pregnancy_care
from ilp_desktop.services.antenatal.pregnancy_curves import VisitCurve, visit_curves
from ilp_desktop.services.antenatal.pregnancy_next import NextService, next_services
from ilp_desktop.services.antenatal.pregnancy_record import pregnancy_record
from ilp_desktop.services.antenatal.pregnancy_risks import risk_courses
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_services import services_shown
from ilp_desktop.services.due.due_store import DueStore, due_person
from ilp_desktop.services.pregnancy.kia_books import BookFile, book_file
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, AntenatalRow, PregnancyFile, open_pregnancy


@dataclass(frozen=True)
class PregnancyPicture:
    """A pregnancy as one looks at it.

    Attributes:
        attention: what calls for somebody to act, the worst first.
        due: what comes next.
        risks: KSPR, preeclampsia screening and 4T from the first day to today.
        book: the Buku KIA of it.
        td: tetanus status, empty where it is not known.
        visit_words: what each visit found, in lines.
    """

    file: PregnancyFile
    attention: tuple[Attention, ...]
    due: tuple[NextService, ...]
    care: PregnancyCare
    risks: tuple[RiskCourse, ...]
    curves: tuple[VisitCurve, ...]
    tablets: TabletCount
    td: str
    book: BookFile
    visit_words: tuple[tuple[str, ...], ...] = ()


class PregnancyPictures:
    """Pictures of pregnancies in progress."""

    def __init__(self, uow: UnitOfWork, screening: Screening, store: DueStore) -> None:
        self._uow = uow
        self._screening = screening
        self._store = store

    def current(self, user: SignedIn, person_id: UUID) -> PregnancyPicture | None:
        """Return the picture of the pregnancy in progress, or None; restricted things need leave."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            pregnancy = open_pregnancy(session, person.id)
            return None if pregnancy is None else self._picture(session, user, person, pregnancy)

    def _picture(self, session: Session, user: SignedIn, person: Person, pregnancy: Pregnancy) -> PregnancyPicture:
        today, may_all = self._uow.today(user), user.may(Act.SEE_RESTRICTED)
        edition = self._store.edition(session, user.facility_id, today)
        facts = load_facts(session, [due_person(person, today)], edition, today)[person.id]
        given = facts.vaccines.given if facts.vaccines is not None else ()
        record = pregnancy_record(session, person, pregnancy, today, given)
        services = services_shown(person.id, facts, edition, today, None, may_all=may_all)
        risks = risk_courses(record, self._screening.catalogue, restricted=may_all)
        return PregnancyPicture(
            file=record.file,
            attention=attention(record, self._screening, risks, restricted=may_all),
            due=next_services(record, services, risks),
            care=pregnancy_care(record, self._screening.catalogue, restricted=may_all),
            risks=risks,
            curves=visit_curves(record.file),
            tablets=record.tablets,
            td=record.td_text,
            book=book_file(session, pregnancy.id),
            visit_words=tuple(self._words(row) for row in record.file.visits),
        )

    def _words(self, row: AntenatalRow) -> tuple[str, ...]:
        return visit_words(row, self._screening.catalogue.form(ANC_FORM, row.day))
