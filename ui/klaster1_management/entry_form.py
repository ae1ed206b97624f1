"""A form in which one new thing is typed and saved; wrong answers stand beside their fields."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key

Raw = Mapping[str, object]


class EntryForm(QWidget):
    """Fields with Simpan and Kembali; closing it loses nothing typed.

    ``store`` is handed what is typed and runs on the writer thread; it raises ``WrongAnswers`` by field name.

    Signals:
        saved(str): something was saved; the text is what was typed into the first field.
        closed(): the user went back.
    """

    saved = Signal(str)
    closed = Signal()

    def __init__(
        self, context: PageContext, fields: Sequence[tuple[Field, int]], columns: int, store: Callable[[Raw], object]
    ) -> None:
        super().__init__()
        self._context = context
        self._store = store
        self.form = FieldForm(columns)
        for field, span in fields:
            self.form.add(field, span=span)
        self.save_button = primary_button("Simpan", "save")
        self.back_button = quiet_button("Kembali")
        self.form.set_save_button(self.save_button)
        self._lay_out()
        self.save_button.clicked.connect(self._on_save)
        self.back_button.clicked.connect(self.closed)
        bind(SAVE, self.save_button, within=self)
        bind(BACK, self.back_button, within=self)
        on_key(STEP_BACK, self, self.closed.emit, anywhere=False)

    def open(self) -> None:
        """Show the form and go to its first field."""
        self.show()
        self.form.focus_first()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addLayout(row)

    def _on_save(self) -> None:
        if not self.form.check():
            return
        self.save_button.setEnabled(False)
        raw = self.form.raw()
        name = self.form.shown_fields()[0].text()
        self._context.jobs.write(
            lambda: self._store(raw), lambda _: self._on_saved(name), owner=self, failed=self._on_refused
        )

    def _on_saved(self, name: str) -> None:
        self.save_button.setEnabled(True)
        self.form.clear()
        self.form.focus_first()
        self.saved.emit(name)

    def _on_refused(self, error: UserError) -> None:
        """Show what is wrong beside the fields, and in a banner what belongs to none."""
        self.save_button.setEnabled(True)
        beside_none = True
        if isinstance(error, WrongAnswers):
            beside_none = bool(self.form.show_errors(error.fields))
        if beside_none:
            self._context.messages.problem(error)


def words(raw: Raw, name: str) -> str:
    """Return what was typed into a field, or nothing."""
    return str(raw.get(name) or "")
