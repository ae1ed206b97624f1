"""The page of whoever signs in with a password somebody else has given: it is changed before anything else."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ui.jobs import Jobs, UnexpectedFault
from ui.scene import Scene
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key
from ui.widgets.password_field import PasswordField

WHY = "Kata sandi Anda diberikan kepala atau admin. Pilih kata sandi sendiri; sesudah itu pekerjaan dibuka."
NOT_EQUAL = "Kedua kata sandi belum sama."


class NewPassword(Scene):
    """Asks for the password that was given and for one's own.

    ``change`` is handed the old and the new one and runs on the writer thread.

    Signals:
        done(object): what ``change`` returned.
        left(): the user goes back to signing in.
        failed(UserError): it could not be stored, whatever was typed.
    """

    done = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(self, change: Callable[[str, str], object], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._change, self._jobs = change, jobs
        self.old = PasswordField("old", "Kata sandi yang diberikan", required=True)
        self.password = PasswordField("password", "Kata sandi baru", required=True)
        self.again = PasswordField("again", "Kata sandi baru, sekali lagi", required=True)
        self.save_button = primary_button("Simpan")
        self.back_button = quiet_button("Kembali")
        self._lay_out()
        self.save_button.clicked.connect(lambda _checked=False: self.submit())
        self.back_button.clicked.connect(lambda _checked=False: self.left.emit())

    def submit(self) -> None:
        """Store what is typed."""
        if not self.save_button.isEnabled() or not self.form.check():
            return
        old, new = self.old.text(), self.password.text()
        if new != self.again.text():
            self.form.show_errors({"again": NOT_EQUAL})
            return
        self.save_button.setEnabled(False)
        self._jobs.write(lambda: self._change(old, new), self.done.emit, owner=self, failed=self._on_refused)

    def _lay_out(self) -> None:
        self.add_words("Kata sandi baru", "title")
        self.add_words(WHY, "muted")
        card = Card()
        self.form = FieldForm(columns=1)
        self.form.add_all(self.old, self.password, self.again)
        self.form.set_save_button(self.save_button)
        card.add(self.form)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self.left.emit)
        self.setFocusProxy(self.old)

    def _on_refused(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        elif not isinstance(error, UnexpectedFault):
            self.failed.emit(error)
