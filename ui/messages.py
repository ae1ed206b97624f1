"""Everything the program says to its user outside a page: banners, one question, and the dialog for faults."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import ServerAway, UserError
from ui.bug_report import describe_bug
from ui.jobs import Jobs, UnexpectedFault
from ui.palette import Tone
from ui.widgets.banner import Banner, BannerStack
from ui.widgets.buttons import Button, danger_button, plain_button, primary_button, quiet_button
from ui.widgets.labels import label

INFO_STAYS_MS = 4000
WARNING_STAYS_MS = 10000
STAYS = 0
IN_CLEAR = "Berkas itu tidak terkunci: siapa pun yang memegangnya dapat membacanya. Hapus bila sudah dipakai."


class Messages(QObject):
    """The banners of one window; problems stay until closed, news fades."""

    def __init__(self, window: QWidget, *, info_ms: int = INFO_STAYS_MS, warning_ms: int = WARNING_STAYS_MS) -> None:
        super().__init__(window)
        self.stack = BannerStack(window)
        self._window = window
        self._info_ms = info_ms
        self._warning_ms = warning_ms
        self._bug_dialog: BugDialog | None = None

    def listen_to(self, jobs: Jobs) -> None:
        """Show whatever background work reports and nobody else takes."""
        jobs.problem.connect(self.problem)
        jobs.save_failed.connect(self.save_failed)
        jobs.crashed.connect(self.bug)

    def info(self, text: str) -> Banner:
        """Say that something went well."""
        return self.stack.add(text, "", Tone.GOOD, self._info_ms)

    def exported(self, text: str) -> Banner:
        """Say that a file was written outside the locked data, at the user's wish, and what that means."""
        return self.stack.add(text, IN_CLEAR, Tone.WARN, self._warning_ms)

    def note(self, text: str) -> Banner:
        """Say something worth knowing."""
        return self.stack.add(text, "", Tone.INFO, self._warning_ms)

    def warn(self, text: str, remedy: str = "") -> Banner:
        """Say something worth a second look."""
        return self.stack.add(text, remedy, Tone.WARN, self._warning_ms)

    def remind(self, text: str, remedy: str) -> Banner:
        """Say something that waits to be done; stays until closed."""
        return self.stack.add(text, remedy, Tone.WARN, STAYS)

    def problem(self, error: UserError) -> Banner:
        """Say what went wrong and what to do; stays until closed, but for what only waits for the server."""
        if isinstance(error, ServerAway):
            return self.warn(error.message, error.remedy)
        return self.stack.add(error.message, error.remedy, Tone.BAD, STAYS)

    def save_failed(self, error: UserError) -> Banner:
        """Say that a save of a closed screen failed; stays until closed."""
        text = f"Data belum tersimpan. {error.message}"
        return self.stack.add(text, error.remedy or "Isian masih disimpan sebagai konsep.", Tone.BAD, STAYS)

    def bug(self, error: BaseException) -> None:
        """Show the dialog for a fault; a second fault while it is open adds nothing."""
        if isinstance(error, UnexpectedFault) or self._bug_dialog is not None:
            return
        self._bug_dialog = BugDialog(describe_bug(error), self._window)
        self._bug_dialog.finished.connect(self._on_bug_dialog_closed)
        self._bug_dialog.open()

    def _on_bug_dialog_closed(self) -> None:
        self._bug_dialog = None


class _WordedDialog(QDialog):
    """A dialog of one width, exactly as high as its words need."""

    width_px = 440

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size the words need."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setFixedSize(self.width_px, layout.totalHeightForWidth(self.width_px))


class Confirmation(_WordedDialog):
    """The one question asked before something that cannot be undone."""

    def __init__(
        self, question: str, action_text: str, parent: QWidget | None, *, detail: str = "", reason: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(action_text)
        layout = _dialog_layout(self, question, detail)
        self.reason_edit: QLineEdit | None = None
        self.action_button = danger_button(action_text)
        self.cancel_button = quiet_button("Batal")
        if reason:
            self.reason_edit = QLineEdit()
            self.reason_edit.setPlaceholderText("Alasan")
            self.reason_edit.setAccessibleName("Alasan")
            self.reason_edit.textChanged.connect(self._on_reason_typed)
            self.reason_edit.returnPressed.connect(self.action_button.setFocus)
            layout.addWidget(self.reason_edit)
            self._on_reason_typed("")
        layout.addLayout(_button_row(self.cancel_button, self.action_button))
        self.cancel_button.clicked.connect(self.reject)
        self.action_button.clicked.connect(self.accept)
        (self.reason_edit or self.cancel_button).setFocus()

    def reason(self) -> str:
        """Return the reason typed, or nothing when none is asked."""
        return self.reason_edit.text().strip() if self.reason_edit else ""

    def _on_reason_typed(self, text: str) -> None:
        self.action_button.setEnabled(bool(text.strip()))


def confirm(
    parent: QWidget,
    question: str,
    action_text: str,
    on_yes: Callable[[str], object],
    *,
    detail: str = "",
    reason: bool = False,
) -> Confirmation:
    """Ask before what cannot be undone; ``on_yes`` gets the typed reason (empty when none is asked)."""
    dialog = Confirmation(question, action_text, parent, detail=detail, reason=reason)
    dialog.accepted.connect(lambda: on_yes(dialog.reason()))
    dialog.open()
    return dialog


class BugDialog(_WordedDialog):
    """Says that the program erred and goes on; its details can be copied and hold no patient data."""

    width_px = 560

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Kesalahan program")
        detail = "Pekerjaan terakhir dibatalkan; yang sudah tersimpan tetap aman dan isian di layar masih ada."
        layout = _dialog_layout(self, "Terjadi kesalahan pada program.", detail)
        self.details_box = QPlainTextEdit(details)
        self.details_box.setReadOnly(True)
        self.details_box.setTabChangesFocus(True)
        self.details_box.setFixedHeight(160)
        layout.addWidget(self.details_box)
        layout.addWidget(label("Rincian ini tidak memuat data pasien.", "small"))
        self.copy_button = plain_button("Salin rincian", "copy")
        self.copy_button.clicked.connect(self._copy)
        self.close_button = primary_button("Tutup")
        self.close_button.clicked.connect(self.accept)
        layout.addLayout(_button_row(self.copy_button, self.close_button))
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details_box.toPlainText())
        self.copy_button.setText("Tersalin")


def _dialog_layout(dialog: QDialog, headline: str, detail: str) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 24, 24, 16)
    layout.setSpacing(12)
    for text, role in ((headline, "section"), (detail, "muted")):
        if text:
            line = label(text, role)
            line.setWordWrap(True)
            layout.addWidget(line)
    return layout


def _button_row(left: Button, right: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(left)
    row.addWidget(right)
    return row
