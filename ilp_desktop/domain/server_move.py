"""Moving the data of one computer to a server: what is asked for, and what was done."""

from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.domain.server_address import ServerLogin


@dataclass(frozen=True)
class MoveWanted:
    """Where the data goes.

    Attributes:
        owner: the server user who makes the tables.
        daily: the server user with whom this computer works from then on.
        passphrase: the head's, who alone may decide it.
    """

    owner: ServerLogin
    daily: ServerLogin
    passphrase: str


@dataclass(frozen=True)
class Moved:
    """What was moved, and where the data lies that this computer no longer uses."""

    tables: int
    rows: int
    aside: Path

    @property
    def words(self) -> str:
        """Return it as one sentence."""
        return (
            f"{self.rows} baris dalam {self.tables} tabel sudah di server; jumlah dan sidiknya sama. "
            f"Data lama disisihkan di: {self.aside}"
        )
