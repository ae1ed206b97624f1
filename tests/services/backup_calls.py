"""The calls of backups, as ``every_call`` names all others."""

from pathlib import Path
from tempfile import TemporaryDirectory

from db.keys import KeyRing
from ilp_desktop.services.backup.backup_rows import HERE
from ilp_desktop.services.backup.backups import Backups
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.start.opening import Vault
from tests.house_fixtures import KEY
from tests.services.backed_up import silent
from tests.services.calling import EVERYBODY, OFFICE, Call, Known


def _backups(house: House, folder: str) -> Backups:
    ring = KeyRing.of(Path(folder))
    ring.file.write_text('{"salt": "", "copies": {"kepala": {}}}', encoding="utf-8")
    return Backups(house.uow, Vault(house.uow.database, ring, KEY))


def _make(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        return _backups(house, folder).make(user, silent)


def _drill(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        backups = _backups(house, folder)
        backups.make(user, silent)
        return backups.drill(user, silent)


def _newer(house: House, user: SignedIn, known: Known) -> object:
    with TemporaryDirectory() as folder:
        backups = _backups(house, folder)
        made = backups.make(known.clinic.head, silent)
        house.uow.database.feed.poll()
        return backups.newer(user, (HERE, made.row.name))


def _prepare(house: House, user: SignedIn, known: Known) -> object:
    with TemporaryDirectory() as folder:
        backups = _backups(house, folder)
        made = backups.make(known.clinic.head, silent)
        house.uow.database.feed.poll()
        return backups.prepare_restore(user, (HERE, made.row.name), silent)


def _choose(house: House, user: SignedIn, _known: Known) -> None:
    with TemporaryDirectory() as folder, TemporaryDirectory() as second:
        _backups(house, folder).choose_second(user, second)


BACKUP_CALLS = {
    "backups.alert": Call(EVERYBODY, lambda house, user, _: house.backups.alert(user), of_record=False),
    "backups.is_wanted": Call(EVERYBODY, lambda house, user, _: house.backups.is_wanted(user), of_record=False),
    "backups.is_drill_wanted": Call(
        EVERYBODY, lambda house, user, _: house.backups.is_drill_wanted(user), of_record=False
    ),
    "backups.make": Call(EVERYBODY, _make, of_record=False),
    "backups.drill": Call(EVERYBODY, _drill, of_record=False),
    "backups.overview": Call(frozenset({OFFICE}), lambda house, user, _: house.backups.overview(user), of_record=False),
    "backups.listed": Call(
        frozenset({OFFICE}), lambda house, user, _: house.backups.listed(user, None, 10), of_record=False
    ),
    "backups.choose_second": Call(frozenset({OFFICE}), _choose, of_record=False),
    "backups.newer": Call(frozenset({OFFICE}), _newer, of_record=False),
    "backups.prepare_restore": Call(frozenset({OFFICE}), _prepare, of_record=False),
}
