"""Pregnancies: starting one, and what its antenatal visits say so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import FormResponse, Person, Pregnancy, Staff
from ilp_desktop.domain.antenatal_contacts import AntenatalContact, ContactSummary, count_contacts
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.body_measures import assess_bmi_before_pregnancy
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy import (
    due_date,
    gestational_age,
    gpa_problem,
    gpa_text,
    last_period_problem,
    trimester,
)
from ilp_desktop.domain.pregnancy_end import PregnancyEnd, end_problem
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.entry_limits import out_of_limits
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.screening import in_force
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork

ANC_FORM = "anc_visit"
DOCTORS = ("Dokter",)


@dataclass(frozen=True)
class NewPregnancy:
    """A pregnancy to be started; height in cm and weight before it in kg, None when not known."""

    client_id: UUID
    person_id: UUID
    last_period_on: date | None
    gravida: int | None
    para: int | None
    abortus: int | None
    height_cm: float | None = None
    weight_before_kg: float | None = None


@dataclass(frozen=True)
class EndedPregnancy:
    """How and when a pregnancy ended, as it is to be recorded."""

    pregnancy_id: UUID
    version: int
    outcome: PregnancyEnd | None
    ended_on: date | None


class AnsweredBy(NamedTuple):
    """The answers of a visit and who examined."""

    id: UUID
    day: date
    answers: Mapping[str, Answer]
    name: str
    profession: str


@dataclass(frozen=True)
class AntenatalRow:
    """One antenatal visit with its answers."""

    response_id: UUID
    day: date
    gestation: str
    answers: Mapping[str, Answer]
    examiner: str
    by_doctor: bool


@dataclass(frozen=True)
class PregnancyFile:
    """A pregnancy in progress.

    Attributes:
        bmi_before: class of the body mass index before the pregnancy; None without height and weight.
        contacts: K1 to K6 as they stand today.
        visits: antenatal visits, the first first.
    """

    id: UUID
    version: int
    person_id: UUID
    last_period_on: date
    due_on: date
    dating_method: str
    gestation: str
    gestation_days: int
    trimester: int
    gpa: str
    counts: tuple[int, int, int]
    height_cm: float | None
    weight_before_kg: float | None
    bmi_before: Assessment | None
    contacts: ContactSummary
    visits: tuple[AntenatalRow, ...]


class Pregnancies:
    """Pregnancies of the women of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def start(self, user: SignedIn, wanted: NewPregnancy) -> UUID:
        """Start a pregnancy from the HPHT; raises ``WrongAnswers`` or ``UserError``."""
        problems = pregnancy_problems(wanted, self._uow.today(user))
        if problems or wanted.last_period_on is None:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("pregnancy", earlier, repeated=True)
                return earlier
            person = work.own(Person, wanted.person_id, locked=True)
            if person.sex is not Sex.FEMALE:
                raise UserError("Kehamilan hanya dapat dicatat untuk perempuan.", "Periksa jenis kelamin di loket.")
            if open_pregnancy(work.session, person.id) is not None:
                raise StaleRecord("Kehamilan yang berjalan sudah tercatat.", "Buka kembali halamannya.")
            pregnancy = Pregnancy(
                **work.stamp(),
                person_id=person.id,
                gravida=wanted.gravida,
                para=wanted.para,
                abortus=wanted.abortus,
                last_period_on=wanted.last_period_on,
                due_on=due_date(wanted.last_period_on),
                height_cm=wanted.height_cm,
                weight_before_kg=wanted.weight_before_kg,
            )
            work.session.add(pregnancy)
            work.remember(wanted.client_id, pregnancy.id)
            work.touch("pregnancy", pregnancy.id)
            work.touch("person", person.id)
            work.due_for(person.id)
            return pregnancy.id

    def end(self, user: SignedIn, wanted: EndedPregnancy) -> None:
        """Record how and when a pregnancy ended; raises ``WrongAnswers`` or ``StaleRecord``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            pregnancy = work.claim(Pregnancy, wanted.pregnancy_id, wanted.version)
            if pregnancy.ended_on is not None:
                raise StaleRecord("Akhir kehamilan ini sudah tercatat.", "Buka kembali halamannya.")
            problem = end_problem(wanted.ended_on, pregnancy.last_period_on, work.today)
            problems = {"ended_on": problem} if problem else {}
            if wanted.outcome is None:
                problems["outcome"] = "Pilih bagaimana kehamilan berakhir."
            if problems or wanted.outcome is None:
                raise WrongAnswers(problems)
            pregnancy.ended_on, pregnancy.outcome = wanted.ended_on, wanted.outcome.value
            work.touch("pregnancy", pregnancy.id, outcome=pregnancy.outcome)
            work.touch("person", pregnancy.person_id)
            work.due_for(pregnancy.person_id)

    def current(self, user: SignedIn, person_id: UUID) -> PregnancyFile | None:
        """Return the pregnancy in progress with its antenatal visits, or None."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            pregnancy = open_pregnancy(session, owned(session, user.facility_id, Person, person_id).id)
            return None if pregnancy is None else pregnancy_file(session, pregnancy, self._uow.today(user))


def pregnancy_problems(wanted: NewPregnancy, today: date) -> dict[str, str]:
    """Return what cannot be stored: field name to message."""
    problems: dict[str, str] = {}
    if wanted.last_period_on is None:
        problems["last_period_on"] = "HPHT harus diisi."
    else:
        problems["last_period_on"] = last_period_problem(wanted.last_period_on, today)
    if wanted.gravida is None or wanted.para is None or wanted.abortus is None:
        problems["gravida"] = "Isi gravida, para, dan abortus."
    else:
        problems["gravida"] = gpa_problem(wanted.gravida, wanted.para, wanted.abortus)
    return {key: text for key, text in problems.items() if text} | out_of_limits(wanted, "pregnancy", today)


def open_pregnancy(session: Session, person_id: UUID) -> Pregnancy | None:
    """Return the pregnancy in progress of a person, or None."""
    return session.scalar(
        select(Pregnancy).where(Pregnancy.person_id == person_id, Pregnancy.ended_on.is_(None)).limit(1)
    )


def pregnancy_file(session: Session, pregnancy: Pregnancy, today: date) -> PregnancyFile:
    """Return a pregnancy with what its visits say on a day."""
    return pregnancy_told(pregnancy, antenatal_visits(session, pregnancy), today)


def pregnancy_told(pregnancy: Pregnancy, visits: tuple[AntenatalRow, ...], today: date) -> PregnancyFile:
    """Return a pregnancy as its visits tell it on a day."""
    age = gestational_age(pregnancy.last_period_on, today)
    contacts = [AntenatalContact(visit.day, visit.by_doctor) for visit in visits]
    return PregnancyFile(
        id=pregnancy.id,
        version=pregnancy.row_version,
        person_id=pregnancy.person_id,
        last_period_on=pregnancy.last_period_on,
        due_on=pregnancy.due_on,
        dating_method=pregnancy.dating_method,
        gestation=age.text,
        gestation_days=age.total_days,
        trimester=trimester(age, today),
        gpa=gpa_text(pregnancy.gravida, pregnancy.para, pregnancy.abortus),
        counts=(pregnancy.gravida, pregnancy.para, pregnancy.abortus),
        height_cm=pregnancy.height_cm,
        weight_before_kg=pregnancy.weight_before_kg,
        bmi_before=_bmi_before(pregnancy),
        contacts=count_contacts(pregnancy.last_period_on, contacts, today),
        visits=visits,
    )


def antenatal_visits(session: Session, pregnancy: Pregnancy) -> tuple[AntenatalRow, ...]:
    """Return the antenatal visits of a pregnancy, the first first."""
    return antenatal_among(session, [pregnancy])[pregnancy.id]


def antenatal_among(session: Session, pregnancies: Sequence[Pregnancy]) -> dict[UUID, tuple[AntenatalRow, ...]]:
    """Return the antenatal visits of each of some pregnancies, read in one statement."""
    seen: dict[UUID, list[AnsweredBy]] = {}
    rows = session.execute(
        select(
            *(FormResponse.person_id, FormResponse.id, FormResponse.day, FormResponse.answers),
            *(Staff.name, Staff.profession),
        )
        .join(Staff, Staff.id == FormResponse.recorded_by)
        .where(
            FormResponse.person_id.in_({one.person_id for one in pregnancies}),
            FormResponse.form_code == ANC_FORM,
            in_force(),
        )
        .order_by(FormResponse.day)
    )
    for person_id, *answered in rows:
        seen.setdefault(person_id, []).append(AnsweredBy(*answered))
    return {
        one.id: tuple(
            AntenatalRow(
                response_id=visit.id,
                day=visit.day,
                gestation=gestational_age(one.last_period_on, visit.day).text,
                answers=visit.answers,
                examiner=visit.name,
                by_doctor=visit.profession in DOCTORS,
            )
            for visit in seen.get(one.person_id, ())
            if visit.day >= one.last_period_on
        )
        for one in pregnancies
    }


def _bmi_before(pregnancy: Pregnancy) -> Assessment | None:
    if pregnancy.height_cm is None or pregnancy.weight_before_kg is None:
        return None
    return assess_bmi_before_pregnancy(pregnancy.weight_before_kg, pregnancy.height_cm, pregnancy.last_period_on)
