"""The list of one person's services: what is late comes first, Enter opens the form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ilp_desktop.services.due.offered_services import OfferedService
from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.services.words import NOTHING_DUE, TONES, last_text, rule_text, when_text
from ui.widgets.table import Table

COLUMNS: tuple[Column[OfferedService], ...] = (
    Column("Layanan", lambda item: item.label, tooltip=rule_text),
    Column("Status", lambda item: item.state.value, 108, colour=lambda item: TONES[item.state]),
    Column("Waktu", when_text, 132, tooltip=rule_text),
    Column("Terakhir", last_text, 96),
)


class ServiceTable(Table):
    """Services as rows; ``chosen`` and ``selected`` carry one."""

    def __init__(self, jobs: Jobs) -> None:
        self.rows = ShownRows(COLUMNS, jobs, key=lambda item: item.service)
        super().__init__(self.rows, NOTHING_DUE)
        self.rows.loaded.connect(self._on_loaded)
        self.setAccessibleName("Layanan hari ini")

    def show_services(self, items: Sequence[OfferedService], empty_text: str = NOTHING_DUE) -> None:
        """Show services in the order they are handed in."""
        self.set_empty_text(empty_text)
        self.rows.show(items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; Space only shows the rule, which stands beside the list already."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def _on_loaded(self) -> None:
        """Select what comes first, so that its reason is to be read at once."""
        if self.current_row() is None:
            self.select_first()
