"""«Ambil nomor»: the screen for those who come in, three big buttons that also work by one key."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.queue.visit_words import Wish
from ilp_desktop.services.queue.arrivals import TakenNumber
from ui.context import PageContext
from ui.front_desk.ticket_card import BigNumber
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress

NUMBER_PX = 140
BUTTON_HEIGHT_PX = 220
SHOWN_MS = 8_000
REST_MS = 1_500
"""Whoever comes next has to step up to the screen first."""
CHOICES = (
    (Wish.GENERAL, "1", "Umum", "", "quiet"),
    (Wish.PRIORITY, "2", "Prioritas", "lansia, hamil,\nbayi, disabilitas", "quiet"),
    (Wish.EMERGENCY, "3", "Gawat", "sesak, pingsan,\nkejang, perdarahan", "danger"),
)
INVITING = "Sentuh untuk mengambil nomor antrean"
LOOK = "Ambil kertasnya. Tunggu sampai nomor dipanggil."
AT_ONCE = "Langsung ke petugas. Identitas menyusul."


class Kiosk(QMainWindow):
    """A window of its own; Enter or Space takes a general number, 1 to 3 choose, Esc closes.

    Attributes:
        taking: lets the same button touched twice issue one number.

    Signals:
        taken(TakenNumber): a number was issued and is to be printed.
    """

    taken = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.taking = OnePress(REST_MS)
        self.setWindowTitle("Ambil nomor antrean")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title_label = label(INVITING, "kiosk")
        self.title_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title_label.setWordWrap(True)
        self.number = BigNumber(NUMBER_PX)
        self.buttons = {wish: self._button(*rest) for wish, *rest in CHOICES}
        for wish, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, wish=wish: self.take(wish))
        self._lay_out()
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self._invite)
        self._invite()

    def take(self, wish: Wish) -> None:
        """Issue a number; the same touched twice is one number."""
        if not self.taking.begin(wish):
            return
        house, user, client_id = self._context.house, self._context.user, self._context.house.uow.identities.new()
        self._context.jobs.write(
            lambda: house.arrivals.take(user, client_id, wish), self._on_taken, owner=self, failed=self._on_refused
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by one key."""
        wishes = {key: wish for wish, key, *_ in CHOICES}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            wish: Wish | None = Wish.GENERAL
        else:
            wish = wishes.get(event.text())
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif wish is not None and not event.isAutoRepeat():
            self.take(wish)
        else:
            super().keyPressEvent(event)

    def _button(self, key: str, word: str, whom: str, role: str) -> QPushButton:
        button = QPushButton("\n".join(part for part in (f"{key}  {word}", whom) if part))
        button.setProperty("role", role)
        button.setProperty("face", "kiosk")
        button.setMinimumHeight(BUTTON_HEIGHT_PX)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"Ambil nomor {word}")
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(24)
        for button in self.buttons.values():
            row.addWidget(button, 1)
        inside = QWidget()
        inside.setObjectName("central")
        self.setCentralWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(48, 40, 48, 48)
        layout.setSpacing(24)
        layout.addWidget(self.title_label)
        layout.addWidget(self.number, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(row, 1)

    def _on_taken(self, number: TakenNumber) -> None:
        self.taking.end()
        self.number.set_text(number.number)
        self.number.show()
        self.title_label.setText(AT_ONCE if number.wish is Wish.EMERGENCY else LOOK)
        self._forget.start(SHOWN_MS)
        self.taken.emit(number)

    def _on_refused(self, error: Exception) -> None:
        self.taking.fail()
        self.title_label.setText(str(error))

    def _invite(self) -> None:
        self.number.hide()
        self.title_label.setText(INVITING)
