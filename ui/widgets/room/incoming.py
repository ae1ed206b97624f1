"""Referrals that come in to a klaster: from other rooms of the house, from Posyandu and Pustu."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.referral.referral_lists import ReferralView
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.page import HouseKey, bind
from ui.widgets.room.referrals.worklist import ReferralWorklist
from ui.widgets.room.world import RoomWorld

OPEN = HouseKey("Alt+R", "Rujukan yang masuk ke ruang ini")
WORDS = "Rujukan masuk"


class IncomingReferrals(QWidget):
    """The worklist of a klaster, made when it is first opened; stands beside the queue in one stack.

    Attributes:
        button: opens it, and says how many wait.

    Signals:
        left(): the user goes back to the queue.
    """

    left = Signal()

    def __init__(self, world: RoomWorld, klaster: Klaster, above: QHBoxLayout) -> None:
        """``above`` is the line over the queue, where the button stands before its last thing."""
        super().__init__()
        self._world = world
        self._klaster = klaster
        self._list: ReferralWorklist | None = None
        self.button = quiet_button(WORDS)
        bind(OPEN, self.button)
        above.insertWidget(above.count() - 1, self.button)
        self.back_button = plain_button("Kembali ke antrean", "arrow-left")
        head = QHBoxLayout()
        head.addWidget(label(f"Rujukan {klaster.label}", "title"))
        head.addStretch(1)
        head.addWidget(self.back_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(12)
        self._column.addLayout(head)
        self.back_button.clicked.connect(self.left)
        self.button.clicked.connect(self.begin)

    @property
    def worklist(self) -> ReferralWorklist:
        """Return the list; raises ``LookupError`` before it was opened."""
        if self._list is None:
            raise LookupError("the list was not opened yet")
        return self._list

    def begin(self) -> None:
        """Come to the front of where it stands, and open the list at what came in."""
        places = self.parent()
        if isinstance(places, QStackedWidget):
            places.setCurrentWidget(self)
        if self._list is None:
            self._list = ReferralWorklist(self._world, self._klaster.value)
            self._column.addWidget(self._list, 1)
        self._list.views.select(ReferralView.INCOMING.name)
        self._list.begin()
        self._list.table.setFocus()

    def reload(self) -> None:
        """Count anew what waits, and read the list again where it is shown."""
        lists, user, klaster = self._world.house.referral_lists, self._world.user, self._klaster.value
        self._world.jobs.read(
            lambda: lists.incoming(user, klaster),
            self._on_counted,
            owner=self,
            failed=lambda _error: self._on_counted(0),  # a number nobody asked for is no reason for a banner
            key="incoming",
        )
        if self._list is not None and self.isVisible():
            self._list.reload()

    def _on_counted(self, count: int) -> None:
        self.button.setText(f"{WORDS} · {count}" if count else WORDS)
