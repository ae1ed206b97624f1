"""The actions of a visit: looked up in ICD-9-CM, each with side, number, hour, who did it, and a remark."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.care.action_codes import ActionCodes, Side
from ilp_desktop.services.order.action_writing import GivenAction
from ui.widgets.buttons import plain_button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field import Field, mark_wrong
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.look_up import ENTER_KEYS, NOT_CHOSEN, SearchBox
from ui.widgets.number_field import NumberField
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

HINT = "Cari kode atau istilah: 86.59, hecting, nebul, ganti perban"
SIDES = [(side.value, side.value) for side in Side]
CODE_PX = 48
LONGEST_NOTE = 200
NO_NUMBER = "Isi jumlah dengan angka bulat mulai 1."


class ActionRow(QWidget):
    """One action: its name, and beneath it the fields that are told of it.

    Signals:
        changed(): a field changed.
        removed(): is to be taken out.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, given: GivenAction, names: tuple[str, str], staff: Sequence[tuple[UUID, str]], *, sided: bool) -> None:
        super().__init__()
        self._given = given
        title = ElidedLabel()
        title.setText(names[0])
        title.setToolTip("\n".join(dict.fromkeys(names)))
        code = label(given.code, "strong")
        code.setFixedWidth(CODE_PX)
        self.remove_button = plain_button("", "trash")
        self.remove_button.setFixedWidth(30)
        self.remove_button.setToolTip("Hapus dari daftar")
        self.remove_button.setAccessibleName(f"Hapus dari daftar: {given.code}")
        self.remove_button.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(code)
        head.addWidget(title, 1)
        head.addWidget(self.remove_button)
        self.form = FieldForm(columns=6)
        self.form.add(ChoiceField("side", "Sisi", SIDES))
        self.form.add(NumberField("count", "Jumlah"))
        self.form.add(TimeField("at", "Jam", hint="kini"))
        self.form.add(ChoiceField("done_by", "Oleh", [(str(one), name) for one, name in staff]))
        self.form.add(TextField("note", "Keterangan", max_length=LONGEST_NOTE), span=2)
        if not sided and not given.side:
            self.form.hide_fields(("side",))
        self.form.set_values(
            {
                "side": given.side or None,
                "count": given.count,
                "at": given.at,
                "done_by": str(given.done_by) if given.done_by else None,
                "note": given.note or None,
            }
        )
        self.form.changed.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.form)

    def value(self) -> GivenAction:
        """Return the action as its fields say; what is no number or hour is left as it was until it is put right."""
        count, at = self.form.field("count").value(), self.form.field("at")
        done_by = self.form.field("done_by").value()
        return replace(
            self._given,
            side=str(self.form.field("side").value() or ""),
            count=count if isinstance(count, int) else self._given.count,
            at=at.hour() if isinstance(at, TimeField) else None,
            done_by=UUID(str(done_by)) if done_by else None,
            note=str(self.form.field("note").value() or ""),
        )

    def problem(self) -> str:
        """Return what the fields themselves know to be wrong, or nothing."""
        count = self.form.field("count").value()
        if not isinstance(count, int) or count < 1:
            return f"{self._given.code}: {NO_NUMBER}"
        wrong = self.form.field("at").problem()
        return f"{self._given.code}: {wrong}" if wrong else ""


class ActionList(Field):
    """A field holding any number of actions; ``value`` is a tuple of ``GivenAction`` in the order they were chosen."""

    def __init__(self, name: str, label_text: str, codes: ActionCodes, box: SearchBox, me: UUID) -> None:
        self._codes = codes
        self._me = me
        self._staff: tuple[tuple[UUID, str], ...] = ()
        self._stay = False
        self.box = box
        self.area = QWidget()
        super().__init__(name, label_text, self.area)
        column = QVBoxLayout(self.area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        self._rows_layout = QVBoxLayout()
        self._rows_layout.setContentsMargins(0, 4, 0, 0)
        self._rows_layout.setSpacing(0)
        column.addLayout(self._rows_layout)
        self.area.setFocusProxy(self.box)
        self.box.setAccessibleName(label_text)
        self.box.installEventFilter(self)
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_edited)

    def offer(self, staff: Sequence[tuple[UUID, str]]) -> None:
        """Say who may have done an action."""
        if tuple(staff) != self._staff:
            self._staff = tuple(staff)
            self._draw(self.value())

    def value(self) -> tuple[GivenAction, ...]:
        """Return the actions as typed."""
        return tuple(row.value() for row in self.rows())

    def text(self) -> str:
        """Return the codes."""
        return ", ".join(row.value().code for row in self.rows())

    def set_value(self, value: object) -> None:
        """Show actions without reporting a change; what was typed into the search is gone."""
        self.box.setText("")
        given = tuple(value) if isinstance(value, Sequence) else ()
        if given != self.value():
            self._draw(given)

    def problem(self) -> str:
        """Return that something is typed but nothing chosen, or what a row knows to be wrong."""
        if self.box.text().strip():
            return NOT_CHOSEN
        return next((wrong for row in self.rows() if (wrong := row.problem())), "")

    def rows(self) -> list[ActionRow]:
        """Return the rows."""
        items = (self._rows_layout.itemAt(index) for index in range(self._rows_layout.count()))
        return [row for item in items if item and isinstance(row := item.widget(), ActionRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay in the search after a choice made with Enter, since another action may follow."""
        stay, self._stay = self._stay, False
        if stay and event.key() in ENTER_KEYS:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, found: Suggestion) -> None:
        self._stay = self.box.hasFocus()
        self._add(GivenAction(str(found.value), done_by=self._me))
        self._on_edited()

    def _on_left(self) -> None:
        if self.problem():
            self.set_error(self.problem())

    def _draw(self, given: Sequence[GivenAction]) -> None:
        for row in self.rows():
            self._drop(row)
        for one in given:
            self._add(one)

    def _add(self, given: GivenAction) -> None:
        entry = self._codes.get(given.code)
        names = (entry.title, entry.title_en) if entry else (given.code, given.code)
        row = ActionRow(given, names, self._staff, sided=entry is not None and entry.asks_side)
        row.changed.connect(self._on_edited)
        row.removed.connect(lambda: self._remove(row))
        self._rows_layout.addWidget(row)

    def _remove(self, row: ActionRow) -> None:
        self._drop(row)
        self.box.setFocus()
        self._on_edited()

    def _drop(self, row: ActionRow) -> None:
        self._rows_layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.box, wrong=wrong)


def offered_actions(codes: ActionCodes, text: str, usual: Sequence[str] = ()) -> list[Suggestion]:
    """Return the actions for what is typed, the usual ones first."""
    return [Suggestion(one.code, f"{one.code}  {one.title}", one.title_en) for one in codes.choices(text, usual)]
