"""The locked screen: nothing of any patient is shown; who comes next chooses their name and types PIN or password."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.entrance import Entered
from ilp_desktop.services.start.accounts import QuickUser
from ilp_desktop.services.turns_taken import TurnsTaken
from ui.jobs import Jobs, UnexpectedFault
from ui.scene import Scene
from ui.widgets.buttons import plain_button, primary_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.password_field import PasswordField
from ui.widgets.text_fields import TextField

OTHER = "lain"
OTHER_WORDS = "Dengan nama pengguna dan kata sandi"
TITLE = "Layar terkunci"
HINT = "Isian yang belum disimpan tetap ada, dan hanya ditawarkan kepada yang mengetiknya."


class LockScreen(Scene):
    """Asks who comes next; one's own work lies beneath, for oneself alone.

    Signals:
        unlocked(Entered): somebody gave the right PIN or password.
        left(): the data is to be locked, and everybody signs in by password.
    """

    unlocked = Signal(object)
    left = Signal()

    def __init__(self, entered: Entered, turns: TurnsTaken, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._entered, self._turns, self._jobs = entered, turns, jobs
        self._people: dict[str, QuickUser] = {}
        self._busy = False
        self.who = ChoiceField("who", "Petugas", [(OTHER, OTHER_WORDS)], required=True)
        self.user_name = TextField("user_name", "Nama pengguna", max_length=40)
        self.password = PasswordField("password", "Kata sandi")
        self.pin = PasswordField("pin", "PIN", hint="6 angka")
        self.open_button = primary_button("Buka")
        self.leave_button = plain_button("Keluar dari komputer ini")
        self.leave_button.setToolTip("Kunci data; semua petugas masuk lagi dengan kata sandi")
        self.waiting = label("", "muted")
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        for line in (self.password.line, self.pin.line):
            line.returnPressed.connect(self.submit)
        self.open_button.clicked.connect(lambda _checked=False: self.submit())
        self.leave_button.clicked.connect(lambda _checked=False: self.left.emit())
        self._show_people(())
        jobs.read(lambda: turns.people(entered), self._show_people, owner=self, failed=self._on_refused)

    def submit(self) -> None:
        """Try what is typed; a second Enter while the first is tried does nothing."""
        if self._busy:
            return
        chosen = self._people.get(str(self.who.value()))
        entered, turns = self._entered, self._turns
        secret = self.pin if chosen is not None else self.password
        asked = (secret,) if chosen is not None else (self.user_name, secret)
        missing = {one.name: f"{one.label} harus diisi." for one in asked if not one.text()}
        if missing:
            self.form.show_errors(missing)
            return
        typed, name = secret.text(), self.user_name.text()
        if chosen is not None:
            self._try(lambda: turns.by_pin(entered, chosen, typed))
        else:
            self._try(lambda: turns.by_password(entered, name, typed))

    def _lay_out(self) -> None:
        self.add_words(TITLE, "title")
        card = Card("Siapa melanjutkan?")
        self.form = FieldForm(columns=1)
        self.form.add_all(self.who, self.user_name, self.password, self.pin)
        card.add(self.form)
        row = QHBoxLayout()
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.waiting)
        row.addSpacing(8)
        row.addWidget(self.open_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.add_words(HINT, "muted")

    def _show_people(self, people: Sequence[QuickUser]) -> None:
        """Offer who may come by PIN; the one who locked it stands first chosen."""
        self._people = {str(one.staff_id): one for one in people}
        self.who.offer([*((code, one.name) for code, one in self._people.items()), (OTHER, OTHER_WORDS)])
        last = str(self._entered.user.staff_id)
        self.who.set_value(last if last in self._people else OTHER)
        self._show_fields()
        self._focus()

    def _on_changed(self, name: str) -> None:
        if name == self.who.name:
            self._show_fields()

    def _show_fields(self) -> None:
        by_pin = str(self.who.value()) in self._people
        hidden = {self.user_name.name, self.password.name} if by_pin else {self.pin.name}
        self.form.hide_fields(hidden)
        self.pin.clear()
        self.password.clear()

    def _focus(self) -> None:
        target = self.pin if str(self.who.value()) in self._people else self.user_name
        self.setFocusProxy(target)
        target.setFocus()

    def _try(self, enter: Callable[[], Entered]) -> None:
        self._busy = True
        self.open_button.setEnabled(False)
        self.waiting.setText("Membuka …")
        self._jobs.read(enter, self._on_entered, owner=self, failed=self._on_refused)

    def _on_entered(self, entered: Entered) -> None:
        self._rest()
        self.unlocked.emit(entered)

    def _on_refused(self, error: UserError) -> None:
        """Say beside the field what is wrong; where a PIN will do no longer, ask for the password."""
        self._rest()
        if isinstance(error, UnexpectedFault):
            return
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
            return
        chosen = self._people.get(str(self.who.value()))
        self.who.set_value(OTHER)
        self._show_fields()
        if chosen is not None:
            self.user_name.set_value(chosen.user_name)
        self.form.show_errors({"password": f"{error.message} {error.remedy}".strip()})

    def _rest(self) -> None:
        self._busy = False
        self.open_button.setEnabled(True)
        self.waiting.setText("")
        self.pin.clear()
        self.password.clear()
