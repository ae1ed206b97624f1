"""Visits written down later, from the paper of a blackout or of the field, with the day and time they really were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from db.models import Person, Staff, Ticket
from db.queries.late_visits import codes_of_visits, late_visits_of_day
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.due.service_registers import concerns_household
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.orders.written_therapy import therapy_doubts
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.screening import FilledForm, Screening
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.due.invitations import note_coming
from ilp_desktop.services.order.therapy_writing import dosed_by
from ilp_desktop.services.queue.visits import LONGEST_COMPLAINT
from ilp_desktop.services.record.late_writing import (
    LateVisit,
    Unlikely,
    doubts_of,
    late_encounter,
    late_ticket,
    refuse_late,
    return_later_ones,
)
from ilp_desktop.services.record.visit_writing import SoapNote, diagnosis_problem, misfits, write_diagnoses, write_note

LISTED = 200
LIMITS = {"complaint": ("Keluhan", LONGEST_COMPLAINT), "treatment": ("Terapi", 2000)}


@dataclass(frozen=True)
class LateRow:
    """A visit written down later, as the list shows it; times are of the wall clock."""

    encounter_id: UUID
    at: datetime
    number: str
    name: str
    record_number: str
    klaster: Klaster
    codes: tuple[str, ...]
    served_by: str
    recorded_by: str
    recorded_at: datetime


class LateEntries:
    """Writes paper visits down."""

    def __init__(self, uow: UnitOfWork, screening: Screening, codes: DiagnosisCodes) -> None:
        self._uow = uow
        self._screening = screening
        self._codes = codes

    def listed(self, user: SignedIn, day: date) -> tuple[LateRow, ...]:
        """Return the visits of a day that were written down later, the latest written first."""
        with self._uow.reading(user, Act.ENTER_LATE) as session:
            rows = late_visits_of_day(session, user.facility_id, day, LISTED)
            codes = codes_of_visits(session, [row.id for row in rows]) if user.may(Act.SEE_RECORD) else {}
            return tuple(_listed(row, codes.get(row.id, ()), user.time_zone) for row in rows)

    def people_on_duty(self, user: SignedIn) -> tuple[tuple[UUID, str], ...]:
        """Return who may have been with a person, by name: the staff of the Puskesmas."""
        with self._uow.reading(user, Act.ENTER_LATE) as session:
            mine = select(Staff.id, Staff.name).where(Staff.facility_id == user.facility_id, Staff.active)
            return tuple((row.id, row.name) for row in session.execute(mine.order_by(Staff.name)))

    def add(self, user: SignedIn, wanted: LateVisit) -> str:
        """Store one visit in full and return its number of that day; the same save sent twice is one.

        Raises ``WrongAnswers``, or ``Unlikely`` where something is asked once.
        """
        problems = too_long(wanted, LIMITS)
        wrong = diagnosis_problem(wanted.diagnoses, self._codes)
        problems |= {"diagnoses": wrong} if wrong else {}
        if problems:
            raise WrongAnswers(problems)
        if wanted.is_clinical:
            require(user, Act.WRITE_RECORD)
        with self._uow.writing(user, Act.ENTER_LATE) as work, work.session.no_autoflush:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("ticket", earlier, repeated=True)
                ticket = work.session.get_one(Ticket, earlier)
            else:
                ticket = self._add(work, wanted)
            return ticket_text(ticket.letter, ticket.number)

    def _add(self, work: Work, wanted: LateVisit) -> Ticket:
        person = work.own(Person, wanted.person_id, locked=True)
        work.own(Staff, wanted.served_by)
        refuse_late(work, person, wanted)
        vitals, measured, unlikely = self._vitals(work, person, wanted)
        fit = misfits(wanted.diagnoses, person, wanted.day)
        if fit.impossible:
            raise WrongAnswers({"diagnoses": fit.impossible})
        unlikely = doubts_of(work, wanted) | unlikely
        if fit.doubts:
            unlikely["diagnoses"] = next(iter(fit.doubts.values()))
        doses = therapy_doubts(wanted.treatment, dosed_by(person.birth_date, wanted.day, {"": measured}))
        if doses:
            unlikely["treatment"] = " ".join(doubt.says for doubt in doses)
        if unlikely and not wanted.sure:
            raise Unlikely(unlikely)
        encounter = late_encounter(work, person, wanted)
        work.session.add(encounter)
        work.session.flush()
        return_later_ones(work, encounter)
        ticket = late_ticket(work, encounter)
        if wanted.treatment.strip():
            write_note(work, encounter.id, SoapNote(therapy=wanted.treatment.strip()))
        if doses:
            work.touch("encounter", encounter.id, therapy_confirmed=[doubt.says for doubt in doses])
        write_diagnoses(work, encounter, wanted.diagnoses, (), fit.doubts)
        stored = self._screening.store(work, encounter, person, vitals)
        person.last_visit_on = max(wanted.day, person.last_visit_on or wanted.day)
        note_coming(work, person.id, wanted.day)
        household = concerns_household([given.code for given in wanted.diagnoses], wanted.day)
        work.due_for(person.id, household=household)
        work.remember(wanted.client_id, ticket.id)
        work.touch("ticket", ticket.id)
        work.touch("encounter", encounter.id, late=wanted.day.isoformat(), forms=list(stored.written))
        return ticket

    def _vitals(
        self, work: Work, person: Person, wanted: LateVisit
    ) -> tuple[tuple[FilledForm, ...], Mapping[str, Answer], dict[str, str]]:
        """Return the form of vital signs as it is stored once its doubts are confirmed, its answers, and the doubts."""
        if wanted.vitals is None:
            return (), {}, {}
        form = self._screening.catalogue.form(wanted.vitals.form_code, wanted.day)
        checked = self._screening.check(form, wanted.vitals, facts_of(work.session, person, wanted.day))
        sure = replace(wanted.vitals, confirmations=frozenset(doubt.key for doubt in checked.doubts.values()))
        asked = {f"{form.code}.{code}": doubt.message for code, doubt in checked.doubts.items()}
        return (sure,), checked.answers, asked


def _listed(row: Row[Any], codes: Sequence[str], time_zone: str) -> LateRow:
    return LateRow(
        encounter_id=row.id,
        at=local_time(row.happened_at, time_zone),
        number=ticket_text(row.letter, row.number),
        name=row.name,
        record_number=row.record_number or "",
        klaster=Klaster(row.klaster),
        codes=tuple(codes),
        served_by=row.served_by,
        recorded_by=row.recorded_by,
        recorded_at=local_time(row.recorded_at, time_zone),
    )
