"""A clock that jumped while the program runs: what it shows, and somebody who says that it is right."""

from ilp_desktop.clock import Apart
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require

SUBJECT = "data"


class ClockDoubts:
    """Tells of a jump, and ends it."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def apart(self, user: SignedIn) -> Apart | None:
        """Return how far this computer's clock jumped; None as long as it goes right, or a server's clock counts."""
        require(user, Act.KEEP_ACCOUNT)
        return None if self._uow.carried is None else self._uow.carried.apart()

    def follow(self, user: SignedIn) -> None:
        """Go by this computer's clock from now on; who said so is kept."""
        require(user, Act.BACK_UP)
        found = self.apart(user)
        if found is None or self._uow.carried is None:
            return
        with self._uow.writing(user, Act.BACK_UP) as work:
            work.touch(SUBJECT, None, clock=found.shown.isoformat(), before=found.carried.isoformat())
        self._uow.carried.follow()
