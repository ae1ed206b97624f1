"""Says that the visit was changed elsewhere meanwhile, and lets the person choose; nothing is overwritten unasked."""

from collections.abc import Sequence

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
        mine_wanted(): wherever both wrote, what was typed here stays.
        stored_wanted(): wherever both wrote, what was stored is shown; all other typing stays.
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

    def show_conflict(self, message: str, clashes: Sequence[Clash], stored_by: str = "") -> None:
        """Say who changed the visit and when, which places both wrote, and show both of each."""
        names = ", ".join(clash.name for clash in clashes)
        self.text_label.setText(f"{message or UNKNOWN} Berbeda dari isian Anda: {names}.")
        self.show()
        self.view.show_clashes(clashes, stored_by)
