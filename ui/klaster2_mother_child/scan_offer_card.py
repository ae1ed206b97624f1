"""A scan of a visit that says otherwise than the HPHT: one press dates the pregnancy by it, or keeps its dating."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.pregnancy.pregnancy_dating import DatingMethod
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile, ScanDecision
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext


class ScanOfferCard(Card):
    """Shows the offer, if there is one.

    Signals:
        decided(): the decision was stored.
    """

    decided = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("USG berbeda dari penanggalan", tone=Tone.WARN)
        self._room = room
        self._file: PregnancyFile | None = None
        self.words = label("")
        self.words.setWordWrap(True)
        self.add(self.words)
        self.use_button = quiet_button("Pakai HPL menurut USG", "check")
        self.keep_button = quiet_button("Tetap")
        self.use_button.clicked.connect(lambda: self._decide(use_scan=True))
        self.keep_button.clicked.connect(lambda: self._decide(use_scan=False))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.keep_button)
        foot.addWidget(self.use_button)
        self.body.addLayout(foot)
        self.hide()

    def show_file(self, file: PregnancyFile) -> None:
        """Show what a pregnancy's visits offer; nothing where they offer nothing."""
        self._file = file
        offer = file.offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        self.words.setText(offer.text)
        self.words.setToolTip(f"Sumber: {offer.difference.source}" if offer.difference else "")
        self.use_button.setText(f"Pakai HPL menurut USG: {indonesian_date(offer.due_on)}")
        method = "TFU" if file.dating.method is DatingMethod.FUNDAL else file.dating.method.value
        self.keep_button.setText(f"Tetap {method}: {indonesian_date(file.due_on)}")
        self._allow(allowed=True)

    def _decide(self, *, use_scan: bool) -> None:
        file = self._file
        if file is None or file.offer is None:
            return
        self._allow(allowed=False)
        wanted, world = ScanDecision(file.id, file.version, file.offer.scan, use_scan), self._room.context
        world.jobs.write(
            lambda: world.house.pregnancies.decide_scan(world.user, wanted),
            self._on_decided,
            owner=self,
            failed=self._on_failed,
        )

    def _on_decided(self, _nothing: None) -> None:
        self.hide()
        self._room.context.messages.info("Penanggalan kehamilan tercatat.")
        self.decided.emit()

    def _on_failed(self, error: UserError) -> None:
        self._allow(allowed=True)
        self._room.context.messages.problem(error)

    def _allow(self, *, allowed: bool) -> None:
        for button in (self.use_button, self.keep_button):
            button.setEnabled(allowed)
