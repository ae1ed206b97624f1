"""Beside the list of staff: what the chosen one is and may do, a password to begin with, and leaving."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.start.access import StaffInfo
from ilp_desktop.services.start.staff_changes import PasswordGiven, StaffChange
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.klaster1_management.staff_words import duty_fields, klasters_of, roles_of
from ui.widgets.buttons import plain_button
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.password_field import PasswordField

GIVE_HINT = "Kata sandi sementara: petugas harus menggantinya begitu masuk. Yang tidak aktif menjadi aktif lagi."
DISMISS_HINT = "Tidak dapat masuk lagi; yang sedang terbuka ditolak dalam beberapa detik"


class StaffCard(QWidget):
    """Changes one member of staff; saving what they may do ends what they have open.

    Signals:
        closed(): the user went back.
        done(str): something was changed; the sentence says what.
    """

    closed = Signal()
    done = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._staff: StaffInfo | None = None
        self.entry = EntryForm(context, duty_fields(), 2, self._store)
        self.secret = FieldForm(2)
        self.secret.add_section("Kata sandi")
        self.secret.add(PasswordField("password", "Kata sandi sementara"))
        self.secret.add(PasswordField("again", "Sekali lagi"))
        self.give_button = plain_button("Beri kata sandi", "lock")
        self.give_button.setToolTip(GIVE_HINT)
        self.dismiss_button = plain_button("Nonaktifkan", "minus")
        self.dismiss_button.setToolTip(DISMISS_HINT)
        self.give_button.clicked.connect(lambda _checked=False: self._give())
        self.dismiss_button.clicked.connect(lambda _checked=False: self._dismiss())
        self.entry.closed.connect(self.closed)
        self.entry.saved.connect(lambda _name: self._tell("Hak {name} diubah. Yang sedang terbuka harus masuk lagi."))
        self._lay_out()

    def show_staff(self, staff: StaffInfo) -> None:
        """Show somebody; what was typed about another is let go."""
        self._staff = staff
        self.entry.form.clear()
        self.secret.clear()
        self.entry.form.set_values(
            {
                "profession": staff.profession,
                "sip": staff.sip,
                "roles": tuple(role.value for role in staff.roles),
                "klasters": tuple(str(klaster.value) for klaster in staff.klasters),
            }
        )
        self.dismiss_button.setEnabled(staff.active and staff.id != self._context.user.staff_id)
        self.entry.open()

    def _lay_out(self) -> None:
        hint = label(GIVE_HINT, "small")
        hint.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.give_button)
        buttons.addStretch(1)
        buttons.addWidget(self.dismiss_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.entry)
        outer.addWidget(self.secret)
        outer.addWidget(hint)
        outer.addLayout(buttons)

    def _store(self, raw: Raw) -> None:
        """Save what somebody is and may do; runs on the writer thread."""
        staff = self._staff
        if staff is None:
            return
        wanted = StaffChange(
            staff.id, staff.version, words(raw, "profession"), words(raw, "sip"), roles_of(raw), klasters_of(raw)
        )
        self._context.house.staff_changes.change(self._context.user, wanted)

    def _give(self) -> None:
        staff, raw = self._staff, self.secret.raw()
        if staff is None:
            return
        if not raw["password"] or raw["password"] != raw["again"]:
            missing = {"password": "Kata sandi harus diisi."}
            self.secret.show_errors({"again": "Kedua kata sandi tidak sama."} if raw["password"] else missing)
            return
        given = PasswordGiven(staff.id, staff.version, str(raw["password"]))
        changes, user = self._context.house.staff_changes, self._context.user
        self._context.jobs.write(
            lambda: changes.give_password(user, given),
            lambda _: self._tell("{name} masuk dengan kata sandi itu, lalu menggantinya."),
            owner=self,
            failed=self._on_refused,
        )

    def _dismiss(self) -> None:
        staff, changes, user = self._staff, self._context.house.staff_changes, self._context.user
        if staff is None:
            return
        self._context.jobs.write(
            lambda: changes.dismiss(user, staff.id, staff.version),
            lambda _: self._tell("{name} tidak aktif lagi."),
            owner=self,
        )

    def _on_refused(self, error: UserError) -> None:
        if not isinstance(error, WrongAnswers) or self.secret.show_errors(error.fields):
            self._context.messages.problem(error)

    def _tell(self, sentence: str) -> None:
        if self._staff is not None:
            self.done.emit(sentence.format(name=self._staff.name))
