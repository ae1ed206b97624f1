"""Looking through everybody for people entered twice, a lot at a time, so that it can stop anywhere and go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from uuid import UUID
from zlib import crc32

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import DuplicateScan, Person
from db.queries.suspected_pairs import forget_older, note_pairs, people_named, people_of_groups
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.same_person import Judge, Likeness, Traits, judge_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.merge.duplicate_reading import known_people

BY_DATE, BY_NAME = 0, 2


@dataclass(frozen=True)
class ScanState:
    """How far the search has come; ``finished_at`` is None while it is under way, ``started_at`` before the first."""

    started_at: datetime | None = None
    finished_at: datetime | None = None
    fraction: float = 0.0

    @property
    def is_under_way(self) -> bool:
        """Say whether there is a search that was begun and not finished."""
        return self.started_at is not None and self.finished_at is None


class DuplicateScanning:
    """The search over everybody: who shares a birth date, a card, or a name however written, is compared."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def state(self, user: SignedIn) -> ScanState:
        """Return how far the search has come."""
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            return _state(session, user.facility_id)

    def begin(self, user: SignedIn) -> ScanState:
        """Begin a search, or go on with one that is under way."""
        with self._uow.writing(user, Act.MERGE_PEOPLE) as work:
            scan = work.session.get(DuplicateScan, user.facility_id, with_for_update=True)
            if scan is None:
                scan = DuplicateScan(facility_id=user.facility_id)
                work.session.add(scan)
            if scan.started_at is None or scan.finished_at is not None:
                scan.way, scan.after, scan.people = BY_DATE, "", 0
                scan.started_at, scan.finished_at = work.now, None
            work.touch("pair", None)
            work.session.flush()
            return _state(work.session, user.facility_id)

    def go_on(self, user: SignedIn) -> ScanState:
        """Look at the next lot of people, and keep the pairs found; nothing else waits while they are compared.

        Two who search at once find the same pairs, and the place never goes back.
        """
        judge = judge_on(self._uow.today(user))
        with self._uow.reading(user, Act.MERGE_PEOPLE) as session:
            scan = session.get(DuplicateScan, user.facility_id)
            if scan is None or scan.finished_at is not None:
                return _state(session, user.facility_id)
            way, after = scan.way, scan.after
            at_once = judge.rules.limits["read_at_once"]
            if way == BY_NAME:
                groups, last, people = _namesakes(people_named(session, user.facility_id), judge, after)
            else:
                groups, last, people = people_of_groups(session, user.facility_id, way, after, at_once)
            found = list(_pairs(session, judge, groups, way))
        with self._uow.writing(user, Act.MERGE_PEOPLE) as work:
            scan = work.session.get_one(DuplicateScan, user.facility_id, with_for_update=True)
            if (scan.way, scan.after) == (way, after) and scan.finished_at is None:
                note_pairs(work.session, user.facility_id, found, scan.started_at)
                _go_to(work.session, scan, last, people, work.now)
            work.touch("pair", None, found=len(found))
            work.session.flush()
            return _state(work.session, user.facility_id)


def _namesakes(
    people: Sequence[tuple[UUID, str]], judge: Judge, after: str
) -> tuple[list[list[UUID]], str | None, int]:
    """Return the next share of those whose names may be one, as ``people_of_groups`` returns those of a value.

    All names are read for each share, since no database can tell what makes two of them one.
    """
    first = (0, len(people) // judge.rules.limits["names_at_once"] + 1)
    share, shares = (int(part) for part in after.split("/")) if after else first
    alike: dict[str, list[UUID]] = {}
    for person, name in people:
        key = judge.thin_name(name)
        if crc32(key.encode()) % shares == share:
            alike.setdefault(key, []).append(person)
    groups = [group for key, group in sorted(alike.items()) if len(group) > 1]
    last = f"{share + 1}/{shares}" if share + 1 < shares else None
    return groups, last, sum(map(len, alike.values()))


def _go_to(session: Session, scan: DuplicateScan, last: str | None, people: int, now: datetime) -> None:
    """Keep where to go on; after the last way, the search is finished."""
    scan.people += people
    if last is not None:
        scan.after = last
        return
    scan.way, scan.after = scan.way + 1, ""
    if scan.way > BY_NAME:
        scan.finished_at = now
        forget_older(session, scan.facility_id, scan.started_at)


def _state(session: Session, facility_id: UUID) -> ScanState:
    scan = session.get(DuplicateScan, facility_id)
    if scan is None:
        return ScanState()
    everybody = session.scalar(select(func.count()).where(Person.facility_id == facility_id)) or 1
    fraction = 1.0 if scan.finished_at else min(scan.people / (everybody * (BY_NAME + 1)), 1.0)
    return ScanState(scan.started_at, scan.finished_at, fraction)


def _pairs(
    session: Session, judge: Judge, groups: Sequence[Sequence[UUID]], way: int
) -> Iterator[tuple[UUID, UUID, float, bool]]:
    """Compare within each group; those born on one day were compared by that day already."""
    known = known_people(session, [person for group in groups for person in group], for_lists=False)
    for group in groups:
        people = [(person, known[person][0]) for person in group if person in known]
        for (one, left), (other, right) in _beside(judge, people):
            if way != BY_DATE and left.birth_date == right.birth_date:
                continue
            judged = judge.compare(left, right)
            if judged.likeness is not Likeness.NONE:
                smaller, larger = sorted((one, other))
                yield smaller, larger, judged.score, judged.likeness is Likeness.CERTAIN


def _beside(
    judge: Judge, people: Sequence[tuple[UUID, Traits]]
) -> Iterator[tuple[tuple[UUID, Traits], tuple[UUID, Traits]]]:
    """Give the pairs of a group; of a group too large, those who stand near each other by name and date."""
    width = judge.rules.limits["compared_within"]
    if len(people) <= width:
        yield from combinations(people, 2)
        return
    ordered = sorted(people, key=lambda each: (judge.words(each[1].name), each[1].birth_date or date.min))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + width]:
            yield one, other
