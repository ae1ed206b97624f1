"""Banners: short messages that lie over the top of the window and take no focus."""

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from ui.palette import Tone
from ui.widgets.buttons import plain_button
from ui.widgets.labels import label
from ui.widgets.picture import Picture

MOST_AT_ONCE = 3
WIDTH_PX = 460
TOP_PX = 50
EDGE_PX = 12
NEWS = (Tone.GOOD, Tone.INFO)
FADE_MS = 400
ICON_PX = 20
PICTURES = {
    Tone.INFO: ("info", "infoSolid"),
    Tone.GOOD: ("done", "goodSolid"),
    Tone.WARN: ("warning", "warning"),
    Tone.BAD: ("error", "danger"),
}


class Banner(QFrame):
    """One message with a sign, a colour and a way to close it.

    Signals:
        closed(): it was closed or has faded.
    """

    closed = Signal()

    def __init__(self, text: str, remedy: str, tone: Tone, stay_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.remedy = remedy
        self.tone = tone
        self.setProperty("role", "banner")
        self.setProperty("tone", tone.value)
        self._lay_out()
        if stay_ms:
            QTimer.singleShot(stay_ms, self, self._fade)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(12)
        name, colour = PICTURES.get(self.tone, PICTURES[Tone.INFO])
        row.addWidget(Picture(name, colour, ICON_PX), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, role in ((self.text, "strong"), (self.remedy, "muted")):
            if text:
                line = label(text, role)
                line.setWordWrap(True)
                words.addWidget(line)
        row.addLayout(words, 1)
        button = plain_button("", "close")
        button.setToolTip("Tutup pesan")
        button.setAccessibleName("Tutup pesan")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.close_now)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def close_now(self) -> None:
        """Go away at once."""
        self.closed.emit()

    def _fade(self) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fading = QPropertyAnimation(effect, b"opacity", self)
        fading.setDuration(FADE_MS)
        fading.setStartValue(1.0)
        fading.setEndValue(0.0)
        fading.finished.connect(self.close_now)
        fading.start()


class BannerStack(QWidget):
    """The banners of one window, newest on top, never more than three; of what went well, only the latest.

    They lie at the right beside the tabs, where news covers nothing; what is wrong may reach further down.
    """

    def __init__(self, window: QWidget, top_px: int = TOP_PX) -> None:
        super().__init__(window)
        self._window = window
        self._top_px = top_px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        window.installEventFilter(self)
        self.hide()

    def banners(self) -> list[Banner]:
        """Return the banners shown, newest first."""
        items = (self._layout.itemAt(index) for index in range(self._layout.count()))
        return [widget for item in items if item and isinstance(widget := item.widget(), Banner)]

    def add(self, text: str, remedy: str, tone: Tone, stay_ms: int) -> Banner:
        """Show a message; the same one shown twice stays once; the oldest gives way."""
        for old in self.banners():
            if (old.text, old.remedy) == (text, remedy) or (tone in NEWS and old.tone in NEWS):
                self._remove(old)
        for old in self.banners()[MOST_AT_ONCE - 1 :]:
            self._remove(old)
        banner = Banner(text, remedy, tone, stay_ms)
        banner.closed.connect(lambda: self._remove(banner))
        self._layout.insertWidget(0, banner)
        self.show()
        banner.show()
        self._place()
        self.raise_()
        self.repaint()  # before whatever has to be read again now
        return banner

    def let_news_go(self) -> None:
        """Take away what went well; what is wrong stays."""
        for old in self.banners():
            if old.tone in NEWS:
                self._remove(old)

    def let_all_go(self) -> None:
        """Take everything away: what it says is not for who comes next."""
        for old in self.banners():
            self._remove(old)

    def show_again(self) -> None:
        """Show what was hidden with the scene."""
        if self.banners():
            self.show()
            self._place()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the window as it changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _remove(self, banner: Banner) -> None:
        self._layout.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        if self.banners():
            self._place()
        else:
            self.hide()

    def _place(self) -> None:
        width = min(WIDTH_PX, self._window.width() - 2 * EDGE_PX)
        self._layout.activate()
        height = self._layout.totalHeightForWidth(width)
        self.setGeometry(self._window.width() - width - EDGE_PX, self._top_px, width, height)
