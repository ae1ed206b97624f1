"""The row of what stands beside the note, and the panel that is open."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.buttons import Button, plain_button
from ui.widgets.page import HouseKey, bind
from ui.widgets.room.record.panel import RecordPanel

ALLERGIES, PROBLEMS, CONSENTS = "Alergi", "Masalah", "Persetujuan"
COPY, SHORT_TEXTS, TEMPLATES, HISTORY = "Salin", "Singkatan", "Templat", "Riwayat perubahan"
KEYS = {
    ALLERGIES: HouseKey("Alt+A", "Alergi dan reaksi"),
    PROBLEMS: HouseKey("Alt+M", "Daftar masalah"),
    CONSENTS: HouseKey("Alt+P", "Persetujuan atau penolakan tindakan"),
    COPY: HouseKey("Alt+C", "Salin baris dari kunjungan lalu"),
    SHORT_TEXTS: HouseKey("Alt+N", "Singkatan saya"),
    TEMPLATES: HouseKey("Alt+F", "Templat catatan saya"),
    HISTORY: HouseKey("Alt+W", "Riwayat perubahan"),
}
MORE = HouseKey("Alt+R", "Riwayat lain dan edukasi")


class RecordBar(QWidget):
    """Buttons that open one panel at a time; a second press, or Esc in the panel, closes it.

    Attributes:
        more_button: unfolds the further fields of the note.

    Signals:
        opened(object): this panel is shown now, or None.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._makers: dict[str, Callable[[], RecordPanel]] = {}
        self._panels: dict[str, RecordPanel] = {}
        self._open = ""
        self.buttons: dict[str, Button] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 4)
        self._row.setSpacing(4)
        for name, key in KEYS.items():
            button = plain_button(name)
            button.setCheckable(True)
            bind(key, button)
            self.buttons[name] = button
            self._row.addWidget(button)
            button.clicked.connect(self._pressing(name))
        self._row.addStretch(1)
        self.more_button = plain_button("Riwayat lain, edukasi, prognosis", "chevron-down")
        self.more_button.setCheckable(True)
        bind(MORE, self.more_button)
        self._row.addWidget(self.more_button)

    def set_panels(self, makers: Mapping[str, Callable[[], RecordPanel]]) -> None:
        """Say what makes each panel; it is made when first opened."""
        self._makers = dict(makers)

    def panel(self, name: str) -> RecordPanel:
        """Return a panel, made if nobody has opened it yet."""
        if name not in self._panels:
            made = self._panels[name] = self._makers[name]()
            made.closed.connect(self.close_panel)
        return self._panels[name]

    def panels(self) -> tuple[RecordPanel, ...]:
        """Return the panels made so far."""
        return tuple(self._panels.values())

    def open_panel(self) -> str:
        """Return the name of the panel that is open, or nothing."""
        return self._open

    def open(self, name: str) -> None:
        """Show a panel in place of another."""
        self._open = name
        self._show_open()

    def close_panel(self) -> None:
        """Show no panel."""
        self._open = ""
        self._show_open()

    def set_count(self, name: str, count: int) -> None:
        """Write how many there are on a button."""
        self.buttons[name].setText(f"{name} ({count})" if count else name)

    def _pressing(self, name: str) -> Callable[[], None]:
        return lambda: self.close_panel() if self._open == name else self.open(name)

    def _show_open(self) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == self._open)
        self.opened.emit(self.panel(self._open) if self._open else None)
