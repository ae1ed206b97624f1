"""Printing the number of a ticket at once, as wide as the roll at this computer is."""

from uuid import UUID

from PySide6.QtCore import QObject

from ui.context import PageContext
from ui.paper import TICKET, Paper


def print_ticket(context: PageContext, owner: QObject, ticket_id: UUID, number: str) -> None:
    """Make a ticket's sheet in the background and hand it to its printer."""
    visits, user = context.house.visits, context.user
    roll_mm = context.settings.value.ticket_printer.roll_mm
    context.jobs.paper(
        lambda: visits.ticket_sheet(user, ticket_id, roll_mm),
        lambda sheet: context.print_now(
            Paper(f"Tiket antrean {number}", f"tiket-{number}.pdf", sheet.pdf, TICKET, roll=sheet.roll)
        ),
        owner=owner,
    )
