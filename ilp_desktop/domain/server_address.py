"""Where a server stands and who asks there, as somebody types it; no word about what lies on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from ilp_desktop.domain.errors import WrongAnswers

PORT = 5432
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
CERTIFICATE_MISSING = "Pilih sertifikat server: berkas sertifikat-server.crt dari pemasangan server."
LARGEST_PORT = 65_535


class ServerHolds(Enum):
    """What a database on a server holds."""

    NOTHING = "nothing"
    OLDER = "older"
    PUSKESMAS = "puskesmas"


@dataclass(frozen=True)
class ServerAddress:
    """A database on a PostgreSQL server and the server user who opens it; ``host`` may be a folder with a socket.

    Attributes:
        certificate: the file of the root certificate that proves the server to be the one meant.
    """

    host: str
    database: str
    user: str
    port: int = PORT
    certificate: str = ""

    @property
    def place(self) -> str:
        """Return host and port as they are typed, the usual port left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORT else f"{host}:{self.port}"

    @property
    def on_network(self) -> bool:
        """Say whether it is reached over the network, and not by a socket of this computer."""
        return not self.host.startswith("/")

    @property
    def elsewhere(self) -> bool:
        """Say whether it is another computer, to which everything goes encrypted and which has to prove itself."""
        return self.on_network and self.host.lower() not in THIS_COMPUTER


@dataclass(frozen=True)
class ServerLogin:
    """An address with the password of its user."""

    address: ServerAddress
    password: str = field(repr=False)


def typed_address(place: str, database: str, user: str, certificate: str = "") -> ServerAddress:
    """Read what was typed; raises ``WrongAnswers``."""
    host, port = _split(place.strip())
    problems = {}
    if not host:
        problems["host"] = "Alamat server harus diisi."
    elif "//" in host or any(letter.isspace() for letter in host):
        problems["host"] = "Isi alamat saja, tanpa http:// dan tanpa spasi. Contoh: 192.168.1.10"
    elif not (port.isascii() and port.isdigit() and 0 < int(port) <= LARGEST_PORT):
        problems["host"] = f"Nomor setelah titik dua adalah port, 1 sampai {LARGEST_PORT}."
    for name, said, answer in (("database", "Nama basis data", database), ("user", "Pengguna server", user)):
        if not answer.strip():
            problems[name] = f"{said} harus diisi."
    if not problems.get("host") and is_elsewhere(place) and not certificate.strip():
        problems["certificate"] = CERTIFICATE_MISSING
    if problems:
        raise WrongAnswers(problems)
    own = certificate.strip() if is_elsewhere(place) else ""
    return ServerAddress(host, database.strip(), user.strip(), int(port), own)


def address_of(line: str, certificate: str = "") -> ServerAddress:
    """Read ``user@host[:port]/database`` as a command is told it; raises ``WrongAnswers``."""
    user, _, rest = line.rpartition("@")
    place, _, database = rest.rpartition("/")
    return typed_address(place, database, user, certificate)


def is_elsewhere(place: str) -> bool:
    """Say whether an address as typed means another computer; nothing typed yet means none."""
    host, _port = _split(place.strip())
    return bool(host) and ServerAddress(host, "", "").elsewhere


def _split(place: str) -> tuple[str, str]:
    """Return host and port; a bare IPv6 address has many colons and no port."""
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        return host, rest.removeprefix(":") or str(PORT)
    if place.count(":") == 1 and "//" not in place:
        host, _, port = place.partition(":")
        return host, port
    return place, str(PORT)


def certificate_beside(file: Path) -> Path:
    """Return where the root certificate lies of a server whose address is kept in this file."""
    return file.with_suffix(".crt")


def address_in(file: Path, content: Mapping[str, Any]) -> ServerAddress:
    """Return the address that a file holds; its certificate lies beside it, wherever the folder was moved to."""
    address = ServerAddress(**content["address"])
    return replace(address, certificate=str(certificate_beside(file))) if address.certificate else address
