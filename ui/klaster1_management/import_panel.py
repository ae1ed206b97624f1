"""1 Manajemen > Impor keluarga: a list from a file, looked at before anything of it is stored."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.family_import.family_import_data import (
    ImportPlan,
    ImportResult,
    ImportWanted,
    Outcome,
    SourceTable,
)
from ui.context import PageContext
from ui.klaster1_management.import_mapping import ImportMapping
from ui.klaster1_management.import_rows_view import ImportRowsView
from ui.klaster1_management.panel import Panel
from ui.long_job import LongJob
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.page import NEW, bind
from ui.widgets.progress_bar import JobProgress

FILES = "Daftar keluarga (*.xlsx *.csv *.txt);;Semua berkas (*)"
XLSX = "Buku kerja Excel (*.xlsx)"
NO_FILE = "Belum ada berkas"
NOT_YOURS = "Hanya pendaftaran dan kepala yang dapat mengimpor."
SHARES = (5, 6)


class ImportPanel(Panel):
    """Choose a file, match its columns, check it, import it; refused rows become a file to be put right.

    Attributes:
        mapping: which column holds what.
        rows: what becomes of the rows.
    """

    subjects = frozenset({"facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._plan: ImportPlan | None = None
        self._result: ImportResult | None = None

    def fill(self, column: QVBoxLayout) -> None:
        """Put file and columns at the left, rows at the right, progress beneath."""
        self.mapping = ImportMapping()
        self.rows = ImportRowsView(self.context)
        self.progress = JobProgress()
        self.file_label = ElidedLabel("muted")
        self.file_label.setText(NO_FILE)
        self.choose_button = quiet_button("Pilih berkas", "plus")
        self.check_button = quiet_button("Periksa", "search")
        self.import_button = primary_button("Impor", "save")
        left, right = Card("Berkas dan kolom"), Card("Baris berkas")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.choose_button)
        head.addWidget(self.file_label, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.check_button)
        foot.addWidget(self.import_button)
        left.body.addLayout(head)
        left.add(self.mapping, 1)
        left.body.addLayout(foot)
        right.add(self.rows, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left, SHARES[0])
        row.addWidget(right, SHARES[1])
        column.addLayout(row, 1)
        column.addWidget(self.progress)
        self._connect()
        self._allow()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Keep what is under way; nothing here is read before a file is chosen."""

    def open_file(self, file: Path) -> None:
        """Look at a file."""
        imports, user = self.context.house.family_imports, self.context.user
        self._forget()
        self._follow(
            self.context.jobs.long(
                lambda _progress: imports.inspect(user, file),
                self._on_inspected,
                owner=self,
                failed=self.on_failed,
            ),
            "Membuka berkas …",
        )

    def check(self) -> None:
        """Read the file whole and say what would become of it."""
        wanted = self.mapping.wanted()
        if wanted is None:
            return
        imports, user = self.context.house.family_imports, self.context.user
        self._forget()
        self._follow(
            self.context.jobs.long(
                lambda progress: imports.prepare(user, wanted, progress),
                self._on_prepared,
                owner=self,
                failed=self.on_failed,
            ),
            "Membaca berkas …",
        )

    def run(self) -> None:
        """Store what was checked."""
        plan = self._plan
        if plan is None:
            return
        imports, user = self.context.house.family_imports, self.context.user
        job = self.context.jobs.long(
            lambda progress: imports.run(user, plan, progress),
            lambda result: self._on_imported(plan, result),
            owner=self,
            failed=self.on_failed,
        )
        job.ended.connect(lambda: self._on_run_ended(job, plan.wanted))
        self._follow(job, "Mengimpor …")

    def write_refused(self, file: Path) -> None:
        """Write the refused rows into a file."""
        plan = self._plan
        if plan is None:
            return
        refused = self._result.refused if self._result else plan.refused
        imports, user = self.context.house.family_imports, self.context.user
        self._follow(
            self.context.jobs.long(
                lambda _progress: imports.write_refused(user, plan, refused, file),
                lambda count: self.context.messages.exported(f"{count} baris tersimpan dalam {file.name}."),
                owner=self,
                failed=self.on_failed,
            ),
            "Menulis berkas …",
        )

    def _connect(self) -> None:
        self.choose_button.clicked.connect(lambda _checked: self._ask_for_file())
        self.check_button.clicked.connect(lambda _checked: self.check())
        self.import_button.clicked.connect(lambda _checked: self.run())
        self.mapping.changed.connect(self._forget)
        self.rows.file_wanted.connect(self._ask_where)
        bind(NEW, self.choose_button, within=self)

    def _allow(self, *, busy: bool = False) -> None:
        """Let be pressed what can be done now."""
        may = self.context.user.may(Act.IMPORT_FAMILIES)
        self.choose_button.setEnabled(may and not busy)
        if not may:
            self.choose_button.setToolTip(NOT_YOURS)
        self.check_button.setEnabled(may and not busy and self.mapping.table is not None)
        counts = self._plan.counts if self._plan else {}
        news = bool(counts.get(Outcome.NEW) or counts.get(Outcome.UPDATED))
        self.import_button.setEnabled(may and not busy and news and self._result is None)

    def _forget(self) -> None:
        """Forget what was checked: another file or column is being chosen."""
        self._plan = self._result = None
        self.rows.show_plan(None)
        self._allow()

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, "Pilih daftar keluarga", _documents(), FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_where(self) -> None:
        proposed = str(Path(_documents()) / f"baris-ditolak-{self.context.today().isoformat()}.xlsx")
        dialog = QFileDialog(self, "Simpan baris yang ditolak", proposed, XLSX)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.write_refused(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_inspected(self, table: SourceTable) -> None:
        self.file_label.setText(table.file.name)
        self.mapping.show_table(table)
        self._allow()

    def _on_prepared(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.rows.show_plan(plan)
        self._allow()

    def _on_imported(self, plan: ImportPlan, result: ImportResult) -> None:
        self._result = result
        self.rows.show_result(plan, result)
        self._allow()
        new, more = result.counts.get(Outcome.NEW, 0), result.counts.get(Outcome.UPDATED, 0)
        self.context.messages.info(f"{new} orang baru terdaftar, {more} dilengkapi.")

    def _on_run_ended(self, job: LongJob, wanted: ImportWanted) -> None:
        if job.is_cancelled():
            told = "Yang sudah tersimpan tetap ada; periksa lagi untuk melanjutkan."
            self.context.messages.info(f"Impor {wanted.file.name} dihentikan. {told}")
            self._forget()

    def _follow(self, job: LongJob, text: str) -> None:
        self._allow(busy=True)
        self.progress.follow(job, text)
        job.ended.connect(self._allow)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
