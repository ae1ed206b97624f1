"""Says that a visit is read from this computer while the server is away, and what is therefore not there."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ilp_desktop.services.record.encounters import EncounterFile
from ui.palette import Tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.picture import Picture

SIGN_PX = 16
FROM_COPY = (
    "Dari salinan di komputer ini: identitas, alergi, masalah, obat terakhir, isian hari ini. "
    "Riwayat sebelumnya dan hasil lama menunggu server."
)


class AwayLine(QFrame):
    """A line beneath the header; hidden while the server is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("tone", Tone.WARN.value)
        self.text = ElidedLabel()
        self.text.setText(FROM_COPY)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(Picture("sync-off", "warning", SIGN_PX))
        row.addWidget(self.text, 1)
        self.hide()

    def show_file(self, file: EncounterFile) -> None:
        """Say it of a visit that was read here."""
        self.setVisible(file.past_away)
