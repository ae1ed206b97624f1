"""The page of the tab «Lintas Klaster»: the emergency room, every referral, and what will stand beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ui.context import PageContext
from ui.cross_cluster.referral_desk import ReferralDesk
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.room_page import RoomPage
from ui.widgets.view_switch import ViewSwitch

PLANNED = (
    ("Laboratorium", "Permintaan, hasil, nilai rujukan menurut umur dan JK, nilai kritis."),
    ("Farmasi", "Resep, telaah, stok menurut kedaluwarsa, etiket, LPLPO."),
    ("Gawat darurat", "Triase dan SBAR. Antrean dan pemeriksaannya sudah ada di atas."),
    ("Gigi", "Odontogram, tindakan, dan kontrol."),
    ("Rawat inap, ruang bersalin", "Tempat tidur, persalinan, dan nifas bila Puskesmas memilikinya."),
)
EMPTY = "Tidak ada yang menunggu di gawat darurat.\nOrang muncul di sini begitu loket mencatat tanda gawat (triase 1)."


QUEUE, REFERRALS = "queue", "referrals"
VIEWS = ((QUEUE, "Antrean"), (REFERRALS, "Rujukan"))


class CrossClusterPage(RoomPage):
    """Everybody the desk sent to gawat darurat, examined like in any room; beside it every referral.

    Whoever examines nobody finds the referrals alone.

    Attributes:
        referrals: the worklist.
        switches: what stands on top of queue and referrals and leads from one to the other.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.CROSS)
        self._world = context
        self.referrals = ReferralDesk(context)
        self.switches: dict[str, ViewSwitch] = {}

    def build(self) -> None:
        """Put the plans beneath the waiting list, and the referrals beside it."""
        if not self.may_enter():
            self.body.addWidget(self.referrals)
            self.referrals.begin()
            return
        super().build()
        layout = self.waiting.layout()
        if isinstance(layout, QBoxLayout):
            self.waiting.table.set_empty_text(EMPTY)
            layout.addWidget(_plans())
            layout.insertWidget(0, self._switch(QUEUE), 0, Qt.AlignmentFlag.AlignLeft)
        self._place = QWidget()
        column = QVBoxLayout(self._place)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self._switch(REFERRALS), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.referrals, 1)
        self._stack.addWidget(self._place)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what shows these subjects."""
        super().reload(subjects)
        if "referral" in subjects and self.referrals.isVisible():
            self.referrals.reload()

    def show_view(self, code: str) -> None:
        """Show the queue or the referrals."""
        for own, switch in self.switches.items():
            switch.select(own)
        if code == QUEUE:
            self.unfold()
            return
        self._stack.setCurrentWidget(self._place)
        self.referrals.begin()
        self.switches[REFERRALS].setFocus()

    def _switch(self, code: str) -> ViewSwitch:
        switch = ViewSwitch("Tampilan lintas klaster", VIEWS)
        switch.select(code)
        switch.changed.connect(self.show_view)
        self.switches[code] = switch
        return switch


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
