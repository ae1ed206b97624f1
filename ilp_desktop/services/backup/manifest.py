"""What a backup says of itself, marked so that a change of it shows."""

import hmac
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

PURPOSE = b"ilp-desktop backup manifest"
LATER = ("keys_sha256", "heads")
MOST_BYTES = 1 << 20
MOST_HEADS = 4000
"""Thirteen years of one computer, in half of the bytes; what the trail had reached before stands in older backups."""
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
PEOPLE, VISITS = "person", "encounter"


Head = tuple[str, str, int, str]


class NoManifest(Exception):
    """There is no manifest, or it cannot be read."""


@dataclass(frozen=True)
class Manifest:
    """What is in a backup.

    Attributes:
        made_at: the moment whose state it holds, in UTC.
        local_at: the same as the wall clock of the Puskesmas showed it.
        program, schema: which program made it, and the revision of its tables.
        counts: the rows of each table.
        size, sha256: of the database file.
        keys_sha256: of the wrapped keys beside it; empty in one of an older program.
        heads: what the trail of each workstation had reached on each day: day, workstation, number of the row, hash.
        mark: what only the data key can make of all the rest.
    """

    made_at: datetime
    local_at: datetime
    program: str
    schema: str
    counts: Mapping[str, int]
    size: int
    sha256: str
    keys_sha256: str = ""
    heads: Sequence[Head] = ()
    mark: str = ""

    def marked(self, key: bytes) -> "Manifest":
        """Return it with the mark of this key."""
        return replace(self, mark=self._mark(key))

    def is_of(self, key: bytes) -> bool:
        """Say whether it was marked with this key and nothing in it was changed since."""
        return hmac.compare_digest(self.mark, self._mark(key))

    def write(self, file: Path) -> None:
        """Write it and see that the disk has it."""
        with file.open("w", encoding="utf-8") as stream:
            json.dump(self._plain(), stream, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())

    @classmethod
    def read(cls, file: Path) -> "Manifest":
        """Read one; raises ``NoManifest``."""
        try:
            if file.is_symlink() or not file.is_file() or file.stat().st_size > MOST_BYTES:
                raise NoManifest
            found = json.loads(file.read_text(encoding="utf-8"))
            read = cls(
                made_at=datetime.fromisoformat(found["made_at"]),
                local_at=datetime.fromisoformat(found["local_at"]),
                program=str(found["program"]),
                schema=str(found["schema"]),
                counts={str(table): int(rows) for table, rows in found["counts"].items()},
                size=int(found["size"]),
                sha256=str(found["sha256"]),
                keys_sha256=str(found.get("keys_sha256", "")),
                heads=tuple(
                    (str(day), str(at), int(seq), str(reached)) for day, at, seq, reached in found.get("heads", ())
                ),
                mark=str(found["mark"]),
            )
        except UNREADABLE as error:
            raise NoManifest from error
        if read.made_at.tzinfo is None or read.local_at.tzinfo is None:
            raise NoManifest
        return read

    def _plain(self) -> dict[str, object]:
        """Return it as it is written; what an older program did not know is left out where there is none."""
        plain = asdict(self) | {"made_at": self.made_at.isoformat(), "local_at": self.local_at.isoformat()}
        plain["heads"] = [list(head) for head in self.heads]
        return {name: value for name, value in plain.items() if value or name not in LATER}

    def _mark(self, key: bytes) -> str:
        own = hmac.new(key, PURPOSE, sha256).digest()
        plain = {name: value for name, value in self._plain().items() if name != "mark"}
        return hmac.new(own, json.dumps(plain, sort_keys=True).encode(), sha256).hexdigest()
