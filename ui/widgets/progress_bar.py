"""Shows a long job: how far it is, with what it is busy, and a way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.long_job import LongJob
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label

SHOW_AFTER_MS = 500
STEPS = 1000


class JobProgress(QWidget):
    """Appears when a job takes longer than half a second, and goes when it has ended."""

    def __init__(self, parent: QWidget | None = None, *, show_after_ms: int = SHOW_AFTER_MS) -> None:
        super().__init__(parent)
        self._job: LongJob | None = None
        self.text_label = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.cancel_button = quiet_button("Batal", "close")
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.text_label)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.cancel_button)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(show_after_ms)
        self._wait.timeout.connect(self.show)
        self.hide()

    def follow(self, job: LongJob, text: str = "") -> None:
        """Show a job from now on."""
        self._job = job
        self.text_label.setText(text)
        self.bar.setValue(0)
        self.cancel_button.setEnabled(True)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        self._wait.start()

    def _on_progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * STEPS))
        if text:
            self.text_label.setText(text)

    def _on_ended(self) -> None:
        self._job = None
        self._wait.stop()
        self.hide()

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)
            self.text_label.setText("Membatalkan …")
