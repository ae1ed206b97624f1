"""What was asked for comes to an end: a station answers, or somebody takes it back; and the prescription on paper."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, LabOrder, Observation, Person, PrescriptionLine, Staff
from db.queries.answer_code import code_of_own
from ilp_desktop.domain.errors import StaleRecord, UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.orders.order_words import OrderKind, OrderState
from ilp_desktop.domain.orders.signa import number_in_words
from ilp_desktop.domain.permissions import Act
from ilp_desktop.printing.contents.prescription import PrescribedLine, Prescription
from ilp_desktop.services.core.leaves import leave_at
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.order.order_reading import OrderLeave, may_end, title_of
from ilp_desktop.services.order.therapy_writing import WEIGHT
from ilp_desktop.services.paperwork import prescription_pdf
from ilp_desktop.services.person.patient_header import header_of

MODELS: dict[OrderKind, Any] = {OrderKind.TEST: LabOrder, OrderKind.MEDICINE: PrescriptionLine}


class Orders:
    """Tests and medicines asked for."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def cancel(self, user: SignedIn, kind: OrderKind, order_id: UUID, reason: str) -> None:
        """Take something back that still waits; raises ``WrongAnswers`` without a reason."""
        reason = told_reason(reason, "Tulis alasan pembatalan")
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            self._end(work, kind, order_id, OrderState.CANCELLED, reason)

    def done(self, user: SignedIn, kind: OrderKind, order_id: UUID) -> None:
        """Note that the station has answered: the result is there, or the medicine was handed out."""
        with self._uow.writing(user, Act.CARRY_OUT) as work:
            self._end(work, kind, order_id, OrderState.DONE, "")

    def pdf(self, user: SignedIn, encounter_id: UUID) -> bytes:
        """Return the prescription of a visit; raises ``UserError`` when nothing of it stands."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            seen = _leave_of(session, user, encounter, self._uow.today(user))
            lines = [row for row in _standing(session, encounter_id) if seen.sees(row, encounter.klaster, closed=False)]
            if not lines:
                raise UserError("Kunjungan ini belum punya resep.", "Tulis resep, simpan, lalu cetak.")
            self._uow.made_paper(user, encounter.person_id, "resep")
            sheet, profile = _sheet(session, encounter, lines), profile_of(session, user.facility_id)
        return prescription_pdf(sheet, profile)

    def note_printed(self, user: SignedIn, encounter_id: UUID) -> None:
        """Write into the audit trail that a prescription left the record."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            work.own(Encounter, encounter_id)
            work.touch("print", encounter_id, paper="resep")

    def _end(self, work: Work, kind: OrderKind, order_id: UUID, state: OrderState, reason: str) -> None:
        row = owned(work.session, work.facility_id, MODELS[kind], order_id, locked=True)
        if not may_end(work.session, work.user, row, work.today):
            raise not_there()
        if row.state != OrderState.WAITING.value:
            raise StaleRecord(f"{title_of(row)} sudah {row.state}.", "Daftarnya dimuat ulang.")
        row.state, row.ended_at, row.ended_by, row.reason = state.value, work.now, work.user.staff_id, reason
        work.due_for(row.person_id)
        work.touch("order", row.id, state=state.value)
        work.touch("encounter", row.encounter_id, order=state.value)


def _leave_of(session: Session, user: SignedIn, encounter: Encounter, today: date) -> OrderLeave:
    person = session.get_one(Person, encounter.person_id)
    return OrderLeave(leave_at(user, encounter, today), person.birth_date)


def _standing(session: Session, encounter_id: UUID) -> list[PrescriptionLine]:
    wanted = (
        select(PrescriptionLine)
        .where(PrescriptionLine.encounter_id == encounter_id, PrescriptionLine.state != OrderState.CANCELLED.value)
        .order_by(PrescriptionLine.recorded_at, PrescriptionLine.rank)
    )
    return list(session.scalars(wanted))


def _sheet(session: Session, encounter: Encounter, lines: list[PrescriptionLine]) -> Prescription:
    header = header_of(session, session.get_one(Person, encounter.person_id), encounter.day)
    writer = session.get_one(Staff, lines[-1].recorded_by)
    return Prescription(
        name=header.name,
        age=header.age.text,
        sex=header.sex.word,
        record_number=header.record_number,
        payer=header.payer,
        allergies=", ".join(header.allergies),
        day=encounter.day,
        lines=tuple(_line(row) for row in lines),
        writer=writer.name,
        licence=writer.sip,
        weight_kg=_weight_of(session, encounter),
        room=Klaster(encounter.klaster).label,
    )


def _weight_of(session: Session, encounter: Encounter) -> float | None:
    """Return the weight measured at a visit, or None; a weight of another day is not that of today."""
    found: float | None = session.scalar(
        select(Observation.number)
        .join(FormResponse, FormResponse.id == Observation.response_id)
        .where(FormResponse.encounter_id == encounter.id, code_of_own() == WEIGHT)
        .order_by(FormResponse.recorded_at.desc())
        .limit(1)
    )
    return found


def _lasting(row: PrescriptionLine) -> str:
    """Return for how many days it is handed out, unless that is said in how it is taken."""
    return f"untuk {row.days} hari" if row.days and f"{row.days} hari" not in row.directions else ""


def _line(row: PrescriptionLine) -> PrescribedLine:
    return PrescribedLine(
        medicine=title_of(row),
        quantity=number_in_words(row.quantity),
        directions=row.directions,
        note=" · ".join(part for part in (_lasting(row), row.note) if part),
        confirmed=f"{row.confirmed} Alasan: {row.confirmed_reason}" if row.confirmed_reason else row.confirmed,
        handed_out=row.state == OrderState.DONE.value,
    )
