"""People found by what is typed, as a look-up offers them."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ui.widgets.date_field import date_text
from ui.widgets.suggestion_popup import Suggestion


class SearchWorld(Protocol):
    """What a search for people needs of the world; every ``PageContext`` fits."""

    @property
    def house(self) -> House:
        """Return the services."""

    @property
    def user(self) -> SignedIn:
        """Return who is signed in."""


def people_found(world: SearchWorld, typed: str, *, but: UUID | None = None) -> Sequence[Suggestion]:
    """Return the people found, ``but`` one of them; runs on a reader thread."""
    return [
        Suggestion(
            one.id,
            one.name,
            f"{date_text(one.birth_date)} · {one.sex.value} · {one.record_number} · {one.village}",
            sure=not one.with_slips,
        )
        for one in world.house.registration.search(world.user, typed)
        if one.id != but
    ]
