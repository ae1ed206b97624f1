"""The ticket just made, big enough to be read across the desk."""

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.queue.routing import RouteProposal
from ilp_desktop.services.queue.visits import IssuedTicket
from ui.front_desk.wording import PRIORITY_TONES
from ui.palette import Tone, current_palette
from ui.theme import body_font
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Pill
from ui.widgets.page import PRINT

NUMBER_PX = 56


class BigNumber(QWidget):
    """A ticket's number, big."""

    def __init__(self, pixels: int = NUMBER_PX) -> None:
        super().__init__()
        self._text = ""
        self._pixels = pixels

    def text(self) -> str:
        """Return the number shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a number."""
        self._text = text
        self.setAccessibleName(f"Nomor antrean {text}")
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the number needs."""
        metrics = QFontMetrics(body_font(pixels=self._pixels, medium=True))
        return QSize(metrics.horizontalAdvance(self._text), metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number."""
        painter = QPainter(self)
        painter.setFont(body_font(pixels=self._pixels, medium=True))
        painter.setPen(current_palette().colour("primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class TicketCard(Card):
    """Number, name, where to wait.

    Signals:
        print_wanted(UUID, str): the ticket of this id and number is to be printed again.
    """

    print_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(tone=Tone.GOOD)
        self._ticket_id: UUID | None = None
        self.number = BigNumber()
        self.name_label = ElidedLabel("section", snug=True)
        self.place_label = ElidedLabel(snug=True)
        self.pills = (Pill(""), Pill(""), Pill(""))
        self.print_button = quiet_button("Cetak lagi", "printer")
        self.close_button = plain_button("", "close")
        self.close_button.setAccessibleName("Tutup tiket")
        self.close_button.setToolTip("Tutup tiket")
        self.print_button.setToolTip(f"{PRINT.does} ({PRINT.keys})")
        self.print_button.clicked.connect(self._on_print_pressed)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.number)
        row.addLayout(self._words(), 1)
        row.addWidget(self.print_button)
        row.addWidget(self.close_button)
        self.body.addLayout(row)
        self.hide()

    def show_ticket(self, ticket: IssuedTicket, name: str, proposal: RouteProposal) -> None:
        """Show a ticket, with what the person should be told."""
        self._ticket_id = ticket.ticket_id
        self.number.set_text(ticket.number)
        self.name_label.setText(name)
        self.place_label.setText(f"{ticket.klaster.label} · {ticket.room}")
        urgent, priority, mask = self.pills
        word = proposal.priority.value.capitalize()
        at_once = proposal.emergency and ticket.klaster is proposal.klaster
        urgent.set("Langsung ke gawat darurat" if at_once else "", Tone.BAD, strong=True)
        priority.set(word, PRIORITY_TONES[proposal.priority], strong=True)
        mask.set("Beri masker, ruang infeksius" if proposal.precaution else "", Tone.WARN)
        self.show()

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.name_label)
        words.addWidget(self.place_label)
        row = QHBoxLayout()
        row.setSpacing(8)
        for pill in self.pills:
            row.addWidget(pill)
        row.addStretch(1)
        words.addLayout(row)
        words.addStretch(1)
        return words

    def _on_print_pressed(self) -> None:
        if self._ticket_id is not None:
            self.print_wanted.emit(self._ticket_id, self.number.text())
