"""The line beneath the top of the window while the server is away, or while something it refused is to be decided."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ilp_desktop.clock import local_time
from ilp_desktop.domain.permissions import Act
from ui.context import PageContext
from ui.palette import Tone
from ui.server_watch import ServerState, ServerWatch
from ui.widgets.buttons import quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.picture import Picture

SIGN_PX = 18
WORKS = "Daftar, cari, tiket, cetak dan antrean jalan dari komputer ini. Rekam medis menunggu server."
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
        may_decide = self._context.user.may(Act.DECIDE_REPLAY)
        self.headline.setText(self._headline(state))
        self.told.setText(_told(state))
        self.count.setText(f"{state.waiting} catatan menunggu dikirim" if state.waiting else "")
        self.button.setVisible(state.conflicts > 0 and not state.lost and may_decide)
        self.sign.show_icon("sync-off" if state.lost else "warning", "warning")
        self.setVisible(bool(self.headline.text()))

    def _headline(self, state: ServerState) -> str:
        if state.since is not None and state.lost:
            since = local_time(state.since, self._context.user.time_zone)
            return f"Mode darurat sejak {since:%H.%M}"
        if state.lost:
            return "Server tidak terjangkau"
        if state.waiting or state.since is not None:
            return SENDING
        return f"{DECIDE}: {state.conflicts}" if state.conflicts else ""


def _told(state: ServerState) -> str:
    if state.since is not None and state.lost:
        return WORKS
    return NO_COPY if state.lost else ""
