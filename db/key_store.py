"""The key store of the operating system, wrapped: Windows Credential Manager, Keychain, or Secret Service.

It may be absent, locked, or wait for somebody to type into a window of its own; whoever asks it does so where waiting
holds up nobody.
"""

from base64 import b64decode, b64encode
from typing import Any, Protocol

SERVICE = "ILP Desktop"
ABSENT = "Komputer ini tidak mempunyai penyimpan kunci."
LOCKED = "Penyimpan kunci komputer ini terkunci."
FAILED = "Penyimpan kunci komputer ini tidak dapat dipakai."


class StoreTrouble(Exception):
    """Why the key store gives or takes nothing, in words for whoever sits here."""


class KeyStore(Protocol):
    """What is needed of a key store; each raises ``StoreTrouble``."""

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name, or None."""

    def put(self, name: str, secret: bytes) -> None:
        """Keep something under a name."""

    def forget(self, name: str) -> None:
        """Keep it no longer."""


class SystemKeyStore:
    """The key store the system offers; its library is loaded when it is first asked."""

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name, or None."""
        kept = _asked("get_password", name)
        try:
            return b64decode(kept, validate=True) if kept else None
        except ValueError:
            return None

    def put(self, name: str, secret: bytes) -> None:
        """Keep something under a name."""
        _asked("set_password", name, b64encode(secret).decode("ascii"))

    def forget(self, name: str) -> None:
        """Keep it no longer; what is not kept is forgotten already."""
        if _asked("get_password", name):
            _asked("delete_password", name)


def _asked(what: str, *given: str) -> Any:
    try:
        import keyring  # noqa: PLC0415 - heavy, and needed only where somebody chose to use it
        from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError  # noqa: PLC0415
    except ImportError as error:
        raise StoreTrouble(ABSENT) from error
    try:
        return getattr(keyring, what)(SERVICE, *given)
    except NoKeyringError as error:
        raise StoreTrouble(ABSENT) from error
    except (KeyringLocked, InitError) as error:
        raise StoreTrouble(LOCKED) from error
    except (KeyringError, OSError) as error:
        raise StoreTrouble(FAILED) from error
