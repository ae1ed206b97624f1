"""Households that change: moving house, a card of one's own, joining a card, another head; each can be taken back."""

from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Family, HouseholdMove, Person, Staff, Village
from ilp_desktop.clock import local_day
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.household import MoveKind, heads_problem
from ilp_desktop.domain.identity.identifiers import cleaned
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.collisions import seeing_others
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.people.family_folders import living_members, new_folder
from ilp_desktop.services.people.household_batch import Batch, home_of, move_to, put_back, state_of
from ilp_desktop.services.people.household_data import (
    HouseMove,
    JoinedCard,
    Member,
    MoveLine,
    NewCard,
    RenewedCard,
    card_problems,
    home_problems,
    move_problems,
    new_card_problems,
)
from ilp_desktop.services.person.person_reads import FamilyFolder, family_folder

MOST_LINES = 50
CHANGED_SINCE = UserError(
    "Keluarga ini sudah berubah lagi sesudah itu.", "Batalkan dahulu perubahan yang lebih baru, atau ubah langsung."
)


class Households:
    """The desk's work with whole households."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def folder(self, user: SignedIn, family_id: UUID) -> FamilyFolder:
        """Return a family with its members; raises ``UserError`` when there is none."""
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            return family_folder(session, owned(session, user.facility_id, Family, family_id).id)

    def move_house(self, user: SignedIn, wanted: HouseMove) -> None:
        """Let a family or some of it live elsewhere; raises ``WrongAnswers`` or ``StaleRecord``."""
        today = self._uow.today(user)
        _refuse(move_problems(len(wanted.people), wanted.day, wanted.note, today) | home_problems(wanted.home))
        with self._uow.writing(user, Act.CHANGE_PERSON) as work:
            if _known(work, wanted.client_id):
                return
            family = work.claim(Family, wanted.family_id, wanted.version)
            batch = Batch(work, MoveKind.HOUSE, wanted.day or today, wanted.note)
            for person in batch.take_all(wanted.people):
                if person.family_id != family.id:
                    raise not_there()
                move_to(work, person, wanted.home)
            _close(work, batch, wanted.client_id)

    def new_card(self, user: SignedIn, wanted: NewCard) -> UUID:
        """Make a household of people who keep their No. RM, and return its folder; raises ``WrongAnswers``."""
        today = self._uow.today(user)
        _refuse(new_card_problems(wanted, today))

        def made() -> UUID:
            with self._uow.writing(user, Act.CHANGE_PERSON) as work:
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("family", earlier, repeated=True)
                    return earlier
                return _make_card(work, wanted, wanted.day or today)

        return seeing_others(made)

    def join(self, user: SignedIn, wanted: JoinedCard) -> None:
        """Let people join a family that is known; raises ``WrongAnswers``."""
        today = self._uow.today(user)
        _refuse(move_problems(len(wanted.people), wanted.day, wanted.note, today))
        with self._uow.writing(user, Act.CHANGE_PERSON) as work:
            if _known(work, wanted.client_id):
                return
            family = work.own(Family, wanted.family_id, locked=True)
            batch = Batch(work, MoveKind.JOINED, wanted.day or today, wanted.note)
            living = living_members(work.session, family.id)
            head = next((one for one in living if one.relation == FamilyRelation.HEAD.value), None)
            _enter(work, batch, family, wanted.people)
            if wanted.moves_in and head is not None:
                for person in batch.take_all(one.person_id for one in wanted.people):
                    move_to(work, person, home_of(head))
            batch.follow_heads(wanted.new_heads)
            _close(work, batch, wanted.client_id)

    def renew(self, user: SignedIn, wanted: RenewedCard) -> None:
        """Store the number of a card and the relations on it; raises ``WrongAnswers`` or ``StaleRecord``."""
        today = self._uow.today(user)
        heads = heads_problem({one.person_id: one.relation for one in wanted.people})
        _refuse(card_problems(wanted.kk_number, today) | ({"people": heads} if heads else {}))

        def renewed() -> None:
            with self._uow.writing(user, Act.CHANGE_PERSON) as work:
                if _known(work, wanted.client_id):
                    return
                family = work.claim(Family, wanted.family_id, wanted.version)
                if {one.person_id for one in wanted.people} != {p.id for p in living_members(work.session, family.id)}:
                    raise CHANGED_SINCE
                _number_card(work, family, wanted.kk_number)
                batch = Batch(work, MoveKind.RELATION, today)
                _enter(work, batch, family, wanted.people)
                _close(work, batch, wanted.client_id)

        seeing_others(renewed)

    def take_back(self, user: SignedIn, batch_id: UUID) -> None:
        """Undo one change for everybody it moved; raises ``UserError`` when something changed since."""
        with self._uow.writing(user, Act.CHANGE_PERSON) as work:
            rows = list(
                work.session.scalars(
                    select(HouseholdMove).where(
                        HouseholdMove.facility_id == work.facility_id,
                        HouseholdMove.batch_id == batch_id,
                        HouseholdMove.undone_by.is_(None),
                    )
                )
            )
            if not rows:
                raise not_there()
            batch = Batch(work, MoveKind.TAKEN_BACK, work.today)
            for row, person in zip(rows, batch.take_all(row.person_id for row in rows), strict=True):
                if state_of(person) != row.after:
                    raise CHANGED_SINCE
                put_back(person, row.before)
            batch.close()
            undone = update(HouseholdMove).where(HouseholdMove.batch_id == batch_id)
            work.session.execute(undone.values(undone_by=batch.id))

    def history(self, user: SignedIn, person_id: UUID) -> tuple[MoveLine, ...]:
        """Return what became of somebody's household, the newest first."""
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            owned(session, user.facility_id, Person, person_id)
            rows = session.execute(
                select(HouseholdMove, Staff.name)
                .join(Staff, Staff.id == HouseholdMove.recorded_by)
                .where(HouseholdMove.person_id == person_id)
                .order_by(
                    HouseholdMove.recorded_at.desc(), HouseholdMove.undone_by.is_not(None), HouseholdMove.id.desc()
                )
                .limit(MOST_LINES)
            ).all()
            moves = [row.HouseholdMove for row in rows]
            standing = (m.batch_id for m in moves if m.undone_by is None and m.kind != MoveKind.TAKEN_BACK.value)
            latest = next(standing, None)
            return tuple(_line(session, row.HouseholdMove, row.name, latest, user.time_zone) for row in rows)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise WrongAnswers(problems)


def _known(work: Work, client_id: UUID) -> bool:
    earlier = work.saved_before(client_id)
    if earlier is not None:
        work.touch("family", earlier, repeated=True)
    return earlier is not None


def _close(work: Work, batch: Batch, client_id: UUID) -> None:
    batch.close()
    work.touch("family", None, batch=str(batch.id))
    work.remember(client_id, batch.id)


def _make_card(work: Work, wanted: NewCard, day: date) -> UUID:
    _refuse_known_card(work, wanted.kk_number, None)
    batch = Batch(work, MoveKind.NEW_CARD, day, wanted.note)
    people = batch.take_all(one.person_id for one in wanted.people)
    heads = [one.person_id for one in wanted.people if one.relation is FamilyRelation.HEAD]
    home = wanted.home or home_of(batch.take(heads[0]))
    family = new_folder(work, wanted.kk_number)
    for person in people:
        move_to(work, person, home)
    _enter(work, batch, family, wanted.people)
    batch.follow_heads(wanted.new_heads)
    batch.close()
    work.remember(wanted.client_id, family.id)
    return family.id


def _enter(work: Work, batch: Batch, family: Family, people: tuple[Member, ...]) -> None:
    for person, member in zip(batch.take_all(one.person_id for one in people), people, strict=True):
        person.family_id, person.relation = family.id, member.relation.value
    work.session.flush()


def _number_card(work: Work, family: Family, kk_number: str) -> None:
    number = cleaned(kk_number)
    if number == (family.kk_number or ""):
        return
    _refuse_known_card(work, number, family.id)
    work.touch("family", family.id, old=family.kk_number)
    family.kk_number = number or None
    work.session.flush()


def _refuse_known_card(work: Work, kk_number: str, mine: UUID | None) -> None:
    number = cleaned(kk_number)
    if not number:
        return
    taken = select(Family.id).where(Family.facility_id == work.facility_id, Family.kk_number == number)
    known = work.session.scalar(taken)
    if known is not None and known != mine:
        raise WrongAnswers({"kk_number": "No. KK ini sudah dipakai keluarga lain. Pilih «Gabung KK»."})


def _line(session: Session, move: HouseholdMove, name: str, latest: UUID | None, time_zone: str) -> MoveLine:
    before, after = (_told(session, state) for state in (move.before, move.after))
    changes = [f"{old or '-'} → {new or '-'}" for old, new in zip(before, after, strict=True) if old != new]
    return MoveLine(
        batch_id=move.batch_id,
        kind=MoveKind(move.kind),
        day=move.day,
        told="; ".join(changes),
        note=move.note,
        recorded_by=name,
        recorded_on=local_day(move.recorded_at, time_zone),
        taken_back=move.undone_by is not None,
        may_take_back=move.batch_id == latest,
    )


def _told(session: Session, state: dict[str, str | None]) -> tuple[str, str, str]:
    """Return card, relation and domicile in words."""
    family = session.get(Family, UUID(state["family_id"])) if state["family_id"] else None
    card = f"KK {family.kk_number or f'map {family.folder_number}'}" if family else ""
    village = session.get(Village, UUID(state["village_id"])) if state["village_id"] else None
    relation = FamilyRelation(state["relation"]).word if state["relation"] else ""
    block = "".join(f" {label} {state[key]}" for key, label in (("rw", "RW"), ("rt", "RT")) if state[key])
    place = f"{village.name if village else state['outside_village']}{block}"
    return card, relation, ", ".join(part for part in (state["address"], place) if part)
