"""The page of the tab «Lintas Klaster»: the emergency queue, and what will stand here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.visit_words import TicketStatus
from ilp_desktop.services.facilities import RoomInfo
from ilp_desktop.services.queueing import QueueRow
from ui.context import PageContext
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.page import CALL, CALL_AGAIN, Page, on_key
from ui.widgets.room.waiting_list import WaitingList

PLANNED = (
    ("Laboratorium", "Permintaan, hasil, nilai rujukan menurut umur dan JK, nilai kritis."),
    ("Farmasi", "Resep, telaah, stok menurut kedaluwarsa, etiket, LPLPO."),
    ("Gawat darurat", "Triase, SBAR, dan rujukan. Antreannya sudah ada di atas."),
    ("Gigi", "Odontogram, tindakan, dan kontrol."),
    ("Rawat inap, ruang bersalin", "Tempat tidur, persalinan, dan nifas bila Puskesmas memilikinya."),
)
EMPTY = "Tidak ada yang menunggu di gawat darurat.\nOrang muncul di sini begitu loket mencatat tanda gawat (triase 1)."
WHERE_TO_WRITE = (
    "Pemeriksaan belum dapat dicatat di tab ini. Setelah ditangani, pindahkan nomornya ke klaster 2 atau 3 "
    "dari Loket, lalu catat di sana."
)
TO_SERVE = (TicketStatus.WAITING, TicketStatus.CALLED)
MAY_NOT_CALL = "Peran Anda tidak mencakup «panggil pasien»."


class CrossClusterPage(Page):
    """Everybody the desk sent to gawat darurat, with call, serve and absent; below, what comes later."""

    subjects = frozenset({"ticket", "person", "facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.waiting = WaitingList(context, Klaster.CROSS, lambda _row: False)
        self.waiting.table.set_empty_text(EMPTY)
        self.serve_button = quiet_button("Mulai layani", "check")
        self.setFocusProxy(self.waiting.table)

    def build(self) -> None:
        """Put the queue on top and the plans below."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for title, sentence in PLANNED:
            row.addWidget(_planned(title, sentence), 1)
        self.body.addWidget(self.waiting, 1)
        self.body.addLayout(self._foot())
        self.body.addLayout(row)
        self._connect()
        self._adapt()

    def reload(self, subjects: frozenset[str]) -> None:
        """Read the queue again, and the rooms when they may be others."""
        self.waiting.reload()
        if "facility" in subjects:
            facilities, user = self._context.house.facilities, self._context.user
            self._context.jobs.read(lambda: facilities.rooms(user), self._show_rooms, owner=self, key="rooms")

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        hint = label(WHERE_TO_WRITE, "muted")
        hint.setWordWrap(True)
        row.addWidget(hint, 1)
        row.addWidget(self.serve_button)
        return row

    def _connect(self) -> None:
        self.serve_button.clicked.connect(self._serve)
        self.waiting.opened.connect(lambda _row: self._serve())
        self.waiting.table.selected.connect(self._adapt)
        self.waiting.read.connect(self._adapt)
        on_key(CALL, self, self.waiting.call_button.click)
        on_key(CALL_AGAIN, self, self.waiting.again_button.click)

    def _show_rooms(self, rooms: Sequence[RoomInfo]) -> None:
        self.waiting.show_rooms(rooms)

    def _chosen(self) -> QueueRow | None:
        row: QueueRow | None = self.waiting.table.current_row()
        return row

    def _adapt(self, *_: object) -> None:
        """Offer only what the row selected and the role allow."""
        row = self._chosen()
        self.serve_button.setEnabled(row is not None and row.status in TO_SERVE)
        if not self._context.user.may(Act.CALL_PATIENT):
            waiting = self.waiting
            for button in (self.serve_button, waiting.absent_button, waiting.again_button, waiting.call_button):
                button.setEnabled(False)
                button.setToolTip(MAY_NOT_CALL)

    def _serve(self) -> None:
        """Note that the person selected has come in."""
        row = self._chosen()
        if row is None or not self.serve_button.isEnabled():
            return
        queueing, user = self._context.house.queueing, self._context.user
        self._context.jobs.write(
            lambda: queueing.serve(user, row.ticket_id), lambda _: self.waiting.reload(), owner=self
        )


def _planned(title: str, sentence: str) -> QWidget:
    """Return a quiet card that says what will stand here."""
    card = Card(title)
    line = label(sentence, "muted")
    line.setWordWrap(True)
    card.add(line)
    card.body.addStretch(1)
    card.add(Pill("menyusul", Tone.NEUTRAL))
    return card
