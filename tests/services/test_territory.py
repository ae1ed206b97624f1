"""Villages by their codes and the Pustu that serve them, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db.models import Pustu
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.facility.territory import VillageTerritory
from ilp_desktop.services.start.setup import NewVillage, set_up
from tests.house_fixtures import Clinic, new_facility

CODE = "3201011001"


def pustu_count(clinic: Clinic) -> int:
    with clinic.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Pustu)) or 0


def test_the_pustu_and_posyandu_of_somebody_are_told(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    describe = any_clinic.house.territory.describe
    describe(any_clinic.head, VillageTerritory(any_clinic.village_id, "32.01.01.1001", "  Sukamaju  Timur "))
    file = any_clinic.house.registration.person(any_clinic.desk, person)
    assert (file.posyandu, file.pustu) == ("Melati", "Sukamaju Timur")
    assert any_clinic.house.facilities.area(any_clinic.desk)[0].code == CODE
    opened = any_clinic.house.encounters.open(any_clinic.doctor, any_clinic.visit(person).encounter_id)
    assert opened.patient.served_by == "Posyandu Melati · Pustu Sukamaju Timur"
    describe(any_clinic.head, VillageTerritory(any_clinic.village_id, CODE, ""))
    assert pustu_count(any_clinic) == 0


def test_one_pustu_serves_several_villages_and_a_village_one_pustu(any_clinic: Clinic) -> None:
    describe = any_clinic.house.territory.describe
    for name in ("Timur", "TIMUR", "Barat"):
        describe(any_clinic.head, VillageTerritory(any_clinic.village_id, "", name))
    assert pustu_count(any_clinic) == 1
    assert any_clinic.house.facilities.area(any_clinic.desk)[0].pustu == "Barat"


@pytest.mark.parametrize(
    ("code", "pustu", "field"), [("3201019999", "", "code"), ("320101", "", "code"), ("", "x" * 81, "pustu")]
)
def test_what_is_wrong_stands_beside_its_field(clinic: Clinic, code: str, pustu: str, field: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.territory.describe(clinic.head, VillageTerritory(clinic.village_id, code, pustu))
    assert set(refused.value.fields) == {field}


def test_a_new_puskesmas_of_a_real_regency_has_the_codes_of_its_villages(any_clinic: Clinic) -> None:
    wanted = replace(
        new_facility(),
        regency="Kabupaten Bogor",
        villages=(NewVillage("Pondok Rajeg"), NewVillage("Desa yang tidak ada"), NewVillage("Lain", "3299012001")),
        first_user=replace(new_facility().first_user, user_name="kepala2"),
    )
    first = set_up(any_clinic.house.uow, wanted)
    assert [village.code for village in any_clinic.house.facilities.area(first)] == [CODE, "", "3299012001"]


def test_whoever_lives_outside_the_area_is_told_as_such_in_queue_and_room(any_clinic: Clinic) -> None:
    away = any_clinic.register("Orang Luar", village_id=None, outside_village="Jauh", rw="", rt="").person_id
    ticket, _ = any_clinic.visit(away), any_clinic.visit(any_clinic.register("Orang Sini").person_id)
    outside = {row.name: row.outside for row in any_clinic.house.queueing.board(any_clinic.desk)}
    assert outside == {"Orang Luar": True, "Orang Sini": False}
    opened = any_clinic.house.encounters.open(any_clinic.doctor, ticket.encounter_id)
    assert opened.patient.outside
