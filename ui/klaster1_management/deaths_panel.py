"""1 Manajemen > Kematian: deaths of mothers, babies and small children, and whether the health office was told."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.birth.death_kind import DeathKind
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.death.death_list import DeathRow
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.death_form import DeathForm
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

EMPTY = "Belum ada kematian ibu, bayi atau balita, atau lahir mati, yang tercatat."
HINT = (
    "Dicatat di ruang klaster 2 (Persalinan, atau Tumbuh Kembang bayi) atau di Loket; di sini tindak lanjutnya. "
    "Persalinan ibu yang meninggal: 2 Ibu & Anak > Persalinan."
)
NOTICE = "Pemberitahuan kematian"


class DeathsPanel(Panel):
    """The list, the latest death first, and what is done about the one selected."""

    subjects = frozenset({"death", "person", "birth", "pregnancy"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model: PagedTable[DeathRow] = PagedTable(
            self._columns(), self._fetch, context.jobs, key=lambda row: row.id, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.print_button = quiet_button("Cetak pemberitahuan", "printer")
        self.told_button = quiet_button("Sudah diberitahukan hari ini", "check")
        self.details_button = quiet_button("Lengkapi", "edit")
        self.details_button.setCheckable(True)
        self.details = DeathForm(RoomContext(context, Klaster.MANAGEMENT, self))
        self.details_card = Card("Lengkapi kematian")
        self.details_card.add(self.details)
        self.details_card.hide()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list under its buttons."""
        head = QHBoxLayout()
        hint = label(HINT, "muted")
        hint.setWordWrap(True)
        head.addWidget(hint, 1)
        if not self.context.user.may(Act.WRITE_RECORD):
            self.details_button.hide()
        for button in (self.details_button, self.print_button, self.told_button):
            head.addWidget(button)
            button.setEnabled(False)
        column.addLayout(head)
        column.addWidget(self.details_card)
        column.addWidget(self.table, 1)
        self.model.failed.connect(self.on_failed)
        self.table.selected.connect(self._on_selected)
        self.print_button.clicked.connect(self._print)
        self.told_button.clicked.connect(self._tell)
        self.details_button.toggled.connect(self._show_details)
        self.details.recorded.connect(self.model.reload)

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

        person = row is not None and row.kind is not DeathKind.STILLBORN
        self.details_button.setEnabled(person)
        self.details_button.setToolTip("" if person else "Dilengkapi pada catatan persalinan ibunya")
        self._show_details(self.details_button.isChecked())

    def _show_details(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        """Ask what is not known yet of the death selected."""
        row = self._selected()
        shown = wanted and row is not None and row.kind is not DeathKind.STILLBORN
        self.details_card.setVisible(shown)
        if shown and row is not None:
            self.details_card.set_title(f"Lengkapi kematian: {row.name}")
            self.details.begin(row.person_id)

    def _selected(self) -> DeathRow | None:
        row: DeathRow | None = self.table.current_row()
        return row

    def _print(self) -> None:
        row = self._selected()
        if row is not None:
            self.context.jobs.paper(lambda: self._sheet(row), self._on_printed, owner=self, failed=self._say)

    def _sheet(self, row: DeathRow) -> bytes:
        """Return the notification; runs on another thread."""
        deaths, user = self.context.house.deaths, self.context.user
        return deaths.pdf(user, row.person_id) if row.birth_id is None else deaths.stillbirth_pdf(user, row.birth_id)

    def _on_printed(self, pdf: bytes) -> None:
        self.context.show_paper(Paper(NOTICE, "pemberitahuan-kematian.pdf", pdf))

    def _tell(self) -> None:
        row = self._selected()
        if row is not None:
            self.told_button.setEnabled(False)
            self.context.jobs.write(lambda: self._note_told(row), self._on_told, owner=self, failed=self._say)

    def _note_told(self, row: DeathRow) -> None:
        """Store that the health office was told; runs on another thread."""
        deaths, user, today = self.context.house.deaths, self.context.user, self.context.today()
        if row.birth_id is None:
            deaths.notify(user, row.person_id, today)
        else:
            deaths.notify_stillbirth(user, row.birth_id, today)

    def _on_told(self, _nothing: None) -> None:
        self.context.messages.info("Pemberitahuan dicatat.")
        self.model.reload()

    def _say(self, error: UserError) -> None:
        self.context.messages.problem(error)
