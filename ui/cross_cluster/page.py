"""The page of the tab «Lintas Klaster»: the emergency room, every referral, and what will stand beside them."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.referral.referral_lists import ReferralView
from ui.context import PageContext
from ui.cross_cluster.referral_desk import ReferralDesk
from ui.palette import Tone
from ui.registers.register_view import RegisterView
from ui.room_views import REGISTERS, REGISTERS_WORD, DeskView, ViewedRoomPage
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label

PLANNED = (
    ("Laboratorium", "Permintaan, hasil, nilai rujukan menurut umur dan JK, nilai kritis."),
    ("Farmasi", "Resep, telaah, stok menurut kedaluwarsa, etiket, LPLPO."),
    ("Gawat darurat", "Triase dan SBAR. Antrean dan pemeriksaannya sudah ada di atas."),
    ("Gigi", "Odontogram, tindakan, dan kontrol."),
    ("Rawat inap, ruang bersalin", "Tempat tidur, persalinan, dan nifas bila Puskesmas memilikinya."),
)
EMPTY = "Tidak ada yang menunggu di gawat darurat.\nOrang muncul di sini begitu loket mencatat tanda gawat (triase 1)."


REFERRALS, REFERRALS_WORD = "referrals", "Rujukan"
REFERRAL = frozenset({"referral"})
VIEWS = (
    DeskView(REFERRALS, REFERRALS_WORD, ReferralDesk, REFERRAL),
    # registers are read when asked for, and say as of when
    DeskView(REGISTERS, REGISTERS_WORD, partial(RegisterView, klaster=Klaster.CROSS)),
)


class CrossClusterPage(ViewedRoomPage):
    """Everybody the desk sent to gawat darurat, examined like in any room; beside it every referral, and its register.

    Whoever examines nobody finds the referrals alone; laboratory and pharmacy, what other rooms ask of the house.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, Klaster.CROSS, VIEWS)

    @property
    def referrals(self) -> ReferralDesk:
        """Return the worklist of referrals; raises ``KeyError`` before the page was shown."""
        desk = self.desks[REFERRALS]
        assert isinstance(desk, ReferralDesk)  # noqa: S101 - made so above
        return desk

    def build(self) -> None:
        """Put the plans beneath the waiting list, and the views beside it."""
        if not self.may_enter():
            self.desks[REFERRALS] = ReferralDesk(self._world)
            self.body.addWidget(self.referrals)
            if not self._context.user.may(Act.SEE_EVERY_REFERRAL):
                self.referrals.views.select(ReferralView.INCOMING.name)
            self.referrals.begin()
            return
        super().build()
        layout = self.waiting.layout()
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
