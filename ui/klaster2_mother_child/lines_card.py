"""A short list of things told of a woman, each of which may be taken back, above the form that adds another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ui.widgets.buttons import Button, danger_button, plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

LONGEST_REASON = 200
REMOVED = "Catatan dihapus."


@dataclass(frozen=True)
class Line:
    """One thing told; ``id`` is None where it is recorded elsewhere and cannot be taken back here."""

    id: UUID | None
    text: str


class LinesCard(Card):
    """Lists what is told and takes in another; subclasses say what is asked and what is done with it.

    Attributes:
        form: asks for another.
        kept: what is typed and not recorded, by subject.
        lines: the rows shown, as texts.

    Signals:
        changed(): something was stored or taken back.
    """

    changed = Signal()

    def __init__(self, room: RoomContext, title: str, kind: str, columns: int, save_words: str) -> None:
        super().__init__(title)
        self.room = room
        self.subject: UUID | None = None
        self.client_id = self._fresh_id()
        self.kept = KeptTyping(room, kind, self, lambda: not self.save_button.isEnabled())
        self.lines: tuple[str, ...] = ()
        self.remove_buttons: list[Button] = []
        self._removing: UUID | None = None
        self.note_label = label("", "muted")
        self.note_label.setWordWrap(True)
        self.add(self.note_label)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        self._add_reason()
        self.form = FieldForm(columns=columns)
        self.form.changed.connect(lambda _name: self.kept.keeper.touched())
        self.add(self.form)
        self.save_button = quiet_button(save_words, "save")
        self.save_button.clicked.connect(self._save)
        self.form.set_save_button(self.save_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)

    def begin(self, subject: UUID) -> None:
        """Ask about a subject; what was typed about another one is kept until that is open again."""
        if subject != self.subject:
            if self.subject is not None:
                self.kept.keep(self.subject, self.form)
            self.subject = subject
            self.kept.show(subject, self.form)
            self._ask_reason(None)

    def has_typing(self) -> bool:
        """Tell whether anything is typed that is not recorded."""
        return any(self.form.field(name).value() not in (None, False) for name in self.form.names())

    def show_lines(self, lines: Sequence[Line], note: str) -> None:
        """List what is told, with a note above it."""
        self.lines = tuple(line.text for line in lines)
        self.note_label.setText(note)
        self.note_label.setVisible(bool(note))
        self.remove_buttons.clear()
        while (item := self._list.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for line in lines:
            self._list.addWidget(self._row(line))

    def problems(self) -> Mapping[str, str]:
        """Return what the form itself knows to be missing: field name to message."""
        return {}

    def show_wrong(self, errors: Mapping[str, str]) -> None:
        """Show what the service refuses beside its fields."""
        self.form.show_errors(errors)

    def storing(self, subject: UUID) -> Callable[[], object]:
        """Return what stores the answers of the form."""
        raise NotImplementedError

    def removing(self, row_id: UUID, reason: str) -> Callable[[], object]:
        """Return what takes a line back."""
        raise NotImplementedError

    def _row(self, line: Line) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        words = label(line.text)
        words.setWordWrap(True)
        layout.addWidget(words, 1)
        if line.id is not None:
            button = plain_button("", "trash")
            button.setToolTip("Hapus")
            button.setAccessibleName(f"Hapus {line.text}")
            button.clicked.connect(lambda: self._ask_reason(line))
            self.remove_buttons.append(button)
            layout.addWidget(button)
        return row

    def _add_reason(self) -> None:
        """Make the line that asks why something is taken back."""
        self.reason_form = FieldForm(columns=2)
        self.reason_field = TextField("reason", "Alasan menghapus", required=True, max_length=LONGEST_REASON)
        self.reason_form.add(self.reason_field, span=2)
        self.remove_button = danger_button("Hapus", "trash")
        self.keep_button = plain_button("Batal")
        self.reason_form.set_save_button(self.remove_button)
        self._reason = QWidget()
        layout = QHBoxLayout(self._reason)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.reason_form, 1)
        layout.addWidget(self.keep_button)
        layout.addWidget(self.remove_button)
        self.remove_button.clicked.connect(self._remove)
        self.keep_button.clicked.connect(lambda: self._ask_reason(None))
        self.add(self._reason)
        self._reason.hide()

    def _ask_reason(self, line: Line | None) -> None:
        self._removing = line.id if line else None
        self.reason_form.clear()
        self.reason_field.set_label(f"Alasan menghapus: {line.text}" if line else "Alasan menghapus")
        self._reason.setVisible(line is not None)
        if line is not None:
            self.reason_form.focus_first()

    def _save(self) -> None:
        if self.subject is None or not self.form.check():
            return
        wrong = self.problems()
        if wrong:
            self.form.show_errors(wrong)
            return
        self.save_button.setEnabled(False)
        self.kept.keeper.save(self.storing(self.subject), self._on_saved, owner=self, failed=self._on_failed)

    def _remove(self) -> None:
        if self._removing is None:
            return
        self.remove_button.setEnabled(False)
        self.room.context.jobs.write(
            self.removing(self._removing, self.reason_field.text()),
            self._on_removed,
            owner=self,
            failed=self._on_not_removed,
        )

    def _on_saved(self, _id: object) -> None:
        self.save_button.setEnabled(True)
        self.client_id = self._fresh_id()
        self.form.clear()
        self.room.context.messages.info("Tercatat.")
        self.changed.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.show_wrong(error.fields)
        else:
            self.room.context.messages.problem(error)

    def _on_removed(self, _nothing: object) -> None:
        self.remove_button.setEnabled(True)
        self._ask_reason(None)
        self.room.context.messages.info(REMOVED)
        self.changed.emit()

    def _on_not_removed(self, error: UserError) -> None:
        self.remove_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.reason_form.show_errors(error.fields)
        else:
            self.room.context.messages.problem(error)

    def _fresh_id(self) -> UUID:
        return self.room.context.house.uow.identities.new()
