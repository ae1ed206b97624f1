"""What the desk shows between two people: the last ticket, and today's queue."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import PageContext
from ui.front_desk.queue_panel import QueuePanel
from ui.front_desk.ticket_card import TicketCard


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
