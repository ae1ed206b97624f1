"""Identity and allergies are changed without the server: stored once afterwards, and clashes are asked about."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import ServerAway
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.stand_in.conflict_rows import Decision
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.services.alone import alone, refreshed, send_all, with_copy


@pytest.fixture
def server(open_on_server: Opener, postgres_template: tuple[object, Users]) -> Callable[[], Clinic]:
    """Give a function that opens the Puskesmas on its server, as often as there are workstations."""
    return lambda: opened(open_on_server(), postgres_template[1])


@pytest.fixture
def desk(server: Callable[[], Clinic], tmp_path: Path) -> Iterator[Clinic]:
    """Return a workstation with its copy."""
    clinic = server()
    with with_copy(clinic, tmp_path):
        yield clinic


def _change(clinic: Clinic, person_id: UUID, **values: object) -> None:
    file = clinic.house.registration.person(clinic.desk, person_id)
    clinic.house.registration.change(clinic.desk, person_id, file.version, replace(file.data, **values))  # type: ignore[arg-type]


def test_a_changed_identity_is_stored_once_the_server_is_back(desk: Clinic) -> None:
    person = desk.register("Siti Aminah").person_id
    refreshed(desk)
    with alone(desk):
        _change(desk, person, phone="081100000000")
        _change(desk, person, phone="081200000000", occupation="guru")
        assert desk.house.registration.person(desk.desk, person).data.phone == "081200000000"
    assert send_all(desk) == 0
    stored = desk.house.registration.person(desk.desk, person).data
    assert (stored.phone, stored.occupation) == ("081200000000", "guru")


def test_fields_that_only_one_side_changed_come_together_by_themselves(
    desk: Clinic, server: Callable[[], Clinic]
) -> None:
    person, office = desk.register("Siti Aminah").person_id, server()
    refreshed(desk)
    with alone(desk):
        _change(desk, person, phone="081100000000", address="Jalan Melati 1")
    _change(office, person, occupation="guru", address="Jalan Melati 1")
    assert send_all(desk) == 0
    stored = desk.house.registration.person(desk.desk, person).data
    assert (stored.phone, stored.occupation, stored.address) == ("081100000000", "guru", "Jalan Melati 1")


@pytest.mark.parametrize(("decision", "phone"), [(Decision.MINE, "081100000000"), (Decision.DROP, "089900000000")])
def test_a_field_that_both_changed_is_asked_about_with_both_values(
    desk: Clinic, server: Callable[[], Clinic], decision: Decision, phone: str
) -> None:
    person, office = desk.register("Siti Aminah").person_id, server()
    refreshed(desk)
    with alone(desk):
        _change(desk, person, phone="081100000000", occupation="guru")
    _change(office, person, phone="089900000000", address="Jalan Mawar 2")
    assert send_all(desk) == 1
    (listed,) = desk.house.replay_conflicts.open_list(desk.head)
    assert (listed.title, listed.about) == ("Ubah identitas", "Siti Aminah")
    assert "Telepon: di sini «081100000000», di server «089900000000»." in listed.told
    assert "diubah oleh" in listed.told
    assert Decision.MINE in listed.may
    desk.house.replay_conflicts.decide(desk.head, listed.id, decision, "sudah ditanyakan")
    stored = desk.house.registration.person(desk.desk, person).data
    kept = "guru" if decision is Decision.MINE else ""
    assert (stored.phone, stored.occupation, stored.address) == (phone, kept, "Jalan Mawar 2")


def test_sex_and_birth_date_wait_for_the_server_and_say_so(desk: Clinic) -> None:
    person = desk.register("Siti Aminah").person_id
    refreshed(desk)
    born = desk.house.registration.person(desk.desk, person).data.birth_date
    assert born is not None
    with alone(desk), pytest.raises(ServerAway, match="Mengubah tanggal lahir"):
        _change(desk, person, birth_date=born.replace(year=born.year - 1))
    assert send_all(desk) == 0


def test_sent_twice_a_change_is_made_once(desk: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    person = desk.register("Siti Aminah").person_id
    refreshed(desk)
    copy = desk.house.uow.stand_in.copy  # type: ignore[union-attr]
    with alone(desk):
        _change(desk, person, phone="081100000000")
    version = desk.house.registration.person(desk.desk, person).version
    with monkeypatch.context() as patch:  # the power goes when the server has it and the workstation does not know
        patch.setattr(copy, "settle", lambda *_told: (_ for _ in ()).throw(KeyboardInterrupt))
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                desk.house.sending.send_next(desk.desk)
    assert send_all(desk) == 0
    stored = desk.house.registration.person(desk.desk, person)
    assert (stored.data.phone, stored.version) == ("081100000000", version)


def test_an_allergy_told_without_the_server_warns_there_and_is_stored_afterwards(desk: Clinic) -> None:
    house, doctor = desk.house, desk.doctor
    person = desk.register("Siti Aminah").person_id
    house.allergies.add(doctor, NewAllergy(desk.new_id(), person, "udang"))
    visit = desk.visit(person)
    refreshed(desk, doctor)
    with alone(desk):
        wanted = NewAllergy(desk.new_id(), person, "amoksisilin", reaction="ruam")
        house.allergies.add(doctor, wanted)
        house.allergies.add(doctor, wanted)  # pressed twice
        header = house.encounters.open(doctor, visit.encounter_id).patient
        assert header.allergies == ("udang", "amoksisilin")
        (old,) = [one for one in house.allergies.of_person(doctor, person).known if one.substance == "udang"]
        house.allergies.withdraw(doctor, old.id, "salah orang")
        assert [one.substance for one in house.allergies.of_person(doctor, person).known] == ["amoksisilin"]
    assert send_all(desk) == 0
    listed = house.allergies.of_person(doctor, person)
    assert [one.substance for one in listed.known] == ["amoksisilin"]
    assert [(one.substance, one.reason) for one in listed.withdrawn] == [("udang", "salah orang")]


def test_that_somebody_knows_of_no_allergy_is_stored_afterwards(desk: Clinic) -> None:
    person = desk.register("Siti Aminah").person_id
    refreshed(desk, desk.doctor)
    with alone(desk):
        desk.house.allergies.none_known(desk.doctor, person)
    assert send_all(desk) == 0
    assert desk.house.allergies.of_person(desk.doctor, person).none_on is not None
