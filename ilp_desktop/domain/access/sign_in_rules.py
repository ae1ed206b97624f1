"""The numbers of signing in, and what a PIN may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from ilp_desktop.domain.access.waiting import Delays
from ilp_desktop.reference import edition_on

TABLE = "sign_in"
SETTING = "lock_minutes"
"""Under which name the Puskesmas keeps its own number of minutes."""


@dataclass(frozen=True)
class SignInRules:
    """What the edition in force says.

    Attributes:
        pin_digits, pin_tries: how long a PIN is, and how often it may be wrong before the password is asked for.
        lock_minutes, lock_choices: after how many idle minutes a screen locks unless set otherwise; the choices.
        of_name, of_computer: how wrong passwords of one name, and at one computer, make the next one wait.
        of_secret: how wrong passphrases and recovery words do.
    """

    pin_digits: int
    pin_tries: int
    lock_minutes: int
    lock_choices: tuple[int, ...]
    of_name: Delays
    of_computer: Delays
    of_secret: Delays

    def idle_minutes(self, settings: Mapping[str, Any]) -> int:
        """Return after how many idle minutes the screens of a Puskesmas lock, by its settings."""
        chosen = settings.get(SETTING)
        return chosen if chosen in self.lock_choices else self.lock_minutes

    def pin_problem(self, pin: str) -> str:
        """Return what is wrong with a new PIN, or nothing; one that everybody would try first is no PIN."""
        if len(pin) != self.pin_digits or not (pin.isascii() and pin.isdigit()):
            return f"PIN terdiri atas {self.pin_digits} angka."
        steps = {int(after) - int(before) for before, after in pairwise(pin)}
        if steps in ({0}, {1}, {-1}):
            return "PIN ini terlalu mudah ditebak. Jangan angka yang sama atau berurutan."
        return ""


def sign_in_rules_on(day: date) -> SignInRules:
    """Return the rules in force on a day."""
    body = edition_on(TABLE, day).body
    return SignInRules(
        pin_digits=body["pin_digits"],
        pin_tries=body["pin_tries"],
        lock_minutes=body["lock_minutes"],
        lock_choices=tuple(body["lock_choices"]),
        of_name=Delays(body["free_failures"], tuple(body["delays_s"])),
        of_computer=Delays(body["free_failures_here"], tuple(body["delays_s"])),
        of_secret=Delays(body["free_failures_secret"], tuple(body["delays_secret_s"])),
    )
