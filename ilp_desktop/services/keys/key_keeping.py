"""Keeping the keys: new recovery words, another passphrase, and the test whether the sheet is still there."""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom
from typing import Any

from argon2.exceptions import VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.key_store import KeyStore, StoreTrouble, SystemKeyStore
from db.keys import HASHER, KEY_BYTES, STORE, WrongSecret
from db.models import Facility, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.keys.recovery_words import (
    BITS_A_BYTE,
    asked_places,
    next_test_on,
    secret_of,
    typed_back_problems,
    word_rules,
    words_of,
    words_problem,
)
from ilp_desktop.domain.permissions import Act
from ilp_desktop.printing.contents.recovery_sheet import RecoverySheet
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import recovery_sheet_pdf
from ilp_desktop.services.start.opening import Vault, require_length
from ilp_desktop.services.start.server_opening import WORDS_SETTING

SUBJECT = "keys"
SETTING = "recovery_words"
MADE_AT, TESTED_AT = "made_at", "tested_at"
SYSTEM = SystemRandom()
STORE_OFF = "Tidak dipakai. Data terbuka hanya dengan kata sandi, frasa sandi, atau kata pemulihan."
STORE_ON = "Dipakai di komputer ini; kata sandi tetap ditanyakan."
STORE_LOST = "Isinya hilang atau bukan untuk data ini. Daftarkan lagi, atau jangan dipakai."
STORE_FORGETS = "Penyimpan kunci komputer ini tidak menyimpan apa yang diberikan."
STORE_WAY_OUT = "Masuk dengan kata sandi tetap dapat."
NO_WORDS = "Belum ada lembar kata pemulihan untuk data ini."
TEST_DUE = "Sudah waktunya menguji lembar kata pemulihan."
NO_KEYS = UserError("Kunci data ini tidak diatur dari sini.", "Buka program di komputer yang menyimpan datanya.")
NOT_TYPED = "Ketik kata ini."
AS_BEFORE = "Frasa sandi baru sama dengan kata sandi Anda; pilih yang lain."


@dataclass(frozen=True)
class KeyOverview:
    """How things stand with what opens the data.

    Attributes:
        here: whether the keys of this data are kept from this computer.
        made_on, tested_on: when the recovery words were made and last tested; None where there are none.
        alert: what is to be done about them, or nothing.
    """

    here: bool
    made_on: date | None = None
    tested_on: date | None = None
    alert: str = ""


@dataclass(frozen=True)
class StoreState:
    """How things stand with the key store of this computer, in words.

    Attributes:
        used: whether it shall open the data.
        trouble: whether it shall and cannot.
    """

    used: bool
    text: str
    trouble: bool = False


def fresh_words() -> tuple[str, ...]:
    """Return new recovery words by the chance of the system; nothing knows them yet."""
    return words_of(secrets.token_bytes(word_rules().random_bits // BITS_A_BYTE))


def places_to_ask() -> tuple[int, ...]:
    """Return which words are to be typed back, by the chance of the system."""
    return asked_places(SYSTEM)


def sheet_of(words: Sequence[str], facility: str, address: str, printed_at: datetime) -> bytes:
    """Return the sheet of words as PDF; it is kept nowhere."""
    rules = word_rules()
    return recovery_sheet_pdf(
        RecoverySheet(words, facility, address, rules.random_bits, rules.again_after_months, printed_at)
    )


def words_settings(vault: Vault, words: Sequence[str], now: datetime) -> dict[str, Any]:
    """Let words that were just typed back open the data; returns what the database remembers of them."""
    told = {MADE_AT: now.isoformat(), TESTED_AT: now.isoformat()}
    return {**vault.change_words(secret_of(words)), SETTING: told}


class KeyKeeping:
    """What opens the data of a Puskesmas, for its head."""

    def __init__(self, uow: UnitOfWork, vault: Vault | None, store: KeyStore | None = None) -> None:
        self._uow = uow
        self._vault = vault
        self._store = store or SystemKeyStore()

    def overview(self, user: SignedIn) -> KeyOverview:
        """Return how things stand."""
        with self._uow.reading(user, Act.KEEP_KEYS) as session:
            settings = _settings(session, user)
        if self._vault is None:
            return KeyOverview(here=False)
        told = settings.get(SETTING) if self._has_words(settings) else None
        if told is None:
            return KeyOverview(True, alert=NO_WORDS)
        made, tested = (self._day(user, told[name]) for name in (MADE_AT, TESTED_AT))
        due = self._uow.today(user) >= next_test_on(tested)
        return KeyOverview(True, made, tested, TEST_DUE if due else "")

    def alert(self, user: SignedIn) -> str:
        """Return what is to be done about the recovery words, or nothing."""
        return self.overview(user).alert

    def sheet(self, user: SignedIn, words: Sequence[str]) -> bytes:
        """Return the sheet of words that are not yet in use, as PDF."""
        with self._uow.reading(user, Act.KEEP_KEYS) as session:
            profile = profile_of(session, user.facility_id)
        return sheet_of(words, profile.name, profile.address, local_time(self._uow.clock.now(), user.time_zone))

    def take_words(self, user: SignedIn, password: str, words: Sequence[str], typed: Mapping[int, str]) -> None:
        """Let new words open the data, some of which were typed back; the old ones open it no longer.

        Raises ``WrongAnswers``.
        """
        vault = self._kept(user)
        problems = {_field(number): text for number, text in typed_back_problems(words, typed).items()}
        if problems or len(typed) < word_rules().asked_back or words_problem(" ".join(words)):
            raise WrongAnswers(problems or {_field(number): NOT_TYPED for number in typed})
        with self._uow.writing(user, Act.KEEP_KEYS) as work:
            _require_password(work.session, user, password)
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            work.touch(SUBJECT, None, words="diganti" if SETTING in facility.settings else "dibuat")
            facility.settings = {**facility.settings, **words_settings(vault, words, work.now)}
        vault.learn(user.facility_id)

    def change_passphrase(self, user: SignedIn, password: str, passphrase: str) -> None:
        """Let another passphrase open the data, and the old one no longer; raises ``WrongAnswers``."""
        vault = self._kept(user)
        require_length(passphrase)
        if passphrase == password:
            raise WrongAnswers({"passphrase": AS_BEFORE})
        with self._uow.writing(user, Act.KEEP_KEYS) as work:
            _require_password(work.session, user, password)
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            work.touch(SUBJECT, None, passphrase="diganti")  # noqa: S106 - says what was done
            facility.settings = {**facility.settings, **vault.change_passphrase(passphrase)}
        vault.learn(user.facility_id)

    def places(self, user: SignedIn) -> tuple[int, ...]:
        """Return which words the test asks for: some, or all where only their hash is known."""
        vault = self._kept(user)
        return places_to_ask() if vault.words() else tuple(range(1, word_rules().on_sheet + 1))

    def test_words(self, user: SignedIn, typed: Mapping[int, str]) -> None:
        """Note that the words asked for were read from the sheet; raises ``WrongAnswers``."""
        vault = self._kept(user)
        with self._uow.writing(user, Act.KEEP_KEYS) as work:
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            problems = _test_problems(vault.words(), facility.settings, typed)
            if problems:
                raise WrongAnswers(problems)
            told = {**facility.settings[SETTING], TESTED_AT: work.now.isoformat()}
            facility.settings = {**facility.settings, SETTING: told}
            work.touch(SUBJECT, None, words="diuji")

    def store_state(self, user: SignedIn) -> StoreState:
        """Return how things stand with the key store of this computer; it may keep one waiting."""
        vault = self._kept(user)
        if not vault.ring.has(STORE):
            return StoreState(used=False, text=STORE_OFF)
        try:
            secret = self._store.get(vault.ring.name)
        except StoreTrouble as error:
            return StoreState(used=True, text=f"{error} {STORE_WAY_OUT}", trouble=True)
        try:
            fits = secret is not None and vault.ring.unwrap_by_store(secret) == vault.key
        except WrongSecret:
            fits = False
        return StoreState(used=True, text=STORE_ON if fits else STORE_LOST, trouble=not fits)

    def fill_store(self, user: SignedIn) -> bytes:
        """Put a new secret into the key store of this computer and return it; it may keep one waiting.

        Nothing is opened by it before ``use_store``. Raises ``UserError``.
        """
        vault = self._kept(user)
        secret = secrets.token_bytes(KEY_BYTES)
        try:
            self._store.put(vault.ring.name, secret)
            if self._store.get(vault.ring.name) != secret:
                raise StoreTrouble(STORE_FORGETS)
        except StoreTrouble as error:
            raise UserError(str(error), STORE_WAY_OUT) from error
        return secret

    def use_store(self, user: SignedIn, secret: bytes) -> None:
        """Let what the key store holds now open the data, in place of what it held before."""
        vault = self._kept(user)
        with self._uow.writing(user, Act.KEEP_KEYS) as work:
            work.touch(SUBJECT, None, store="dipakai")
            vault.ring.enrol_store(vault.key, secret)

    def leave_store(self, user: SignedIn) -> None:
        """Let the key store open the data no longer; what it holds is of no use then."""
        vault = self._kept(user)
        with self._uow.writing(user, Act.KEEP_KEYS) as work:
            work.touch(SUBJECT, None, store="tidak dipakai lagi")
            vault.ring.forget(STORE)

    def empty_store(self, user: SignedIn) -> None:
        """Remove what the key store holds; it may keep one waiting, and its trouble is nobody's any more."""
        vault = self._kept(user)
        with suppress(StoreTrouble):
            self._store.forget(vault.ring.name)

    def _kept(self, user: SignedIn) -> Vault:
        require(user, Act.KEEP_KEYS)
        if self._vault is None:
            raise NO_KEYS
        return self._vault

    def _has_words(self, settings: Mapping[str, Any]) -> bool:
        return SETTING in settings and (
            WORDS_SETTING in settings or bool(self._vault is not None and self._vault.words())
        )

    def _day(self, user: SignedIn, moment: str) -> date:
        return local_time(datetime.fromisoformat(moment), user.time_zone).date()


def _settings(session: Session, user: SignedIn) -> Mapping[str, Any]:
    found: Mapping[str, Any] = session.scalars(select(Facility.settings).where(Facility.id == user.facility_id)).one()
    return found


def _field(number: int) -> str:
    return f"word_{number}"


def _require_password(session: Session, user: SignedIn, password: str) -> None:
    """Raise ``WrongAnswers`` unless whoever is signed in sits here in person."""
    hashed = session.scalars(select(Staff.password_hash).where(Staff.id == user.staff_id)).one()
    try:
        HASHER.verify(hashed, password)
    except VerificationError as error:
        raise WrongAnswers({"password": "Kata sandi Anda salah."}) from error


def _test_problems(words: str, settings: Mapping[str, Any], typed: Mapping[int, str]) -> dict[str, str]:
    """Return what is wrong with the words typed at a test, by field."""
    rules = word_rules()
    if words:
        if len(typed) < rules.asked_back:
            return {_field(number): NOT_TYPED for number in typed} or {_field(1): NOT_TYPED}
        return {_field(number): text for number, text in typed_back_problems(words.split(), typed).items()}
    whole = " ".join(typed[number] for number in sorted(typed))
    wrong = words_problem(whole)
    if not wrong:
        try:
            HASHER.verify(settings[WORDS_SETTING], secret_of([whole]))
        except (VerificationError, KeyError):
            wrong = "Ini bukan kata-kata yang berlaku sekarang."
    return {_field(1): wrong} if wrong else {}
