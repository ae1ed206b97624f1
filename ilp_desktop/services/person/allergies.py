"""Allergies of a person: told, asked for, withdrawn; and held against the drugs written before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, Select, and_, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from db.models import Allergy, Encounter, NoKnownAllergy, Note, Person, PrescriptionLine, Staff, WithdrawnAllergy
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.allergy import AllergyKind, AllergyMatch, Severity, allergies_against
from ilp_desktop.domain.care.record_closing import drugs_since
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.orders.formulary import formulary, longest_days
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.lengths import told_reason, too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

LIMITS = {"substance": ("Zat", 80), "reaction": ("Reaksi", 120), "since": ("Sejak", 20)}
ALLERGY, ALLERGY_GONE, NO_ALLERGY = "allergy", "allergy_gone", "no_allergy"
"""What they are kept as without the server."""
ALREADY = "Alergi ini sudah tercatat."
SOME_ARE_KNOWN = "Orang ini mempunyai alergi yang tercatat."
WITHDRAW_FIRST = "Batalkan dahulu dengan alasan bila ternyata bukan alergi."
TOLD = ("substance", "kind", "reaction", "severity", "since")


@dataclass(frozen=True)
class NewAllergy:
    """An allergy somebody tells of; ``since`` is when it happened, in the person's words."""

    client_id: UUID
    person_id: UUID
    substance: str
    kind: AllergyKind | None = None
    reaction: str = ""
    severity: Severity | None = None
    since: str = ""


@dataclass(frozen=True)
class KnownAllergy:
    """An allergy on record; times are of the wall clock, what nobody said is empty."""

    id: UUID
    substance: str
    kind: str
    reaction: str
    severity: str
    since: str
    noted_by: str
    noted_at: datetime


@dataclass(frozen=True)
class PastAllergy:
    """An allergy that was withdrawn, by whom, when and why."""

    substance: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AllergyList:
    """What is known of a person's allergies; ``none_on`` is the day on which none was known, if that still holds."""

    known: tuple[KnownAllergy, ...] = ()
    withdrawn: tuple[PastAllergy, ...] = ()
    none_on: date | None = None


@dataclass(frozen=True)
class AllergyGone:
    """An allergy withdrawn without the server, and why."""

    allergy_id: UUID
    person_id: UUID
    reason: str


@dataclass(frozen=True)
class NoAllergy:
    """Somebody who knew of no allergy, asked without the server."""

    person_id: UUID


@dataclass(frozen=True)
class DrugAlert:
    """A drug written on a day that an allergy speaks against."""

    day: date
    match: AllergyMatch

    @property
    def words(self) -> str:
        """Return it as a sentence."""
        return f"{self.match.words.removesuffix('.')}; tertulis {indonesian_date(self.day)}."


class Allergies:
    """Allergies and reactions."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def of_person(self, user: SignedIn, person_id: UUID) -> AllergyList:
        """Return what is known of a person's allergies, with what was withdrawn."""
        with self._uow.reading(user, Act.SEE_RECORD, without_server=True) as session:
            owned(session, user.facility_id, Person, person_id)
            known = session.execute(
                select(Allergy, Staff.name)
                .join(Staff, Staff.id == Allergy.recorded_by)
                .where(Allergy.person_id == person_id)
                .order_by(Allergy.recorded_at)
            ).all()
            gone = session.execute(
                select(WithdrawnAllergy, Staff.name)
                .join(Staff, Staff.id == WithdrawnAllergy.recorded_by)
                .where(WithdrawnAllergy.person_id == person_id)
                .order_by(WithdrawnAllergy.recorded_at.desc())
            ).all()
            none_on = None if known else asked_without_result(session, person_id)
        zone = user.time_zone
        return AllergyList(
            tuple(_known(row.Allergy, row.name, zone) for row in known),
            tuple(_past(row.WithdrawnAllergy, row.name, zone) for row in gone),
            none_on,
        )

    def add(self, user: SignedIn, wanted: NewAllergy) -> tuple[DrugAlert, ...]:
        """Store an allergy and return the drugs written lately that it speaks against; raises ``WrongAnswers``."""
        problems = too_long(wanted, LIMITS)
        if not wanted.substance.strip():
            problems["substance"] = "Tulis obat, makanan, atau zatnya."
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.WRITE_RECORD, without_server=True) as work:
            person = work.own(Person, wanted.person_id)
            substance = " ".join(wanted.substance.split())
            again = work.saved_before(wanted.client_id) is not None
            if not again:
                same = select(Allergy.id).where(
                    Allergy.person_id == person.id, func.lower(Allergy.substance) == substance.lower()
                )
                if work.session.scalar(same.limit(1)) is not None:
                    raise WrongAnswers({"substance": ALREADY})
                row = Allergy(**work.stamp("allergy"), person_id=person.id, **_told(wanted, substance))
                work.session.add(row)
                work.remember(wanted.client_id, person.id)
                work.keep_for_server(ALLERGY, wanted.client_id, wanted, allergy=row.id)
            work.touch("person", person.id, **({"repeated": True} if again else {"allergy": "dicatat"}))
            return drug_alerts(work.session, person.id, (substance,), work.today)

    def withdraw(self, user: SignedIn, allergy_id: UUID, reason: str) -> None:
        """Take an allergy from the list; what stood there, and why it went, stays on record."""
        reason = told_reason(reason)
        with self._uow.writing(user, Act.WRITE_RECORD, without_server=True) as work:
            save = work.id_of("save")
            if work.past is not None and work.saved_before(save) is not None:
                work.touch("person", None, repeated=True)
                return
            row = work.own(Allergy, allergy_id, locked=True)
            work.keep_for_server(ALLERGY_GONE, save, AllergyGone(allergy_id, row.person_id, reason), save=save)
            if work.past is not None:
                work.remember(save, row.person_id)
            stood_there: dict[str, Any] = {name: getattr(row, name) for name in TOLD}
            stood_there |= {"noted_by": str(row.recorded_by), "noted_at": row.recorded_at.isoformat()}
            gone = WithdrawnAllergy(**work.stamp(), person_id=row.person_id, reason=reason, stood_there=stood_there)
            work.session.add(gone)
            work.session.delete(row)
            work.touch("person", row.person_id, allergy="dibatalkan")

    def none_known(self, user: SignedIn, person_id: UUID) -> None:
        """Note that the person was asked today and knows of no allergy."""
        with self._uow.writing(user, Act.WRITE_RECORD, without_server=True) as work:
            person = work.own(Person, person_id)
            work.keep_for_server(NO_ALLERGY, work.new_id(), NoAllergy(person_id))
            known = select(Allergy.id).where(Allergy.person_id == person.id).limit(1)
            if work.session.scalar(known) is not None:
                raise UserError(SOME_ARE_KNOWN, WITHDRAW_FIRST)
            if asked_without_result(work.session, person.id) != work.today:
                work.session.add(NoKnownAllergy(**work.stamp(), person_id=person.id, day=work.today))
            work.touch("person", person.id, allergy="tidak ada")


def asked_without_result(session: Session, person_id: UUID) -> date | None:
    """Return on which day a person last knew of no allergy, or None."""
    found: date | None = session.scalar(last_asked(person_id))
    return found


def last_asked(person_id: UUID) -> Select[Any]:
    """Return what reads on which day a person last knew of no allergy."""
    return select(func.max(NoKnownAllergy.day)).where(NoKnownAllergy.person_id == person_id)


def drug_alerts(session: Session, person_id: UUID, substances: Iterable[str], today: date) -> tuple[DrugAlert, ...]:
    """Return the drugs written in the last weeks that allergies speak against, the latest first, each once."""
    substances = tuple(substances)
    if not substances:
        return ()
    found: dict[tuple[str, str], DrugAlert] = {}
    for day, text in drugs_written(session, person_id, today):
        for match in allergies_against(substances, text, day):
            found.setdefault((match.substance, match.drug), DrugAlert(day, match))
    return tuple(found.values())


def drugs_written(session: Session, person_id: UUID, today: date) -> list[tuple[date, str]]:
    """Return therapy and medicines written lately, as they stand now, the latest first.

    A prescription that still waits, or lasts until today, is told however old it is. Medicines that only few may know
    of are left out: whoever sees the order itself is told there.
    """
    later, since = aliased(Note), drugs_since(today)
    newer = select(later.id).where(later.encounter_id == Note.encounter_id, later.version > Note.version)
    nothing = literal("").label("drug"), literal("").label("state"), null().cast(Integer).label("days")
    therapies = (
        select(Encounter.day.label("day"), Note.therapy.label("words"), *nothing)
        .join(Encounter, Encounter.id == Note.encounter_id)
        .where(Encounter.person_id == person_id, Encounter.day >= since, Note.therapy != "", ~newer.exists())
    )
    line = PrescriptionLine
    waits = line.state == OrderState.WAITING.value
    lasting = and_(line.days.is_not(None), line.day >= today - timedelta(days=longest_days(today)))
    medicines = select(line.day, line.name, line.drug, line.state, line.days).where(
        line.person_id == person_id,
        line.state != OrderState.CANCELLED.value,
        or_(line.day >= since, waits, lasting),
    )
    rows: Sequence[Row[Any]] = session.execute(union_all(therapies, medicines)).all()
    standing = (row for row in rows if _stands(row, since, today))
    open_to_all = (row for row in standing if row.drug not in formulary(row.day).restricted())
    return sorted(((row.day, row.words) for row in open_to_all), reverse=True)


def _stands(row: Row[Any], since: date, today: date) -> bool:
    """Say whether a medicine may still be taken: written lately, not handed out yet, or for so many days."""
    day: date = row.day
    waits: bool = row.state == OrderState.WAITING.value
    return day >= since or waits or day + timedelta(days=row.days or 0) >= today


def _told(wanted: NewAllergy, substance: str) -> dict[str, str]:
    return {
        "substance": substance,
        "kind": wanted.kind.value if wanted.kind else "",
        "reaction": wanted.reaction.strip(),
        "severity": wanted.severity.value if wanted.severity else "",
        "since": wanted.since.strip(),
    }


def _known(row: Allergy, name: str, zone: str) -> KnownAllergy:
    told = {key: getattr(row, key) for key in TOLD}
    return KnownAllergy(id=row.id, **told, noted_by=name, noted_at=local_time(row.recorded_at, zone))


def _past(row: WithdrawnAllergy, name: str, zone: str) -> PastAllergy:
    return PastAllergy(str(row.stood_there.get("substance", "")), row.reason, name, local_time(row.recorded_at, zone))


def allergies_told(session: Session, person_id: UUID) -> Sequence[Row[Any]]:
    """Return substance and reaction of what somebody does not bear."""
    return session.execute(select(Allergy.substance, Allergy.reaction).where(Allergy.person_id == person_id)).all()
