"""The short words of whoever is signed in, and the texts they stand for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.record.short_texts import LIMITS, ShortTextRow
from ui.widgets.buttons import inline_button, quiet_button
from ui.widgets.field_form import FieldForm
from ui.widgets.room.record.panel import RecordPanel, empty_layout, wrapped
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import MultiLineField, TextField

NONE = "Belum ada singkatan. Tulis misalnya .batuk, lalu teks yang menggantikannya."
HINT = "Di catatan, ketik singkatannya lalu Spasi atau Tab. Singkatan ini milik Anda sendiri."
SHOWN_LETTERS = 60


class ShortTextPanel(RecordPanel):
    """The list, and a form that keeps one more or changes one.

    Signals:
        kept(object): these are one's own now, as ``ShortTextRow``.
    """

    kept = Signal(object)

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Singkatan saya", room)
        self.rows: tuple[ShortTextRow, ...] = ()
        self._list = QWidget()
        QVBoxLayout(self._list).setContentsMargins(0, 0, 0, 0)
        self.form = FieldForm(columns=1)
        self.form.add(TextField("word", "Singkatan", required=True, hint=".batuk", max_length=16))
        self.form.add(MultiLineField("body", "Teks", required=True, lines=5, longest=LIMITS["body"][1]))
        self.save_button = quiet_button("Simpan singkatan", "save")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save_button)
        for part in (wrapped(HINT, "muted"), self._list, self.form):
            self.add(part)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.form.set_save_button(self.save_button)
        self.save_button.clicked.connect(self._save)

    def read(self) -> None:
        """Read one's own."""
        world = self.room.context
        world.jobs.read(lambda: world.house.short_texts.listed(world.user), self._show, owner=self, key="short")

    def begin(self) -> None:
        """Start with the word."""
        self.read()
        self.form.focus_first()

    def _show(self, rows: Sequence[ShortTextRow]) -> None:
        self.rows = tuple(rows)
        empty_layout(self._list)
        layout = self._list.layout()
        if layout is not None:
            for row in self.rows:
                layout.addWidget(self._line(row))
            if not self.rows:
                layout.addWidget(wrapped(NONE, "muted"))
        self.kept.emit(self.rows)

    def _line(self, row: ShortTextRow) -> QWidget:
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        text = " ".join(row.body.split())
        shown = text if len(text) <= SHOWN_LETTERS else f"{text[: SHOWN_LETTERS - 1]}…"
        beside.addWidget(wrapped(f"{row.word}  {shown}"), 1)
        edit, remove = inline_button("Ubah"), inline_button("Hapus")
        edit.clicked.connect(lambda: self._edit(row))
        remove.clicked.connect(lambda: self._remove(row))
        beside.addWidget(edit)
        beside.addWidget(remove)
        return line

    def _edit(self, row: ShortTextRow) -> None:
        self.form.set_values({"word": row.word, "body": row.body})
        self.form.go_to(self.form.field("body"))

    def _save(self) -> None:
        if not self.form.check() or not self.presses.begin("save"):
            return
        world = self.room.context
        word, body = self.form.field("word").text(), self.form.field("body").text()
        world.jobs.write(
            lambda: world.house.short_texts.keep(world.user, word, body),
            self._on_saved,
            owner=self,
            failed=lambda error: self.fail(error, self.form),
        )

    def _remove(self, row: ShortTextRow) -> None:
        world = self.room.context
        if self.presses.begin(row.id):
            world.jobs.write(
                lambda: world.house.short_texts.remove(world.user, row.id), self._on_saved, owner=self, failed=self.fail
            )

    def _on_saved(self, rows: Sequence[ShortTextRow]) -> None:
        self.presses.end()
        self.form.clear()
        self._show(rows)
        self.form.focus_first()
