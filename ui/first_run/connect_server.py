"""Connecting to a server: its address and user, tried before anything is kept, and what is found there."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerAddress, ServerHolds, ServerLogin, is_elsewhere, typed_address
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.palette import Tone
from ui.scene import Scene
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import TickField
from ui.widgets.field_form import FieldForm
from ui.widgets.file_field import FileField
from ui.widgets.labels import label
from ui.widgets.page import BACK, STEP_BACK, HouseKey, bind, on_key
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_bar import JobProgress
from ui.widgets.text_fields import TextField

GO_ON = HouseKey("Alt+S", "Sambungkan")
WIDTH_PX = 680
USUAL_DATABASE = "ilp"
PROOF = "Sertifikat server"
CERTIFICATES = "Sertifikat (*.crt *.pem);;Semua berkas (*)"
CERTIFICATE_HINT = "sertifikat-server.crt dari pemasangan server"
CONNECTING = "Menyambung …"
UPGRADING = "Memutakhirkan basis data …"
EXPLANATION = (
    "Alamat, pengguna, dan kata sandi ini tertulis pada lembar pemasangan server. "
    "Kata sandi server disimpan terkunci oleh kata sandi petugas di komputer ini."
)
OLDER = (
    "Basis data di server ditulis program yang lebih lama dan perlu dimutakhirkan. Sesudahnya program lama di komputer "
    "lain tidak dapat dipakai sampai diperbarui. Buat cadangan di server lebih dulu: sudo ilp-cadangan"
)
BACKED_UP = "Cadangan server sudah dibuat"
NO_BACKUP = "Buat cadangan di server lebih dulu, lalu beri tanda."
Connect = Callable[[ServerLogin, Progress], ServerHolds]
Upgrade = Callable[[ServerLogin], object]


class ConnectServer(Scene):
    """Asks where the server stands, tries it, and says beside the field what is in the way.

    Signals:
        found(ServerHolds): the server answers; what its database holds, a Puskesmas or nothing yet.
        left(): the user goes back.
    """

    found = Signal(object)
    left = Signal()

    def __init__(
        self, connect: Connect, upgrade: Upgrade, jobs: Jobs, messages: Messages, known: ServerAddress | None = None
    ) -> None:
        super().__init__(WIDTH_PX)
        self._connect = connect
        self._upgrade = upgrade
        self._jobs = jobs
        self._messages = messages
        self._busy = False
        self._login: ServerLogin | None = None
        self.host = TextField("host", "Alamat server", required=True, hint="192.168.1.10", max_length=200)
        self.database = TextField("database", "Nama basis data", required=True, max_length=63)
        self.user = TextField("user", "Pengguna server", required=True, max_length=63)
        self.password = PasswordField("password", "Kata sandi server", required=True)
        self.certificate = FileField(
            "certificate", "Sertifikat server", CERTIFICATES, required=True, hint=CERTIFICATE_HINT
        )
        self.connect_button = primary_button("Sambungkan")
        self.back_button = quiet_button("Kembali")
        self.progress = JobProgress(show_after_ms=0)
        self.backed_up = TickField("backed_up", "Cadangan", statement=BACKED_UP)
        self.upgrade_button = primary_button("Mutakhirkan")
        self._lay_out()
        self._show(known)
        self._show_certificate()
        self.host.changed.connect(self._show_certificate)
        self.connect_button.clicked.connect(self.submit)
        self.back_button.clicked.connect(self._on_back)
        self.upgrade_button.clicked.connect(self._on_upgrade_wanted)

    def submit(self) -> None:
        """Try what is typed."""
        if self._busy:
            return
        try:
            login = ServerLogin(
                typed_address(self.host.text(), self.database.text(), self.user.text(), self.certificate.text()),
                self.password.text(),
            )
        except WrongAnswers as error:
            self.form.show_errors(error.fields)
            return
        self.form.show_errors({})
        self._login = login
        self._wait(busy=True)
        job = self._jobs.long(
            lambda progress: self._tried(login, progress), self._on_found, owner=self, failed=self._on_refused
        )
        job.ended.connect(self._on_ended)
        self.progress.follow(job, CONNECTING)

    def _tried(self, login: ServerLogin, progress: Progress) -> ServerHolds:
        holds = self._connect(login, progress)
        progress(1.0)  # an answer that comes after Batal is no answer
        return holds

    def _show(self, known: ServerAddress | None) -> None:
        self.database.set_value(known.database if known else USUAL_DATABASE)
        if known is not None:
            self.host.set_value(known.place)
            self.user.set_value(known.user)
            self.certificate.set_value(known.certificate)
            self.setFocusProxy(self.password)

    def _show_certificate(self) -> None:
        """Ask for a certificate only for another computer; nothing typed there is lost."""
        self.form.hide_fields([] if is_elsewhere(self.host.text()) else [self.certificate.name])

    def _lay_out(self) -> None:
        self.add_words("Sambung ke server", "title")
        self.add_words(EXPLANATION, "muted")
        card = Card()
        self.form = FieldForm(columns=2)
        fields = ((self.host, 2), (self.database, 1), (self.user, 1), (self.password, 2), (self.certificate, 2))
        for field, span in fields:
            self.form.add(field, span=span)
        self.form.set_save_button(self.connect_button)
        card.add(self.form)
        card.add(self.progress)
        card.body.addLayout(_row(self.back_button, self.connect_button))
        self.column.addWidget(card)
        self.older = Card("Basis data perlu dimutakhirkan", tone=Tone.WARN)
        words = label(OLDER, "")
        words.setWordWrap(True)
        self.older.add(words)
        self.upgrade_form = FieldForm(columns=1)
        self.upgrade_form.add(self.backed_up)
        self.upgrade_form.set_save_button(self.upgrade_button)
        self.older.add(self.upgrade_form)
        self.older.body.addLayout(_row(self.upgrade_button))
        self.older.hide()
        self.column.addWidget(self.older)
        bind(GO_ON, self.connect_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self._on_back)
        self.setFocusProxy(self.host)

    def _on_back(self) -> None:
        if self.back_button.isEnabled():
            self.left.emit()

    def _on_found(self, holds: ServerHolds) -> None:
        self.older.setVisible(holds is ServerHolds.OLDER)
        if holds is ServerHolds.OLDER:
            self.backed_up.setFocus()
            return
        self.password.clear()
        self.found.emit(holds)

    def _on_refused(self, error: UserError) -> None:
        self.older.hide()
        if isinstance(error, WrongAnswers):
            QTimer.singleShot(0, self, lambda: self.form.show_errors(error.fields))  # once it can be typed into again
        else:
            self._messages.problem(error)

    def _on_ended(self) -> None:
        self._wait(busy=False)

    def _on_upgrade_wanted(self) -> None:
        login = self._login
        if login is None or self._busy:
            return
        if not self.backed_up.value():
            self.upgrade_form.show_errors({"backed_up": NO_BACKUP})
            return
        self._wait(busy=True)
        job = self._jobs.long(
            lambda _progress: self._upgrade(login), self._on_upgraded, owner=self, failed=self._on_refused
        )
        job.ended.connect(self._on_ended)
        self.progress.follow(job, UPGRADING)

    def _on_upgraded(self, _nothing: object) -> None:
        self.older.hide()
        self.password.clear()
        self.found.emit(ServerHolds.PUSKESMAS)

    def _wait(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self.form, self.connect_button, self.back_button, self.older):
            part.setEnabled(not busy)


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons[:-1]:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(buttons[-1])
    return row
