"""Where the display reads the calls."""

from ilp_desktop.services.queue_calls import Call, QueueCalls
from ui.context import PageContext

__all__ = ["Call", "read_calls"]


def read_calls(context: PageContext, limit: int) -> tuple[Call, ...]:
    """Return the last calls of today, newest first; runs on a reader thread."""
    return QueueCalls(context.house.uow).calls(context.user, limit)
