"""The problem list of a person: what goes on beyond one visit, by its code or in words, and when it was over."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, Person, Problem, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

LONGEST_NOTE, LONGEST_WORDS = 200, 120
NOTHING_SAID = "Pilih kodenya, atau tulis masalahnya."
_Noted, _Resolved = aliased(Staff), aliased(Staff)
UNKNOWN_CODE = "Kode ini tidak ada dalam ICD-10."
ALREADY = "Masalah ini sudah ada dalam daftar."
OVER = "Masalah ini sudah selesai."
GOES_ON = "Masalah ini masih aktif."


@dataclass(frozen=True)
class KnownProblem:
    """A problem of a person; ``resolved_on`` is None while it goes on.

    Attributes:
        code: empty where it stands in ``words``.
        noted_by, noted_at: who put it on the list, and when by the clock on the wall.
        resolved_by: who said that it is over.
    """

    id: UUID
    code: str
    began_on: date
    resolved_on: date | None = None
    resolved_note: str = ""
    words: str = ""
    noted_by: str = ""
    noted_at: datetime | None = None
    resolved_by: str = ""

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

    def add(
        self,
        user: SignedIn,
        person_id: UUID,
        code: str,
        began_on: date,
        encounter_id: UUID | None = None,
        *,
        words: str = "",
    ) -> None:
        """Put a problem on the list since a day; raises ``WrongAnswers``, e.g. when it is there and goes on.

        What has no code stands in words.
        """
        entry, told = diagnosis_codes(self._uow.today(user)).get(code), " ".join(words.split())
        if entry is None and (code or not told):
            raise WrongAnswers({"code": UNKNOWN_CODE if code else NOTHING_SAID})
        if len(told) > LONGEST_WORDS:
            raise WrongAnswers({"code": f"Masalah paling panjang {LONGEST_WORDS} huruf."})
        code, told = (entry.code, "") if entry else ("", told)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            person = work.own(Person, person_id)
            if encounter_id is not None:
                work.own(Encounter, encounter_id)
            wrong = _day_problem(began_on, person.birth_date, work.today)
            active = [_same(one.code, one.words) for one in problems_of(work.session, person.id) if one.is_active]
            problems = {"began_on": wrong} if wrong else {}
            problems |= {"code": ALREADY} if _same(code, told) in active else {}
            if problems:
                raise WrongAnswers(problems)
            work.session.add(
                Problem(
                    **work.stamp(),
                    person_id=person.id,
                    encounter_id=encounter_id,
                    code=code,
                    words=told,
                    began_on=began_on,
                    resolved_note="",
                )
            )
            work.touch("person", person.id, problem=code or told)

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
            work.touch("person", row.person_id, problem_over=row.code or row.words)

    def reopen(self, user: SignedIn, problem_id: UUID) -> None:
        """Say that a problem goes on after all."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(Problem, problem_id, locked=True)
            if row.resolved_on is None:
                raise UserError(GOES_ON, "Muat ulang daftar.")
            active = [_same(one.code, one.words) for one in problems_of(work.session, row.person_id) if one.is_active]
            if _same(row.code, row.words) in active:
                raise UserError(ALREADY)
            work.touch("person", row.person_id, problem_again=row.code or row.words, over=row.resolved_on.isoformat())
            row.resolved_on, row.resolved_by, row.resolved_note = None, None, ""


def problems_of(
    session: Session, person_id: UUID, seals: Seals | None = None, time_zone: str = "UTC"
) -> tuple[KnownProblem, ...]:
    """Return the problems of a person, those that go on first, each group by its beginning.

    With ``seals`` those are left out that the reader may not read.
    """
    rows = session.execute(
        select(Problem, Encounter.klaster, _Noted.name, _Resolved.name)
        .join(_Noted, _Noted.id == Problem.recorded_by)
        .outerjoin(_Resolved, _Resolved.id == Problem.resolved_by)
        .outerjoin(Encounter, Encounter.id == Problem.encounter_id)
        .where(Problem.person_id == person_id)
        .order_by(Problem.began_on, Problem.id)
    )
    found = [
        KnownProblem(
            *(row.id, row.code, row.began_on, row.resolved_on, row.resolved_note, row.words),
            *(noted_by, local_time(row.recorded_at, time_zone), resolved_by or ""),
        )
        for row, klaster, noted_by, resolved_by in rows
        if seals is None or seals.of_diagnosis(row.code, row.began_on, row.recorded_by, klaster) is Access.OPEN
    ]
    return tuple(sorted(found, key=lambda one: not one.is_active))


def _same(code: str, words: str) -> str:
    """Return what two problems have in common that are the same."""
    return code or words.casefold()


def _day_problem(day: date, born: date, today: date) -> str:
    if day > today:
        return "Tanggal mulai belum tiba."
    return "Tanggal mulai sebelum lahir." if day < born else ""
