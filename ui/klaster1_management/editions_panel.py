"""1 Manajemen > Edisi rujukan: which tables and forms are in use, from which source, and whether that was checked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.editions import EditionInfo
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.date_field import date_text
from ui.widgets.labels import Pill, label
from ui.widgets.page import scrolled
from ui.widgets.table import Table

DETAIL_PX = 400
VERIFIED, UNVERIFIED = "terverifikasi", "belum diverifikasi"
MEANING = {
    True: "Naskah sumber sudah dibuka dan isinya cocok.",
    False: "Naskah sumber belum dibuka. Isinya perlu dicocokkan sebelum diandalkan.",
}
NO_NOTE = "Tidak ada catatan."


class EditionsPanel(Panel):
    """The list of editions beside what is to be known of the one chosen."""

    subjects = frozenset({"facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model = PagedTable(edition_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, "Tidak ada edisi.")
        self.count = label("", "muted")
        self.detail = EditionDetail()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list at the left and the edition chosen at the right."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addWidget(self.detail)
        column.addWidget(self.count)
        column.addLayout(row, 1)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.on_failed)
        self.table.selected.connect(self.detail.show_edition)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again."""
        self.model.reload()

    def _fetch(self, after: EditionInfo | None, _limit: int) -> Sequence[EditionInfo]:
        """Return every edition at once; runs on a reader thread."""
        listed = self.context.house.editions.listed
        return () if after is not None else listed(self.context.user, self.context.today())

    def _on_loaded(self) -> None:
        rows = self.model.rows()
        open_ones = sum(not row.verified for row in rows)
        self.count.setText(f"{len(rows)} tabel dan formulir, {open_ones} {UNVERIFIED}")
        if self.table.current_row() is None:
            self.table.select_first()


class EditionDetail(Card):
    """Source, meaning of the state, and note of one edition."""

    def __init__(self) -> None:
        super().__init__("Edisi")
        self.setFixedWidth(DETAIL_PX)
        self.state = Pill("")
        self.add_action(self.state)
        self.edition, self.source, self.meaning, self.note = (label("") for _ in range(4))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        parts = (("Versi", self.edition), ("Sumber", self.source), ("Status", self.meaning), ("Catatan", self.note))
        for heading, words in parts:
            words.setWordWrap(True)
            column.addWidget(label(heading, "small"))
            column.addWidget(words)
            column.addSpacing(8)
        column.addStretch(1)
        self.inner = inner
        self.add(scrolled(inner), 1)
        self.show_edition(None)

    def show_edition(self, edition: EditionInfo | None) -> None:
        """Show an edition, or nothing."""
        self.inner.setVisible(edition is not None)
        self.state.setVisible(edition is not None)
        if edition is None:
            self.set_title("Edisi")
            return
        self.set_title(edition.title)
        self.state.set(state_of(edition), tone_of(edition))
        self.edition.setText(f"{edition.version}, berlaku sejak {date_text(edition.valid_from)}")
        self.source.setText(edition.source)
        self.meaning.setText(MEANING[edition.verified])
        self.note.setText(edition.note or NO_NOTE)


def edition_columns() -> tuple[Column[EditionInfo], ...]:
    """Return the columns of the list."""
    return (
        Column("Nama", lambda row: row.title, 230, tooltip=lambda row: row.title),
        Column("Jenis", lambda row: row.kind.value, 80),
        Column("Versi", lambda row: row.version, 130, tooltip=lambda row: row.version),
        Column("Berlaku sejak", lambda row: date_text(row.valid_from), 104),
        Column("Sumber", lambda row: row.source, tooltip=lambda row: row.source),
        Column("Status", state_of, 146, colour=tone_of),
    )


def state_of(edition: EditionInfo) -> str:
    """Return whether the source was checked, as a word."""
    return VERIFIED if edition.verified else UNVERIFIED


def tone_of(edition: EditionInfo) -> Tone:
    """Return the tone of that word."""
    return Tone.GOOD if edition.verified else Tone.WARN
