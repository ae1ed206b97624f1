"""The data key: random, and on disk only wrapped by something a person knows or the key store of the system holds.

``kunci.json`` beside the database holds one wrapped copy for each member of staff, one for the head's passphrase,
one for the recovery words and one for the key store of this computer; whoever gives a right secret gets the same key.
The file says nothing about whose copy is whose.
"""

import errno
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.folders import sync_folder

FILE_NAME = "kunci.json"
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
# RFC 9106, section 4, second recommended option: 64 MiB, three passes, four lanes.
MEMORY_KIB = 65_536
PASSES = 3
LANES = 4
HEAD = "frasa sandi kepala"
SERVER = "kata sandi server"
WORDS = "kata pemulihan"
STORE = "penyimpan kunci sistem"
OF_THIS_COMPUTER = (SERVER, STORE)
KEPT_WORDS = "words"
FILE_MODE = 0o600
HASHER = PasswordHasher(PASSES, MEMORY_KIB, LANES, KEY_BYTES, SALT_BYTES, type=Type.ID)
COMPARABLE = f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$"


class WrongSecret(Exception):
    """The password or passphrase opens no copy of the key."""


@dataclass(frozen=True)
class KeyRing:
    """The wrapped copies of a data folder's key."""

    file: Path

    @classmethod
    def of(cls, folder: Path) -> "KeyRing":
        """Return the key ring of a data folder."""
        return cls(folder / FILE_NAME)

    @property
    def name(self) -> str:
        """Return what tells this ring from others; it tells nothing of what is in it."""
        return _label(self._read(), STORE)

    def exists(self) -> bool:
        """Say whether this data folder has a key."""
        return self.file.exists()

    def mend(self) -> None:
        """Take the ring before the last change back where that change was cut short and left nothing readable."""
        if _readable(self.file):
            self._before.unlink(missing_ok=True)
        elif _readable(self._before):
            self._before.replace(self.file)

    def create(self, passphrase: str) -> bytes:
        """Make a new key, wrapped by the head's passphrase, and return it; an existing ring is never replaced."""
        if self.exists():
            raise FileExistsError(self.file.name)
        return self.begin(HEAD, passphrase)

    def begin(self, owner: str, secret: str) -> bytes:
        """Make a new key with one copy, whatever ring lay here before, and return it."""
        key = secrets.token_bytes(KEY_BYTES)
        self._write({"salt": _text(secrets.token_bytes(SALT_BYTES)), "copies": {}})
        self.wrap(key, owner, secret)
        return key

    def wrap(self, key: bytes, owner: str, secret: str) -> None:
        """Store a copy of the key that ``secret`` opens, in place of the owner's old one."""
        ring = self._read()
        salt = secrets.token_bytes(SALT_BYTES)
        ring["copies"][_label(ring, owner)] = _copy(key, salt, _stretch(secret, salt))
        self._write(ring)

    def wrap_words(self, key: bytes, words: str) -> None:
        """Let recovery words open the key in place of the old ones; sealed by the key they can be asked for later."""
        ring = self._read()
        salt = secrets.token_bytes(SALT_BYTES)
        ring["copies"][_label(ring, WORDS)] = _copy(key, salt, _stretch(words, salt))
        ring[KEPT_WORDS] = seal(key, words)
        self._write(ring)

    def words(self, key: bytes) -> str:
        """Return the recovery words, or nothing where there are none."""
        ring = self._read()
        if KEPT_WORDS not in ring or _label(ring, WORDS) not in ring["copies"]:
            return ""
        try:
            return unseal(key, ring[KEPT_WORDS])
        except WrongSecret:
            return ""

    def enrol_store(self, key: bytes, secret: bytes) -> None:
        """Let what the key store of this computer holds open the key: 32 bytes of chance, which need no stretching."""
        if len(secret) != KEY_BYTES:
            raise ValueError("not a secret of the key store")
        ring = self._read()
        ring["copies"][_label(ring, STORE)] = _copy(key, secrets.token_bytes(SALT_BYTES), secret)
        self._write(ring)

    def unwrap_by_store(self, secret: bytes) -> bytes:
        """Return the key by what the key store holds; raises ``WrongSecret``."""
        ring = self._read()
        copy = ring["copies"].get(_label(ring, STORE))
        if copy is None or len(secret) != KEY_BYTES:
            raise WrongSecret
        try:
            return AESGCM(secret).decrypt(b64decode(copy["nonce"]), b64decode(copy["sealed"]), None)
        except InvalidTag as error:
            raise WrongSecret from error

    def has(self, owner: str) -> bool:
        """Say whether somebody has a copy."""
        ring = self._read()
        return _label(ring, owner) in ring["copies"]

    def wrap_for(self, key: bytes, hashes: Mapping[str, str]) -> None:
        """Let exactly these owners open the key, by the hashes of their secrets, beside what is of this computer alone.

        A stored hash is what stretching the secret with its salt gives, so the secret itself opens such a copy; one
        made with other costs gives none. Nothing is written when nothing has changed.
        """
        ring = self._read()
        own = {_label(ring, owner) for owner in OF_THIS_COMPUTER}
        copies = {label: copy for label, copy in ring["copies"].items() if label in own}
        for owner, hashed in hashes.items():
            if not hashed.startswith(COMPARABLE):
                continue
            salt, stretched = _parts(hashed)
            label = _label(ring, owner)
            before = ring["copies"].get(label)
            same = before is not None and before["salt"] == _text(salt)
            copies[label] = before if same else _copy(key, salt, stretched)
        if copies != ring["copies"]:
            self._write(ring | {"copies": copies})

    def unwrap(self, owner: str, secret: str) -> bytes:
        """Return the key; raises ``WrongSecret``, in the same time whether or not the owner is known."""
        ring = self._read()
        blank = {"salt": ring["salt"], "nonce": _text(bytes(NONCE_BYTES)), "sealed": _text(bytes(48))}
        copy = ring["copies"].get(_label(ring, owner), blank)
        try:
            opener = AESGCM(_stretch(secret, b64decode(copy["salt"])))
            return opener.decrypt(b64decode(copy["nonce"]), b64decode(copy["sealed"]), None)
        except InvalidTag as error:
            raise WrongSecret from error

    def forget(self, owner: str) -> None:
        """Remove an owner's copy."""
        ring = self._read()
        ring["copies"].pop(_label(ring, owner), None)
        self._write(ring)

    @property
    def _before(self) -> Path:
        return self.file.with_name(f"{self.file.name}.lama")

    def _read(self) -> dict[str, Any]:
        ring: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return ring

    def _write(self, ring: dict[str, Any]) -> None:
        """Replace the file in one step; the one before stays beside it until the new one was read again."""
        if self.file.exists():
            _store(self._before, self.file.read_bytes())
        fresh = self.file.with_name(f"{self.file.name}.tulis")
        _store(fresh, json.dumps(ring, indent=1).encode())
        fresh.replace(self.file)
        sync_folder(self.file.parent)
        if self._read() != ring:
            raise OSError(errno.EIO, "the keys are not as they were written")
        self._before.unlink(missing_ok=True)


def _store(file: Path, held: bytes) -> None:
    """Write a file that nobody else may read, and see that the disk has it."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as stream:
        stream.write(held)
        stream.flush()
        os.fsync(stream.fileno())


def _readable(file: Path) -> bool:
    try:
        return "copies" in json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _stretch(secret: str, salt: bytes) -> bytes:
    return hash_secret_raw(secret.encode(), salt, PASSES, MEMORY_KIB, LANES, KEY_BYTES, Type.ID)


def seal(key: bytes, words: str) -> dict[str, str]:
    """Return words that only the key opens, ready for a file."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return {"nonce": _text(nonce), "sealed": _text(AESGCM(key).encrypt(nonce, words.encode(), None))}


def unseal(key: bytes, sealed: Mapping[str, str]) -> str:
    """Return the words of ``seal``; raises ``WrongSecret``."""
    try:
        return AESGCM(key).decrypt(b64decode(sealed["nonce"]), b64decode(sealed["sealed"]), None).decode()
    except (InvalidTag, KeyError, ValueError) as error:
        raise WrongSecret from error


def _copy(key: bytes, salt: bytes, stretched: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(stretched).encrypt(nonce, key, None)
    return {"salt": _text(salt), "nonce": _text(nonce), "sealed": _text(sealed)}


def _parts(hashed: str) -> tuple[bytes, bytes]:
    """Return salt and value of a hash in Argon2's own notation, whose base64 has no padding."""
    salt, value = hashed.split("$")[-2:]
    return b64decode(f"{salt}==="), b64decode(f"{value}===")


def _label(ring: dict[str, Any], owner: str) -> str:
    return sha256(b64decode(ring["salt"]) + owner.strip().lower().encode()).hexdigest()[:32]


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
