"""Says that the visit was changed elsewhere meanwhile, and lets the person choose; nothing is overwritten unasked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label

UNKNOWN = "Kunjungan ini diubah di tempat lain sejak Anda mulai mengisi."


class ConflictStrip(QFrame):
    """A line between header and tabs; hidden while there is no conflict.

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
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.text_label, 1)
        row.addWidget(self.mine_button)
        row.addWidget(self.stored_button)
        self.mine_button.clicked.connect(self.mine_wanted)
        self.stored_button.clicked.connect(self.stored_wanted)
        self.hide()

    def show_conflict(self, message: str, changed: tuple[str, ...]) -> None:
        """Say who changed the visit and when, and which typed parts are stored differently now."""
        parts = f" Berbeda dari isian Anda: {', '.join(changed)}." if changed else ""
        self.text_label.setText(f"{message or UNKNOWN}{parts}")
        self.show()
