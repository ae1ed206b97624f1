"""Which server a data folder belongs to: the address, and the password of its user sealed by the folder's key."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.keys import WrongSecret, seal, unseal
from ilp_desktop.domain.server_address import ServerLogin, address_in, certificate_beside


@dataclass(frozen=True)
class ServerFile:
    """The file beside ``kunci.json``; without a key that one of the staff unlocks, its password opens for nobody."""

    file: Path

    @property
    def certificate(self) -> Path:
        """Return where the folder keeps the server's root certificate, wherever it was chosen from."""
        return certificate_beside(self.file)

    def login(self, key: bytes) -> ServerLogin:
        """Return the address with its password; raises ``WrongSecret`` when they cannot be read with this key."""
        try:
            found = self._read()
            return ServerLogin(address_in(self.file, found), unseal(key, found["password"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WrongSecret from error

    def keep(self, login: ServerLogin, key: bytes) -> None:
        """Keep an address with its certificate and, sealed, its password; all of it or what was there before."""
        address = asdict(login.address)
        if login.address.certificate:
            _write(self.certificate, Path(login.address.certificate).read_bytes())
            address["certificate"] = self.certificate.name
        kept = {"address": address, "password": seal(key, login.password)}
        _write(self.file, json.dumps(kept, indent=1).encode())

    def _read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return found


def _write(file: Path, content: bytes) -> None:
    fresh = file.with_name(f"{file.name}.tulis")
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
