"""Looking for people entered twice: begun by a button, goes on where it stopped, and can be stopped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.merge.duplicate_scan import ScanState
from ui.context import PageContext
from ui.long_job import LongJob, Progress
from ui.widgets.buttons import quiet_button
from ui.widgets.date_field import date_text
from ui.widgets.labels import label
from ui.widgets.progress_bar import JobProgress

BEGIN, GO_ON = "Cari data ganda", "Lanjutkan pencarian"
NEVER = "Belum pernah dicari."
BUSY = "Membandingkan orang …"
PROGRESS_SHARE = 8


class ScanBar(QWidget):
    """The button, when the search was last done, and how far it is.

    Signals:
        found(): the list of pairs may have grown.
        failed(UserError): the search may not be seen, or failed.
    """

    found = Signal()
    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._job: LongJob | None = None
        self.button = quiet_button(BEGIN, "search")
        self.state_label = label(NEVER, "muted")
        self.progress = JobProgress()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.state_label)
        row.addWidget(self.progress, PROGRESS_SHARE)
        row.addStretch(1)
        row.addWidget(self.button)
        self.button.clicked.connect(lambda _checked: self.start())

    def reload(self) -> None:
        """Read when the search was last done, or how far it is."""
        scan, user = self._context.house.duplicate_scan, self._context.user
        self._context.jobs.read(lambda: scan.state(user), self._show, owner=self, failed=self.failed.emit, key="state")

    def start(self) -> None:
        """Begin, or go on where the search was stopped; a second press meanwhile does nothing."""
        if self._job is not None:
            return
        scan, user = self._context.house.duplicate_scan, self._context.user

        def search(progress: Progress) -> ScanState:
            state = scan.begin(user)
            while state.is_under_way:
                progress(state.fraction, BUSY)
                state = scan.go_on(user)
            return state

        self.button.setEnabled(False)
        self._job = self._context.jobs.long(search, self._on_done, owner=self, failed=self._on_failed)
        self.progress.follow(self._job, BUSY)
        self._job.ended.connect(self._on_ended)

    def _show(self, state: ScanState) -> None:
        self.button.setText(GO_ON if state.is_under_way else BEGIN)
        if state.finished_at is not None:
            self.state_label.setText(f"Terakhir dicari {date_text(state.finished_at.date())}.")
        elif state.is_under_way:
            self.state_label.setText(f"Pencarian berhenti pada {state.fraction:.0%}.")
        else:
            self.state_label.setText(NEVER)

    def _on_done(self, state: ScanState) -> None:
        self._show(state)
        self.found.emit()

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._job = None
        self.button.setEnabled(True)
        self.found.emit()
        self.reload()
