"""Registering, finding and changing people, on both databases."""

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.engine import open_sqlite
from db.migrate import upgrade
from db.models import Audit
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import Leaving, Payer
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from ilp_desktop.services.person.person_data import ConsentGiven, NewPerson
from ilp_desktop.services.start.setup import set_up
from tests.house_fixtures import KEY, MORNING, Clinic, new_facility

NIK = "3201015705900001"


def test_a_person_is_found_by_part_names_in_any_order_and_by_every_number(any_clinic: Clinic) -> None:
    wanted = any_clinic.person("Siti Aminah Lestari", nik=NIK, bpjs="0001234567890", phone="0812-3456-7890")
    registered = any_clinic.house.registration.register(
        any_clinic.desk, replace(wanted, kk_number="3201010101200003", relation=FamilyRelation.HEAD)
    )
    any_clinic.register("Budi Santoso", nik="3201011705910002")
    for typed in (
        "lestari sit",
        "AMINAH",
        NIK,
        NIK[:9],
        "0001234567890",
        "3201010101200003",
        "17-5-1990 ",
        "17051990",
        "081234567890",
        registered.record_number,
        "am si",
    ):
        found = any_clinic.house.registration.search(any_clinic.desk, typed)
        assert registered.person_id in {person.id for person in found}, typed
    assert any_clinic.house.registration.search(any_clinic.desk, "lestari budi") == ()


def test_members_of_a_family_share_the_folder_and_get_their_suffix(any_clinic: Clinic) -> None:
    registration = any_clinic.house.registration
    card = "3201010101200003"
    head = registration.register(any_clinic.desk, replace(any_clinic.person("Budi"), kk_number=card))
    spouse = registration.register(
        any_clinic.desk,
        replace(any_clinic.person("Ani"), kk_number=card, relation=FamilyRelation.SPOUSE),
    )
    assert (head.record_number, spouse.record_number) == ("000001-00", "000001-01")
    folder = registration.person(any_clinic.desk, spouse.person_id).family
    assert folder is not None
    assert [member.name for member in folder.members] == ["Budi", "Ani"]
    other = any_clinic.register("Orang Lain")
    assert other.record_number == "000002-00"


def test_an_existing_shelf_number_is_kept_and_the_counter_continues_above_it(any_clinic: Clinic) -> None:
    old = any_clinic.house.registration.register(
        any_clinic.desk, replace(any_clinic.person("Pak Lama"), record_number="000120-00")
    )
    assert old.record_number == "000120-00"
    assert any_clinic.register("Bu Baru").record_number == "000121-00"
    with pytest.raises(WrongAnswers, match="perlu diperbaiki") as refused:
        any_clinic.house.registration.register(
            any_clinic.desk, replace(any_clinic.person("Peniru"), record_number="000120-00")
        )
    assert "Pak Lama" in refused.value.fields["record_number"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"nik": "320101570590001"}, "nik"),
        ({"nik": "32010157059000A1"}, "nik"),
        ({"nik": "3201015705900000"}, "nik"),
        ({"birth_date": date(2026, 11, 24)}, "birth_date"),
        ({"birth_date": None}, "birth_date"),
        ({"sex": None}, "sex"),
        ({"payer": None}, "payer"),
        ({"village_id": None}, "village"),
        ({"address": "x" * 201}, "address"),
        ({"outside_village": "x" * 81}, "outside_village"),
        ({"rw": "0001"}, "rw"),
        ({"rt": "0001"}, "rt"),
        ({"blood_type": "AB(+)"}, "blood_type"),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_field_and_nothing_is_stored(
    any_clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.registration.register(any_clinic.desk, _changed(any_clinic.person("Siti Uji"), changes))
    assert field in refused.value.fields
    assert any_clinic.house.registration.search(any_clinic.desk, "uji") == ()


@pytest.mark.parametrize("nik", ["3201013205900001", "3201011705900001", "9901015705900001", "3201015712260001"])
def test_a_doubtful_nik_is_kept_as_not_verified(any_clinic: Clinic, nik: str) -> None:
    registered = any_clinic.register("Siti Ragu", nik=nik)
    person = any_clinic.house.registration.person(any_clinic.desk, registered.person_id)
    assert person.data.nik == nik
    assert not person.nik_verified


def test_the_same_nik_is_refused_with_the_name_of_its_owner(any_clinic: Clinic) -> None:
    any_clinic.register("Siti Pertama", nik=NIK)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.register("Siti Kedua", nik=NIK)
    assert "Siti Pertama" in refused.value.fields["nik"]


def test_the_same_save_sent_twice_registers_one_person(any_clinic: Clinic) -> None:
    wanted = any_clinic.person("Siti Ganda")
    first = any_clinic.house.registration.register(any_clinic.desk, wanted)
    assert any_clinic.house.registration.register(any_clinic.desk, wanted) == first
    assert len(any_clinic.house.registration.search(any_clinic.desk, "ganda")) == 1


def test_a_stale_change_is_refused_with_who_and_when(any_clinic: Clinic) -> None:
    registration = any_clinic.house.registration
    person = registration.person(any_clinic.desk, any_clinic.register("Siti Asal").person_id)
    registration.change(any_clinic.doctor, person.id, person.version, replace(person.data, name="Siti Baru"))
    with pytest.raises(StaleRecord, match=r"dr\. Ratna Contoh pukul 07\.30"):
        registration.change(any_clinic.desk, person.id, person.version, replace(person.data, name="Siti Lain"))
    assert registration.person(any_clinic.desk, person.id).data.name == "Siti Baru"
    assert [found.name for found in registration.search(any_clinic.desk, "baru")] == ["Siti Baru"]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("name", "Siti Lain"),
        ("nik", "3201015705900002"),
        ("bpjs", "0001234567891"),
        ("birth_date", date(1990, 5, 18)),
        ("village_id", None),
        ("mother_id", None),
        ("birth_order", 2),
        ("disability", True),
        ("registered_fktp", "Puskesmas Lain"),
    ],
)
def test_the_audit_trail_keeps_what_stood_there_before_a_change(any_clinic: Clinic, name: str, changed: object) -> None:
    registration, mother = (
        any_clinic.house.registration,
        any_clinic.register("Ibu Uji", birth_date=date(1962, 4, 2)).person_id,
    )
    known = any_clinic.register("Siti Uji", nik=NIK, bpjs="0001234567890", mother_id=mother).person_id
    person = registration.person(any_clinic.desk, known)
    data = replace(person.data, outside_village="Desa Lain", **{name: changed})  # type: ignore[arg-type]
    registration.change(any_clinic.desk, known, person.version, data)
    before = getattr(person.data, name)
    plain = str(before) if isinstance(before, UUID | date) else before
    assert _last_audit(any_clinic, known) == {"old": {name: plain, "outside_village": ""}}


def test_taking_back_that_somebody_died_keeps_what_was_said_in_the_audit_trail(any_clinic: Clinic) -> None:
    registration, known = any_clinic.house.registration, any_clinic.register().person_id
    registration.leave(any_clinic.desk, known, 1, Leaving.DIED, date(2026, 11, 20))
    registration.leave(any_clinic.desk, known, 2, None, None)
    said = {"left_why": Leaving.DIED.value, "left_on": "2026-11-20"}
    assert _last_audit(any_clinic, known) == {"left": "", "old": said}


def test_words_too_long_for_an_allergy_or_a_consent_are_refused(any_clinic: Clinic) -> None:
    registration, person_id = any_clinic.house.registration, any_clinic.register().person_id
    with pytest.raises(WrongAnswers) as refused:
        registration.add_allergy(any_clinic.desk, person_id, "x" * 81, "y" * 121)
    assert set(refused.value.fields) == {"substance", "reaction"}
    with pytest.raises(WrongAnswers) as refused:
        registration.consent(any_clinic.desk, person_id, ConsentGiven("x" * 121))
    assert set(refused.value.fields) == {"consent"}
    with pytest.raises(WrongAnswers) as refused:
        registration.register(any_clinic.desk, replace(any_clinic.person(), allergies=(("x" * 81, ""),)))
    assert set(refused.value.fields) == {"allergies"}


def test_consent_for_a_child_needs_the_guardian(any_clinic: Clinic) -> None:
    child = replace(any_clinic.person("Bayi Uji", birth_date=date(2026, 1, 2)), consent=ConsentGiven("Siti"))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.registration.register(any_clinic.desk, child)
    assert "walinya" in refused.value.fields["consent"]
    with_guardian = replace(child, consent=ConsentGiven("Siti", "ibu"))
    registered = any_clinic.house.registration.register(any_clinic.desk, with_guardian)
    assert any_clinic.house.registration.person(any_clinic.desk, registered.person_id).consent_on == date(2026, 11, 23)


def test_consent_is_dated_by_the_day_where_the_puskesmas_stands(any_clinic: Clinic) -> None:
    person_id = any_clinic.register().person_id
    any_clinic.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=timezone.utc))  # 05.30 WIB, the day after
    any_clinic.house.registration.consent(any_clinic.desk, person_id, ConsentGiven("Siti Aminah"))
    assert any_clinic.house.registration.person(any_clinic.desk, person_id).consent_on == date(2026, 11, 24)


def _last_audit(clinic: Clinic, subject_id: UUID) -> dict[str, object] | None:
    with clinic.database.reading() as session:
        found = select(Audit.detail).where(Audit.subject_id == subject_id).order_by(Audit.seq.desc())
        return session.scalars(found).first()


def _changed(wanted: NewPerson, changes: dict[str, object]) -> NewPerson:
    return replace(wanted, data=replace(wanted.data, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [("{serial:06}", "000501"), ("{family:06}-{member:02}", "000501-00"), ("RM{serial:04}", "RM0501")],
)
def test_numbering_goes_on_above_the_highest_number_on_the_shelf(tmp_path: Path, pattern: str, first: str) -> None:
    database = open_sqlite(tmp_path / "ilp.db", KEY)
    upgrade(database.engine)
    clock = SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    wanted = replace(new_facility(), record_number_pattern=pattern, last_folder_number=500)
    head = replace(set_up(house.uow, wanted), roles=frozenset(Role))
    clinic = Clinic(house, clock, head, head, head, house.facilities.area(head)[0].id, database)
    assert clinic.register().record_number == first
    database.close()


def test_a_newborn_without_nik_is_insured_through_its_mother(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu Bayi", payer=Payer.BPJS_PBI, bpjs="0001234567890").person_id
    born = {"birth_date": date(2026, 11, 20), "payer": Payer.BPJS_PBI, "mother_id": mother}
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.register("Bayi Ibu", **born)
    assert "ibu dan anak ke-" in refused.value.fields["bpjs"]
    baby = any_clinic.register("Bayi Ibu", **born, birth_order=1)
    file = any_clinic.house.registration.person(any_clinic.desk, baby.person_id)
    assert (file.data.nik, file.data.mother_id, file.data.birth_order) == ("", mother, 1)
