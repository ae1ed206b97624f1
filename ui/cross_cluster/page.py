"""The page of the tab «Lintas Klaster»: the emergency room, and what will stand beside it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ui.context import PageContext
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.room_page import RoomPage

PLANNED = (
    ("Laboratorium", "Permintaan, hasil, nilai rujukan menurut umur dan JK, nilai kritis."),
    ("Farmasi", "Resep, telaah, stok menurut kedaluwarsa, etiket, LPLPO."),
    ("Gawat darurat", "Triase dan SBAR. Antrean dan pemeriksaannya sudah ada di atas."),
    ("Gigi", "Odontogram, tindakan, dan kontrol."),
    ("Rawat inap, ruang bersalin", "Tempat tidur, persalinan, dan nifas bila Puskesmas memilikinya."),
)
EMPTY = "Tidak ada yang menunggu di gawat darurat.\nOrang muncul di sini begitu loket mencatat tanda gawat (triase 1)."


class CrossClusterPage(RoomPage):
    """Everybody the desk sent to gawat darurat, examined like in any room; below the list, what comes later."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.CROSS)
        self._may_examine = context.user.may(Act.WRITE_RECORD)

    def build(self) -> None:
        """Put the plans beneath the waiting list."""
        super().build()
        layout = self.waiting.layout() if self._may_examine else None
        if layout is not None:
            self.waiting.table.set_empty_text(EMPTY)
            layout.addWidget(_plans())


def _plans() -> QWidget:
    """Return a row of quiet cards that say what will stand here."""
    plans = QWidget()
    row = QHBoxLayout(plans)
    row.setContentsMargins(0, 4, 0, 12)
    row.setSpacing(12)
    for title, sentence in PLANNED:
        card = Card(title)
        line = label(sentence, "muted")
        line.setWordWrap(True)
        card.add(line)
        card.body.addStretch(1)
        card.add(Pill("menyusul", Tone.NEUTRAL))
        row.addWidget(card, 1)
    return plans
