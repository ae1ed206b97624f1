"""Wrong passwords at this computer: counted in a file beside the data, since the data is locked when they are typed."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from ilp_desktop.clock import Clock
from ilp_desktop.domain.access.sign_in_rules import SignInRules, sign_in_rules_on
from ilp_desktop.domain.access.waiting import NO_WAIT, Failures, still_to_wait, wait_words
from ilp_desktop.domain.errors import UserError

FILE_NAME = "percobaan.json"
HERE = "komputer ini"
OWNER_ALONE = 0o600
SALT_BYTES = 16
LABEL_LETTERS = 32
MOST_NAMES = 500


@dataclass(frozen=True)
class _Counted:
    """What the file holds: failures by the label of a user name, and of the computer itself."""

    salt: str
    failures: dict[str, Failures]


class Attempts:
    """Counts wrong passwords by user name and for the computer, and refuses the next try before its time.

    The file names nobody. Without a folder the count ends with the program.
    """

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        self._file = folder / FILE_NAME if folder is not None else None
        self._clock = clock
        self._lock = Lock()
        self._counted = _Counted(secrets.token_hex(SALT_BYTES), {})

    def require_time(self, user_name: str) -> None:
        """Raise ``UserError`` while somebody has to wait; a clock that was set back begins the waiting anew."""
        with self._lock:
            counted, now = self._read(), self._clock.now()
            label = self._label(counted, user_name)
            rules = sign_in_rules_on(now.date())
            for name in (label, HERE):
                found = counted.failures.get(name)
                if found is not None and now < found.since:
                    counted.failures[name] = replace(found, since=now)
                    self._write(counted)
            wait = max(self._wait(counted, rules, name, now) for name in (label, HERE))
        if wait > NO_WAIT:
            raise UserError(f"Terlalu sering salah. Tunggu {wait_words(wait)}, lalu coba lagi.")

    def failed(self, user_name: str) -> None:
        """Count a wrong password."""
        with self._lock:
            counted, now = self._read(), self._clock.now()
            if len(counted.failures) > MOST_NAMES:
                counted = _Counted(counted.salt, {HERE: counted.failures.get(HERE, Failures(0, now))})
            for name in (self._label(counted, user_name), HERE):
                counted.failures[name] = counted.failures.get(name, Failures(0, now)).once_more(now)
            self._write(counted)

    def succeeded(self, user_name: str) -> None:
        """Forget the wrong passwords of a user name; those of others at this computer go on counting."""
        with self._lock:
            counted = self._read()
            own = counted.failures.pop(self._label(counted, user_name), None)
            here = counted.failures.get(HERE)
            if own is None or here is None:
                return
            counted.failures[HERE] = replace(here, count=max(0, here.count - own.count))
            self._write(counted)

    def _wait(self, counted: _Counted, rules: SignInRules, name: str, now: datetime) -> timedelta:
        found = counted.failures.get(name)
        free = rules.free_failures_here if name == HERE else rules.free_failures
        return NO_WAIT if found is None else still_to_wait(found, now, free, rules.delays_s)

    def _label(self, counted: _Counted, user_name: str) -> str:
        return sha256((counted.salt + user_name.strip().lower()).encode()).hexdigest()[:LABEL_LETTERS]

    def _read(self) -> _Counted:
        if self._file is not None:
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                found = json.loads(self._file.read_text(encoding="utf-8"))
                known = {str(name): _failures(one) for name, one in found["failures"].items()}
                self._counted = _Counted(str(found["salt"]), known)
        return self._counted

    def _write(self, counted: _Counted) -> None:
        """Keep what is counted; on a disk that takes nothing it holds until the program ends."""
        self._counted = counted
        if self._file is None:
            return
        told: dict[str, Any] = {
            "salt": counted.salt,
            "failures": {
                name: {"count": one.count, "since": one.since.isoformat()} for name, one in counted.failures.items()
            },
        }
        fresh = self._file.with_name(f"{self._file.name}.tulis")
        with suppress(OSError):
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ALONE), "w") as stream:
                json.dump(told, stream, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(self._file)


def _failures(found: dict[str, Any]) -> Failures:
    return Failures(int(found["count"]), datetime.fromisoformat(found["since"]))
