"""The problem list of a person: what goes on beyond one visit, chosen from diagnoses, and when it was over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Problem
from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

LONGEST_NOTE = 200
UNKNOWN_CODE = "Kode ini tidak ada dalam ICD-10."
ALREADY = "Masalah ini sudah ada dalam daftar."
OVER = "Masalah ini sudah selesai."
GOES_ON = "Masalah ini masih aktif."


@dataclass(frozen=True)
class KnownProblem:
    """A problem of a person; ``resolved_on`` is None while it goes on."""

    id: UUID
    code: str
    began_on: date
    resolved_on: date | None = None
    resolved_note: str = ""

    @property
    def is_active(self) -> bool:
        """Say whether it goes on."""
        return self.resolved_on is None


class Problems:
    """Problem lists."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def of_person(self, user: SignedIn, person_id: UUID) -> tuple[KnownProblem, ...]:
        """Return the problems of a person, those that go on first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return problems_of(session, owned(session, user.facility_id, Person, person_id).id)

    def add(self, user: SignedIn, person_id: UUID, code: str, began_on: date, encounter_id: UUID | None = None) -> None:
        """Put a diagnosis on the list since a day; raises ``WrongAnswers``, e.g. when it is there and goes on."""
        entry = diagnosis_codes(self._uow.today(user)).get(code)
        if entry is None:
            raise WrongAnswers({"code": UNKNOWN_CODE})
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            person = work.own(Person, person_id)
            if encounter_id is not None:
                work.own(Encounter, encounter_id)
            wrong = _day_problem(began_on, person.birth_date, work.today)
            active = [one.code for one in problems_of(work.session, person.id) if one.is_active]
            problems = {"began_on": wrong} if wrong else {}
            problems |= {"code": ALREADY} if entry.code in active else {}
            if problems:
                raise WrongAnswers(problems)
            work.session.add(
                Problem(
                    **work.stamp(),
                    person_id=person.id,
                    encounter_id=encounter_id,
                    code=entry.code,
                    began_on=began_on,
                    resolved_note="",
                )
            )
            work.touch("person", person.id, problem=entry.code)

    def resolve(self, user: SignedIn, problem_id: UUID, resolved_on: date, note: str = "") -> None:
        """Say that a problem is over since a day; it stays on the list with its dates."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(Problem, problem_id, locked=True)
            if row.resolved_on is not None:
                raise UserError(OVER, "Muat ulang daftar.")
            wrong = "Tanggal selesai sebelum masalahnya mulai." if resolved_on < row.began_on else ""
            wrong = wrong or ("Tanggal selesai belum tiba." if resolved_on > work.today else "")
            problems = {"resolved_on": wrong} if wrong else {}
            if len(note.strip()) > LONGEST_NOTE:
                problems["note"] = f"Catatan paling panjang {LONGEST_NOTE} huruf."
            if problems:
                raise WrongAnswers(problems)
            row.resolved_on, row.resolved_by, row.resolved_note = resolved_on, user.staff_id, note.strip()
            work.touch("person", row.person_id, problem_over=row.code)

    def reopen(self, user: SignedIn, problem_id: UUID) -> None:
        """Say that a problem goes on after all."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(Problem, problem_id, locked=True)
            if row.resolved_on is None:
                raise UserError(GOES_ON, "Muat ulang daftar.")
            active = [one.code for one in problems_of(work.session, row.person_id) if one.is_active]
            if row.code in active:
                raise UserError(ALREADY)
            work.touch("person", row.person_id, problem_again=row.code, over=row.resolved_on.isoformat())
            row.resolved_on, row.resolved_by, row.resolved_note = None, None, ""


def problems_of(session: Session, person_id: UUID, seals: Seals | None = None) -> tuple[KnownProblem, ...]:
    """Return the problems of a person, those that go on first, each group by its beginning.

    With ``seals`` those are left out that the reader may not read.
    """
    rows = session.execute(
        select(Problem, Encounter.klaster)
        .outerjoin(Encounter, Encounter.id == Problem.encounter_id)
        .where(Problem.person_id == person_id)
        .order_by(Problem.began_on, Problem.id)
    )
    found = [
        KnownProblem(row.id, row.code, row.began_on, row.resolved_on, row.resolved_note)
        for row, klaster in rows
        if seals is None or seals.of_diagnosis(row.code, row.began_on, row.recorded_by, klaster) is Access.OPEN
    ]
    return tuple(sorted(found, key=lambda one: not one.is_active))


def _day_problem(day: date, born: date, today: date) -> str:
    if day > today:
        return "Tanggal mulai belum tiba."
    return "Tanggal mulai sebelum lahir." if day < born else ""
