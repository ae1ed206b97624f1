"""The key store of the system: it opens the data with the password still asked, and its absence costs nothing."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from db.key_store import StoreTrouble, SystemKeyStore
from db.keys import STORE, KeyRing
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.entrance import Entered, Entrance
from ilp_desktop.services.keys.key_keeping import STORE_LOST, STORE_OFF, STORE_ON, KeyKeeping
from ilp_desktop.services.start import opening
from ilp_desktop.services.start.data_folder import DataFolder
from tests.house_fixtures import MORNING, PASSWORD, new_facility
from tests.services.key_calls import KeptStore

PHRASE = "kopi pahit di pagi hari"


class LockedStore(KeptStore):
    """A key store nobody has unlocked."""

    def get(self, name: str) -> bytes | None:
        raise StoreTrouble("Penyimpan kunci komputer ini terkunci.")

    def put(self, name: str, secret: bytes) -> None:
        self.get(name)

    def forget(self, name: str) -> None:
        self.get(name)


class ForgetfulStore(KeptStore):
    """A key store that takes everything and keeps nothing."""

    def put(self, name: str, secret: bytes) -> None:
        pass


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = DataFolder(tmp_path_factory.mktemp("toko"))
    Entrance(folder, SteppingClock(MORNING)).create(PHRASE, new_facility(), lambda _part, _text: None).lock()
    return folder.path


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(made_once, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def store() -> KeptStore:
    return KeptStore()


@pytest.fixture
def entrance(folder: DataFolder, store: KeptStore) -> Entrance:
    return Entrance(folder, SteppingClock(MORNING), store=store)


@pytest.fixture
def entered(entrance: Entrance) -> Iterator[Entered]:
    here = entrance.enter("kepala", PASSWORD)
    yield here
    here.lock()


def keys_of(entered: Entered, store: KeptStore) -> KeyKeeping:
    vault = entered.house.keys._vault
    return KeyKeeping(entered.house.uow, vault, store)


def enrolled(entered: Entered, store: KeptStore) -> KeyKeeping:
    keys = keys_of(entered, store)
    keys.use_store(entered.user, keys.fill_store(entered.user))
    return keys


def test_what_the_store_holds_opens_the_data_and_the_password_is_checked_all_the_same(
    entered: Entered, entrance: Entrance, store: KeptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert entrance.ask_store() is None
    keys = enrolled(entered, store)
    assert keys.store_state(entered.user).text == STORE_ON
    entrance.take_from_store(entrance.ask_store())
    monkeypatch.setattr(opening.Opening, "unlock", lambda *_given: pytest.fail("the password was stretched to unlock"))
    entrance.enter("kepala", PASSWORD).lock()
    with pytest.raises(WrongAnswers) as refused:
        entrance.enter("kepala", "bukan sandinya")
    assert "salah" in refused.value.fields["password"]


def test_a_new_password_opens_the_data_by_the_store_though_no_copy_of_the_key_is_wrapped_by_it(
    entered: Entered, entrance: Entrance, store: KeptStore, folder: DataFolder
) -> None:
    enrolled(entered, store)
    KeyRing.of(folder.path).forget("kepala")
    with pytest.raises(WrongAnswers):
        entrance.enter("kepala", PASSWORD)
    entrance.take_from_store(entrance.ask_store())
    entrance.enter("kepala", PASSWORD).lock()


@pytest.mark.parametrize("held", [None, b"", bytes(32), b"kurang dari itu"])
def test_a_store_that_lost_its_secret_or_holds_another_leaves_the_password(
    entered: Entered, entrance: Entrance, store: KeptStore, held: bytes | None
) -> None:
    keys = enrolled(entered, store)
    (name,) = store.kept
    if held is None:
        del store.kept[name]
    else:
        store.kept[name] = held
    assert keys.store_state(entered.user).text == STORE_LOST
    entrance.take_from_store(entrance.ask_store())
    entrance.enter("kepala", PASSWORD).lock()
    keys.use_store(entered.user, keys.fill_store(entered.user))
    assert keys.store_state(entered.user).text == STORE_ON


def test_a_locked_store_is_said_and_the_password_opens(entered: Entered, store: KeptStore, folder: DataFolder) -> None:
    enrolled(entered, store)
    locked = LockedStore()
    other = Entrance(folder, SteppingClock(MORNING), store=locked)
    assert other.ask_store() is None
    other.take_from_store(None)
    other.enter("kepala", PASSWORD).lock()
    keys = keys_of(entered, locked)
    found = keys.store_state(entered.user)
    assert (found.used, found.trouble) == (True, True)
    assert "terkunci" in found.text
    with pytest.raises(UserError, match="terkunci"):
        keys.fill_store(entered.user)
    keys.empty_store(entered.user)


def test_a_store_that_keeps_nothing_is_not_used(entered: Entered, folder: DataFolder) -> None:
    keys = keys_of(entered, ForgetfulStore())
    with pytest.raises(UserError, match="tidak menyimpan"):
        keys.fill_store(entered.user)
    assert not KeyRing.of(folder.path).has(STORE)
    assert keys.store_state(entered.user).text == STORE_OFF


def test_a_store_no_longer_used_opens_nothing(entered: Entered, entrance: Entrance, store: KeptStore) -> None:
    keys = enrolled(entered, store)
    secret = next(iter(store.kept.values()))
    keys.leave_store(entered.user)
    keys.empty_store(entered.user)
    assert store.kept == {}
    assert entrance.ask_store() is None
    with pytest.raises(UserError):
        opening.Opening(DataFolder(keys._vault.ring.file.parent)).unlock_by_store(secret)  # type: ignore[union-attr]


def test_a_computer_without_the_library_has_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(StoreTrouble, match="tidak mempunyai"):
        SystemKeyStore().get("x")


def _library() -> tuple[ModuleType, ModuleType]:
    keyring = pytest.importorskip("keyring")
    return keyring, pytest.importorskip("keyring.errors")


def test_the_library_keeps_bytes_and_forgets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring, _ = _library()
    kept: dict[tuple[str, str], str] = {}

    class Memory(keyring.backend.KeyringBackend):  # type: ignore[misc, name-defined]
        priority = 1

        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def set_password(self, service: str, name: str, secret: str) -> None:
            kept[service, name] = secret

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        store, secret = SystemKeyStore(), bytes(range(32))
        assert store.get("satu") is None
        store.put("satu", secret)
        assert store.get("satu") == secret
        kept["ILP Desktop", "satu"] = "bukan base64!"
        assert store.get("satu") is None
        store.forget("satu")
        store.forget("satu")
        assert kept == {}
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("NoKeyringError", "tidak mempunyai"),
        ("KeyringLocked", "terkunci"),
        ("InitError", "terkunci"),
        ("PasswordSetError", "tidak dapat dipakai"),
    ],
)
def test_trouble_of_the_library_is_told(monkeypatch: pytest.MonkeyPatch, name: str, told: str) -> None:
    keyring, errors = _library()

    def fail(*_given: str) -> None:
        raise getattr(errors, name)

    monkeypatch.setattr(keyring, "get_password", fail)
    with pytest.raises(StoreTrouble, match=told):
        SystemKeyStore().get("x")
