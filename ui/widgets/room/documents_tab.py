"""The papers of this visit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState
from ui.widgets.room.letters_list import LettersList
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext


class DocumentsTab(RoomTab):
    """Every letter of the visit, ready to be printed again."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self.letters = LettersList(room.context)
        self._empty = EmptyState(
            "Belum ada dokumen pada kunjungan ini.", "Surat rujukan muncul di sini setelah disimpan.", "document"
        )
        self._card = Card("Dokumen kunjungan ini")
        self._card.add(self.letters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._empty, 1)

    def show_file(self, file: EncounterFile) -> None:
        """Show the letters of a visit."""
        self.letters.show_letters(file.referrals)
        self._card.setVisible(bool(file.referrals))
        self._empty.setVisible(not file.referrals)
