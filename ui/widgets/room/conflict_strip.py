"""Says that the visit was changed elsewhere meanwhile, and lets the person choose; nothing is overwritten unasked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.room.record.conflict_view import Clash, ConflictView

UNKNOWN = "Kunjungan ini diubah di tempat lain sejak Anda mulai mengisi."


class ConflictStrip(QFrame):
    """A line between header and tabs, and beneath it what was written twice; hidden while there is no conflict.

    Attributes:
        view: both texts of each place side by side.

    Signals:
        mine_wanted(): what was typed here stays and is saved over what was stored.
        stored_wanted(): what was stored is shown and the typing dropped.
    """

    mine_wanted = Signal()
    stored_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("tone", Tone.WARN.value)
        self.text_label = label("")
        self.text_label.setWordWrap(True)
        self.mine_button = quiet_button("Pertahankan isian saya")
        self.stored_button = quiet_button("Pakai yang tersimpan")
        self.view = ConflictView()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.view)
        row.addWidget(self.text_label, 1)
        row.addWidget(self.mine_button)
        row.addWidget(self.stored_button)
        self.mine_button.clicked.connect(self.mine_wanted)
        self.stored_button.clicked.connect(self.stored_wanted)
        self.hide()

    def show_conflict(
        self, message: str, changed: tuple[str, ...], clashes: tuple[Clash, ...] = (), stored_by: str = ""
    ) -> None:
        """Say who changed the visit and when, which typed parts are stored differently now, and show both of each."""
        parts = f" Berbeda dari isian Anda: {', '.join(changed)}." if changed else ""
        self.text_label.setText(f"{message or UNKNOWN}{parts}")
        self.show()
        self.view.show_clashes(clashes, stored_by)
