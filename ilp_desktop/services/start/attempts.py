"""Wrong passwords, passphrases and words, counted in a file beside the data, which is locked when they are typed."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from ilp_desktop.clock import Clock
from ilp_desktop.domain.access.sign_in_rules import sign_in_rules_on
from ilp_desktop.domain.access.waiting import NO_WAIT, Failures, still_to_wait, wait_words
from ilp_desktop.domain.errors import UserError

FILE_NAME = "percobaan.json"
HERE, SECRET = "komputer ini", "frasa sandi dan kata pemulihan"
WAIT = "Terlalu sering salah. Tunggu {wait} lagi."
REMEDY = "Sesudah itu coba lagi; yang benar tetap diterima."
OWNER_ALONE = 0o600
SALT_BYTES = 16
LABEL_LETTERS = 32
MOST_NAMES = 500


@dataclass(frozen=True)
class _Counted:
    """What the file holds: failures by the label of a user name, of the computer itself, and of the head's secrets."""

    salt: str
    failures: dict[str, Failures]


class Attempts:
    """Counts what was typed wrong, and refuses the next try before its time.

    Passwords count for their user name and for the computer; without a user name it is the head's passphrase or the
    recovery words. The file names nobody. Without a folder the count ends with the program.
    """

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        self._file = folder / FILE_NAME if folder is not None else None
        self._clock = clock
        self._lock = Lock()
        self._counted = _Counted(secrets.token_hex(SALT_BYTES), {})

    def require_time(self, user_name: str | None = None) -> None:
        """Raise ``UserError`` while somebody has to wait; a clock that was set back begins the waiting anew."""
        with self._lock:
            counted, now = self._read(), self._clock.now()
            rules = sign_in_rules_on(now.date())
            special = {HERE: rules.of_computer, SECRET: rules.of_secret}
            wait = NO_WAIT
            for label in self._labels(counted, user_name):
                found = counted.failures.get(label)
                if found is None:
                    continue
                if now < found.since:
                    found = counted.failures[label] = replace(found, since=now)
                    self._write(counted)
                wait = max(wait, still_to_wait(found, now, special.get(label, rules.of_name)))
        if wait > NO_WAIT:
            raise UserError(WAIT.format(wait=wait_words(wait)), REMEDY)

    def failed(self, user_name: str | None = None) -> None:
        """Count a wrong one."""
        with self._lock:
            counted, now = self._read(), self._clock.now()
            if len(counted.failures) > MOST_NAMES:
                kept = {label: one for label, one in counted.failures.items() if label in (HERE, SECRET)}
                counted = _Counted(counted.salt, kept)
            for label in self._labels(counted, user_name):
                counted.failures[label] = counted.failures.get(label, Failures(0, now)).once_more(now)
            self._write(counted)

    def succeeded(self, user_name: str | None = None) -> None:
        """Forget the wrong ones of a user name, or the head's; those of others at this computer go on counting."""
        with self._lock:
            counted = self._read()
            label, *wider = self._labels(counted, user_name)
            own = counted.failures.pop(label, None)
            if own is None:
                return
            for name in wider:
                found = counted.failures.get(name, Failures(0, own.since))
                counted.failures[name] = replace(found, count=max(0, found.count - own.count))
            self._write(counted)

    def _labels(self, counted: _Counted, user_name: str | None) -> tuple[str, ...]:
        """Return under which labels a try counts, its own first."""
        if user_name is None:
            return (SECRET,)
        return sha256((counted.salt + user_name.strip().lower()).encode()).hexdigest()[:LABEL_LETTERS], HERE

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
