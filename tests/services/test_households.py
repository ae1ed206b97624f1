"""Households that change, on both databases: heads, moving house, a card of one's own, joining, taking it back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Due, HouseholdMove
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.household import MoveKind
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.people.household_data import Home, HouseMove, JoinedCard, Member, NewCard, RenewedCard
from ilp_desktop.services.person.person_reads import FamilyFolder, PersonFile
from tests.house_fixtures import TODAY, Clinic

CARD, NEW_CARD = "3201010101200003", "3201010202200004"
HEAD, SPOUSE, CHILD, OTHER = (
    FamilyRelation.HEAD,
    FamilyRelation.SPOUSE,
    FamilyRelation.CHILD,
    FamilyRelation.OTHER,
)


class Family:
    """A father, a mother and two children on one card."""

    def __init__(self, clinic: Clinic, card: str = CARD, names: str = "Budi Ani Citra Dodi") -> None:
        self.clinic = clinic
        father, mother, daughter, son = names.split()
        self.father = self._add(father, HEAD, card, birth_date=date(1970, 1, 2), sex=Sex.MALE)
        self.mother = self._add(mother, SPOUSE, card, birth_date=date(1972, 3, 4))
        self.daughter = self._add(daughter, CHILD, card, birth_date=date(2000, 5, 6))
        self.son = self._add(son, CHILD, card, birth_date=date(2003, 7, 8), sex=Sex.MALE)

    def _add(self, name: str, relation: FamilyRelation, card: str, **changes: object) -> UUID:
        wanted = replace(self.clinic.person(name, address="Jl. Lama 1", **changes), relation=relation, kk_number=card)
        return self.clinic.house.registration.register(self.clinic.desk, wanted).person_id

    def file(self, person_id: UUID) -> PersonFile:
        return self.clinic.house.registration.person(self.clinic.desk, person_id)

    def folder(self, person_id: UUID | None = None) -> FamilyFolder:
        folder = self.file(person_id or self.mother).family
        assert folder is not None
        return folder

    def relations(self, person_id: UUID | None = None) -> dict[str, str]:
        return {member.name: member.relation for member in self.folder(person_id).living}


@pytest.fixture
def family(any_clinic: Clinic) -> Family:
    """Return a family in the small Puskesmas."""
    return Family(any_clinic)


def married(family: Family, *extra: Member, **changes: object) -> NewCard:
    wanted = NewCard(
        family.clinic.new_id(), (Member(family.son, HEAD), *extra), TODAY, kk_number=NEW_CARD, note="Menikah"
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]


def test_a_second_head_is_refused_beside_the_relation(family: Family) -> None:
    with pytest.raises(WrongAnswers) as refused:
        family._add("Eko", HEAD, CARD)
    assert "Kepala keluarga ini Budi" in refused.value.fields["relation"]


def test_when_the_head_dies_the_desk_is_asked_for_the_new_one(family: Family) -> None:
    clinic, file = family.clinic, family.file(family.father)
    leave = clinic.house.registration.leave
    with pytest.raises(WrongAnswers) as refused:
        leave(clinic.desk, family.father, file.version, Leaving.DIED, TODAY)
    assert set(refused.value.fields) == {"new_head"}
    assert family.file(family.father).left_why is None
    leave(clinic.desk, family.father, file.version, Leaving.DIED, TODAY, new_head=family.mother)
    assert family.relations() == {"Ani": "kepala", "Citra": "anak", "Dodi": "anak"}
    assert family.folder().head == next(one for one in family.folder().members if one.id == family.mother)


def test_a_head_entered_as_gone_by_mistake_comes_back_as_no_second_head(family: Family) -> None:
    clinic = family.clinic
    leave = clinic.house.registration.leave
    leave(
        clinic.desk, family.father, family.file(family.father).version, Leaving.MOVED, TODAY, new_head=family.daughter
    )
    leave(clinic.desk, family.father, family.file(family.father).version, None, None)
    assert list(family.relations().values()).count("kepala") == 1
    assert family.relations()["Citra"] == "kepala"


def test_who_leaves_without_being_head_needs_no_new_one(family: Family) -> None:
    clinic = family.clinic
    clinic.house.registration.leave(clinic.desk, family.son, family.file(family.son).version, Leaving.MOVED, TODAY)
    assert family.relations() == {"Budi": "kepala", "Ani": "pasangan", "Citra": "anak"}


def test_a_family_that_moves_house_takes_lists_and_services_with_it(family: Family) -> None:
    clinic, folder = family.clinic, family.folder()
    everybody = tuple(member.id for member in folder.living)
    home = Home(clinic.village_id, rw="001", rt="003", address="Jl. Baru 9")
    clinic.house.households.move_house(
        clinic.desk, HouseMove(clinic.new_id(), folder.id, folder.version, everybody, home, TODAY, "Kontrak baru")
    )
    moved = family.file(family.daughter)
    assert (moved.data.rt, moved.data.address) == ("003", "Jl. Baru 9")
    assert (family.folder().rt, family.folder().address) == ("003", "Jl. Baru 9")
    line = clinic.house.households.history(clinic.desk, family.daughter)[0]
    assert (line.kind, line.day, line.recorded_by) == (MoveKind.HOUSE, TODAY, "Petugas Loket")
    assert "Jl. Lama 1, Sukamaju RW 001 RT 002 → Jl. Baru 9, Sukamaju RW 001 RT 003" in line.told


def test_services_follow_whoever_moves_out_of_the_area_at_once(family: Family) -> None:
    clinic, folder = family.clinic, family.folder()

    def villages() -> set[UUID | None]:
        with clinic.database.reading() as session:
            return set(session.scalars(select(Due.village_id).where(Due.person_id == family.daughter)))

    assert villages() == {clinic.village_id}
    away = Home(None, "Sukajaya, Kec. Lain", "3205112005", address="Jl. Jauh 2")
    clinic.house.households.move_house(
        clinic.desk, HouseMove(clinic.new_id(), folder.id, folder.version, (family.daughter,), away, TODAY)
    )
    assert villages() == {None}
    assert family.file(family.daughter).data.outside_code == "3205112005"
    assert family.file(family.son).data.village_id == clinic.village_id
    assert family.folder().village_id == clinic.village_id


def test_a_family_changed_meanwhile_refuses_the_move(family: Family) -> None:
    clinic, folder = family.clinic, family.folder()
    wanted = HouseMove(clinic.new_id(), folder.id, folder.version, (family.son,), Home(clinic.village_id), TODAY)
    clinic.house.households.move_house(clinic.desk, wanted)
    clinic.house.households.move_house(clinic.desk, wanted)
    with pytest.raises(StaleRecord):
        clinic.house.households.move_house(clinic.desk, replace(wanted, client_id=clinic.new_id()))


def test_on_marriage_two_families_give_a_new_one_and_every_record_number_stays(family: Family) -> None:
    clinic = family.clinic
    other = Family(clinic, "3201010101200009", "Fajar Gita Hana Indra")
    numbers = {one: family.file(one).record_number for one in (family.son, other.daughter)}
    made = clinic.house.households.new_card(clinic.desk, married(family, Member(other.daughter, SPOUSE)))
    folder = clinic.house.households.folder(clinic.desk, made)
    assert {member.name: member.relation for member in folder.members} == {"Dodi": "kepala", "Hana": "pasangan"}
    assert folder.kk_number == NEW_CARD
    assert {one: family.file(one).record_number for one in numbers} == numbers
    assert family.relations() == {"Budi": "kepala", "Ani": "pasangan", "Citra": "anak"}
    assert other.relations() == {"Fajar": "kepala", "Gita": "pasangan", "Indra": "anak"}
    found = clinic.house.registration.search(clinic.desk, NEW_CARD)
    assert {person.name for person in found} == {"Dodi", "Hana"}


def test_a_family_that_loses_its_head_to_a_new_card_needs_another(family: Family) -> None:
    clinic = family.clinic
    split = NewCard(clinic.new_id(), (Member(family.father, HEAD),), TODAY)
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.households.new_card(clinic.desk, split)
    assert CARD in refused.value.fields["new_head"]
    clinic.house.households.new_card(clinic.desk, replace(split, new_heads=(family.mother,)))
    assert family.relations() == {"Ani": "kepala", "Citra": "anak", "Dodi": "anak"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": ()}, "people"),
        ({"kk_number": "320101010120000"}, "kk_number"),
        ({"kk_number": CARD}, "kk_number"),
        ({"day": None}, "day"),
        ({"day": date(2027, 1, 1)}, "day"),
        ({"home": Home()}, "village"),
        ({"note": "x" * 121}, "note"),
    ],
)
def test_what_is_wrong_with_a_new_card_stands_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    family = Family(clinic)
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.households.new_card(clinic.desk, married(family, **changes))
    assert field in refused.value.fields


def test_a_new_card_has_exactly_one_head(clinic: Clinic) -> None:
    family = Family(clinic)
    for relation in (HEAD, OTHER):
        people = (Member(family.son, relation), Member(family.daughter, relation))
        with pytest.raises(WrongAnswers) as refused:
            clinic.house.households.new_card(clinic.desk, married(family, people=people))
        assert "kepala keluarga" in refused.value.fields["people"].lower()


def test_somebody_joins_a_card_that_is_known_and_lives_there(family: Family) -> None:
    clinic = family.clinic
    grandmother = clinic.register("Oma", rt="003").person_id
    joined = JoinedCard(clinic.new_id(), family.folder().id, (Member(grandmother, OTHER),), TODAY)
    clinic.house.households.join(clinic.desk, joined)
    clinic.house.households.join(clinic.desk, joined)
    assert family.relations()["Oma"] == "lainnya"
    assert family.file(grandmother).data.rt == "002"
    with pytest.raises(WrongAnswers):
        clinic.house.households.join(
            clinic.desk, replace(joined, client_id=clinic.new_id(), people=(Member(grandmother, HEAD),))
        )


def test_a_card_gets_its_number_and_other_relations(family: Family) -> None:
    clinic, folder = family.clinic, family.folder()
    people = tuple(
        Member(one, relation)
        for one, relation in (
            (family.father, OTHER),
            (family.mother, HEAD),
            (family.daughter, CHILD),
            (family.son, CHILD),
        )
    )
    wanted = RenewedCard(clinic.new_id(), folder.id, folder.version, NEW_CARD, people)
    clinic.house.households.renew(clinic.desk, wanted)
    assert family.folder().kk_number == NEW_CARD
    assert family.relations()["Ani"] == "kepala"
    assert clinic.house.registration.search(clinic.desk, CARD) == ()
    again = replace(wanted, client_id=clinic.new_id(), version=family.folder().version, people=people[1:])
    with pytest.raises(UserError):
        clinic.house.households.renew(clinic.desk, again)


def test_a_marriage_entered_by_mistake_is_taken_back_whole(family: Family) -> None:
    clinic = family.clinic
    before = {one: (family.relations(one), family.file(one).data) for one in (family.mother, family.son)}
    clinic.house.households.new_card(clinic.desk, married(family))
    line = clinic.house.households.history(clinic.desk, family.son)[0]
    assert line.may_take_back
    clinic.house.households.take_back(clinic.desk, line.batch_id)
    assert {one: (family.relations(one), family.file(one).data) for one in before} == before
    lines = clinic.house.households.history(clinic.desk, family.son)
    assert [(each.kind, each.taken_back, each.may_take_back) for each in lines] == [
        (MoveKind.TAKEN_BACK, False, False),
        (MoveKind.NEW_CARD, True, False),
    ]


def test_what_changed_since_is_not_taken_back_over_it(family: Family) -> None:
    clinic = family.clinic
    made = clinic.house.households.new_card(clinic.desk, married(family))
    first = clinic.house.households.history(clinic.desk, family.son)[0].batch_id
    folder = clinic.house.households.folder(clinic.desk, made)
    home = Home(clinic.village_id, rw="001", rt="003")
    clinic.house.households.move_house(
        clinic.desk, HouseMove(clinic.new_id(), made, folder.version, (family.son,), home, TODAY)
    )
    with pytest.raises(UserError):
        clinic.house.households.take_back(clinic.desk, first)
    assert family.file(family.son).data.rt == "003"


def test_every_move_keeps_who_when_and_from_where(family: Family) -> None:
    clinic = family.clinic
    clinic.house.households.new_card(clinic.desk, married(family))
    with clinic.database.reading() as session:
        (row,) = session.scalars(select(HouseholdMove))
    assert row.person_id == family.son
    assert row.recorded_by == clinic.desk.staff_id
    assert row.before["family_id"] != row.after["family_id"]
    assert (row.before["relation"], row.after["relation"]) == ("anak", "kepala")
