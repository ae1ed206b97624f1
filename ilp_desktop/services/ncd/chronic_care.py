"""The picture of somebody's blood pressure, glucose and risk: how it stands, since when, what is due and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, Note, Person, Pregnancy
from db.queries.visit_parts import diagnosed_of
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, indonesian_date, months_shifted
from ilp_desktop.domain.chronic.chronic_control import ControlStatus
from ilp_desktop.domain.chronic.chronic_follow_up import NextControl, controls_between, is_lost
from ilp_desktop.domain.chronic.chronic_record import COMPLICATIONS_FORM, ChronicFile
from ilp_desktop.domain.chronic.own_target import OWN_TARGET_CODES, OWN_TARGET_FORM
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.stored_answers import StoredResponse, newest_responses, responses_of
from ilp_desktop.services.answers.told_results import DatedPicture
from ilp_desktop.services.chronic.chronic_file import chronic_files
from ilp_desktop.services.chronic.chronic_risk import RISK_FORMS, CvdCourse, risk_course
from ilp_desktop.services.chronic.chronic_trends import Body, Trend, trends_of
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.due.open_services import Wanted, open_services, services_of
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.person.person_reads import pustu_of
from ilp_desktop.services.referral.referred_back import ReferredBack, referred_back_among

PRESSURE_FORM, SUGAR_FORM, MEMBER_FORM = "hypertension_control", "diabetes_control", "chronic_care"
TOLD: Mapping[str, tuple[str, ...]] = {
    PRESSURE_FORM: ("obat_hipertensi", "efek_samping_obat", "obat_diberikan_hari", "kontrol_berikutnya"),
    SUGAR_FORM: ("obat_diabetes", "efek_samping_obat", "obat_diberikan_hari", "kontrol_berikutnya"),
}
MEMBERSHIP = ("prolanis", "prolanis_sejak")
PACKAGE = "service_chronic"
FORMS = (PRESSURE_FORM, SUGAR_FORM, MEMBER_FORM, COMPLICATIONS_FORM, OWN_TARGET_FORM, *RISK_FORMS)
THERAPIES = 10
"""How many visits are looked at at once for one whose therapy may be told."""
AIM_FROM, AIM_WHY = "sasaran_dari", "alasan_sasaran"


@dataclass(frozen=True)
class DiseaseView:
    """One disease of a register.

    Attributes:
        last_control, lost: the last day it was controlled, and whether that is too long ago.
        controls: on how many days of the last twelve months it was controlled.
    """

    label: str
    since: date
    status: ControlStatus
    last_control: date
    lost: bool
    controls: int


@dataclass(frozen=True)
class ToldLine:
    """Something as it was told or written, with its day; nothing is concluded from it."""

    label: str
    text: str
    day: date

    @property
    def line(self) -> str:
        """Return it in one line."""
        return f"{self.label}: {self.text} ({indonesian_date(self.day)})"


@dataclass(frozen=True)
class Aim:
    """What was set for this person instead of the table, or that the table holds again: by whom, when and why."""

    text: str
    by: str
    day: date
    why: str

    @property
    def line(self) -> str:
        """Return it in one line."""
        return f"{self.text}. {self.by}, {indonesian_date(self.day)}: {self.why}"


@dataclass(frozen=True)
class ChronicPicture(DatedPicture):
    """A person's chronic disease as a doctor looks at it.

    Attributes:
        next_control: where and when; None for who stands in no register.
        due: services of chronic disease that are late, due or coming, in this order.
        medicines: what was told and written of them.
        members: Prolanis, as told.
        back: under which diseases the person is in the programme PRB, by the answers to referrals.
        pustu: which Pustu serves the person; empty where none does.
        aims: the targets set for the person, the newest first; that one holds.
    """

    diseases: tuple[DiseaseView, ...]
    next_control: NextControl | None
    trends: tuple[Trend, ...]
    due: tuple[OfferedService, ...]
    risk: CvdCourse
    medicines: tuple[ToldLine, ...]
    members: tuple[ToldLine, ...]
    back: tuple[ReferredBack, ...]
    pustu: str
    aims: tuple[Aim, ...] = ()


class ChronicCare:
    """Chronic disease of people."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> ChronicPicture:
        """Return the picture of a person today; a pregnancy that is kept private shows in no class."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            knows = may_know_pregnancy(user, person.birth_date, today)
            runs = _pregnancies(session, person) if knows else []
            body = Body(person.birth_date, person.sex, runs)
            pregnant = {person.id} if body.pregnant_on(today) else set()
            file = chronic_files(session, [person], today, pregnant)[person.id]
            responses = responses_of(session, person.id, MEMBER_FORM, OWN_TARGET_FORM, *RISK_FORMS)
            return ChronicPicture(
                day=today,
                diseases=tuple(_views(file)),
                next_control=file.next_control(complaint_words(self._catalogue, file)),
                trends=trends_of(file, body),
                due=self._due(session, user, person, today),
                risk=risk_course(responses, today),
                medicines=(*self._told(newest_responses(session, person.id, TOLD), TOLD), *_therapy(session, person)),
                members=tuple(self._told(responses, {MEMBER_FORM: MEMBERSHIP})),
                back=referred_back_among(session, (person.id,), today, restricted=user.may(Act.SEE_RESTRICTED)).get(
                    person.id, ()
                ),
                pustu=pustu_of(session, person.village_id),
                aims=tuple(self._aim(one) for one in responses if one.form_code == OWN_TARGET_FORM),
            )

    def _aim(self, response: StoredResponse) -> Aim:
        form = self._catalogue.form(OWN_TARGET_FORM, response.day)
        told = [
            f"{form.question(code).label} {answer_text(form.question(code), response.answers[code])}"
            for code in OWN_TARGET_CODES
            if code in response.answers and code != AIM_FROM
        ]
        first = answer_text(form.question(AIM_FROM), response.answers[AIM_FROM])
        why = str(response.answers.get(AIM_WHY, ""))
        return Aim("; ".join(told) or first, response.recorded_by, response.day, why)

    def _due(self, session: Session, user: SignedIn, person: Person, today: date) -> tuple[OfferedService, ...]:
        own = services_of(PACKAGE, today, restricted=False)
        return open_services(session, self._store, user, person, Wanted(own, FORMS, today))

    def _told(self, responses: Sequence[StoredResponse], wanted: Mapping[str, Sequence[str]]) -> Iterator[ToldLine]:
        """Give what the newest response to each form told."""
        for form_code, codes in wanted.items():
            newest = next((one for one in responses if one.form_code == form_code), None)
            if newest is None:
                continue
            form = self._catalogue.form(form_code, newest.day)
            for code in codes:
                answer = newest.answers.get(code)
                if answer is not None:
                    question = form.question(code)
                    yield ToldLine(question.label, answer_text(question, answer), newest.day)


def complaint_words(catalogue: Catalogue, file: ChronicFile) -> tuple[str, ...]:
    """Return the complaints told at the last controls in words."""
    forms = {"keluhan_hipertensi": PRESSURE_FORM, "keluhan_diabetes": SUGAR_FORM}
    return tuple(
        answer_text(catalogue.form(forms[code], file.day).question(code), value) for code, value in file.complaints
    )


def _views(file: ChronicFile) -> Iterator[DiseaseView]:
    year_ago = months_shifted(file.day, -MONTHS_A_YEAR)
    for disease in file.own:
        days = file.control_days(disease)
        yield DiseaseView(
            label=disease.label,
            since=days[0],
            status=file.status(disease),
            last_control=days[-1],
            lost=is_lost(days[-1], file.day),
            controls=controls_between(days, year_ago, file.day),
        )


def _pregnancies(session: Session, person: Person) -> list[tuple[date, date | None]]:
    rows = session.execute(select(Pregnancy.last_period_on, Pregnancy.ended_on).where(Pregnancy.person_id == person.id))
    return [(row.last_period_on, row.ended_on) for row in rows]


def _therapy(session: Session, person: Person) -> Iterator[ToldLine]:
    """Give the therapy written last, as it stands now; beside a restricted diagnosis it tells of that and stays out."""
    read = 0
    while rows := _therapies(session, person, read):
        visits = diagnosed_of(session, person.id, [row.id for row in rows])
        closed = {one.visit_id for one in visits if is_restricted_diagnosis(one.code, person.birth_date, one.day)}
        open_row = next((row for row in rows if row.id not in closed), None)
        if open_row is not None:
            yield ToldLine("Terapi tertulis terakhir", " ".join(open_row.therapy.split()), open_row.day)
            return
        read += len(rows)


def _therapies(session: Session, person: Person, skipped: int) -> Sequence[Row[Any]]:
    """Return some of the visits with a therapy as it stands now, the newest first."""
    later = aliased(Note)
    newer = select(later.id).where(later.encounter_id == Note.encounter_id, later.version > Note.version)
    return session.execute(
        select(Encounter.id, Note.therapy, Encounter.day)
        .join(Encounter, Encounter.id == Note.encounter_id)
        .where(Encounter.person_id == person.id, Note.therapy != "", ~newer.exists())
        .order_by(Encounter.day.desc(), Note.recorded_at.desc())
        .limit(THERAPIES)
        .offset(skipped)
    ).all()
