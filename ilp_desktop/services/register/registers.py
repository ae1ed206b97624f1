"""Registers: kohort, immunisation, deliveries, growth; each is a table of reference data read in bulk."""

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.register.register_columns import infos_on
from ilp_desktop.services.register.register_reading import RegisterReadings
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterHead, RegisterInfo, RegisterRow, Tally


class Registers:
    """What stands in registers, for whoever may see records."""

    def __init__(self, uow: UnitOfWork, readings: RegisterReadings) -> None:
        self._uow = uow
        self._readings = readings

    def offered(self, user: SignedIn) -> tuple[RegisterInfo, ...]:
        """Return every register the user may see."""
        with self._uow.reading(user, Act.SEE_RECORD):
            may_all = user.may(Act.SEE_RESTRICTED)
            return tuple(one for one in infos_on(self._uow.today(user)) if may_all or not one.restricted)

    def head(self, user: SignedIn, wanted: RegisterFilter, first: int = 0) -> RegisterHead:
        """Return what stands above a list, with the first so many of its rows; ``UserError`` for one that is none."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return self._readings.open(session, user, wanted).head(first)

    def tallies(self, user: SignedIn, wanted: RegisterFilter) -> tuple[Tally, ...]:
        """Return how often each word stands in the columns that are tallied; all rows are read for it."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return self._readings.open(session, user, wanted).tallies()

    def listed(
        self, user: SignedIn, wanted: RegisterFilter, after: RegisterRow | None, limit: int
    ) -> tuple[RegisterRow, ...]:
        """Return rows by village, RW, RT and name, after a row; at most ``limit``."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return self._readings.open(session, user, wanted).page(after, limit)
