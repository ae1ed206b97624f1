"""The calls about families and territory, as ``every_call`` names all others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.household import MoveKind
from ilp_desktop.domain.imports.import_columns import Header, find_header
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.sex import Sex
from ilp_desktop.exchange.tables import table_rows
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.facility.territory import VillageTerritory
from ilp_desktop.services.family_import.family_import_data import ImportPlan, ImportWanted, Outcome
from ilp_desktop.services.family_import.family_import_reading import limits_on
from ilp_desktop.services.house import House
from ilp_desktop.services.people.household_data import Home, HouseMove, JoinedCard, Member, NewCard, RenewedCard
from ilp_desktop.services.person.person_reads import FamilyFolder
from tests.house_fixtures import TODAY
from tests.services.calling import DESK, EVERYBODY, OFFICE, ROOM, Call, Known
from tests.services.family_lists import FAMILY, csv_list, unheard

CHANGERS = frozenset({DESK, ROOM})


def _folder(known: Known) -> FamilyFolder:
    folder = known.clinic.house.registration.person(known.clinic.desk, known.mother).family
    assert folder is not None
    return folder


def _move(house: House, user: SignedIn, known: Known) -> None:
    folder, home = _folder(known), Home(known.clinic.village_id, rw="001", rt="003")
    house.households.move_house(
        user, HouseMove(known.new_id(), folder.id, folder.version, (known.mother,), home, TODAY)
    )


def _renew(house: House, user: SignedIn, known: Known) -> None:
    folder, members = _folder(known), (Member(known.mother, FamilyRelation.HEAD),)
    house.households.renew(user, RenewedCard(known.new_id(), folder.id, folder.version, folder.kk_number, members))


def _join(house: House, user: SignedIn, known: Known) -> None:
    people = (Member(known.other, FamilyRelation.OTHER),)
    house.households.join(user, JoinedCard(known.new_id(), _folder(known).id, people, TODAY))


def _take_back(house: House, user: SignedIn, known: Known) -> None:
    """Take the last move back, or one made for it; whoever may not is refused before anybody has moved."""
    batch_id = known.new_id()
    if user.may(Act.CHANGE_PERSON):
        batch_id = _standing_move(known) or _moved(known)
    house.households.take_back(user, batch_id)


def _standing_move(known: Known) -> UUID | None:
    lines = known.clinic.house.households.history(known.clinic.desk, known.mother)
    return next((one.batch_id for one in lines if one.may_take_back and one.kind is MoveKind.HOUSE), None)


def _moved(known: Known) -> UUID:
    _move(known.clinic.house, known.clinic.desk, known)
    return known.clinic.house.households.history(known.clinic.desk, known.mother)[0].batch_id


def _with_list(run: Callable[[House, SignedIn, Path], object], house: House, user: SignedIn) -> object:
    with TemporaryDirectory() as folder:
        return run(house, user, csv_list(Path(folder) / "daftar.csv", FAMILY))


def _prepared(house: House, user: SignedIn, file: Path) -> ImportPlan:
    header = find_header(list(table_rows(file, limits_on(TODAY))), TODAY)
    return house.family_imports.prepare(user, ImportWanted(file, header, header.columns), unheard)


def _run(house: House, user: SignedIn, _known: Known) -> object:
    plan = ImportPlan(ImportWanted(Path("daftar.csv"), Header(1, (), {}), {}), (), {}, (), {Outcome.DOUBLED: 0}, ())
    person = ImportedPerson(2, "Orang Impor", Sex.MALE, date(1990, 1, 2), nik="3201010201900001")
    village = house.facilities.area(user)[0].id
    return house.family_imports.run(user, replace(plan, people=(person,), villages={2: village}), unheard)


def _write_refused(house: House, user: SignedIn, file: Path) -> object:
    header = find_header(list(table_rows(file, limits_on(TODAY))), TODAY)
    plan = ImportPlan(ImportWanted(file, header, header.columns), (), {}, (), {}, ())
    refused = [RefusedRow(2, {"nik": "NIK salah."})]
    return house.family_imports.write_refused(user, plan, refused, file.with_suffix(".xlsx"))


def _describe(house: House, user: SignedIn, known: Known) -> None:
    house.territory.describe(user, VillageTerritory(known.clinic.village_id, VILLAGE_CODE, "Pustu Timur"))


IMPORTERS = frozenset({DESK, OFFICE})
VILLAGE_CODE = "3201011001"
FAMILY_CALLS = {
    "family_imports.inspect": Call(
        IMPORTERS,
        lambda house, user, _: _with_list(lambda h, u, file: h.family_imports.inspect(u, file), house, user),
        of_record=False,
    ),
    "family_imports.prepare": Call(
        IMPORTERS, lambda house, user, _: _with_list(_prepared, house, user), of_record=False
    ),
    "family_imports.run": Call(IMPORTERS, _run, of_record=False),
    "family_imports.write_refused": Call(
        IMPORTERS, lambda house, user, _: _with_list(_write_refused, house, user), of_record=False
    ),
    "territory.describe": Call(frozenset({OFFICE}), _describe),
    "households.folder": Call(EVERYBODY, lambda house, user, known: house.households.folder(user, _folder(known).id)),
    "households.move_house": Call(CHANGERS, _move),
    "households.new_card": Call(
        CHANGERS,
        lambda house, user, known: house.households.new_card(
            user, NewCard(known.new_id(), (Member(known.child, FamilyRelation.HEAD),), TODAY)
        ),
    ),
    "households.join": Call(CHANGERS, _join),
    "households.renew": Call(CHANGERS, _renew),
    "households.take_back": Call(CHANGERS, _take_back),
    "households.history": Call(EVERYBODY, lambda house, user, known: house.households.history(user, known.mother)),
}
