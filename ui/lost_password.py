"""A new password for somebody who has lost theirs, by the head's passphrase or the recovery words."""

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
from ui.widgets.text_fields import TextField
from ui.widgets.view_switch import ViewSwitch

PASSPHRASE, WORDS = "passphrase", "words"
EXPLANATION = (
    "Frasa sandi kepala dan lembar kata pemulihan tersimpan tertutup di Puskesmas. "
    "Dengan salah satunya, satu petugas diberi kata sandi baru."
)
NOT_EQUAL = "Kedua kata sandi belum sama."
Reset = Callable[[str, str, str, bool], None]


class LostPassword(Scene):
    """Asks for the head's passphrase or the recovery words, and for a new password.

    ``reset`` is called with what opens the data, the user name, the new password, and whether words open it.

    Signals:
        done(): the new password is stored.
        left(): the user goes back.
        stopped(UserError): the data cannot be opened.
    """

    done = Signal()
    left = Signal()
    stopped = Signal(object)

    def __init__(self, reset: Reset, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._reset = reset
        self._jobs = jobs
        self.way = ViewSwitch("Dibuka dengan", ((PASSPHRASE, "Frasa sandi kepala"), (WORDS, "Kata pemulihan")))
        self.passphrase = PasswordField(PASSPHRASE, "Frasa sandi kepala", required=True)
        self.words = TextField(WORDS, "Kata pemulihan, berurutan", required=True, hint="12 kata dari lembarnya")
        self.user_name = TextField("user_name", "Nama pengguna yang lupa", required=True, max_length=40)
        self.password = PasswordField("password", "Kata sandi baru", required=True)
        self.again = PasswordField("again", "Kata sandi baru, sekali lagi", required=True)
        self.save_button = primary_button("Simpan")
        self.back_button = quiet_button("Kembali")
        self._lay_out()
        self.way.changed.connect(self._on_way_changed)
        self.save_button.clicked.connect(self.submit)
        self.back_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self.add_words("Lupa kata sandi", "title")
        self.add_words(EXPLANATION, "muted")
        card = Card()
        card.add(self.way)
        self.form = FieldForm(columns=1)
        self.form.add_all(self.passphrase, self.words, self.user_name, self.password, self.again)
        self.form.hide_fields({WORDS})
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
        self.setFocusProxy(self.passphrase)

    def submit(self) -> None:
        """Store the new password if everything is filled in."""
        wrong = {one.name: f"{one.label} harus diisi." for one in self.form.shown_fields() if not one.text()}
        if not wrong and self.password.text() != self.again.text():
            wrong = {"again": NOT_EQUAL}
        if wrong:
            self.form.show_errors(wrong)
            return
        by_words = self.way.current() == WORDS
        secret = self.words.text() if by_words else self.passphrase.text()
        user_name, password = self.user_name.text(), self.password.text()
        self.save_button.setEnabled(False)
        self._jobs.write(
            lambda: self._reset(secret, user_name, password, by_words),
            lambda _: self._on_saved(),
            owner=self,
            failed=self._on_refused,
        )

    def _on_way_changed(self, way: str) -> None:
        self.form.hide_fields({PASSPHRASE if way == WORDS else WORDS})
        self.form.focus_first()

    def _on_saved(self) -> None:
        self.save_button.setEnabled(True)
        self.done.emit()

    def _on_refused(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        elif not isinstance(error, UnexpectedFault):
            self.stopped.emit(error)
