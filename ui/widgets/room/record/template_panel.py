"""Templates of whoever is signed in: found by a few letters, put into several parts of the note at once."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.care.note_template import TEMPLATE_PARTS, Filling, filled_in, template_of
from ilp_desktop.services.record.note_templates import LONGEST_NAME, LONGEST_PART, KeptTemplate, TemplateRow
from ilp_desktop.services.record.visit_writing import NOTE_LABELS
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.field_form import FieldForm
from ui.widgets.room.record.panel import RecordPanel, wrapped
from ui.widgets.room.record.template_list import TemplateList
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import MultiLineField, TextField

TITLE = "Templat catatan saya"
HINT = "Enter mengisi bagian kosong; Ctrl+Enter menambah di belakang yang diketik."
NOTHING_TO_FILL = "Bagian yang diisi templat ini sudah terisi. Ctrl+Enter menambahkannya di belakang."
ALL_THERE = "Semua isi templat ini sudah ada dalam catatan."
NOTHING_TYPED = "Catatan ini belum berisi teks yang dapat dijadikan templat. Tulis sendiri isinya."
LEFT_OUT = "Tidak ikut, karena hasil ukur pasien ini: {lines}"
REMOVED = "Templat {name} dihapus."
LINES, COLUMNS = 2, 2


class TemplatePanel(RecordPanel):
    """The list, and a form that keeps a template; ``note`` tells what is typed in the note now.

    Signals:
        parts_wanted(object): these parts of the note become so, part to text.
    """

    parts_wanted = Signal(object)

    def __init__(self, room: RoomContext, note: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(TITLE, room)
        self._note = note
        self._edited: UUID | None = None
        self._client_id: UUID | None = None
        self.list = TemplateList()
        self.from_note_button = quiet_button("Buat dari catatan ini", "copy")
        self.write_button = quiet_button("Tulis sendiri", "edit")
        self.form = FieldForm(columns=COLUMNS)
        self.form.add(
            TextField("name", "Nama templat", required=True, hint="ISPA anak", max_length=LONGEST_NAME), span=2
        )
        for part in TEMPLATE_PARTS:
            self.form.add(MultiLineField(part, NOTE_LABELS[part], lines=LINES, longest=LONGEST_PART))
        self.save_button = quiet_button("Simpan templat", "save")
        self.back_button = plain_button("Kembali ke daftar", "arrow-left")
        self.told = wrapped("", "muted")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Read one's own and start where one searches, or in the template that is being written."""
        self._read()
        if self.is_writing():
            self.form.focus_first()
        else:
            self.list.start()

    def is_writing(self) -> bool:
        """Say whether a template is being written."""
        return self._pages.currentIndex() == 1

    def _lay_out(self) -> None:
        self._pages.addWidget(
            _column(wrapped(HINT, "muted"), self.list, _row(self.from_note_button, self.write_button))
        )
        self._pages.addWidget(_column(self.told, self.form, _row(self.back_button, self.save_button)))
        self.add(self._pages, 1)
        self.form.set_save_button(self.save_button)

    def _connect(self) -> None:
        self.list.taken.connect(self._take)
        self.list.edit_wanted.connect(self._edit)
        self.list.remove_wanted.connect(self._remove)
        self.from_note_button.clicked.connect(lambda _checked: self._write_from_note())
        self.write_button.clicked.connect(lambda _checked: self._write(None, "", {}))
        self.back_button.clicked.connect(lambda _checked: self._to_list())
        self.save_button.clicked.connect(lambda _checked: self._save())

    def _read(self) -> None:
        world = self.room.context
        world.jobs.read(
            lambda: world.house.note_templates.listed(world.user), self.list.show_rows, owner=self, key="templates"
        )

    def _take(self, row: TemplateRow, filling: Filling) -> None:
        """Put a template into the note, or say why nothing of it goes in."""
        changed = filled_in(row.parts, self._note(), filling)
        if not changed:
            behind = filled_in(row.parts, self._note(), Filling.BEHIND)
            self.room.context.messages.note(NOTHING_TO_FILL if behind else ALL_THERE)
            return
        self.closed.emit()
        self.parts_wanted.emit(changed)

    def _write_from_note(self) -> None:
        parts, left = template_of(self._note())
        if not parts:
            self.room.context.messages.note(NOTHING_TYPED)
            return
        self._write(None, "", parts)
        self._tell(LEFT_OUT.format(lines="; ".join(left)) if left else "")

    def _edit(self, row: TemplateRow) -> None:
        self._write(row.id, row.name, row.parts)

    def _write(self, template_id: UUID | None, name: str, parts: Mapping[str, str]) -> None:
        self._edited = template_id
        self._client_id = self.room.context.house.uow.identities.new()
        self.form.clear()
        self.form.set_values({"name": name, **parts})
        self.form.show_errors({})
        self._tell("")
        self._pages.setCurrentIndex(1)
        self.form.focus_first()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _to_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self.list.start()

    def _save(self) -> None:
        client_id = self._client_id
        if client_id is None or not self.form.check() or not self.presses.begin(client_id):
            return
        texts = {part: self.form.field(part).text() for part in TEMPLATE_PARTS}
        wanted = KeptTemplate(client_id, self._edited, self.form.field("name").text(), texts)
        world = self.room.context
        world.jobs.write(
            lambda: world.house.note_templates.keep(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=lambda error: self.fail(error, self.form),
        )

    def _on_saved(self, rows: Sequence[TemplateRow]) -> None:
        self.presses.end()
        self.form.clear()
        self.list.search.clear()
        self.list.show_rows(rows)
        self._to_list()

    def _remove(self, row: TemplateRow) -> None:
        world = self.room.context
        if self.presses.begin(row.id):
            world.jobs.write(
                lambda: world.house.note_templates.remove(world.user, row.id),
                lambda rows: self._on_removed(row.name, rows),
                owner=self,
                failed=self.fail,
            )

    def _on_removed(self, name: str, rows: Sequence[TemplateRow]) -> None:
        self.presses.end()
        self.list.show_rows(rows)
        self.list.start()
        self.room.context.messages.info(REMOVED.format(name=name))


def _row(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first)
    row.addStretch(1)
    row.addWidget(second)
    return holder


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder
