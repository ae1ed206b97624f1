"""Which server a data folder belongs to: the address, and the password of its user sealed by the folder's key."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.keys import WrongSecret, seal, unseal
from ilp_desktop.domain.server_address import ServerAddress, ServerLogin


@dataclass(frozen=True)
class ServerFile:
    """The file beside ``kunci.json``; without a key that one of the staff unlocks, its password opens for nobody."""

    file: Path

    def login(self, key: bytes) -> ServerLogin:
        """Return the address with its password; raises ``WrongSecret`` when they cannot be read with this key."""
        try:
            found = self._read()
            return ServerLogin(ServerAddress(**found["address"]), unseal(key, found["password"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WrongSecret from error

    def keep(self, login: ServerLogin, key: bytes) -> None:
        """Keep an address and, sealed, its password; all of it or what was there before."""
        fresh = self.file.with_name(f"{self.file.name}.tulis")
        with fresh.open("w", encoding="utf-8") as stream:
            json.dump({"address": asdict(login.address), "password": seal(key, login.password)}, stream, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self.file)

    def _read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return found
