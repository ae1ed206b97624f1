"""Set-up page 6: the recovery words, printed or written down, and some of them typed back."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.services.keys.key_keeping import fresh_words, places_to_ask
from ui.first_run.answers import Answers
from ui.first_run.step_page import StepPage
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.recovery_words import WordsGrid, asked_fields, typed_words

EXPLANATION = "Dua belas kata ini membuka data bila kata sandi hilang, komputer rusak, atau data pindah komputer."
SAFE_WORDS = (
    "Cetak lembarnya, atau salin dengan tangan, lalu simpan di lemari besi atau amplop tersegel. "
    "Program tidak menyimpan maupun mencetaknya lagi sesudah ini. Jangan difoto."
)
ASK_WORDS = "Ketik beberapa kata dari lembar itu. Tekan «Lihat lagi» bila belum dicatat."


class WordsPage(StepPage):
    """Shows the words; the button below leads on to typing some of them back, and only then on.

    Signals:
        print_wanted(): the sheet is to be printed.
        again_wanted(): the words are to be seen once more.
    """

    print_wanted = Signal()
    again_wanted = Signal()

    def __init__(
        self, fresh: Callable[[], Sequence[str]] = fresh_words, places: Callable[[], Sequence[int]] = places_to_ask
    ) -> None:
        super().__init__("Kata pemulihan", EXPLANATION)
        self._places = places
        self._next: QAbstractButton | None = None
        self.words = tuple(fresh())
        self.grid = WordsGrid()
        self.grid.show_words(self.words)
        self.print_button = quiet_button("Cetak lembar", "printer")
        self.again_button = quiet_button("Lihat lagi", "arrow-left")
        self.form = FieldForm(columns=2)
        self._views = QStackedWidget()
        self._lay_out()
        self.print_button.clicked.connect(self.print_wanted)
        self.again_button.clicked.connect(self.again_wanted)
        self.setFocusProxy(self.print_button)

    def is_asking(self) -> bool:
        """Say whether the words are to be typed back, and are not shown."""
        return self._views.currentIndex() == 1

    def next_text(self) -> str:
        """Say that the words are written down, while they are shown."""
        return "" if self.is_asking() else "Sudah dicatat"

    def settle(self) -> bool:
        """Lead from the words to typing some of them back; that page is the one that may be left."""
        if self.is_asking():
            return True
        form = FieldForm(columns=2)
        form.add_all(*asked_fields(self._places()))
        if self._next is not None:
            form.set_save_button(self._next)
        self._asked_card.body.replaceWidget(self.form, form)
        self.form.deleteLater()
        self.form = form
        form.show()
        self._views.setCurrentIndex(1)
        form.focus_first()
        return False

    def step_back(self) -> bool:
        """Show the words again; other ones are asked for afterwards."""
        if not self.is_asking():
            return False
        self._views.setCurrentIndex(0)
        self.focus_first()
        return True

    def collect(self, answers: Answers) -> None:
        """Write the words, and what was typed back, into the answers."""
        answers.words, answers.typed_back = self.words, typed_words(self.form.raw())

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong beside its field."""
        if self.is_asking():
            self.form.show_errors(problems)

    def focus_first(self) -> None:
        """Go to where something is to be done."""
        if self.is_asking():
            self.form.focus_first()
        else:
            self.print_button.setFocus()

    def set_next_button(self, button: QAbstractButton) -> None:
        """Let Enter go from the last field to the button."""
        self._next = button

    def _lay_out(self) -> None:
        card, note = Card(), Card("Lemari besi")
        card.add(self.grid)
        line = QHBoxLayout()
        line.addWidget(self.print_button)
        line.addStretch(1)
        card.body.addSpacing(8)
        card.body.addLayout(line)
        words = label(SAFE_WORDS, "")
        words.setWordWrap(True)
        note.add(words)
        note.body.addStretch(1)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(card, 3)
        row.addWidget(note, 1)
        self._asked_card = Card("Ketik ulang")
        asked = label(ASK_WORDS, "muted")
        asked.setWordWrap(True)
        self._asked_card.add(asked)
        self._asked_card.add(self.form)
        back = QHBoxLayout()
        back.addWidget(self.again_button)
        back.addStretch(1)
        self._asked_card.body.addLayout(back)
        for view in (_at_the_top(shown), _at_the_top(self._asked_card)):
            self._views.addWidget(view)
        self.body.addWidget(self._views, 1)


def _at_the_top(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return made
