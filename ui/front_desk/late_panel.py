"""Entri susulan: the paper of a day without power is typed in line by line, and stands beneath as it is stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.record.late_entries import LateRow
from ilp_desktop.services.record.late_writing import Unlikely
from ui.context import PageContext
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.late_fields import KEPT, LateFields, beside_fields
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.draft_places import LATE
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.labels import label
from ui.widgets.table import Table

TITLE = "Entri susulan"
SAVE_TEXT, SURE_TEXT = "Simpan baris", "Simpan, memang begitu"
WHAT_FOR = "Untuk kunjungan di kertas: dihitung pada hari pelayanannya dan bertanda «dicatat kemudian»."
UNLIKELY = "Yang bertanda merah tidak lazim. Perbaiki, atau simpan lagi bila memang begitu."
EMPTY = "Belum ada yang dicatat untuk hari ini di kertas. Isi barisnya di atas, lalu simpan."
NO_DAY = "Isi hari pelayanan untuk melihat yang sudah dicatat."
COLUMNS = (
    Column[LateRow]("Jam", lambda row: f"{row.at:%H.%M}", 64),
    Column[LateRow]("Nomor", lambda row: row.number, 76),
    Column[LateRow]("Nama", lambda row: row.name, tooltip=lambda row: f"No. RM {row.record_number}"),
    Column[LateRow]("Klaster", lambda row: row.klaster.label, 146),
    Column[LateRow]("Diagnosis", lambda row: ", ".join(row.codes) or "-", 110),
    Column[LateRow]("Petugas", lambda row: row.served_by, 170),
    Column[LateRow]("Dicatat kemudian", lambda row: f"{indonesian_moment(row.recorded_at)}, {row.recorded_by}", 236),
)


class LatePanel(FormPanel):
    """One line of the paper after the other.

    Attributes:
        fields: the line being typed.
        table: what is stored for the day of the paper.
    """

    def __init__(self, context: PageContext) -> None:
        self.fields = LateFields(context)
        super().__init__(context, self.fields.form, SAVE_TEXT)
        self._client_id = context.house.uow.identities.new()
        self._asked: frozenset[str] = frozenset()
        self._kept: Mapping[str, object] = {}
        self._started = False
        self.head.addWidget(label(TITLE, "section"))
        self.head.addWidget(label(WHAT_FOR, "small"), 1)
        self.rows = ShownRows(COLUMNS, context.jobs, key=lambda row: row.encounter_id)
        self.table = Table(self.rows, NO_DAY)
        self.table.setAccessibleName("Yang sudah dicatat kemudian")
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body.addWidget(self.fields.form)
        self.body.addWidget(self.table, 1)
        self.form.changed.connect(self._on_changed)
        self.fields.day.finished.connect(self.reload)

    def start(self) -> None:
        """Begin a line, or go on with one that was left."""
        if not self._started:
            self._started = True
            kept = self.keeper.take_up(LATE)
            if kept is not None:
                self._kept = answers_of(kept.typed)
                self.form.set_values(self._kept)
                self.keeper.say_shown(kept)
            entries, user = self.context.house.late_entries, self.context.user
            self.context.jobs.read(lambda: entries.people_on_duty(user), self._offer_staff, owner=self, key="staff")
        self.reload()
        self.form.go_to(self.fields.hour if self.fields.day.value() else self.fields.day)

    def reload(self) -> None:
        """Read what is stored for the day of the paper."""
        day = self.fields.day.value()
        if not isinstance(day, date):
            self.rows.show(())
            return
        entries, user = self.context.house.late_entries, self.context.user
        self.context.jobs.read(lambda: entries.listed(user, day), self._on_listed, owner=self, key="late")

    def snapshot(self) -> dict[str, Any] | None:
        """Return the line as plain values, None when nothing of it is typed."""
        typed = {name: value for name, value in self.typed().items() if value}
        return plain_answers(typed) if typed.keys() - set(KEPT) else None

    def save(self) -> None:
        """Store the line; what is unlikely is asked once, and the next press says that it is so."""
        problems = self.fields.problems()
        if problems:
            self.show_errors(problems)
            return
        wanted = self.fields.visit(self._client_id, sure=bool(self._asked))
        entries, user = self.context.house.late_entries, self.context.user
        self.submit(lambda: entries.add(user, wanted), self._on_saved)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show errors beside their fields; a question of vital signs is a field of its own here."""
        super().show_errors(beside_fields(errors))

    def _offer_staff(self, staff: Sequence[tuple[Any, str]]) -> None:
        self.fields.offer_staff(staff)
        self.fields.served_by.set_value(self._kept.get("served_by"))

    def _on_listed(self, rows: Sequence[LateRow]) -> None:
        self.table.set_empty_text(EMPTY)
        self.rows.show(rows)

    def _on_saved(self, number: str) -> None:
        self._client_id = self.context.house.uow.identities.new()
        self._ask(frozenset())
        self.context.messages.info(f"Tercatat dengan nomor {number} hari itu.")
        self.fields.start_next()
        self.reload()

    def _on_changed(self, _name: str) -> None:
        self._ask(frozenset())

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, Unlikely):
            self._ask(frozenset(error.fields))
            self._set_saving(saving=False)
            self.show_errors(error.fields)
            self.say_problem(UNLIKELY, "")
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super()._on_failed(error)

    def _ask(self, fields: frozenset[str]) -> None:
        """Ask whether these are as typed, or nothing any more."""
        self._asked = fields
        self.save_button.setText(SURE_TEXT if fields else SAVE_TEXT)
