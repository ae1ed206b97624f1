"""Patients who ask to have their data corrected: noted at once, decided by the head, answered on paper."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, literal, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import PatientRequest, Person, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.patient_request import RequestRules, request_rules_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.printing.contents.request_answer import RequestAnswer
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import request_answer_pdf
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of

LISTED = 50
PAPER = "jawaban permintaan"
LIMITS = {"asked_by": ("Nama", 120), "stands": ("Yang tertulis sekarang", 400), "wanted": ("Yang seharusnya", 400)}
DECIDED = "Permintaan ini sudah diputuskan."
NOT_YET = "Permintaan ini belum dijawab."


@dataclass(frozen=True)
class NewRequest:
    """What somebody asks to have corrected; blank ``asked_by`` where it is the patient."""

    client_id: UUID
    person_id: UUID
    asked_as: str
    asked_by: str
    subject: str
    stands: str
    wanted: str


@dataclass(frozen=True)
class RequestRow:
    """A request as lists show it; times are of the wall clock.

    Attributes:
        granted: None while nobody has decided.
        late: whether the answer is overdue, or came too late.
    """

    id: UUID
    asked_at: datetime
    due_at: datetime
    patient: str
    asked_by: str
    subject: str
    stands: str
    wanted: str
    noted_by: str
    granted: bool | None
    answer: str
    decided_by: str
    decided_at: datetime | None
    late: bool

    @property
    def state(self) -> str:
        """Return how it stands, in a word."""
        if self.granted is None:
            return "lewat batas" if self.late else "menunggu"
        return "dikabulkan" if self.granted else "ditolak"


class PatientRequests:
    """Requests to correct, and their answers; nothing is changed by them but what somebody then corrects."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def note(self, user: SignedIn, wanted: NewRequest) -> UUID:
        """Note what a patient asks; raises ``WrongAnswers``."""
        rules = request_rules_on(self._uow.today(user))
        problems = _problems(wanted, rules)
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.NOTE_REQUEST) as work:
            before = work.saved_before(wanted.client_id)
            if before is not None:
                work.touch("patient_request", before, repeated=True)
                return before
            person = work.own(Person, wanted.person_id)
            row = PatientRequest(
                **work.stamp(),
                person_id=person.id,
                asked_by=wanted.asked_by.strip(),
                asked_as=wanted.asked_as,
                subject=wanted.subject,
                stands=wanted.stands.strip(),
                wanted=wanted.wanted.strip(),
            )
            work.session.add(row)
            work.remember(wanted.client_id, row.id)
            work.touch("patient_request", row.id, asked=wanted.subject)
            work.touch("person", person.id, request=wanted.subject)
            return row.id

    def listed(self, user: SignedIn, after: RequestRow | None, limit: int = LISTED) -> tuple[RequestRow, ...]:
        """Return requests, the newest first, after one."""
        with self._uow.reading(user, Act.NOTE_REQUEST) as session:
            wanted = _rows().where(PatientRequest.facility_id == user.facility_id)
            if after is not None:
                last = owned(session, user.facility_id, PatientRequest, after.id)
                wanted = wanted.where(
                    tuple_(PatientRequest.recorded_at, PatientRequest.id)
                    < tuple_(
                        literal(last.recorded_at, PatientRequest.recorded_at.type),
                        literal(last.id, PatientRequest.id.type),
                    )
                )
            rows = session.execute(wanted.limit(limit)).all()
        now = self._uow.clock.now()
        return tuple(_row(row, user.time_zone, now) for row in rows)

    def decide(self, user: SignedIn, request_id: UUID, *, granted: bool, answer: str) -> None:
        """Grant a request or not, with the answer that the patient is given; raises ``WrongAnswers``."""
        answer = answer.strip()
        if not answer:
            raise WrongAnswers({"answer": "Jawaban untuk pasien harus diisi."})
        problem = too_long(_Answer(answer), {"answer": ("Jawaban", 400)})
        if problem:
            raise WrongAnswers(problem)
        with self._uow.writing(user, Act.DECIDE_REQUEST) as work:
            row = work.own(PatientRequest, request_id, locked=True)
            if row.decided_at is not None:
                raise StaleRecord(DECIDED, "Muat ulang daftar.")
            row.granted, row.answer, row.decided_by, row.decided_at = granted, answer, user.staff_id, work.now
            work.touch("patient_request", row.id, granted=granted)
            work.touch("person", row.person_id, request="dikabulkan" if granted else "ditolak")

    def pdf(self, user: SignedIn, request_id: UUID) -> bytes:
        """Return the answer for the patient as PDF; raises ``UserError`` while there is none."""
        with self._uow.reading(user, Act.NOTE_REQUEST) as session:
            stored = owned(session, user.facility_id, PatientRequest, request_id)
            if stored.decided_at is None:
                raise UserError(NOT_YET, "Kepala Puskesmas memutuskannya di halaman ini.")
            found = session.execute(_rows().where(PatientRequest.id == stored.id)).one()
            row = _row(found, user.time_zone, self._uow.clock.now())
            sheet, profile = _sheet(session, stored, row, user), profile_of(session, user.facility_id)
            self._uow.made_paper(user, stored.person_id, PAPER)
        return request_answer_pdf(sheet, profile)


@dataclass(frozen=True)
class _Answer:
    answer: str


def _problems(wanted: NewRequest, rules: RequestRules) -> dict[str, str]:
    problems = too_long(wanted, LIMITS)
    for field, choices in (("asked_as", rules.asked_as), ("subject", rules.subjects)):
        if getattr(wanted, field) not in choices:
            problems[field] = "Pilih dari daftar."
    for field in ("stands", "wanted"):
        if not getattr(wanted, field).strip():
            problems[field] = f"{LIMITS[field][0]} harus diisi."
    oneself = next(iter(rules.asked_as))
    if wanted.asked_as in rules.asked_as.keys() - {oneself} and not wanted.asked_by.strip():
        problems["asked_by"] = "Isi nama yang meminta."
    return problems


def _rows() -> Select[tuple[PatientRequest, str, str, str]]:
    noted, decided = aliased(Staff), aliased(Staff)
    return (
        select(
            PatientRequest, Person.name.label("patient"), noted.name.label("noted_by"), decided.name.label("decided_by")
        )
        .join(Person, Person.id == PatientRequest.person_id)
        .join(noted, noted.id == PatientRequest.recorded_by)
        .outerjoin(decided, decided.id == PatientRequest.decided_by)
        .order_by(PatientRequest.recorded_at.desc(), PatientRequest.id.desc())
    )


def _row(row: Row[tuple[PatientRequest, str, str, str]], zone: str, now: datetime) -> RequestRow:
    stored: PatientRequest = row[0]
    rules = request_rules_on(_day(stored.recorded_at, zone))
    due = rules.due_at(stored.recorded_at)
    decided = stored.decided_at
    return RequestRow(
        id=stored.id,
        asked_at=local_time(stored.recorded_at, zone),
        due_at=local_time(due, zone),
        patient=row.patient,
        asked_by=stored.asked_by or rules.asked_as.get(stored.asked_as, ""),
        subject=rules.subjects.get(stored.subject, ""),
        stands=stored.stands,
        wanted=stored.wanted,
        noted_by=row.noted_by,
        granted=stored.granted,
        answer=stored.answer,
        decided_by=row.decided_by or "",
        decided_at=None if decided is None else local_time(decided, zone),
        late=(decided or now) > due,
    )


def _day(at: datetime, zone: str) -> date:
    return local_time(at, zone).date()


def _sheet(session: Session, stored: PatientRequest, row: RequestRow, user: SignedIn) -> RequestAnswer:
    person = session.get_one(Person, stored.person_id)
    number = numbers_of(session, person.id).get(RECORD_NUMBER)
    rules = request_rules_on(row.asked_at.date())
    return RequestAnswer(
        name=person.name,
        record_number=number.value if number else "",
        birth_date=person.birth_date,
        asked_by=f"{stored.asked_by} ({rules.asked_as[stored.asked_as]})" if stored.asked_by else row.asked_by,
        asked_at=row.asked_at,
        subject=row.subject,
        stands=row.stands,
        wanted=row.wanted,
        granted=bool(row.granted),
        answer=row.answer,
        decided_by=row.decided_by,
        decided_at=row.decided_at or row.asked_at,
        law=rules.source,
        printed_by=user.name,
    )
