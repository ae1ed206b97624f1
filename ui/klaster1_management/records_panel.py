"""1 Manajemen > Rekam medis: who read restricted entries and why, and visits that moved to the right person."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.chart.move_list import MoveDone
from ilp_desktop.services.chart.seals_broken import COPY, SealOpened
from ilp_desktop.services.core.lengths import LONGEST_REASON
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import danger_button
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField
from ui.widgets.view_switch import ViewSwitch

SEALS, MOVES = "seals", "moves"
VIEWS = ((SEALS, "Isian terbatas yang dibuka"), (MOVES, "Kunjungan yang dipindahkan"))
SEAL_HINT = "Pemeriksa di luar klaster yang merawat membuka isian terbatas dengan alasan, sekali baca."
MOVE_HINT = "Salah pasien: dipindahkan dari Ringkasan di ruang. Pilih satu baris untuk mengembalikannya."
NO_SEALS = "Belum ada yang membuka isian terbatas klaster lain."
NO_MOVES = "Belum ada kunjungan yang dipindahkan."
UNDONE = "Kunjungan dikembalikan. Kedua rekam medis mencatatnya."
WHOLE = "seluruh rekam medis"


class RecordsPanel(Panel):
    """Two lists, one in front; a move is taken back with a reason."""

    subjects = frozenset({"seal", "visit_move"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.views = ViewSwitch("Yang dilihat", VIEWS)
        self.hint = label("", "muted")
        self.seals: PagedTable[SealOpened] = PagedTable(seal_columns(), self._fetch_seals, context.jobs, parent=self)
        self.moves: PagedTable[MoveDone] = PagedTable(move_columns(), self._fetch_moves, context.jobs, parent=self)
        self.seal_table = Table(self.seals, NO_SEALS)
        self.seal_table.setAccessibleName(VIEWS[0][1])
        self.move_table = Table(self.moves, NO_MOVES)
        self.move_table.setAccessibleName(VIEWS[1][1])
        self.reason = TextField("reason", "Alasan mengembalikan", required=True, max_length=LONGEST_REASON)
        self.undo_button = danger_button("Kembalikan", "undo")
        self.stack = QStackedWidget()
        self._press = OnePress()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the lists under their switch."""
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.views)
        head.addWidget(self.hint, 1)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.reason, 1)
        below.addWidget(self.undo_button)
        moves = QWidget()
        rows = QVBoxLayout(moves)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.move_table, 1)
        rows.addLayout(below)
        self.stack.addWidget(self.seal_table)
        self.stack.addWidget(moves)
        column.addWidget(self.stack, 1)
        self.views.changed.connect(self._show)
        self.move_table.selected.connect(self._on_selected)
        self.undo_button.clicked.connect(lambda _checked: self._undo())
        self.reason.line.returnPressed.connect(self.undo_button.setFocus)
        for model in (self.seals, self.moves):
            model.failed.connect(self.on_failed)
        self._on_selected(None)
        if not self._may_see_seals():
            self.views.set_offered(SEALS, offered=False)
            self.views.select(MOVES)
        self._show(self.views.current())

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read both lists again."""
        if self._may_see_seals():
            self.seals.reload()
        self.moves.reload()

    def _may_see_seals(self) -> bool:
        return self.context.user.may(Act.SEE_SEALS_BROKEN)

    def _show(self, view: str) -> None:
        self.stack.setCurrentIndex((SEALS, MOVES).index(view))
        self.hint.setText(SEAL_HINT if view == SEALS else MOVE_HINT)

    def _fetch_seals(self, after: SealOpened | None, limit: int) -> Sequence[SealOpened]:
        """Return a page; runs on a reader thread."""
        return self.context.house.records.seals_broken(self.context.user, after, limit)

    def _fetch_moves(self, after: MoveDone | None, limit: int) -> Sequence[MoveDone]:
        """Return a page; runs on a reader thread."""
        return self.context.house.visit_moves.listed(self.context.user, after, limit)

    def _on_selected(self, row: MoveDone | None) -> None:
        may_undo = row is not None and row.in_force
        self.undo_button.setEnabled(may_undo)
        self.reason.setEnabled(may_undo)
        self.reason.set_error("")

    def _undo(self) -> None:
        row: MoveDone | None = self.move_table.current_row()
        if row is None or not self._press.begin(row.id):
            return
        moves, user, reason = self.context.house.visit_moves, self.context.user, self.reason.text()
        self.context.jobs.write(
            lambda: moves.undo(user, row.id, reason), self._on_undone, owner=self, failed=self._on_refused
        )

    def _on_undone(self, _move_id: object) -> None:
        self._press.end()
        self.reason.clear()
        self.context.messages.info(UNDONE)
        self.moves.reload()

    def _on_refused(self, error: UserError) -> None:
        self._press.fail()
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        self.reason.set_error(fields.get("reason", ""))
        if fields:
            self.reason.setFocus()
        else:
            self.context.messages.problem(error)


def seal_columns() -> tuple[Column[SealOpened], ...]:
    """Return the columns of the openings."""
    return (
        Column("Waktu", lambda row: indonesian_moment(row.at), 128),
        Column("Dibuka oleh", lambda row: f"{row.by}, {row.profession}", 220, tooltip=lambda row: row.by),
        Column("Dari klaster", lambda row: row.during.label, 140),
        Column("Pasien", lambda row: f"{row.patient} ({row.record_number})", 220, tooltip=lambda row: row.patient),
        Column("Kunjungan", lambda row: row.visit or WHOLE, 190, tooltip=lambda row: row.visit or WHOLE),
        Column("Cara", lambda row: row.purpose, 72, colour=_seal_tone),
        Column("Alasan", lambda row: row.reason, tooltip=lambda row: row.reason),
    )


def _seal_tone(row: SealOpened) -> Tone:
    return Tone.WARN if row.purpose == COPY else Tone.NEUTRAL


def move_columns() -> tuple[Column[MoveDone], ...]:
    """Return the columns of the moves."""
    return (
        Column("Waktu", lambda row: indonesian_moment(row.at), 128),
        Column("Kunjungan", lambda row: f"{indonesian_date(row.day)} {row.klaster.label}", 200),
        Column("Dari", lambda row: row.old, 210, tooltip=lambda row: row.old),
        Column("Ke", lambda row: row.new, 210, tooltip=lambda row: row.new),
        Column("Oleh", lambda row: row.by, 160),
        Column("Keadaan", _state, 110, colour=lambda row: Tone.GOOD if row.in_force else Tone.NEUTRAL),
        Column("Alasan", lambda row: row.reason, tooltip=lambda row: row.reason),
    )


def _state(row: MoveDone) -> str:
    if row.is_undo:
        return "pengembalian"
    return "berlaku" if row.in_force else "dikembalikan"
