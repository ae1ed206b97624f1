"""1 Manajemen > Kematian: deaths of mothers, babies and small children, and whether the health office was told."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.deaths import DeathRow
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.table import Table

EMPTY = "Belum ada kematian ibu, bayi atau balita yang tercatat."
HINT = "Dicatat di ruang klaster 2 (Persalinan, atau Tumbuh Kembang bayi) atau di Loket; di sini tindak lanjutnya."
NOTICE = "Pemberitahuan kematian"


class DeathsPanel(Panel):
    """The list, the latest death first, and what is done about the one selected."""

    subjects = frozenset({"death", "person"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model: PagedTable[DeathRow] = PagedTable(
            self._columns(), self._fetch, context.jobs, key=lambda row: row.person_id, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.print_button = quiet_button("Cetak pemberitahuan", "printer")
        self.told_button = quiet_button("Sudah diberitahukan hari ini", "check")

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list under its buttons."""
        head = QHBoxLayout()
        head.addWidget(label(HINT, "muted"))
        head.addStretch(1)
        for button in (self.print_button, self.told_button):
            head.addWidget(button)
            button.setEnabled(False)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.model.failed.connect(self.on_failed)
        self.table.selected.connect(self._on_selected)
        self.print_button.clicked.connect(self._print)
        self.told_button.clicked.connect(self._tell)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again."""
        self.model.reload()

    def _columns(self) -> tuple[Column[DeathRow], ...]:
        return (
            Column("Meninggal", lambda row: indonesian_date(row.died_on), 96),
            Column("Nama", lambda row: row.name),
            Column("Umur", lambda row: row.age, 120),
            Column("Kematian", lambda row: row.kind.value, 130),
            Column("Desa", lambda row: row.village, 130),
            Column("Penyebab langsung", lambda row: row.cause or "belum dicatat"),
            Column("Batas", lambda row: indonesian_date(row.notify_by), 96),
            Column("Pemberitahuan", self._state, 190, colour=self._tone),
        )

    def _state(self, row: DeathRow) -> str:
        told = f" {indonesian_date(row.notified_on)}" if row.notified_on is not None else ""
        return f"{row.state(self.context.today())}{told}"

    def _tone(self, row: DeathRow) -> Tone:
        if row.notified_on is not None:
            return Tone.GOOD
        return Tone.BAD if self.context.today() > row.notify_by else Tone.WARN

    def _fetch(self, after: DeathRow | None, limit: int) -> Sequence[DeathRow]:
        """Return a page; runs on a reader thread."""
        return self.context.house.deaths.listed(self.context.user, after, limit)

    def _on_selected(self, row: DeathRow | None) -> None:
        known = row is not None and bool(row.cause)
        self.print_button.setEnabled(known)
        self.told_button.setEnabled(known and row is not None and row.notified_on is None)

    def _selected(self) -> UUID | None:
        row: DeathRow | None = self.table.current_row()
        return None if row is None else row.person_id

    def _print(self) -> None:
        person_id, house, user = self._selected(), self.context.house, self.context.user
        if person_id is not None:
            self.context.jobs.paper(
                lambda: house.deaths.pdf(user, person_id), self._on_printed, owner=self, failed=self._say
            )

    def _on_printed(self, pdf: bytes) -> None:
        self.context.show_paper(Paper(NOTICE, "pemberitahuan-kematian.pdf", pdf))

    def _tell(self) -> None:
        person_id, house, user = self._selected(), self.context.house, self.context.user
        today = self.context.today()
        if person_id is not None:
            self.told_button.setEnabled(False)
            self.context.jobs.write(
                lambda: house.deaths.notify(user, person_id, today), self._on_told, owner=self, failed=self._say
            )

    def _on_told(self, _nothing: None) -> None:
        self.context.messages.info("Pemberitahuan dicatat.")
        self.model.reload()

    def _say(self, error: UserError) -> None:
        self.context.messages.problem(error)
