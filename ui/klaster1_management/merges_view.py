"""The merges done, and undoing them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.services.merge.merges_done import MergeDone
from ui.context import PageContext
from ui.klaster1_management.merge_detail import MergeDetail
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.table import Table

IN_FORCE, UNDONE = "berlaku", "dibatalkan"
SHARES = (4, 5)


class MergesView(QWidget):
    """The list beside the merge selected.

    Signals:
        failed(UserError): the list could not be read.
    """

    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.model: PagedTable[MergeDone] = PagedTable(merge_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, "Belum ada yang digabung.")
        self.table.setAccessibleName("Sudah digabung")
        self.detail = MergeDetail(context)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.table, SHARES[0])
        row.addWidget(self.detail, SHARES[1])
        self.table.selected.connect(self.detail.show_merge)
        self.model.failed.connect(self.failed)
        self.model.loaded.connect(self._on_loaded)
        self.detail.changed.connect(self.reload)

    def reload(self) -> None:
        """Read the list again."""
        self.model.reload()

    def _fetch(self, after: MergeDone | None, limit: int) -> Sequence[MergeDone]:
        return self._context.house.unmerging.listed(self._context.user, after, limit)

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        else:
            self.detail.show_merge(self.table.current_row())


def merge_columns() -> tuple[Column[MergeDone], ...]:
    """Return the columns of the list."""
    return (
        Column("Waktu", lambda row: indonesian_moment(row.at), 128),
        Column("Identitas lama", lambda row: row.loser_name, tooltip=lambda row: row.loser_name),
        Column("Menjadi", lambda row: row.survivor_name, tooltip=lambda row: row.survivor_name),
        Column("Keadaan", state_of, 136, colour=tone_of),
    )


def state_of(row: MergeDone) -> str:
    """Return how a merge stands."""
    if row.undone_at is None:
        return IN_FORCE
    return f"{row.to_assign} belum ditetapkan" if row.to_assign else UNDONE


def tone_of(row: MergeDone) -> Tone:
    """Return the colour of how it stands."""
    if row.undone_at is None:
        return Tone.GOOD
    return Tone.WARN if row.to_assign else Tone.NEUTRAL
