"""Moving the data of this computer to a server: two server users, the head's passphrase, and how far it is."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerLogin, is_elsewhere, typed_address
from ilp_desktop.domain.server_move import Moved, MoveWanted
from ui.first_run.connect_server import CERTIFICATE_HINT, CERTIFICATES, GO_ON, PROOF, USUAL_DATABASE
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.scene import Scene
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.file_field import FileField
from ui.widgets.page import BACK, STEP_BACK, bind, on_key
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_bar import JobProgress
from ui.widgets.text_fields import TextField

WIDTH_PX = 760
USUAL_OWNER, USUAL_DAILY = "ilp_admin", "ilp_harian"
MOVING = "Memindahkan data …"
EXPLANATION = (
    "Semua data komputer ini dipindahkan ke basis data kosong di server: seluruhnya atau tidak sama sekali. Jumlah "
    "baris dan sidik setiap tabel dibandingkan. Data di komputer ini tidak dihapus, hanya disisihkan. Tutup program "
    "ini di semua jendela lain, dan buat cadangan lebih dulu."
)
Move = Callable[[MoveWanted, Progress], Moved]


class MoveToServer(Scene):
    """Asks for the server and moves everything there, or says beside the field what is in the way.

    Signals:
        moved(Moved): the data is on the server, and this computer works there.
        left(): the user goes back.
    """

    moved = Signal(object)
    left = Signal()

    def __init__(self, move: Move, jobs: Jobs, messages: Messages) -> None:
        super().__init__(WIDTH_PX)
        self._move = move
        self._jobs = jobs
        self._messages = messages
        self._busy = False
        self.host = TextField("host", "Alamat server", required=True, hint="192.168.1.10", max_length=200)
        self.database = TextField("database", "Nama basis data", required=True, max_length=63)
        self.user = TextField("user", "Pengguna admin server", required=True, max_length=63)
        self.password = PasswordField("password", "Kata sandi admin server", required=True)
        self.daily_user = TextField("daily_user", "Pengguna sehari-hari", required=True, max_length=63)
        self.daily_password = PasswordField("daily_password", "Kata sandi sehari-hari", required=True)
        self.certificate = FileField("certificate", PROOF, CERTIFICATES, required=True, hint=CERTIFICATE_HINT)
        self.passphrase = PasswordField("passphrase", "Frasa sandi kepala", required=True)
        self.move_button = primary_button("Pindahkan data")
        self.back_button = quiet_button("Kembali")
        self.progress = JobProgress(show_after_ms=0)
        self._lay_out()
        self.move_button.clicked.connect(self.submit)
        self.back_button.clicked.connect(self._on_back)
        self.host.changed.connect(self._show_certificate)

    def submit(self) -> None:
        """Move the data to what is typed."""
        if self._busy:
            return
        try:
            wanted = self._wanted()
        except WrongAnswers as error:
            self.form.show_errors(error.fields)
            return
        self.form.show_errors({})
        self._wait(busy=True)
        job = self._jobs.long(
            lambda progress: self._move(wanted, progress), self.moved.emit, owner=self, failed=self._on_refused
        )
        job.ended.connect(lambda: self._wait(busy=False))
        self.progress.follow(job, MOVING)

    def _wanted(self) -> MoveWanted:
        place, database, proof = self.host.text(), self.database.text(), self.certificate.text()
        owner = typed_address(place, database, self.user.text(), proof)
        if not self.daily_user.text():
            raise WrongAnswers({"daily_user": "Pengguna sehari-hari harus diisi."})
        daily = typed_address(place, database, self.daily_user.text(), proof)
        return MoveWanted(
            ServerLogin(owner, self.password.text()),
            ServerLogin(daily, self.daily_password.text()),
            self.passphrase.text(),
        )

    def _lay_out(self) -> None:
        self.add_words("Pindahkan data ke server", "title")
        self.add_words(EXPLANATION, "muted")
        card = Card()
        self.form = FieldForm(columns=2)
        self.form.add_all(self.host, self.database, self.user, self.password, self.daily_user, self.daily_password)
        self.form.add(self.certificate, span=2)
        self.form.add(self.passphrase, span=2)
        self.form.set_save_button(self.move_button)
        for field, usual in ((self.database, USUAL_DATABASE), (self.user, USUAL_OWNER), (self.daily_user, USUAL_DAILY)):
            field.set_value(usual)
        card.add(self.form)
        card.add(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.move_button)
        card.body.addLayout(row)
        self.column.addWidget(card)
        bind(GO_ON, self.move_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self._on_back)
        self.setFocusProxy(self.host)
        self._show_certificate()

    def _show_certificate(self) -> None:
        self.form.hide_fields([] if is_elsewhere(self.host.text()) else [self.certificate.name])

    def _on_back(self) -> None:
        if not self._busy:
            self.left.emit()

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, WrongAnswers):
            QTimer.singleShot(0, self, lambda: self.form.show_errors(error.fields))  # once it can be typed into again
        else:
            self._messages.problem(error)

    def _wait(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self.form, self.move_button, self.back_button):
            part.setEnabled(not busy)
