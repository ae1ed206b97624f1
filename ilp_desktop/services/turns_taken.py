"""Taking turns at one computer while the data stays open: by PIN, or by password, each into what is their own."""

from collections.abc import Sequence
from dataclasses import replace

from ilp_desktop.domain.errors import UserError, WrongAnswers, WrongPassword
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.entrance import Entered
from ilp_desktop.services.start.accounts import QuickUser
from ilp_desktop.services.start.attempts import Attempts

ELSEWHERE = "Petugas ini bekerja di Puskesmas lain."
IN_FULL = "Pilih «Keluar dari komputer ini», lalu masuk."


class TurnsTaken:
    """Lets the next member of staff into a house that is open; what the one before typed stays theirs."""

    def __init__(self, attempts: Attempts) -> None:
        self._attempts = attempts

    def people(self, entered: Entered) -> Sequence[QuickUser]:
        """Return who may come back by PIN here today."""
        return entered.house.accounts.quick_users(entered.user)

    def by_pin(self, entered: Entered, who: QuickUser, pin: str) -> Entered:
        """Return the house with who gave the right PIN; raises ``WrongAnswers`` or ``UserError``."""
        return self._turned(entered, entered.house.accounts.enter_by_pin(entered.user, who.staff_id, pin))

    def by_password(self, entered: Entered, user_name: str, password: str) -> Entered:
        """Return the house with who gave the right password; raises ``WrongAnswers``."""
        try:
            self._attempts.require_time(user_name)
            user = entered.house.access.sign_in(user_name, password)
        except UserError as error:
            if isinstance(error, WrongPassword):
                self._attempts.failed(user_name)
            raise WrongAnswers({"password": f"{error.message} {error.remedy}"}) from error
        if user.facility_id != entered.user.facility_id:
            raise WrongAnswers({"user_name": f"{ELSEWHERE} {IN_FULL}"})
        self._attempts.succeeded(user_name)
        entered.house.accounts.note_full(user)
        return self._turned(entered, user)

    def _turned(self, entered: Entered, user: SignedIn) -> Entered:
        entered.house.drafts.load(user)
        return replace(entered, user=user)
