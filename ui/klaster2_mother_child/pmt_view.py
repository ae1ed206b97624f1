"""The children given supplementary food: those seen longest ago first, with what they gained."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.growth.pmt_list import PmtChild
from ui.context import PageContext
from ui.klaster2_mother_child.growth_pmt import gained_text
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.labels import label
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

RUNNING, ALL = "running", "all"
VIEWS = ((RUNNING, "Berjalan"), (ALL, "Semua"))
EMPTY = "Tidak ada anak yang sedang mendapat PMT. PMT dicatat di tab Tumbuh Kembang pasien."
HINT = "Yang paling lama tidak dicatat di atas."


class PmtView(QWidget):
    """One table.

    Attributes:
        model, table: the children.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.views = ViewSwitch("PMT", VIEWS)
        self.model: PagedTable[PmtChild] = PagedTable(_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Anak yang mendapat PMT")
        self.views.changed.connect(self._on_view)
        self.model.failed.connect(context.messages.problem)
        head = QHBoxLayout()
        head.addWidget(self.views)
        head.addWidget(label(HINT, "muted"))
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def begin(self) -> None:
        """Read the list when it is opened."""
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.model.reload()

    def _fetch(self, after: PmtChild | None, limit: int) -> Sequence[PmtChild]:
        """Return a page of children; runs on a reader thread."""
        running = self.views.current() == RUNNING
        return self._context.house.pmt_list.listed(self._context.user, running=running, after=after, limit=limit)

    def _on_view(self, _view: str) -> None:
        self.model.clear()
        self.model.reload()


def _gain_tone(row: PmtChild) -> Tone | None:
    then, now = row.record.weight_then, row.record.weight_now
    return None if then is None or now is None or now > then else Tone.BAD


def _columns() -> tuple[Column[PmtChild], ...]:
    return (
        Column("Dicatat", lambda row: indonesian_date(row.record.day), 96),
        Column("Nama", lambda row: row.name, tooltip=lambda row: row.name),
        Column("Umur", lambda row: row.age.short_text, 88),
        Column("Ibu", lambda row: row.mother_name, 130, tooltip=lambda row: row.mother_name),
        Column("Alamat", lambda row: row.home, 170, tooltip=lambda row: row.home),
        Column("Jenis", lambda row: row.record.kind, 170, tooltip=lambda row: row.record.kind),
        Column("Mulai", lambda row: indonesian_date(row.record.begun_on) if row.record.begun_on else "-", 96),
        Column("Hari", lambda row: str(row.record.days), 52, align_right=True),
        Column("Dihabiskan", lambda row: row.record.eaten or "-", 130),
        Column("Selisih BB", lambda row: gained_text(row.record) or "-", 92, align_right=True, colour=_gain_tone),
        Column("Selesai", lambda row: "ya" if row.record.finished else "belum", 72),
    )
