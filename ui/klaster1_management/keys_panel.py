"""1 Manajemen > Kunci: what opens the data beside passwords, and changing or testing it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.keys.key_keeping import KeyOverview, StoreState
from ui.context import PageContext
from ui.jobs import NO_ANSWER
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.klaster1_management.new_words import NewWords
from ui.klaster1_management.panel import Panel
from ui.messages import confirm
from ui.palette import Tone
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.password_field import PasswordField
from ui.widgets.recovery_words import asked_fields, typed_words

HEADINGS = ("Kata pemulihan", "Frasa sandi kepala", "Penyimpan kunci komputer")
ASKING = "Menanyakan penyimpan kunci …"
STORE_LATE = "Penyimpan kunci komputer ini tidak menjawab. Masuk dengan kata sandi tetap dapat."
STORE_SAVED = "Penyimpan kunci komputer ini dipakai mulai sekarang."
STORE_LEFT = "Penyimpan kunci komputer ini tidak dipakai lagi."
STORE_QUESTION = "Pakai penyimpan kunci komputer ini?"
STORE_DETAIL = (
    "Masuk menjadi lebih cepat, dan kata sandi baru dari komputer lain langsung dikenal. Aman hanya bila akun komputer "
    "ini sendiri memakai kata sandi: siapa pun yang dapat masuk ke akun itu dapat mengambil kunci data."
)
OF_HEAD = "Membuka data bila semua kata sandi hilang. Ganti bila amplopnya terbuka atau kepala berganti."
GOOD, TO_DO = "Baik", "Perlu tindakan"
NO_WORDS = "Belum ada. Tanpa kata atau frasa sandi, data yang kata sandinya hilang tidak dapat dibuka siapa pun."
MADE = "Lembar dibuat {made}, terakhir diuji {tested}."
WORDS_SAVED = "Kata pemulihan baru berlaku. Musnahkan lembar lama."
TESTED = "Lembar kata pemulihan sudah diuji."
OF_HEAD_SAVED = "Frasa sandi kepala diganti."
NOT_EQUAL = "Kedua frasa sandi belum sama."
TEST, NEW, PHRASE = "Uji lembar kata pemulihan", "Kata pemulihan baru", "Ganti frasa sandi kepala"


class KeysPanel(Panel):
    """How things stand above, and beneath it what is being changed.

    Attributes:
        work: the card of what is being changed; hidden while nothing is.
        current: its content.
    """

    subjects = frozenset({"keys"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.card = Card("Yang membuka data")
        self.state = Pill("")
        self.words_label, self.phrase_label = label(""), label(OF_HEAD)
        self.test_button = quiet_button("Uji lembar …", "check")
        self.words_button = quiet_button("Buat kata baru …", "refresh")
        self.phrase_button = quiet_button("Ganti …", "edit")
        self.store_label = label(ASKING)
        self.store_button = quiet_button("Pakai …", "lock")
        self.no_store_button = quiet_button("Jangan pakai", "close")
        self.work = Card()
        self.current: QWidget | None = None
        for part in (self.card, self.work):
            part.setParent(self)

    def fill(self, column: QVBoxLayout) -> None:
        """Put how things stand at the top."""
        self.card.add_action(self.state)
        self.card.add(self._standing())
        column.addWidget(self.card)
        column.addWidget(self.work)
        column.addStretch(1)
        self.work.hide()
        self.test_button.clicked.connect(self._on_test_wanted)
        self.words_button.clicked.connect(self.make_words)
        self.phrase_button.clicked.connect(self.change_passphrase)
        self.store_button.clicked.connect(self._on_store_wanted)
        self.no_store_button.clicked.connect(self.leave_store)
        self.no_store_button.hide()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read how things stand."""
        keys, user = self.context.house.keys, self.context.user
        self.context.jobs.read(lambda: keys.overview(user), self._show, owner=self, failed=self.on_failed, key="keys")
        if user.may(Act.KEEP_KEYS):
            self.store_label.setText(ASKING)
            self.context.jobs.limited(
                lambda: keys.store_state(user), self._show_store, owner=self, failed=self._on_store_failed
            )

    def make_words(self) -> None:
        """Show new words."""
        made = NewWords(self.context)
        made.saved.connect(lambda: self._on_done(WORDS_SAVED))
        made.closed.connect(self.leave)
        self._open(NEW, made)
        made.setFocus()

    def change_passphrase(self) -> None:
        """Ask for another passphrase."""
        fields = (
            PasswordField("passphrase", "Frasa sandi baru", required=True),
            PasswordField("again", "Frasa sandi baru, sekali lagi", required=True),
            PasswordField("password", "Kata sandi Anda", required=True),
        )
        entry = EntryForm(self.context, [(field, 1) for field in fields], 3, self._store_passphrase)
        self._open_entry(PHRASE, entry, OF_HEAD_SAVED)

    def use_store(self) -> None:
        """Put a secret into the key store, and let it open the data once it is there."""
        keys, user, jobs = self.context.house.keys, self.context.user, self.context.jobs
        self._say_store(ASKING)

        def enrol(secret: bytes) -> None:
            jobs.write(lambda: keys.use_store(user, secret), lambda _: self._on_done(STORE_SAVED), owner=self)

        jobs.limited(lambda: keys.fill_store(user), enrol, owner=self, failed=self._on_store_failed)

    def leave_store(self) -> None:
        """Let the key store open the data no longer, and empty it if it answers."""
        keys, user, jobs = self.context.house.keys, self.context.user, self.context.jobs

        def left(_nothing: None) -> None:
            jobs.limited(lambda: keys.empty_store(user), lambda _: None, owner=self)
            self._on_done(STORE_LEFT)

        jobs.write(lambda: keys.leave_store(user), left, owner=self)

    def leave(self) -> None:
        """Change nothing."""
        self.work.hide()
        if self.current is not None:
            self.current.hide()
            self.current.deleteLater()
            self.current = None
        self.words_button.setFocus()

    def _standing(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QWidget, tuple[Button, ...]], ...] = (
            (self.words_label, (self.test_button, self.words_button)),
            (self.phrase_label, (self.phrase_button,)),
            (self.store_label, (self.store_button, self.no_store_button)),
        )
        for one in (self.words_label, self.phrase_label, self.store_label):
            one.setWordWrap(True)
        for number, (heading, (text, buttons)) in enumerate(zip(HEADINGS, rows, strict=True)):
            grid.addWidget(label(heading, "muted"), number, 0)
            grid.addWidget(text, number, 1)
            side = QHBoxLayout()
            side.setSpacing(8)
            side.addStretch(1)
            for button in buttons:
                side.addWidget(button)
            grid.addLayout(side, number, 2)
        return made

    def _on_store_wanted(self) -> None:
        confirm(self, STORE_QUESTION, "Pakai", lambda _reason: self.use_store(), detail=STORE_DETAIL)

    def _show_store(self, found: StoreState) -> None:
        self._say_store(found.text)
        self.store_button.setText("Daftarkan lagi …" if found.used else "Pakai …")
        self.no_store_button.setVisible(found.used)

    def _on_store_failed(self, error: UserError) -> None:
        self._say_store(STORE_LATE if error.message == NO_ANSWER else f"{error.message} {error.remedy}".strip())

    def _say_store(self, text: str) -> None:
        self.store_label.setText(text)

    def _on_test_wanted(self) -> None:
        keys, user = self.context.house.keys, self.context.user
        self.context.jobs.read(
            lambda: keys.places(user), self._ask, owner=self, failed=self.context.messages.problem, key="places"
        )

    def _ask(self, places: Sequence[int]) -> None:
        columns = 4
        entry = EntryForm(self.context, [(field, 1) for field in asked_fields(places)], columns, self._store_test)
        self._open_entry(TEST, entry, TESTED)

    def _store_test(self, raw: Raw) -> None:
        """Test the words; runs on the writer thread."""
        self.context.house.keys.test_words(self.context.user, typed_words(raw))

    def _store_passphrase(self, raw: Raw) -> None:
        """Change the passphrase; runs on the writer thread."""
        if words(raw, "passphrase") != words(raw, "again"):
            raise WrongAnswers({"again": NOT_EQUAL})
        self.context.house.keys.change_passphrase(self.context.user, words(raw, "password"), words(raw, "passphrase"))

    def _open_entry(self, title: str, entry: EntryForm, done: str) -> None:
        entry.saved.connect(lambda _name: self._on_done(done))
        entry.closed.connect(self.leave)
        self._open(title, entry)
        entry.open()

    def _open(self, title: str, widget: QWidget) -> None:
        self.leave()
        self.current = widget
        self.work.set_title(title)
        self.work.add(widget)
        self.work.show()

    def _on_done(self, told: str) -> None:
        self.leave()
        self.context.messages.info(told)
        self.reload(frozenset())

    def _show(self, found: KeyOverview) -> None:
        if not found.here:
            self.on_failed(UserError("Kunci data ini tidak diatur dari sini."))
            self.content.setEnabled(False)
            return
        self.state.set(TO_DO if found.alert else GOOD, Tone.WARN if found.alert else Tone.GOOD)
        made, tested = found.made_on, found.tested_on
        if made is None or tested is None:
            self.words_label.setText(NO_WORDS)
        else:
            told = MADE.format(made=indonesian_date(made), tested=indonesian_date(tested))
            self.words_label.setText(f"{told} {found.alert}".strip())
        self.test_button.setEnabled(made is not None)
