"""Where the display reads the calls."""

from ilp_desktop.services.queue.queueing import Call
from ui.context import PageContext


def read_calls(context: PageContext, limit: int) -> tuple[Call, ...]:
    """Return the last calls of today, newest first; runs on a reader thread."""
    return context.house.queueing.calls(context.user, limit)
