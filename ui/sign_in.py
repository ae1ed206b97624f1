"""The sign-in page; it names no Puskesmas, since that name is inside the locked data."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerAddress
from ui.jobs import Jobs, UnexpectedFault
from ui.scene import Scene
from ui.widgets.buttons import plain_button, primary_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.password_field import PasswordField
from ui.widgets.text_fields import TextField

OPENING = "Membuka data …"
NEW_HERE = (
    "Petugas baru, atau yang baru berganti kata sandi, masuk di sini sesudah seorang rekan masuk satu kali, "
    "atau sesudah sambungan diisi lagi lewat «Server lain»."
)
Enter = Callable[[str, str], object]


class SignIn(Scene):
    """Asks for user name and password.

    Attributes:
        hint: what is said beneath, e.g. the accounts of made-up data.

    Signals:
        entered(object): what ``enter`` returned for the right password.
        forgotten(): the user has lost the password.
        stopped(UserError): the data cannot be opened, whatever the password.
        server_wanted(): another server, or the same one once more, is to be connected to.
    """

    entered = Signal(object)
    forgotten = Signal()
    stopped = Signal(object)
    server_wanted = Signal()

    def __init__(
        self,
        enter: Enter,
        jobs: Jobs,
        hint: str = "",
        server: ServerAddress | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._enter = enter
        self._jobs = jobs
        self._busy = False
        self.hint = hint
        self.user_name = TextField("user_name", "Nama pengguna", max_length=40)
        self.password = PasswordField("password", "Kata sandi")
        self.enter_button = primary_button("Masuk")
        self.forgotten_button = plain_button("Lupa kata sandi")
        self.waiting = label("", "muted")
        self.server_button = plain_button("Server lain")
        if server is None:
            self.server_button.hide()
        self._lay_out(f"Server {server.place}, basis data {server.database}" if server else "")
        self.password.line.returnPressed.connect(self.submit)
        self.enter_button.clicked.connect(self.submit)
        self.forgotten_button.clicked.connect(self.forgotten)
        self.server_button.clicked.connect(self.server_wanted)

    def _lay_out(self, place: str) -> None:
        self.add_words("ILP Desktop", "title")
        card = Card("Masuk")
        self.form = FieldForm(columns=1)
        self.form.add_all(self.user_name, self.password)
        card.add(self.form)
        row = QHBoxLayout()
        row.addWidget(self.forgotten_button)
        row.addStretch(1)
        row.addWidget(self.waiting)
        row.addSpacing(8)
        row.addWidget(self.enter_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        if self.hint:
            self.add_words(self.hint, "muted")
        where = QHBoxLayout()
        where.addWidget(label(place, "muted"))
        where.addStretch(1)
        where.addWidget(self.server_button)
        self.column.addLayout(where)
        if place:
            self.add_words(NEW_HERE, "small")
        self.setFocusProxy(self.user_name)

    def submit(self) -> None:
        """Try what is typed; a second Enter while the first is tried does nothing."""
        if self._busy:
            return
        missing = {one.name: f"{one.label} harus diisi." for one in (self.user_name, self.password) if not one.text()}
        if missing:
            self.form.show_errors(missing)
            return
        self._wait(busy=True)
        user_name, password = self.user_name.text(), self.password.text()
        self._jobs.read(lambda: self._enter(user_name, password), self._on_entered, owner=self, failed=self._on_refused)

    def _on_entered(self, entered: object) -> None:
        self._wait(busy=False)
        self.password.clear()
        self.entered.emit(entered)

    def _on_refused(self, error: UserError) -> None:
        self._wait(busy=False)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
            self.password.line.selectAll()
        elif not isinstance(error, UnexpectedFault):
            self.stopped.emit(error)

    def _wait(self, *, busy: bool) -> None:
        """Say quietly that the data is being opened; what is typed stays."""
        self._busy = busy
        self.enter_button.setEnabled(not busy)
        self.waiting.setText(OPENING if busy else "")
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()
