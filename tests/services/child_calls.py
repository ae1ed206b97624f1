"""The calls of sheets for the families of children."""

from collections.abc import Callable

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from tests.services.calling import ROOM, Call, Known

NOT_YET = "belum disimpan"


def _unless_nothing_is_stored(run: Callable[[], object]) -> None:
    """Let a sheet be made, or be refused only because the child was not examined yet."""
    try:
        run()
    except UserError as error:
        if NOT_YET not in str(error):
            raise


def _care(house: House, user: SignedIn, known: Known) -> None:
    _unless_nothing_is_stored(lambda: house.sick_children.pdf(user, known.encounter, "mtbs"))


def _stimulation(house: House, user: SignedIn, known: Known) -> None:
    _unless_nothing_is_stored(lambda: house.development.pdf(user, known.encounter, "kpsp_12"))


CHILD_CALLS = {
    "sick_children.pdf": Call(frozenset({ROOM}), _care),
    "development.pdf": Call(frozenset({ROOM}), _stimulation),
}
