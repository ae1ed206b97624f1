"""What the desk shows between two people: the last ticket, and today's queue."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import PageContext
from ui.front_desk.queue_panel import QueuePanel
from ui.front_desk.ticket_card import TicketCard
from ui.widgets.page import PRINT, on_key


class HomePanel(QWidget):
    """The ticket just made above the queue.

    Attributes:
        ticket, queue: the two parts.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.ticket = TicketCard()
        self.queue = QueuePanel(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.ticket)
        layout.addWidget(self.queue, 1)
        on_key(PRINT, self, self._print)

    def _print(self) -> None:
        """Print the number that is selected while the list has the focus, else the ticket just made."""
        in_list = self.queue.table.hasFocus() and self.queue.print_button.isEnabled()
        if in_list or self.ticket.isHidden():
            self.queue.print_button.click()
        else:
            self.ticket.print_button.click()
