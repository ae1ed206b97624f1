"""Sending a save again that clashed with another: the same save, under the same client id, a few times."""

from collections.abc import Callable
from typing import TypeVar

from ilp_desktop.domain.errors import Clashed

Result = TypeVar("Result")
MORE_TIMES = 4


def until_stored(save: Callable[[], Result]) -> Result:
    """Return what a save gives; one that the database took back for another's sake is sent again before it is told."""
    times = 0
    while True:
        times += 1
        try:
            return save()
        except Clashed:
            if times > MORE_TIMES:
                raise
