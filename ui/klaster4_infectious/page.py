"""The page of the tab «4 Penyakit Menular»."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.services.case_finding import CaseLevel, SuspectedCase
from ui.context import PageContext
from ui.klaster4_infectious.case_detail import CaseDetail
from ui.klaster4_infectious.case_table import LEVEL_TONES, case_columns
from ui.models.paged_table import PagedTable
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState, Pill, label
from ui.widgets.page import Page
from ui.widgets.table import Table

EMPTY = (
    "Belum ada dugaan penyakit menular hari ini.\n"
    "Orang muncul di sini begitu diagnosisnya termasuk daftar SKDR atau tuberkulosis, "
    "skrining gejala TBC menyimpulkan terduga, atau loket mencatat batuk, demam, ruam, atau kontak."
)
LATER = (
    ("Pelacakan kontak", "Anggota keluarga serumah menurut folder keluarga, dan siapa yang terlambat kontrol."),
    ("SKDR mingguan", "Tabel penyakit dan desa terhadap ambang, laporan nihil, dan naskah W2."),
    ("Kesehatan lingkungan", "Inspeksi rumah, air, dan tempat umum dengan tindak lanjutnya."),
)


class InfectiousPage(Page):
    """Today's suspected cases beside the reasons for the one chosen."""

    title = "Dugaan penyakit menular hari ini"
    subjects = frozenset({"encounter", "person", "ticket"})

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.model = PagedTable(case_columns(), self._fetch, context.jobs, key=lambda case: case.person_id, parent=self)
        self.table = Table(self.model, EMPTY)
        self.detail = CaseDetail()
        self.counts = {level: Pill("", LEVEL_TONES[level]) for level in CaseLevel}
        self.content = QWidget()
        self.refusal = EmptyState("", icon_name="lock")
        self.refusal.hide()
        self.setFocusProxy(self.table)

    def build(self) -> None:
        """Put the list at the left, the reasons at the right, and what comes later below."""
        for pill in self.counts.values():
            self.add_action(pill)
        row, column = QHBoxLayout(), QVBoxLayout(self.content)
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addWidget(self.detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(_later())
        self.body.addWidget(self.content, 1)
        self.body.addWidget(self.refusal, 1)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)
        self.table.selected.connect(self.detail.show_case)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again."""
        self.model.reload()

    def _fetch(self, after: SuspectedCase | None, _limit: int) -> Sequence[SuspectedCase]:
        """Return every case at once; runs on a reader thread."""
        return () if after is not None else self._context.house.overview.suspected_cases(self._context.user)

    def _on_loaded(self) -> None:
        rows = self.model.rows()
        for level, pill in self.counts.items():
            count = sum(case.level is level for case in rows)
            pill.set(f"{count} {level.value}" if count else "", LEVEL_TONES[level])
        chosen = self.table.current_row()
        if chosen is None:
            self.table.select_first()
        else:
            self.detail.show_case(chosen)

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, NotAllowed):
            self.content.hide()
            self.refusal.set_text(error.message, error.remedy)
            self.refusal.show()
        else:
            self._context.messages.problem(error)


def _later() -> Card:
    """Return a quiet card that says what this page does not do yet."""
    card = Card("Menyusul di halaman ini")
    row = QHBoxLayout()
    row.setSpacing(24)
    for heading, sentence in LATER:
        words = QVBoxLayout()
        words.setSpacing(2)
        line = label(sentence, "small")
        line.setWordWrap(True)
        words.addWidget(label(heading, "strong"))
        words.addWidget(line)
        words.addStretch(1)
        row.addLayout(words, 1)
    card.body.addLayout(row)
    return card
