"""The papers of this visit, and the sheets the klaster prints of whoever is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.card import Card
from ui.widgets.room.certificates.panel import CertificatesPanel
from ui.widgets.room.letters_list import LettersList
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext


class DocumentsTab(RoomTab):
    """Every letter of the visit, ready to be printed again, and the certificates of the patient.

    Attributes:
        papers: what the klaster prints of a patient, None where it has nothing of its own.
        certificates: the certificates, and a new one.
    """

    def __init__(self, room: RoomContext, papers: Callable[[RoomContext], RoomTab] | None = None) -> None:
        super().__init__()
        self.papers = papers(room) if papers is not None else None
        self.letters = LettersList(room.context)
        self.certificates = CertificatesPanel(room)
        self._card = Card("Rujukan kunjungan ini")
        self._card.add(self.letters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._sheets = Card("Cetak untuk pasien ini")
        if self.papers is None:
            self._sheets.hide()
        if self.papers is not None:
            self._sheets.add(self.papers)
        layout.addWidget(self._sheets, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.certificates, 1)

    def show_file(self, file: EncounterFile) -> None:
        """Show the letters of a visit."""
        self.letters.show_letters(file.referrals)
        self._card.setVisible(bool(file.referrals))
        self.certificates.show_file(file)
        if self.papers is not None:
            self.papers.show_file(file)
            self._sheets.setVisible(not self.papers.isHidden())
