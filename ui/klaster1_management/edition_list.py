"""The editions as a list that can be searched and narrowed by state and group."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.services.edition.editions import EditionInfo, EditionState
from ilp_desktop.services.edition.sign_offs import EditionKey
from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.icons import icon
from ui.widgets.labels import label
from ui.widgets.page import FIND, SHOW_ALL, on_key
from ui.widgets.table import Table

STATES: tuple[tuple[str, Callable[[EditionInfo], bool]], ...] = (
    ("Semua status", lambda _: True),
    ("Belum diverifikasi", lambda edition: not edition.verified),
    ("Ditandatangani", lambda edition: edition.signed),
)
EVERY_GROUP = "Semua kelompok"
TONES = {
    EditionState.SHIPPED: Tone.GOOD,
    EditionState.SIGNED: Tone.GOOD,
    EditionState.PARTLY: Tone.INFO,
    EditionState.OPEN: Tone.WARN,
}


class EditionList(QWidget):
    """Search line, filters, counts and table.

    Signals:
        selected(EditionInfo | None): another edition is selected.
    """

    selected = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._all: tuple[EditionInfo, ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Cari: nama, sumber …")
        self.line.setAccessibleName("Cari edisi")
        self.line.setToolTip(f"{FIND.does} ({FIND.keys})")
        self.line.setClearButtonEnabled(True)
        self.line.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.state_filter = _filter("status", [words for words, _ in STATES])
        self.group_filter = _filter("kelompok", [EVERY_GROUP])
        self.count = label("", "muted")
        self._chosen: list[EditionInfo] = []
        self.model: ShownRows[EditionInfo] = ShownRows(edition_columns(), jobs)
        self.table = Table(self.model, "Tidak ada edisi dengan kata, status dan kelompok ini.")
        self.table.setAccessibleName("Edisi rujukan")
        self._lay_out()
        self.line.textChanged.connect(self._show_chosen)
        self.state_filter.currentIndexChanged.connect(self._show_chosen)
        self.group_filter.currentIndexChanged.connect(self._show_chosen)
        self.table.selected.connect(self.selected)
        self.model.loaded.connect(self._on_loaded)
        on_key(FIND, self.line, self.start_search)
        on_key(SHOW_ALL, self, self.show_everything)

    def show_editions(self, editions: Sequence[EditionInfo]) -> None:
        """List editions anew, keeping filters and the place in the list."""
        self._all = tuple(editions)
        chosen = self.group_filter.currentText()
        groups = [EVERY_GROUP, *sorted({edition.group for edition in editions})]
        self.group_filter.blockSignals(True)
        self.group_filter.clear()
        self.group_filter.addItems(groups)
        self.group_filter.setCurrentIndex(groups.index(chosen) if chosen in groups else 0)
        self.group_filter.blockSignals(False)
        self._show_chosen()

    def current(self) -> EditionInfo | None:
        """Return the edition selected."""
        row: EditionInfo | None = self.table.current_row()
        return row

    def select(self, key: EditionKey) -> bool:
        """Select an edition; False when it is not listed."""
        return self.table.select_key(key)

    def start_search(self) -> None:
        """Put the focus into the search line, what is there marked."""
        self.line.setFocus()
        self.line.selectAll()

    def show_everything(self) -> None:
        """Forget what was searched and every filter."""
        self.line.clear()
        self.state_filter.setCurrentIndex(0)
        self.group_filter.setCurrentIndex(0)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.state_filter, 1)
        filters.addWidget(self.group_filter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addLayout(filters)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)

    def _show_chosen(self) -> None:
        is_wanted = STATES[self.state_filter.currentIndex()][1]
        group = self.group_filter.currentText()
        words = normalised(self.line.text()).split()
        self._chosen = [
            edition
            for edition in self._all
            if is_wanted(edition) and group in (EVERY_GROUP, edition.group) and _holds(edition, words)
        ]
        self.model.show(self._chosen)

    def _on_loaded(self) -> None:
        shown = self._chosen
        open_ones = sum(not edition.verified for edition in shown)
        signed = sum(edition.signed for edition in shown)
        self.count.setText(f"{len(shown)} edisi, {open_ones} belum diverifikasi, {signed} ditandatangani")
        if self.table.current_row() is None:
            self.table.select_first()
            if not shown:
                self.selected.emit(None)


def edition_columns() -> tuple[Column[EditionInfo], ...]:
    """Return the columns of the list."""
    return (
        Column("Nama", lambda row: row.title, tooltip=lambda row: f"{row.title}, edisi {row.key.version}"),
        Column("Kelompok", lambda row: row.group, 144, tooltip=lambda row: row.group),
        Column("Status", lambda row: row.state.value, 184, colour=lambda row: TONES[row.state]),
    )


def _filter(name: str, choices: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(choices))
    box.setAccessibleName(f"Saring menurut {name}")
    return box


def _holds(edition: EditionInfo, words: Sequence[str]) -> bool:
    text = normalised(f"{edition.title} {edition.key.name} {edition.key.version} {edition.source}")
    return all(word in text for word in words)
