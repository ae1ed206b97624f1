"""After a birth: the visits of mother and babies with their windows, and what both received."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Birth, DoseGiven, Person, Pregnancy
from ilp_desktop.clock import day_began, local_time
from ilp_desktop.domain.birth.postnatal import BABY_FORM, MOTHER_FORM, AfterBirth, days_in_nifas, visit_windows
from ilp_desktop.domain.birth.postnatal_care import (
    CareItem,
    HeelPrick,
    contraception,
    hb0_limit_hours,
    heel_prick,
    hours_after,
    iron_tablets,
    once,
    vitamin_a,
)
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.screening import Screening, StoredResponse, responses_of
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

SCREENING_FORM, PLANNING_FORM = "newborn_screening", "family_planning"
DONE = ("hari_ini", "sudah")
REFUSED = "menolak"
NO_RESULT = ("menunggu", "belum")
CAPSULES = {"kapsul_1": 1, "kapsul_2": 1, "dua_kapsul": 2, "sudah": 2}
NO_METHOD = ("belum", "menolak", "tidak")
INFANT_DAYS = 366


@dataclass(frozen=True)
class PersonAfterBirth:
    """Visits and care of the mother or of one baby after a birth."""

    person_id: UUID
    name: str
    born_on: date
    visits: AfterBirth
    care: tuple[CareItem, ...]


@dataclass(frozen=True)
class PostnatalFile:
    """A mother and the living babies of her last delivery; None and empty where none is on record."""

    mother: PersonAfterBirth | None
    babies: tuple[PersonAfterBirth, ...] = ()


class Postnatal:
    """Nifas and newborn, from the visits on record."""

    def __init__(self, uow: UnitOfWork, screening: Screening) -> None:
        self._uow = uow
        self._screening = screening

    def of_mother(self, user: SignedIn, person_id: UUID) -> PostnatalFile:
        """Return a mother after her last delivery with its babies."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            mother = owned(session, user.facility_id, Person, person_id)
            births: Sequence[tuple[Birth | None, Person | None]] = _last_births(session, mother.id, user.time_zone)
            days = [_born_on(birth, child, user.time_zone) for birth, child in births]
            delivered_on = max((day for day in days if day is not None), default=None)
            told_on, children = _told_delivery(session, mother.id)
            if told_on is not None and (delivered_on is None or told_on > delivered_on):
                delivered_on, births = told_on, [(None, child) for child in children]
            if delivered_on is None:
                return PostnatalFile(None)
            reader = _Reader(session, self._screening, self._uow.clock.now(), user)
            babies = tuple(reader.baby(birth, child) for birth, child in births if child is not None)
            return PostnatalFile(reader.mother(mother, delivered_on), babies)

    def of_child(self, user: SignedIn, child_id: UUID) -> PersonAfterBirth | None:
        """Return a child's first weeks, None for one who has outgrown them."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            child = owned(session, user.facility_id, Person, child_id)
            if (self._uow.today(user) - child.birth_date).days > INFANT_DAYS:
                return None
            birth = session.scalar(select(Birth).where(Birth.child_id == child.id))
            return _Reader(session, self._screening, self._uow.clock.now(), user).baby(birth, child)


class _Reader:
    """Reads what is on record of one family after a birth."""

    def __init__(self, session: Session, screening: Screening, now: datetime, user: SignedIn) -> None:
        self._session = session
        self._screening = screening
        self._now = local_time(now, user.time_zone)
        self._zone = user.time_zone
        self._restricted = user.may(Act.SEE_RESTRICTED)

    def mother(self, mother: Person, delivered_on: date) -> PersonAfterBirth:
        today = self._now.date()
        found = [one for one in responses_of(self._session, mother.id, MOTHER_FORM) if one.day >= delivered_on]
        days = [one.day for one in found]
        in_nifas = days_in_nifas(delivered_on, today) is not None and mother.left_on is None
        capsules = sum(CAPSULES.get(str(one.answers.get("nifas_vitamin_a")), 0) for one in found)
        tablets = sum(_whole(one.answers.get("jumlah_tablet")) for one in found)
        care = [
            vitamin_a(capsules, delivered_on, in_nifas=in_nifas),
            iron_tablets(tablets, delivered_on, in_nifas=in_nifas),
        ]
        if self._restricted:
            care.append(contraception(self._method(mother.id, found, delivered_on), delivered_on, today))
        visits = visit_windows(MOTHER_FORM, delivered_on, days, today, mother.left_on)
        return PersonAfterBirth(mother.id, mother.name, delivered_on, visits, tuple(care))

    def baby(self, birth: Birth | None, child: Person) -> PersonAfterBirth:
        found = [*reversed(responses_of(self._session, child.id, BABY_FORM))]
        screened = [*reversed(responses_of(self._session, child.id, SCREENING_FORM))]
        born_at, hour_known = self._born(birth, child)
        visits = visit_windows(BABY_FORM, child.birth_date, [one.day for one in found], self._now.date(), child.left_on)
        here = child.left_on is None
        prick = _heel_prick([*found, *screened], screened)
        care = (
            once("vit_k", "Vitamin K1", self._vitamin_k(birth, found), still_due=here and not visits.complete),
            self._hb0(child, born_at, hour_known=hour_known),
            once("mata", "Salep mata", _eye_ointment(birth, found), still_due=False),
            heel_prick(born_at, prick, self._now, hour_known=hour_known),
        )
        return PersonAfterBirth(child.id, child.name, child.birth_date, visits, care if here else care[:3])

    def _born(self, birth: Birth | None, child: Person) -> tuple[datetime, bool]:
        if birth is None:
            return day_began(child.birth_date, self._zone), False
        return local_time(birth.born_at, self._zone), birth.hour_known

    def _vitamin_k(self, birth: Birth | None, found: Sequence[StoredResponse]) -> str:
        if birth is not None and birth.vitamin_k:
            at = birth.vitamin_k_at
            return "saat lahir" if at is None else f"{local_time(at, self._zone):%d-%m pukul %H.%M}"
        return _told(found, "vitamin_k1")

    def _hb0(self, child: Person, born_at: datetime, *, hour_known: bool) -> CareItem:
        dose = self._session.scalar(
            select(DoseGiven).where(DoseGiven.person_id == child.id, DoseGiven.antigen == "HB0").limit(1)
        )
        if dose is None:
            hours = (self._now - born_at) / timedelta(hours=1)
            return once("hb0", "HB0", "", still_due=hours <= hb0_limit_hours(child.birth_date) or not hour_known)
        words = indonesian_date(dose.given_on)
        if dose.given_at is not None:
            given = local_time(dose.given_at, self._zone)
            words += f" pukul {given:%H.%M}"
            if hour_known:
                hours = hours_after(born_at, given)
                late = hours > hb0_limit_hours(child.birth_date)
                words += f" ({hours:.0f} jam{', lewat 24 jam' if late else ''})"
        return CareItem("hb0", "HB0", words, done=True)

    def _method(self, mother_id: UUID, found: Iterable[StoredResponse], delivered_on: date) -> str:
        """Return the method of contraception last chosen since the birth."""
        planned = [one for one in responses_of(self._session, mother_id, PLANNING_FORM) if one.day >= delivered_on]
        for response, code in [*((one, "kb_pascasalin") for one in found), *((one, "kb_sekarang") for one in planned)]:
            answer = response.answers.get(code)
            if answer is not None and answer not in NO_METHOD:
                question = self._screening.catalogue.form(response.form_code, response.day).question(code)
                return f"{answer_text(question, answer)} {indonesian_date(response.day)}"
        return ""


def _last_births(session: Session, mother_id: UUID, time_zone: str) -> list[tuple[Birth, Person | None]]:
    """Return the births of the last delivery with their children, the first born first."""
    rows = session.execute(
        select(Birth, Person)
        .outerjoin(Person, Person.id == Birth.child_id)
        .where(Birth.mother_id == mother_id)
        .order_by(Birth.born_at.desc(), Birth.id)
    ).all()
    if not rows:
        return []
    last: Birth = rows[0][0]
    same = [row for row in rows if _together(row[0], last, time_zone)]
    found = [(row[0], row[1]) for row in same]
    return sorted(found, key=lambda pair: (pair[1].birth_order or 0) if pair[1] else 0)


def _together(one: Birth, other: Birth, time_zone: str) -> bool:
    if one.delivery_id is not None or other.delivery_id is not None:
        return one.delivery_id == other.delivery_id
    days = local_time(other.born_at, time_zone).date() - local_time(one.born_at, time_zone).date()
    return abs(days.days) <= 1


def _told_delivery(session: Session, mother_id: UUID) -> tuple[date | None, Sequence[Person]]:
    """Return the last day of a birth that is known without a record of it, and the children registered of that day."""
    ended = session.scalar(
        select(func.max(Pregnancy.ended_on)).where(Pregnancy.person_id == mother_id, Pregnancy.outcome.in_(DELIVERED))
    )
    children = session.scalars(
        select(Person)
        .outerjoin(Birth, Birth.child_id == Person.id)
        .where(Person.mother_id == mother_id, Person.removed_at.is_(None), Birth.id.is_(None))
        .order_by(Person.birth_date.desc(), Person.birth_order)
    ).all()
    day = max([one.birth_date for one in children] + ([ended] if ended is not None else []), default=None)
    return day, [one for one in children if one.birth_date == day]


def _born_on(birth: Birth | None, child: Person | None, time_zone: str) -> date | None:
    if child is not None:
        return child.birth_date
    return None if birth is None else local_time(birth.born_at, time_zone).date()


def _heel_prick(found: Iterable[StoredResponse], screened: Iterable[StoredResponse]) -> HeelPrick:
    """Return what the visits and the screening say; the earliest sample and the latest result count."""
    ordered = sorted(found, key=lambda one: one.day)
    samples = [one.day for one in ordered if one.answers.get("shk_sampel") in DONE]
    refused = bool(ordered) and ordered[-1].answers.get("shk_sampel") == REFUSED
    results = [one for one in screened if one.answers.get("shk_hasil") not in (None, *NO_RESULT)]
    return HeelPrick(
        sampled_on=samples[0] if samples else None,
        result_on=results[-1].day if results else None,
        result=str(results[-1].answers["shk_hasil"]) if results else "",
        refused=refused,
    )


def _eye_ointment(birth: Birth | None, found: Sequence[StoredResponse]) -> str:
    return "saat lahir" if birth is not None and birth.eye_ointment else _told(found, "salep_mata")


def _told(found: Sequence[StoredResponse], code: str) -> str:
    """Return when a visit said that something was given, the first first."""
    for one in found:
        if one.answers.get(code) in DONE:
            return f"menurut kunjungan {indonesian_date(one.day)}"
    return ""


def _whole(answer: object) -> int:
    return int(answer) if isinstance(answer, int | float) and not isinstance(answer, bool) else 0
