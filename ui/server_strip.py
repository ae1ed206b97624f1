"""The line beneath the top of the window while the server is away, or while something it refused is to be decided."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ilp_desktop.clock import local_time
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.server_loss import loss_rules_on, minutes_left
from ui.context import PageContext
from ui.palette import Tone
from ui.server_watch import ServerState, ServerWatch
from ui.widgets.buttons import quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.picture import Picture

SIGN_PX = 18
WORKS = (
    "Siap {left} lagi. Daftar, tiket, antrean, ruang, surat dan cetak jalan dari komputer ini; riwayat menunggu server."
)
OVER = (
    "Lewat {hours} jam. Semua isian tetap tersimpan di sini dan tetap dapat ditambah selama nomor cadangan ada; "
    "bila habis, catat di kertas lalu masukkan lewat Susulan."
)
EVERY_MS = 30_000
NO_COPY = "Salinan di komputer ini belum lengkap; simpan isian sebagai konsep dan tunggu server."
SENDING = "Server kembali"
DECIDE = "Ada catatan Mode darurat yang perlu keputusan"


class ServerStrip(QFrame):
    """Says how it stands with the server, when there is something to be said.

    Signals:
        conflicts_wanted(): what is to be decided shall be shown.
    """

    conflicts_wanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "banner")
        self.setProperty("tone", Tone.WARN.value)
        self.sign = Picture("sync-off", "warning", SIGN_PX)
        self.headline = label("", "strong")
        self.told = ElidedLabel("muted")
        self._state = ServerState()
        self._rules = loss_rules_on(context.today())
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start(EVERY_MS)
        self.count = label("", "strong")
        self.button = quiet_button("Lihat dan putuskan")
        self.button.clicked.connect(lambda _checked=False: self.conflicts_wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.headline)
        row.addWidget(self.count)
        row.addWidget(self.button)
        row.addWidget(self.told, 1)  # banners lie over the right end
        self.hide()

    def follow(
        self, watch: ServerWatch | None, told: Callable[[ServerState], None], *moved: Callable[[], None]
    ) -> None:
        """Say from now on what the watch tells, and ``told`` too; ``moved`` when the copy stands in, or no longer."""
        if watch is None:
            return
        watch.changed.connect(told)
        watch.changed.connect(self.show_state)
        for one in moved:
            watch.alone.connect(one)
            watch.back.connect(one)

    def show_state(self, state: ServerState) -> None:
        """Say how it stands, or nothing."""
        self._state = state
        may_decide = self._context.user.may(Act.DECIDE_REPLAY)
        self.headline.setText(self._headline(state))
        self.look_at_clock()
        self.count.setText(f"{state.waiting} catatan menunggu dikirim" if state.waiting else "")
        self.button.setVisible(state.conflicts > 0 and not state.lost and may_decide)
        self.sign.show_icon("sync-off" if state.lost else "warning", "warning")
        self.setVisible(bool(self.headline.text()))

    def look_at_clock(self) -> None:
        """Say how long the reserve is made for, or that its time is over."""
        state = self._state
        if state.since is None or not state.lost:
            self.told.setText(NO_COPY if state.lost else "")
            return
        left = minutes_left(self._rules, state.since, self._context.house.uow.clock.now())
        over = left <= 0
        told = OVER.format(hours=self._rules.working_hours) if over else WORKS.format(left=_long(left))
        self.told.setText(told)
        tone = (Tone.BAD if over else Tone.WARN).value
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def _headline(self, state: ServerState) -> str:
        if state.since is not None and state.lost:
            since = local_time(state.since, self._context.user.time_zone)
            return f"Mode darurat sejak {since:%H.%M}"
        if state.lost:
            return "Server tidak terjangkau"
        if state.waiting or state.since is not None:
            return SENDING
        return f"{DECIDE}: {state.conflicts}" if state.conflicts else ""


def _long(minutes: int) -> str:
    """Return how long some minutes are, in words."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} jam {rest} menit" if hours else f"{rest} menit"
