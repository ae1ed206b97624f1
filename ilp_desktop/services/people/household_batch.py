"""One change of households under way: whom it moves, what it found and left, and the heads it must not forget."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Family, HouseholdMove, Person, Village
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.household import MoveKind, relation_to_new_head
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.people.family_folders import living_members
from ilp_desktop.services.people.household_data import Home
from ilp_desktop.services.person.person_lines import index_person

DOMICILE = ("village_id", "outside_village", "outside_code", "rw", "rt", "address")
KEPT = ("family_id", "relation", *DOMICILE)
KEYS = ("family_id", "village_id")
HEAD = FamilyRelation.HEAD.value


class Batch:
    """Changes people through ``take``, and writes in ``close`` what became of each.

    Attributes:
        id: shared by everything one save moves.
    """

    def __init__(self, work: Work, kind: MoveKind, day: date, note: str = "") -> None:
        self.id = work.new_id()
        self._work = work
        self._kind = kind
        self._day = day
        self._note = " ".join(note.split())
        self._people: dict[UUID, Person] = {}
        self._before: dict[UUID, dict[str, Any]] = {}
        self._families: set[UUID] = set()

    def take(self, person_id: UUID) -> Person:
        """Return a person to be changed."""
        if person_id not in self._people:
            person = self._work.own(Person, person_id, locked=True)
            self._people[person_id] = person
            self._before[person_id] = state_of(person)
            self._note_family(person.family_id)
        return self._people[person_id]

    def take_all(self, people: Iterable[UUID]) -> list[Person]:
        """Return people in their order, locked in one that is the same for everybody."""
        wanted = list(people)
        for person_id in sorted(wanted):
            self.take(person_id)
        return [self._people[person_id] for person_id in wanted]

    def follow_heads(self, new_heads: Iterable[UUID]) -> None:
        """Give every family that lost its head the one chosen; raises ``WrongAnswers`` when none is chosen."""
        chosen = set(new_heads)
        self._work.session.flush()
        for family_id in sorted(self._families):
            living = living_members(self._work.session, family_id)
            had_head = self._had_head(family_id)
            if not living or not had_head or any(person.relation == HEAD for person in living):
                continue
            follower = next((person for person in living if person.id in chosen), None)
            if follower is None:
                raise WrongAnswers({"new_head": _headless(self._work.session, family_id)})
            self.succeed(follower, living)

    def succeed(self, follower: Person, members: Iterable[Person]) -> None:
        """Make somebody head, and the others what they are to the new head."""
        was = _relation(follower)
        for person in members:
            changed = self.take(person.id)
            turned = FamilyRelation.HEAD if person.id == follower.id else relation_to_new_head(_relation(person), was)
            changed.relation = turned.value

    def close(self) -> None:
        """Store what became of everybody; folders live where their heads live."""
        work = self._work
        work.session.flush()
        for person in self._people.values():
            self._note_family(person.family_id)
        for person_id, person in self._people.items():
            after = state_of(person)
            if after == self._before[person_id]:
                continue
            person.row_version += 1
            work.session.add(self._row(person_id, after))
            work.touch("person", person_id, old=self._before[person_id], move=self._kind.value)
        for family_id in sorted(self._families):
            self._settle(family_id)
        work.session.flush()
        for person in self._people.values():
            index_person(work.session, person, work.today)

    def _settle(self, family_id: UUID) -> None:
        session = self._work.session
        family = session.get_one(Family, family_id)
        living = living_members(session, family_id)
        heads = [person for person in living if person.relation == HEAD]
        if len(heads) > 1:
            raise WrongAnswers({"people": f"Keluarga ini sudah mempunyai kepala, {heads[0].name}."})
        for head in heads:
            for column in ("village_id", "rw", "rt", "address"):
                setattr(family, column, getattr(head, column))
        family.row_version += 1
        self._work.touch("family", family_id)
        self._work.due_for(*(person.id for person in living))

    def _had_head(self, family_id: UUID) -> bool:
        before = self._before.values()
        return any(kept["family_id"] == str(family_id) and kept["relation"] == HEAD for kept in before)

    def _note_family(self, family_id: UUID | None) -> None:
        if family_id is not None:
            self._families.add(family_id)

    def _row(self, person_id: UUID, after: dict[str, Any]) -> HouseholdMove:
        return HouseholdMove(
            **self._work.stamp(),
            batch_id=self.id,
            person_id=person_id,
            kind=self._kind.value,
            day=self._day,
            note=self._note,
            before=self._before[person_id],
            after=after,
        )


def move_to(work: Work, person: Person, home: Home) -> None:
    """Let somebody live elsewhere."""
    if home.village_id is not None:
        work.own(Village, home.village_id)
    for column in DOMICILE:
        value = getattr(home, column)
        setattr(person, column, value.strip() if isinstance(value, str) else value)


def home_of(person: Person) -> Home:
    """Return where somebody lives."""
    return Home(**{column: getattr(person, column) for column in DOMICILE})


def state_of(person: Person) -> dict[str, Any]:
    """Return household and domicile as plain values."""
    values = {column: getattr(person, column) for column in KEPT}
    return {key: str(value) if isinstance(value, UUID) else value for key, value in values.items()}


def put_back(person: Person, state: dict[str, Any]) -> None:
    """Give somebody the household and domicile they had."""
    for column in KEPT:
        value = state[column]
        setattr(person, column, UUID(value) if column in KEYS and value else value)


def _relation(person: Person) -> FamilyRelation:
    return FamilyRelation(person.relation) if person.relation else FamilyRelation.OTHER


def _headless(session: Session, family_id: UUID) -> str:
    card = session.get_one(Family, family_id).kk_number
    which = f"Keluarga KK {card}" if card else "Keluarga ini"
    return f"{which} ditinggal kepalanya: pilih kepala keluarga yang baru."
