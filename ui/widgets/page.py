"""What every page is made of: a title line, a body, keys, and the subjects it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.labels import label

MARGIN_PX = 16


@dataclass(frozen=True)
class HouseKey:
    """A key of the house and what it does, as the tooltip says it."""

    keys: str
    does: str


SAVE = HouseKey("Alt+S", "Simpan")
NEW = HouseKey("Alt+B", "Baru")
EDIT = HouseKey("Alt+G", "Ganti")
DELETE = HouseKey("Alt+H", "Hapus")
BACK = HouseKey("Alt+K", "Kembali")
FIND = HouseKey("Alt+1", "Cari")
SHOW_ALL = HouseKey("Alt+2", "Tampilkan semua")
PRINT = HouseKey("Ctrl+P", "Cetak")
CALL = HouseKey("F9", "Panggil berikutnya")
CALL_AGAIN = HouseKey("Shift+F9", "Panggil ulang")
STEP_BACK = HouseKey("Esc", "Mundur satu langkah")
HOUSE_KEYS = (SAVE, NEW, EDIT, DELETE, BACK, FIND, SHOW_ALL, PRINT, CALL, CALL_AGAIN, STEP_BACK)


class Page(QWidget):
    """A page of a tab, built when first shown and read again when its subjects change.

    A subclass names its ``title`` and ``subjects`` and overrides ``build`` and ``reload``.

    Attributes:
        title: the heading; an empty one leaves the title line out until something is put there.
        subjects: what the page shows; changes of other subjects do not concern it.
        body: the layout the subclass fills in ``build``.
    """

    title = ""
    subjects: frozenset[str] = frozenset()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._built = False
        self._stale = self.subjects
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, MARGIN_PX)
        outer.setSpacing(12)
        self._title_line = QWidget()
        self._title_layout = QHBoxLayout(self._title_line)
        self._title_layout.setContentsMargins(0, 0, 0, 0)
        self._title_layout.setSpacing(8)
        self.title_label = label(self.title, "title")
        self._title_layout.addWidget(self.title_label)
        self._title_layout.addStretch(1)
        outer.addWidget(self._title_line)
        self._title_line.setVisible(bool(self.title))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)

    def build(self) -> None:
        """Make the widgets; called once, when the page is first shown."""

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what shows these subjects; called after ``build`` with all of them."""

    def is_built(self) -> bool:
        """Tell whether the page was shown before."""
        return self._built

    def on_changed(self, subjects: frozenset[str]) -> None:
        """Take notice of changes: at once when visible, else when next shown."""
        concerned = subjects & self.subjects
        if not concerned:
            return
        if self._built and self.isVisible():
            self.reload(concerned)
        else:
            self._stale |= concerned

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.title_label.setText(title)
        self._title_line.setVisible(True)

    def add_action(self, widget: QWidget) -> None:
        """Put a button, chip or box at the right of the title line."""
        self._title_layout.addWidget(widget)
        self._title_line.setVisible(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Build when first shown, and read what has changed meanwhile."""
        super().showEvent(event)
        first = not self._built
        if first:
            self._built = True
            self.build()
        stale, self._stale = self._stale, frozenset()
        if first or stale:
            self.reload(stale)


def bind(key: HouseKey, button: QAbstractButton, within: QWidget | None = None) -> QShortcut:
    """Let a house key press a button and write the key into its tooltip.

    The key works in the button's whole window while the button is visible, or with ``within`` only while the focus
    is inside that widget: use it when two parts of one page have the same key.
    """
    shortcut = on_key(key, within or button, button.click, anywhere=within is None)
    button.setToolTip(f"{key.does} ({key.keys})")
    return shortcut


def on_key(key: HouseKey, widget: QWidget, action: Callable[[], object], *, anywhere: bool = True) -> QShortcut:
    """Let a house key do something while the widget is visible, anywhere in its window or only in it."""
    shortcut = QShortcut(QKeySequence(key.keys), widget)
    context = Qt.ShortcutContext
    shortcut.setContext(context.WindowShortcut if anywhere else context.WidgetWithChildrenShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(action)
    return shortcut


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a frame in which a tall widget scrolls up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
