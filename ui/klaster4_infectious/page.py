"""The page of the tab «4 Penyakit Menular»."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.facility.facilities import RoomInfo
from ilp_desktop.services.record.case_finding import CaseLevel, SuspectedCase
from ui.context import PageContext
from ui.klaster4_infectious.case_detail import CaseDetail
from ui.klaster4_infectious.case_table import LEVEL_TONES, case_columns
from ui.models.paged_table import PagedTable
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState, Pill, label
from ui.widgets.page import MARGIN_PX, Page
from ui.widgets.room_page import RoomPage
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

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


CASES, QUEUE = "cases", "queue"
CASE_SUBJECTS = frozenset({"encounter", "person", "ticket"})


class InfectiousPage(Page):
    """Today's suspected cases beside the reasons for the one chosen; where this klaster has a room, its queue too.

    Attributes:
        room: the queue and who is examined there.
        switch: chooses between cases and queue, shown where a room serves this klaster.
    """

    title = "Dugaan penyakit menular hari ini"
    subjects = CASE_SUBJECTS | RoomPage.subjects

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
        self.room = RoomPage(context, Klaster.INFECTIOUS)
        self.switch = ViewSwitch("Tampilan", ((CASES, "Dugaan"), (QUEUE, "Antrean")))
        self._views = QStackedWidget()
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
        cases = QWidget()
        inside = QVBoxLayout(cases)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.content, 1)
        inside.addWidget(self.refusal, 1)
        for view in (cases, self.room):
            self._views.addWidget(view)
        self.body.addWidget(self._views, 1)
        self.add_action(self.switch)
        self.switch.hide()
        self.switch.changed.connect(self._show_view)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)
        self.table.selected.connect(self.detail.show_case)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what has changed."""
        if subjects & CASE_SUBJECTS:
            self.model.reload()
        if "facility" in subjects:
            facilities, user = self._context.house.facilities, self._context.user
            self._context.jobs.read(lambda: facilities.rooms(user), self._offer_queue, owner=self, key="rooms")
        self.room.on_changed(subjects)

    def _fetch(self, after: SuspectedCase | None, _limit: int) -> Sequence[SuspectedCase]:
        """Return every case at once; runs on a reader thread."""
        return () if after is not None else self._context.house.overview.suspected_cases(self._context.user)

    def _offer_queue(self, rooms: Sequence[RoomInfo]) -> None:
        """Offer the queue where numbers of this klaster are called to a room."""
        served = any(Klaster.INFECTIOUS.value in room.klasters for room in rooms)
        if not served and self.switch.current() == QUEUE and self.room.open_visit() is None:
            self.switch.select(CASES)
            self._show_view(CASES)
        self.switch.setVisible(served or self.switch.current() == QUEUE)

    def _show_view(self, view: str) -> None:
        """Show cases or queue; the queue has the whole page, and the switch stands on top of its list."""
        queue = view == QUEUE
        self._views.setCurrentIndex(1 if queue else 0)
        above = self.room.waiting.layout() if queue and self.room.may_enter() else None
        if isinstance(above, QBoxLayout):
            above.insertWidget(0, self.switch, 0, Qt.AlignmentFlag.AlignRight)
        else:
            self.add_action(self.switch)
        self._title_line.setVisible(above is None)
        layout = self.layout()
        if layout is not None and above is None:
            layout.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, MARGIN_PX)
        elif layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.switch.show()
        self.switch.button(view).setFocus()

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
