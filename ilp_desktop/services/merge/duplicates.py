"""Who may be registered already: advice while somebody is registered, and the list of suspected pairs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Staff, SuspectedPair
from db.queries.same_person import Sought, candidates, family_of_card
from db.queries.suspected_pairs import pairs_after
from ilp_desktop.clock import local_day
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import StaleRecord
from ilp_desktop.domain.identity.identifiers import check_phone, cleaned
from ilp_desktop.domain.identity.nik import read_nik
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.same_person import Judge, Judged, Likeness, Traits, judge_on
from ilp_desktop.domain.search.search_text import search_words
from ilp_desktop.services.core.ownership import not_there
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.merge.duplicate_reading import found_person, known_people, place_key, village_key
from ilp_desktop.services.person.person_data import PersonData
from ilp_desktop.services.person.person_finding import find_people
from ilp_desktop.services.person.person_reads import FoundPerson


@dataclass(frozen=True)
class LikelySame:
    """Somebody registered who may be the one at the desk, and why."""

    person: FoundPerson
    likeness: Likeness
    score: float
    agrees: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two people who may be one, as the review list shows them."""

    one: FoundPerson
    other: FoundPerson
    likeness: Likeness
    score: float
    agrees: tuple[str, ...]
    differs: tuple[str, ...]

    @property
    def key(self) -> tuple[UUID, UUID]:
        """Return what tells pairs apart."""
        return self.one.id, self.other.id


class Duplicates:
    """Looks for people entered twice; whatever it says is advice."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def likely(
        self, user: SignedIn, data: PersonData, kk_number: str = "", family_id: UUID | None = None
    ) -> tuple[LikelySame, ...]:
        """Return who may be the person typed, likeliest first."""
        today = self._uow.today(user)
        judge = judge_on(today)
        with self._uow.reading(user, Act.FIND_PERSON, without_server=True) as session:
            card = family_id or family_of_card(session, user.facility_id, cleaned(kk_number))
            typed = typed_traits(data, card, today)
            sought = Sought(
                birth_date=data.birth_date,
                nik=next(iter(typed.niks), ""),
                bpjs=next(iter(typed.bpjs), ""),
                family_id=card,
                alike=_called_alike(session, user.facility_id, data.name, today, judge.rules.limits["most_of_a_name"]),
                limits=judge.rules.limits,
            )
            known = known_people(session, candidates(session, user.facility_id, sought))
        found = [(row, judge.compare(typed, traits)) for traits, row in known.values()]
        likely = [(row, judged) for row, judged in found if judged.likeness is not Likeness.NONE]
        likely.sort(key=lambda pair: (-pair[1].score, pair[0].name, pair[0].id))
        return tuple(_likely(judge, row, judged) for row, judged in likely[: judge.rules.limits["most_shown"]])

    def pairs(self, user: SignedIn, after: Pair | None, limit: int) -> tuple[Pair, ...]:
        """Return suspected pairs after one, the likeliest first; those said to be two people, or merged, are gone."""
        judge = judge_on(self._uow.today(user))
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            place = None if after is None else (after.score, *after.key)
            rows = pairs_after(session, user.facility_id, place, limit)
            known = known_people(session, {each for row in rows for each in (row.one_id, row.other_id)})
        return tuple(_pair(judge, known, row) for row in rows)

    def tell_apart(self, user: SignedIn, one: UUID, other: UUID) -> None:
        """Note that two people are not one; the pair is no longer shown. Raises ``StaleRecord`` when it is gone."""
        with self._uow.writing(user, Act.MERGE_PEOPLE) as work:
            pair = work.session.get(SuspectedPair, tuple(sorted((one, other))), with_for_update=True)
            if pair is None or pair.facility_id != user.facility_id:
                raise not_there()
            if pair.decided_at is not None:
                who = work.session.get_one(Staff, pair.decided_by).name
                day = local_day(pair.decided_at, user.time_zone)
                raise StaleRecord(
                    f"Pasangan ini sudah dinyatakan berbeda oleh {who}, {indonesian_date(day)}.", "Muat ulang."
                )
            pair.decided_at, pair.decided_by = work.now, user.staff_id
            work.touch("pair", one, other=str(other), same=False)


def _called_alike(session: Session, facility_id: UUID, name: str, today: date, most: int) -> tuple[UUID, ...]:
    hits = find_people(session, facility_id, search_words(name, today), today, most)
    return tuple(hit.row.id for hit in hits)


def typed_traits(data: PersonData, family_id: UUID | None, today: date) -> Traits:
    """Return what tells who somebody is of whom only what is typed is known; numbers count once they are whole."""
    nik = read_nik(data.nik, today)
    bpjs = cleaned(data.bpjs)
    return Traits(
        name=data.name,
        birth_date=data.birth_date,
        sex=data.sex,
        estimated=data.birth_date_estimated,
        mother_name=data.mother_name,
        mother=str(data.mother_id or ""),
        niks=frozenset({nik.nik} if nik.accepted else ()),
        bpjs=frozenset({bpjs} if bpjs else ()),
        card=str(family_id or ""),
        phone=check_phone(data.phone).value if data.phone.strip() else "",
        village=village_key(data.village_id, data.outside_village),
        place=place_key(data.rw, data.rt),
        order=data.birth_order,
    )


def _likely(judge: Judge, row: Row[Any], judged: Judged) -> LikelySame:
    return LikelySame(found_person(row), judged.likeness, judged.score, judge.agrees(judged), judge.differs(judged))


def _pair(judge: Judge, known: Mapping[UUID, tuple[Traits, Row[Any]]], row: Row[Any]) -> Pair:
    (one, one_row), (other, other_row) = known[row.one_id], known[row.other_id]
    judged = judge.compare(one, other)
    likeness = Likeness.CERTAIN if row.certain else Likeness.POSSIBLE
    agrees, differs = judge.agrees(judged), judge.differs(judged)
    return Pair(found_person(one_row), found_person(other_row), likeness, row.score, agrees, differs)
