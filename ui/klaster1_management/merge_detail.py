"""One merge: who, why, what undoing it would do, and the rows made meanwhile that somebody has to assign."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.core.lengths import LONGEST_REASON
from ilp_desktop.services.merge.merges_done import MergeDone
from ilp_desktop.services.merge.merging_rows import RowTold
from ilp_desktop.services.merge.unmerging import Assignment, UndoPlan
from ui.context import PageContext
from ui.klaster1_management.merge_words import day_text, undo_blocks
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.reading import Reading
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

CHOOSE = "Pilih penggabungan di daftar."
ASSIGN = "Dicatat selagi dua identitas ini satu. Tetapkan milik siapa:"
ALL_ASSIGNED = "Dibatalkan; semua data sudah pada pemiliknya."


class MergeDetail(Card):
    """The merge selected.

    Signals:
        changed(): it was undone, or a row assigned.
    """

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Penggabungan")
        self._context = context
        self.merge: MergeDone | None = None
        self.told = label(CHOOSE, "muted")
        self.told.setWordWrap(True)
        self.reading = Reading("Yang dikembalikan bila dibatalkan")
        self.reason = TextField("reason", "Alasan pembatalan", required=True, max_length=LONGEST_REASON)
        self.undo_button = danger_button("Batalkan penggabungan", "undo")
        self.undoing = QWidget()
        self.assign_label = label(ASSIGN, "strong")
        self.rows: ShownRows[RowTold] = ShownRows(row_columns(), context.jobs, key=lambda row: row.row_id)
        self.row_table = Table(self.rows, ALL_ASSIGNED)
        self.row_table.setAccessibleName("Data yang perlu ditetapkan")
        self.returned_button = quiet_button("", "arrow-left")
        self.stayed_button = quiet_button("", "arrow-right")
        self.assigning = QWidget()
        self._lay_out()
        self.show_merge(None)

    def show_merge(self, merge: MergeDone | None) -> None:
        """Show a merge, or none."""
        anew = merge is None or self.merge is None or merge.id != self.merge.id
        self.merge = merge
        self.told.setText(_told(merge) if merge else CHOOSE)
        self.undoing.setVisible(merge is not None and merge.undone_at is None)
        self.assigning.setVisible(merge is not None and merge.undone_at is not None)
        if merge is None:
            return
        if anew:
            self.reason.clear()
            self.reading.show_blocks(())
        self._read(merge)

    def _read(self, merge: MergeDone) -> None:
        unmerging, user = self._context.house.unmerging, self._context.user
        if merge.undone_at is None:
            self._context.jobs.read(lambda: unmerging.plan(user, merge.id), self._show_plan, owner=self, key="merge")
            return
        self.returned_button.setText(f"Milik {merge.loser_name}, {merge.loser_number}")
        self.stayed_button.setText(f"Milik {merge.survivor_name}, {merge.survivor_number}")
        self._context.jobs.read(lambda: unmerging.to_assign(user, merge.id), self._show_rows, owner=self, key="merge")

    def _show_plan(self, plan: UndoPlan) -> None:
        self.reading.show_blocks(tuple(undo_blocks(plan)), anew=False)

    def _show_rows(self, rows: tuple[RowTold, ...]) -> None:
        self.rows.show(rows)
        for part in (self.returned_button, self.stayed_button, self.assign_label):
            part.setVisible(bool(rows))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.undo_button)
        undoing = QVBoxLayout(self.undoing)
        undoing.setContentsMargins(0, 0, 0, 0)
        undoing.addWidget(self.reading, 1)
        undoing.addLayout(foot)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.returned_button)
        buttons.addWidget(self.stayed_button)
        buttons.addStretch(1)
        assigning = QVBoxLayout(self.assigning)
        assigning.setContentsMargins(0, 0, 0, 0)
        assigning.addWidget(self.assign_label)
        assigning.addWidget(self.row_table, 1)
        assigning.addLayout(buttons)
        self.add(self.told)
        self.add(self.undoing, 1)
        self.add(self.assigning, 1)
        self.body.addStretch()
        self.reason.line.returnPressed.connect(self.undo_button.setFocus)
        self.undo_button.clicked.connect(lambda _checked: self._on_undo())
        self.rows.loaded.connect(self._on_rows_loaded)
        for button, returned in ((self.returned_button, True), (self.stayed_button, False)):
            button.clicked.connect(lambda _checked=False, returned=returned: self._on_assign(to_returned=returned))

    def _on_rows_loaded(self) -> None:
        if self.row_table.current_row() is None:
            self.row_table.select_first()

    def _on_undo(self) -> None:
        merge = self.merge
        if merge is None:
            return
        unmerging, user, reason = self._context.house.unmerging, self._context.user, self.reason.text()
        self.undo_button.setEnabled(False)
        self._context.jobs.write(
            lambda: unmerging.undo(user, merge.id, reason), self._on_undone, owner=self, failed=self._on_refused
        )

    def _on_undone(self, plan: UndoPlan) -> None:
        self.undo_button.setEnabled(True)
        self._context.messages.info(f"Dibatalkan: {len(plan.returning)} data kembali ke identitas lama.")
        self.changed.emit()

    def _on_assign(self, *, to_returned: bool) -> None:
        merge, row = self.merge, self.row_table.current_row()
        if merge is None or row is None:
            return
        wanted = Assignment(merge.id, row.table, row.column, row.row_id, to_returned)
        unmerging, user = self._context.house.unmerging, self._context.user
        self._context.jobs.write(
            lambda: unmerging.assign(user, wanted), lambda _: self.changed.emit(), owner=self, failed=self._on_refused
        )

    def _on_refused(self, error: UserError) -> None:
        self.undo_button.setEnabled(True)
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        self.reason.set_error(fields.get("reason", ""))
        if fields:
            self.reason.setFocus()
        else:
            self._context.messages.problem(error)


def row_columns() -> tuple[Column[RowTold], ...]:
    """Return the columns of what is to be assigned."""
    return (
        Column("Data", lambda row: row.label, 200),
        Column("Tanggal", lambda row: day_text(row.day), 108),
        Column("Keterangan", lambda row: row.note),
    )


def _told(merge: MergeDone) -> str:
    lines = [
        f"{merge.loser_name} menjadi {merge.survivor_name} (No. RM {merge.survivor_number}); {merge.rows} data.",
        f"Oleh {merge.by}, {indonesian_moment(merge.at)}: {merge.reason}",
    ]
    if merge.undone_at is not None:
        lines.append(f"Dibatalkan oleh {merge.undone_by}, {indonesian_moment(merge.undone_at)}: {merge.undone_reason}")
    return "\n".join(lines)
