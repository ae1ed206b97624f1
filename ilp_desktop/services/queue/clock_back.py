"""A clock that was set back: those who wait move along with it, so that nobody who comes now is called before them."""

from datetime import timedelta

from db.queries.queue_board import last_began_to_wait, waiting_tickets
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.queue.queue_rows import queue_day, since_of

LEAST = timedelta(minutes=1)
"""Programs that write at once differ by less: each reads the time before its turn comes."""


def follow_clock(work: Work) -> None:
    """Move those who seem to come in the future back, each as long after the other as before and after all others."""
    if work.past is not None:  # no clock was set back: this happened earlier, without the server
        return
    last = last_began_to_wait(work.session, work.facility_id, work.today)
    if last is None or last - work.now < LEAST:
        return
    back = last - work.now
    waiting = waiting_tickets(work.session, work.facility_id, queue_day(work.today, work.now))
    earliest = max((since_of(ticket) for ticket in waiting if since_of(ticket) <= work.now), default=None)
    for ticket in waiting:
        if since_of(ticket) <= work.now:
            continue
        since = since_of(ticket) - back
        column = "entered_at" if ticket.returned_at is None else "returned_at"
        setattr(ticket, column, since if earliest is None else max(since, earliest))
        if ticket.placed_at is not None:
            ticket.placed_at -= back
