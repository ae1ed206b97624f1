"""A list imported again after people of it were merged, married or moved, on both databases: nobody comes twice."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from db.models import Person
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.services.family_import.family_import_data import Outcome
from ilp_desktop.services.merge.merging import NewMerge
from ilp_desktop.services.people.household_data import Member, NewCard
from tests.house_fixtures import TODAY, Clinic
from tests.services.family_lists import CARD, FAMILY, NEIGHBOURS, csv_list, imported, planned, unheard

ANOTHER = "Nama dan tanggal lahirnya sama dengan No. RM {}; mungkin orang yang sama."
TWICE = (CARD, "3201014605000009", "Citra Dewi", *FAMILY[2][3:])


def known(clinic: Clinic) -> int:
    with clinic.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Person).where(Person.removed_at.is_(None))) or 0


def called(clinic: Clinic, name: str) -> UUID:
    with clinic.database.reading() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()


def merge(clinic: Clinic, loser: UUID, survivor: UUID) -> None:
    plan = clinic.house.merging.plan(clinic.head, loser, survivor)
    versions = (plan.loser_version, plan.survivor_version)
    clinic.house.merging.merge(clinic.head, NewMerge(clinic.new_id(), loser, survivor, *versions, plan.seal, "kembar"))


def test_somebody_registered_before_without_nik_and_card_is_named_before_anything_is_stored(
    any_clinic: Clinic, tmp_path: Path
) -> None:
    before = any_clinic.register("citra", birth_date=date(2000, 5, 6))
    file = csv_list(tmp_path / "a.csv", FAMILY)
    told = {row.line: row.told for row in planned(any_clinic, file).shown}
    assert told == {2: "", 3: "", 4: ANOTHER.format(before.record_number)}
    assert [(one.line, one.told) for one in imported(any_clinic, file).remarks] == [(4, told[4])]
    assert not any(row.told for row in planned(any_clinic, file).shown)


def test_a_full_disk_stops_the_import_refuses_nobody_and_lets_it_go_on_later(clinic: Clinic, tmp_path: Path) -> None:
    child = ("Anak", "L", "05-05-1999", "Sukamaju", "2", "1", "x" * 190)
    rows = [(CARD, "", f"Orang {number:02}", *child) for number in range(80)]
    plan = planned(clinic, csv_list(tmp_path / "a.csv", rows))
    clinic.house.family_imports._pause = lambda _seconds: None
    with clinic.database.engine.begin() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 8}"))
    with pytest.raises(UserError, match="penuh"):
        clinic.house.family_imports.run(clinic.desk, plan, unheard)
    assert 0 < known(clinic) < len(rows)
    with clinic.database.engine.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1073741823"))
    result = clinic.house.family_imports.run(clinic.desk, plan, unheard)
    assert result.refused == ()
    assert known(clinic) == len(rows)


def test_the_nik_of_an_identity_that_was_merged_is_its_persons(any_clinic: Clinic, tmp_path: Path) -> None:
    file = csv_list(tmp_path / "a.csv", [*FAMILY, TWICE])
    imported(any_clinic, file)
    merge(any_clinic, called(any_clinic, "Citra Dewi"), called(any_clinic, "Citra"))
    plan = planned(any_clinic, file)
    assert plan.counts == {Outcome.SAME: 4, Outcome.REFUSED: 0, Outcome.DOUBLED: 0}
    assert imported(any_clinic, file).counts[Outcome.SAME] == 4
    assert known(any_clinic) == 3


def test_somebody_without_nik_who_was_merged_stays_one(any_clinic: Clinic, tmp_path: Path) -> None:
    file = csv_list(tmp_path / "a.csv", NEIGHBOURS)
    imported(any_clinic, file)
    real = any_clinic.register("Eka Putra").person_id
    merge(any_clinic, called(any_clinic, "Eka"), real)
    assert planned(any_clinic, file).counts.get(Outcome.NEW, 0) == 0
    imported(any_clinic, file)
    assert known(any_clinic) == 2


def test_somebody_without_nik_who_got_a_card_of_their_own_is_known_by_the_old_one(
    any_clinic: Clinic, tmp_path: Path
) -> None:
    file = csv_list(tmp_path / "a.csv", NEIGHBOURS)
    imported(any_clinic, file)
    married = called(any_clinic, "Eka")
    wanted = NewCard(any_clinic.new_id(), (Member(married, FamilyRelation.HEAD),), TODAY, kk_number=CARD, note="Nikah")
    any_clinic.house.households.new_card(any_clinic.desk, wanted)
    result = imported(any_clinic, file)
    assert result.counts[Outcome.SAME] == 2
    assert known(any_clinic) == 2
    told = result.remarks[0].told
    assert f"No. KK di data: {CARD}" in told
