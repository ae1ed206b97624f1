"""Slips from a Posyandu or Pustu to the Puskesmas: written without a visit, received when the person registers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Facility, Neighbourhood, Person, Posyandu, Pustu, PustuVillage, Referral, Staff, Village
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.letter_number import letter_number
from ilp_desktop.domain.care.referral_kind import COMMUNITY, ReferralRules, referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.life_stage import klaster_for
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.letter.receiving import slips_on_the_way
from ilp_desktop.services.letter.referral_steps import prints_of, seen_referral, take_step
from ilp_desktop.services.paperwork import referral_slip_pdf
from ilp_desktop.services.person.maternal import is_openly_maternal
from ilp_desktop.services.referral.referral_content import slip_content, slip_of, told_by
from ilp_desktop.services.referral.referral_drafts import ReferralDraft, draft_problems


@dataclass(frozen=True)
class NewSlip:
    """A slip about to be written; of the draft only what a slip asks counts."""

    client_id: UUID
    person_id: UUID
    draft: ReferralDraft


@dataclass(frozen=True)
class WrittenSlip:
    """A slip that was written."""

    id: UUID
    number: str
    name: str


@dataclass(frozen=True)
class SlipOffer:
    """What a slip can name.

    Attributes:
        origins: Posyandu and Pustu; those that serve the person's home first.
        on_the_way: number and day of slips with which the person has not come yet.
    """

    origins: tuple[str, ...]
    on_the_way: tuple[tuple[str, date], ...]


class FieldSlips:
    """Slips of the field: whoever works there writes them, and prints what they wrote themselves."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def offer(self, user: SignedIn, person_id: UUID) -> SlipOffer:
        """Return what a slip about somebody can name."""
        with self._uow.reading(user, Act.WRITE_SLIP) as session:
            person = owned(session, user.facility_id, Person, person_id)
            waiting = tuple((row.number, row.day) for row in slips_on_the_way(session, person.id))
            return SlipOffer(_origins(session, person), waiting)

    def write(self, user: SignedIn, wanted: NewSlip) -> WrittenSlip:
        """Write a slip; it stands among what comes in to the klaster of the person at once.

        Raises ``WrongAnswers`` beside its fields, and ``UserError`` for somebody who died.
        """
        with self._uow.writing(user, Act.WRITE_SLIP) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("referral", earlier, repeated=True)
                return _written(work.session, work.own(Referral, earlier))
            person = work.own(Person, wanted.person_id)
            if person.left_why == Leaving.DIED.value:
                raise UserError("Orang ini tercatat meninggal.", "Perbaiki di Loket > Meninggal/pindah bila keliru.")
            rules = referral_rules_on(work.today)
            problems = draft_problems(wanted.draft, rules, has_diagnosis=False)
            if wanted.draft.kind != COMMUNITY:
                problems["from_place"] = "Dari lapangan hanya lembar Posyandu/Pustu."
            if problems:
                raise WrongAnswers(problems)
            referral = _row(work, person, wanted.draft, rules)
            work.session.add(referral)
            work.due_for(person.id)
            work.remember(wanted.client_id, referral.id)
            work.touch("referral", referral.id, slip=True)
            work.session.flush()
            return _written(work.session, referral)

    def pdf(self, user: SignedIn, referral_id: UUID) -> bytes:
        """Return a slip that the user wrote as PDF, marked as a copy once it was printed."""
        with self._uow.reading(user, Act.WRITE_SLIP) as session:
            referral = _own_slip(session, user, referral_id)
            kind = referral_rules_on(referral.day).kind(referral.kind)
            slip = slip_of(referral, kind, prints_of(session, (referral.id,)).get(referral.id, 0))
            profile = profile_of(session, user.facility_id)
        return referral_slip_pdf(slip, profile)

    def note_printed(self, user: SignedIn, referral_id: UUID) -> None:
        """Note that a slip was printed: as a step, and in the audit trail."""
        with self._uow.writing(user, Act.WRITE_SLIP) as work:
            referral = _own_slip(work.session, user, referral_id)
            take_step(work, referral, ReferralAct.PRINT)
            work.touch("referral", referral.id, printed=True)


def _row(work: Work, person: Person, draft: ReferralDraft, rules: ReferralRules) -> Referral:
    session, kind = work.session, rules.kind(COMMUNITY)
    facility, writer = session.get_one(Facility, work.facility_id), session.get_one(Staff, work.user.staff_id)
    maternal = is_openly_maternal(session, person, work.today)
    klaster, _ = klaster_for(age_on(person.birth_date, work.today), maternal=maternal)
    content = slip_content(session, person, work.today)
    return Referral(
        **work.stamp(),
        encounter_id=None,
        person_id=person.id,
        number=letter_number(
            work.next_number(kind.counter, str(work.today.year)), kind.mark, facility.code, work.today
        ),
        day=work.today,
        kind=kind.code,
        state=kind.begins.value,
        to_name=facility.name,
        unit=rules.own_unit(klaster.value),
        from_name=draft.from_place.strip(),
        clinic="",
        reason_code="",
        reason_note=draft.reason_note.strip(),
        content=content | told_by(draft, rules, (writer.name, writer.profession), klaster.label) | {"doctor": ["", ""]},
    )


def _origins(session: Session, person: Person) -> tuple[str, ...]:
    """Return the names of Posyandu and Pustu, those of the person's home first."""
    posyandu = session.execute(
        select(Posyandu.id, Posyandu.name, Village.id, Village.name)
        .join(Village, Village.id == Posyandu.village_id)
        .where(Posyandu.facility_id == person.facility_id)
        .order_by(Village.number, Posyandu.name)
    ).all()
    near = session.scalar(
        select(Neighbourhood.posyandu_id).where(
            Neighbourhood.village_id == person.village_id,
            Neighbourhood.rw == person.rw,
            Neighbourhood.rt == person.rt,
        )
    )
    pustu = session.execute(
        select(Pustu.name, PustuVillage.village_id)
        .join(PustuVillage, PustuVillage.pustu_id == Pustu.id)
        .where(Pustu.facility_id == person.facility_id)
        .order_by(Pustu.name)
    ).all()
    found = [(0 if row[0] == near else 2, f"Posyandu {row[1]}, {row[3]}") for row in posyandu]
    found += [(1 if row[1] == person.village_id else 3, f"Pustu {row[0]}") for row in pustu]
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda one: one[0])))


def _own_slip(session: Session, user: SignedIn, referral_id: UUID) -> Referral:
    """Return a slip that the user wrote."""
    referral = seen_referral(session, user, referral_id)
    if referral.kind != COMMUNITY or referral.recorded_by != user.staff_id:
        raise not_there()
    return referral


def _written(session: Session, referral: Referral) -> WrittenSlip:
    return WrittenSlip(referral.id, referral.number, session.get_one(Person, referral.person_id).name)
