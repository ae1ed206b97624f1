"""Where the official words of a questionnaire are copied from its sheet, all items in one save."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.edition.editions import EditionInfo
from ilp_desktop.services.edition.wording import LONGEST_SOURCE, SOURCE, NewWords, WordedItem, WordingVersion, tidy
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import WORDING, place_of
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key, scrolled
from ui.widgets.reading import Block, Reading
from ui.widgets.text_fields import MultiLineField, TextField

LINES = 2
HISTORY_PX = 340
EXPLAINED = (
    "Salin kata-kata tiap butir dari lembar resmi yang dimiliki Puskesmas. "
    "Setelah disimpan, layar dan kertas memakainya; versi lama tetap tersimpan."
)
NONE_YET = "Belum ada kata resmi yang disimpan untuk formulir ini."
NOTHING_CHANGED = "Tidak ada kata yang berubah."
History = Mapping[str, tuple[WordingVersion, ...]]


@dataclass(frozen=True)
class Questionnaire:
    """The items of a form and every version of their words, read in one go."""

    items: tuple[WordedItem, ...]
    history: History


class WordsPage(QWidget):
    """The items of one questionnaire in their order, a field for the source, and stored versions beside them.

    Signals:
        closed(): the user went back; what is typed stays.
    """

    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._form_code = ""
        self._items: tuple[WordedItem, ...] = ()
        self._saving = False
        self._left: dict[str, Mapping[str, Any]] = {}
        self.keeper = DraftKeeper(context, self._snapshot, self, lambda: self._saving)
        self.form = FieldForm(columns=1)
        self.save_button = primary_button("Simpan", "save")
        self.back_button = quiet_button("Kembali")
        self.card = Card("Kata resmi")
        self.versions = Reading("Kata resmi yang tersimpan")
        self._lay_out()
        self.save_button.clicked.connect(self._on_save)
        self.back_button.clicked.connect(self.close_words)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self.close_words, anywhere=False)

    def open(self, edition: EditionInfo) -> None:
        """Show the items of a questionnaire with what was typed and not saved."""
        self._form_code = edition.key.name
        self.card.set_title(f"Kata resmi · {edition.title}")
        self._read(self._on_opened)

    def reload(self) -> None:
        """Read the words again, unless something typed would be lost."""
        if self._form_code and self.isVisible() and self._snapshot() is None:
            self._read(self._show)

    def close_words(self) -> None:
        """Go back, keeping what is typed."""
        self._leave()
        self.closed.emit()

    def _read(self, done: Any) -> None:
        wordings, user, code = self._context.house.wordings, self._context.user, self._form_code
        self._context.jobs.read(
            lambda: Questionnaire(wordings.items(user, code), wordings.history(user, code)),
            done,
            owner=self,
            failed=self._context.messages.problem,
            key="items",
        )

    def _on_opened(self, read: Questionnaire) -> None:
        self._show(read)
        draft = self.keeper.take_up(place_of(WORDING, self._form_code))
        self.form.set_values(draft.typed if draft else self._left.get(self._form_code, {}))
        if draft is not None:
            self.keeper.say_shown(draft)
        self.form.focus_first()

    def _show(self, read: Questionnaire) -> None:
        self._items = read.items
        if self.form.names() != (SOURCE, *(item.code for item in read.items)):
            self._draw_fields()
        for item in read.items:
            field = self.form.field(item.code)
            field.set_value(item.words)
            field.set_error("")
            newest = item.newest
            field.set_previous(f"versi {newest.version}, {indonesian_date(newest.at)}" if newest else "belum ada")
        self.form.field(SOURCE).clear()
        self.versions.show_blocks(tuple(_blocks(read)))

    def _draw_fields(self) -> None:
        old, self.form = self.form, FieldForm(columns=1)
        label_ = "Sumber: nama lembar, penerbit, tahun"
        self.form.add(TextField(SOURCE, label_, required=True, max_length=LONGEST_SOURCE))
        for item in self._items:
            self.form.add(MultiLineField(item.code, f"{item.number}. {item.topic}", lines=LINES))
        self.form.set_save_button(self.save_button)
        self.form.changed.connect(self.keeper.touched)
        self._holder.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()

    def _changed(self) -> dict[str, str]:
        """Return the items whose words differ from those stored."""
        typed = {item.code: self.form.field(item.code).text() for item in self._items}
        return {item.code: typed[item.code] for item in self._items if tidy(typed[item.code]) != item.words}

    def _snapshot(self) -> dict[str, Any] | None:
        if not self._items:
            return None
        source = self.form.field(SOURCE).text()
        return self._changed() | ({SOURCE: source} if source else {}) or None

    def _leave(self) -> None:
        typed = self._snapshot()
        self._left = {**self._left, self._form_code: typed or {}}
        self.keeper.leave()

    def _on_save(self) -> None:
        words = self._changed()
        if not words:
            self._context.messages.note(NOTHING_CHANGED)
            return
        seen = {item.code: item.words for item in self._items}
        wanted = NewWords(self._form_code, words, self.form.field(SOURCE).text(), seen)
        wordings, user = self._context.house.wordings, self._context.user
        self._saving = True
        self.save_button.setEnabled(False)
        self.keeper.save(lambda: wordings.enter_all(user, wanted), self._on_saved, owner=self, failed=self._on_refused)

    def _on_saved(self, count: int) -> None:
        self._end_saving()
        self._left.pop(self._form_code, None)
        self._context.messages.info(f"Kata resmi {count} butir disimpan.")
        self._read(self._show)

    def _on_refused(self, error: UserError) -> None:
        """Show what is wrong beside its field, and in a banner what belongs to none."""
        self._end_saving()
        if not isinstance(error, WrongAnswers) or self.form.show_errors(error.fields):
            self._context.messages.problem(error)

    def _end_saving(self) -> None:
        self._saving = False
        self.save_button.setEnabled(True)

    def _lay_out(self) -> None:
        explained = label(EXPLAINED, "muted")
        explained.setWordWrap(True)
        inner = QWidget()
        self._holder = QVBoxLayout(inner)
        self._holder.setContentsMargins(0, 0, 12, 0)
        self._holder.addWidget(self.form)
        self._holder.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        self.card.add(explained)
        self.card.add(scrolled(inner), 1)
        self.card.body.addLayout(buttons)
        stored = Card("Kata yang tersimpan")
        stored.setFixedWidth(HISTORY_PX)
        stored.add(self.versions, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.card, 1)
        row.addWidget(stored)


def _blocks(read: Questionnaire) -> Iterator[Block]:
    """Give every stored version, item by item."""
    for item in read.items:
        versions: Sequence[WordingVersion] = read.history.get(item.code, ())
        if versions:
            told = [
                (f"{one.words}\nVersi {one.version}, {one.by}, {indonesian_date(one.at)}. {one.source}",)
                for one in versions
            ]
            yield Block(f"{item.number}. {item.topic}", (), tuple(told))
    if not read.history:
        yield Block("", (), ((NONE_YET,),))
