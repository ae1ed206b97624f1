"""The line beneath the top of the window after this computer's clock jumped; work goes on by a count of its own."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ilp_desktop.clock import Apart, local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ui.clock_look import look_at_clock
from ui.context import PageContext
from ui.messages import confirm
from ui.palette import Tone
from ui.widgets.buttons import hide_unless, quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.picture import Picture

SIGN_PX, EVERY_MS = 18, 5_000
HEADLINE = "Jam komputer berubah menjadi {shown}"
GOES_ON = "Program tetap memakai {carried}; yang disimpan bertanggal benar. Betulkan jam komputer."
RIGHT_AGAIN = "Jam komputer sudah sesuai lagi."
SURE, FOLLOW = "Sekarang memang {shown}?", "Ya, pakai jam ini"
DATED = "Semua yang disimpan sesudah ini bertanggal menurut jam itu. Siapa yang mengatakannya tercatat."
TAKEN = "Jam komputer dipakai mulai sekarang."


class ClockStrip(QFrame):
    """Hidden while the clock goes right; looks at it every few seconds.

    Attributes:
        apart: how far the clock jumped, None while it goes right.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.apart: Apart | None = None
        self.setProperty("role", "banner")
        self.setProperty("tone", Tone.WARN.value)
        self.headline = label("", "strong")
        self.told = ElidedLabel("muted")
        self.button = quiet_button("Jam ini benar")
        self.button.setToolTip("Pakai jam komputer mulai sekarang; tercatat di jejak.")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(Picture("warning", "warning", SIGN_PX))
        row.addWidget(self.headline)
        row.addWidget(self.button)
        row.addWidget(self.told, 1)  # banners lie over the right end
        hide_unless(self.button, may=context.user.may(Act.BACK_UP))
        self.button.clicked.connect(lambda _checked=False: self._ask())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_here)
        self._timer.start(EVERY_MS)
        self.hide()

    def look(self) -> None:
        """Look also whether the clock is behind what was written last."""
        self.look_here()
        look_at_clock(self._context, self)

    def look_here(self) -> None:
        """Say how far the clock jumped, or nothing; nothing is read for it."""
        before, self.apart = self.apart, self._context.house.clock_doubts.apart(self._context.user)
        if self.apart is None:
            self.hide()
            if before is not None:
                self._context.messages.info(RIGHT_AGAIN)
            return
        zone = self._context.user.time_zone
        shown, carried = (indonesian_moment(local_time(at, zone)) for at in (self.apart.shown, self.apart.carried))
        self.headline.setText(HEADLINE.format(shown=shown))
        self.told.setText(GOES_ON.format(carried=carried))
        self.show()

    def _ask(self) -> None:
        """Ask first: whatever is saved from then on bears the day of that clock."""
        if self.apart is not None:
            shown = indonesian_moment(local_time(self.apart.shown, self._context.user.time_zone))
            confirm(self, SURE.format(shown=shown), FOLLOW, lambda _reason: self._follow(), detail=DATED)

    def _follow(self) -> None:
        doubts, user = self._context.house.clock_doubts, self._context.user
        self.button.setEnabled(False)
        self._context.jobs.write(
            lambda: doubts.follow(user), lambda _nothing: self._on_followed(), owner=self, failed=self._on_refused
        )

    def _on_followed(self) -> None:
        self.button.setEnabled(True)
        self.apart = None
        self.look_here()
        self._context.messages.info(TAKEN)

    def _on_refused(self, error: UserError) -> None:
        self.button.setEnabled(True)
        self._context.messages.problem(error)
