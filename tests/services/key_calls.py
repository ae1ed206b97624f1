"""The calls of the keys of the data, as ``every_call`` names all others."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from ilp_desktop.domain.keys.recovery_words import words_of
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.keys.key_keeping import KeyKeeping
from ilp_desktop.services.start.opening import Vault
from tests.house_fixtures import KEY, PASSWORD
from tests.services.backed_up import ring_of
from tests.services.calling import OFFICE, Call, Known

WORDS = words_of(bytes(range(15)))
TYPED = {number: WORDS[number - 1] for number in (1, 2, 3, 4)}


def _keeping(house: House, folder: str) -> KeyKeeping:
    return KeyKeeping(house.uow, Vault(house.uow.database, ring_of(Path(folder)), KEY), KeptStore())


def _take(house: House, user: SignedIn, _known: Known) -> None:
    with TemporaryDirectory() as folder:
        _keeping(house, folder).take_words(user, PASSWORD, WORDS, TYPED)


def _change(house: House, user: SignedIn, _known: Known) -> None:
    with TemporaryDirectory() as folder:
        _keeping(house, folder).change_passphrase(user, PASSWORD, "frasa yang cukup panjang")


def _places(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        return _keeping(house, folder).places(user)


def _test(house: House, user: SignedIn, known: Known) -> None:
    with TemporaryDirectory() as folder:
        keeping = _keeping(house, folder)
        keeping.take_words(known.clinic.head, PASSWORD, WORDS, TYPED)
        house.uow.database.feed.poll()
        keeping.test_words(user, TYPED)


class KeptStore:
    """A key store that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def put(self, name: str, secret: bytes) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


def _of_store(do: Callable[[KeyKeeping, SignedIn], object]) -> Call:
    def call(house: House, user: SignedIn, _known: Known) -> object:
        with TemporaryDirectory() as folder:
            return do(_keeping(house, folder), user)

    return Call(frozenset({OFFICE}), call, of_record=False)


KEY_CALLS = {
    "keys.store_state": _of_store(lambda keys, user: keys.store_state(user)),
    "keys.fill_store": _of_store(lambda keys, user: keys.fill_store(user)),
    "keys.use_store": _of_store(lambda keys, user: keys.use_store(user, bytes(32))),
    "keys.leave_store": _of_store(lambda keys, user: keys.leave_store(user)),
    "keys.empty_store": _of_store(lambda keys, user: keys.empty_store(user)),
    "keys.alert": Call(frozenset({OFFICE}), lambda house, user, _: house.keys.alert(user), of_record=False),
    "keys.overview": Call(frozenset({OFFICE}), lambda house, user, _: house.keys.overview(user), of_record=False),
    "keys.sheet": Call(frozenset({OFFICE}), lambda house, user, _: house.keys.sheet(user, WORDS), of_record=False),
    "keys.places": Call(frozenset({OFFICE}), _places, of_record=False),
    "keys.take_words": Call(frozenset({OFFICE}), _take, of_record=False),
    "keys.change_passphrase": Call(frozenset({OFFICE}), _change, of_record=False),
    "keys.test_words": Call(frozenset({OFFICE}), _test, of_record=False),
}
