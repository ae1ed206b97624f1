"""What every write asks before anything else, asked of a server along with the first question of the use case."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from db.ahead import ahead


class Opening:
    """The time of the server, whether whoever writes may still be here, and where the trail of the workstation stands.

    Attributes:
        stands: the hash that the trail has reached, once it was told; None where nobody was asked.
    """

    def __init__(
        self,
        session: Session,
        hear_time: Callable[[], None],
        require_still: Callable[[], None],
        ask_trail: Callable[[], bytes | None],
    ) -> None:
        self.stands: bytes | None = None
        self._hear_time, self._require_still, self._ask_trail = hear_time, require_still, ask_trail
        self._told = False
        ahead(session, hear_time, require_still, ask_trail)

    def tell(self) -> None:
        """Hear the answers, once; raises ``SessionEnded`` when whoever writes may no longer be here."""
        if not self._told:
            self._told = True
            self._hear_time()
            self._require_still()
            self.stands = self._ask_trail()
