"""New recovery words: shown, printed or written down, some of them typed back, and only then in force."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.keys.key_keeping import fresh_words, places_to_ask
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.paper import Paper
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.password_field import PasswordField
from ui.widgets.recovery_words import WordsGrid, asked_fields, typed_words

SHEET, SHEET_FILE = "Lembar kata pemulihan", "kata-pemulihan.pdf"
WRITE_DOWN = (
    "Cetak lembarnya atau salin dengan tangan, lalu simpan di lemari besi atau amplop tersegel. Kata yang lama tetap "
    "berlaku sampai beberapa kata baru diketik ulang; sesudah itu lembar lama dimusnahkan."
)


class NewWords(QWidget):
    """Leads from new words to their being in force.

    Signals:
        saved(): the new words are in force.
        closed(): they were given up; the old ones stay.
    """

    saved = Signal()
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.words: Sequence[str] = fresh_words()
        self.entry: EntryForm | None = None
        self.grid = WordsGrid()
        self.grid.show_words(self.words)
        self.print_button = quiet_button("Cetak lembar", "printer")
        self.noted_button = primary_button("Sudah dicatat")
        self.back_button = quiet_button("Batal")
        self._shown = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.print_button.clicked.connect(self._print)
        self.noted_button.clicked.connect(self.ask)
        self.back_button.clicked.connect(self.closed)
        self.setFocusProxy(self.print_button)

    def ask(self) -> None:
        """Hide the words and ask for some of them, and for the password of whoever sits here."""
        fields = [*((field, 1) for field in asked_fields(places_to_ask()))]
        self.entry = EntryForm(
            self._context, [*fields, (PasswordField("password", "Kata sandi Anda", required=True), 2)], 4, self._store
        )
        self.entry.saved.connect(lambda _name: self.saved.emit())
        self.entry.closed.connect(self._show_again)
        self._shown.hide()
        self._column.addWidget(self.entry)
        self.entry.open()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        told = label(WRITE_DOWN, "muted")
        told.setWordWrap(True)
        line = QHBoxLayout()
        for button in (self.noted_button, self.print_button, self.back_button):
            line.addWidget(button)
        line.addStretch(1)
        column.addWidget(told)
        column.addWidget(self.grid)
        column.addLayout(line)
        self._column.addWidget(self._shown)

    def _print(self) -> None:
        keys, user, shown = self._context.house.keys, self._context.user, self.words
        self._context.jobs.paper(
            lambda: keys.sheet(user, shown),
            lambda pdf: self._context.show_paper(Paper(SHEET, SHEET_FILE, pdf, secret=True)),
            owner=self,
        )

    def _store(self, raw: Raw) -> None:
        """Let the words be in force; runs on the writer thread."""
        self._context.house.keys.take_words(self._context.user, words(raw, "password"), self.words, typed_words(raw))

    def _show_again(self) -> None:
        """Show the words once more; other ones of them are asked for afterwards."""
        if self.entry is not None:
            self.entry.hide()
            self.entry.deleteLater()
            self.entry = None
        self._shown.show()
        self.print_button.setFocus()
