"""What this computer remembers of its backups: the second place, what last went wrong, and the last drill."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

FILE_NAME = "keadaan.json"
MOMENTS = ("failed_at", "second_at", "drilled_at")


@dataclass(frozen=True)
class BackupState:
    """The state as it lies beside the backups; what cannot be read counts as none.

    Attributes:
        second: the second place; empty for none.
        failed_at, failure: the last attempt, when it went wrong and none went well since.
        second_at, second_failure: the last copy that reached the second place, and why the last one did not.
        drilled_at, drilled: the last restore drill, and the backup it tried.
        drill_rows, drill_seconds, drill_fault: what it found.
    """

    second: str = ""
    failed_at: datetime | None = None
    failure: str = ""
    second_at: datetime | None = None
    second_failure: str = ""
    drilled_at: datetime | None = None
    drilled: str = ""
    drill_rows: int = 0
    drill_seconds: int = 0
    drill_fault: str = ""

    def write(self, folder: Path) -> None:
        """Write it aside and move it into place."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        plain = asdict(self)
        for name in MOMENTS:
            plain[name] = plain[name].isoformat() if plain[name] is not None else None
        aside = folder / f"{FILE_NAME}.tulis"
        aside.write_text(json.dumps(plain, indent=1), encoding="utf-8")
        aside.replace(folder / FILE_NAME)

    @classmethod
    def read(cls, folder: Path) -> "BackupState":
        """Read it."""
        try:
            found: Mapping[str, Any] = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
            known = {one.name: found[one.name] for one in fields(cls) if one.name in found}
            for name in MOMENTS:
                if known.get(name) is not None:
                    known[name] = datetime.fromisoformat(known[name])
            return cls(**known)
        except (OSError, ValueError, TypeError):
            return cls()
