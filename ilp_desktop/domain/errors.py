"""The kinds of error a person can put right; anything else is a bug."""

from collections.abc import Mapping, Sequence


class UserError(Exception):
    """Something the user can put right; ``message`` says what happened, ``remedy`` what to do (Indonesian)."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class WrongAnswers(UserError):
    """Answers that cannot be stored: field name to Indonesian message, shown beside each field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("Ada isian yang perlu diperbaiki.", "; ".join(fields.values()))
        self.fields = dict(fields)


class OutOfOrder(UserError):
    """The disk or the server does not do its work; nothing is wrong with what was to be stored."""


class Clashed(OutOfOrder):
    """Two saves held what the other wanted, and the database took this one back whole; sent again, it goes through."""


class DataTrouble(UserError):
    """The data on this computer cannot be used as it is; nothing of it was changed.

    Attributes:
        facts: what was found out, for whoever helps; nothing about anybody.
    """

    def __init__(self, message: str, remedy: str, facts: Sequence[str] = ()) -> None:
        super().__init__(message, remedy)
        self.facts = tuple(facts)


class WrongPassword(UserError):
    """Nobody of this name has this password."""


class NotAllowed(UserError):
    """The signed-in person's role does not include this act."""


class SessionEnded(NotAllowed):
    """Whoever is signed in was dismissed, or has other rights or another password since."""


class StaleRecord(UserError):
    """Somebody else changed the record since it was opened; nothing was overwritten."""


class ServerAway(UserError):
    """The server is away, and this cannot be done from what the workstation keeps; nothing is wrong with it."""

    def __init__(self, what: str = "Ini") -> None:
        super().__init__(
            f"{what} tidak tersedia dalam Mode darurat: server tidak terjangkau.",
            "Loket, antrean, pemeriksaan dan rujukan tetap jalan. Isian yang belum tersimpan tetap ada sebagai konsep.",
        )
