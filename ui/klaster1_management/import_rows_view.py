"""What becomes of the rows of a list: counts, the rows with their reasons, and the refused ones as a file."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.family_import.family_import_data import CheckedRow, ImportPlan, ImportResult, Outcome
from ui.context import PageContext
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import Pill, label
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

TONES = {
    Outcome.NEW: Tone.GOOD,
    Outcome.UPDATED: Tone.INFO,
    Outcome.SAME: Tone.NEUTRAL,
    Outcome.DOUBLED: Tone.NEUTRAL,
    Outcome.REFUSED: Tone.BAD,
}
ALL, REFUSED, NOTED = "semua", "ditolak", "catatan"
BEFORE = "Belum ada yang disimpan. Yang ditampilkan baris-baris pertama; hitungannya seluruh berkas."
NOTHING = "Pilih berkas, lalu tekan Periksa."


class ImportRowsView(QWidget):
    """Counts on top, rows beneath.

    Signals:
        file_wanted(): the refused rows are to be written into a file.
    """

    file_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._rows: tuple[CheckedRow, ...] = ()
        self.told = label(NOTHING, "muted")
        self.told.setWordWrap(True)
        self.pills = {outcome: Pill("", TONES[outcome]) for outcome in Outcome}
        self.views = ViewSwitch("Tampilkan", [(ALL, "Semua"), (REFUSED, "Ditolak"), (NOTED, "Bercatatan")])
        self.save_button = quiet_button("Simpan yang ditolak", "save")
        self.save_button.setToolTip("Berkas XLSX dengan alasan tiap baris, untuk diperbaiki dan diimpor lagi")
        self.save_button.setEnabled(False)
        self.model: ShownRows[CheckedRow] = ShownRows(_columns(), context.jobs, key=lambda row: row.line)
        self.table = Table(self.model, "Tidak ada baris.")
        self.table.setAccessibleName("Baris berkas")
        self._lay_out()
        self.show_plan(None)
        self.views.changed.connect(lambda _view: self._show())
        self.save_button.clicked.connect(self.file_wanted)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what would become of the rows of a file; None when another file or column is being chosen."""
        self.told.setText(BEFORE if plan else NOTHING)
        self._show_all(plan.shown if plan else (), plan.counts if plan else {})

    def show_result(self, plan: ImportPlan, result: ImportResult) -> None:
        """Show what became of them."""
        self.told.setText("Impor selesai. Baris yang ditolak dan yang bercatatan di bawah ini.")
        cells = {row.line: row.cells for row in plan.shown}
        cells |= {one.line: {"name": one.name} for one in plan.people}
        bad = result.refused
        refused = [CheckedRow(one.line, Outcome.REFUSED, cells.get(one.line, {}), one.reasons) for one in bad]
        noted = [CheckedRow(one.line, one.outcome, cells.get(one.line, {}), {}, (one.told,)) for one in result.remarks]
        self._show_all((*refused, *noted), result.counts)

    def _show_all(self, rows: Sequence[CheckedRow], counts: Mapping[Outcome, int]) -> None:
        self._rows = tuple(rows)
        for outcome, pill in self.pills.items():
            pill.set(f"{counts[outcome]} {outcome.value}" if counts.get(outcome) else "", TONES[outcome])
        self.save_button.setEnabled(bool(counts.get(Outcome.REFUSED)))
        self._show()

    def _show(self) -> None:
        view = self.views.current()
        chosen = [row for row in self._rows if view == ALL or _is_of(row, view)]
        self.model.show(sorted(chosen, key=lambda row: (row.outcome is not Outcome.REFUSED, row.line)))

    def _lay_out(self) -> None:
        pills, tools = QHBoxLayout(), QHBoxLayout()
        for row in (pills, tools):
            row.setSpacing(8)
        for pill in self.pills.values():
            pills.addWidget(pill)
        pills.addStretch(1)
        tools.addWidget(self.views)
        tools.addStretch(1)
        tools.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addLayout(pills)
        column.addLayout(tools)
        column.addWidget(self.table, 1)


def _is_of(row: CheckedRow, view: str) -> bool:
    return row.outcome is Outcome.REFUSED if view == REFUSED else bool(row.notes)


def _columns() -> tuple[Column[CheckedRow], ...]:
    return (
        Column("Baris", lambda row: str(row.line), 64, align_right=True),
        Column("Hasil", lambda row: row.outcome.value, 96, colour=lambda row: TONES[row.outcome]),
        Column("Nama", lambda row: row.cells.get("name", ""), 168, tooltip=_identity),
        Column("Alasan dan catatan", lambda row: row.told, tooltip=lambda row: row.told),
    )


def _identity(row: CheckedRow) -> str:
    """Return everything that stands in a row, one thing beneath the other."""
    return "\n".join(text for text in row.cells.values() if text)
