"""Who was invited and who has come, the newest first, beside the invitation chosen."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.services.due.invitation_rows import InvitationFilter, InvitationRow, Standing
from ui.community.invitation_detail import InvitationDetail
from ui.community.list_outputs import ListOutputs
from ui.context import PageContext
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.date_field import date_text
from ui.widgets.page import FIND, PRINT, SHOW_ALL, bind, on_key
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

ALL, CAME, STAYED = "all", "came", "stayed"
STANDINGS = ((ALL, "Semua"), (STAYED, "Belum datang"), (CAME, "Datang"))
CAME_OF = {ALL: None, CAME: True, STAYED: False}
STANDING_TONES = {Standing.INVITED: Tone.NEUTRAL, Standing.CAME: Tone.GOOD, Standing.MISSED: Tone.WARN}
CARDS_A_PAGE = 4
TYPING_PAUSE_MS = 250
HINT = "Cari nama atau nomor (Alt+1)"
EMPTY = "Belum ada undangan dengan pilihan ini.\nPilih orang di «Sasaran», lalu tekan Undang (Alt+B)."


class InvitationsView(QWidget):
    """The list of invitations with its filters and the card of the one chosen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._batch: UUID | None = None
        self._wanted = InvitationFilter()
        self.standings = ViewSwitch("Hasil undangan", STANDINGS)
        self.search = QLineEdit()
        self.search.setPlaceholderText(HINT)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Cari undangan")
        self.batch_button = plain_button("Hanya yang baru dikirim", "close")
        self.batch_button.setToolTip("Tampilkan lagi semua undangan")
        self.batch_button.hide()
        self.print_button = quiet_button("Cetak undangan", "printer")
        self.model: PagedTable[InvitationRow] = PagedTable(_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Undangan")
        self.detail = InvitationDetail(context)
        self.outputs = ListOutputs(context)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the list again."""
        wanted = InvitationFilter(None, CAME_OF[self.standings.current()], self.search.text(), self._batch)
        if wanted != self._wanted:
            self._wanted = wanted
            self.model.clear()
        self.batch_button.setVisible(self._batch is not None)
        self.model.reload()

    def show_batch(self, batch_id: UUID) -> None:
        """Show those that were just sent."""
        self._batch = batch_id
        self.standings.select(ALL)
        self.search.clear()
        self.reload()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.standings)
        head.addWidget(self.batch_button)
        head.addWidget(self.search, 1)
        head.addWidget(self.print_button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        left.addWidget(self.outputs)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.detail)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.standings.changed.connect(lambda _code: self.reload())
        self.batch_button.clicked.connect(self._on_show_all)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._context.messages.problem)
        self.table.selected.connect(self.detail.show_invitation)
        self.table.chosen.connect(lambda _row: self.detail.copy_button.setFocus())
        self.print_button.clicked.connect(self._on_print)
        self.outputs.busy.connect(lambda busy: self.print_button.setEnabled(not busy))
        bind(PRINT, self.print_button)
        on_key(FIND, self, self._on_find_key)
        on_key(SHOW_ALL, self, self._on_show_all)

    def _fetch(self, after: InvitationRow | None, limit: int) -> Sequence[InvitationRow]:
        """Return a page of invitations; runs on a reader thread."""
        return self._context.house.invitations.listed(self._context.user, self._wanted, after, limit)

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        row = self.table.current_row()
        self.detail.show_invitation(row)
        self.print_button.setEnabled(row is not None)

    def _on_print(self) -> None:
        """Print those that were sent together with the one chosen."""
        row = self.table.current_row()
        if isinstance(row, InvitationRow):
            self.outputs.print_invitations(row.batch_id, CARDS_A_PAGE)

    def _on_find_key(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_show_all(self) -> None:
        self._batch = None
        self.standings.select(ALL)
        self.search.clear()
        self.reload()
        self.table.setFocus()


def _columns() -> tuple[Column[InvitationRow], ...]:
    return (
        Column("Nama", lambda row: row.name, tooltip=lambda row: row.name),
        Column("Desa", lambda row: row.village, 130, tooltip=lambda row: row.village),
        Column("RW/RT", lambda row: f"{row.rw or '-'}/{row.rt or '-'}", 80),
        Column("Diundang", lambda row: date_text(row.day), 98),
        Column("Lewat", lambda row: row.channel.label, 120),
        Column("Untuk tanggal", lambda row: date_text(row.invited_for) if row.invited_for else "-", 104),
        Column("Hasil", came_text, 148, colour=_came_tone, tooltip=came_text),
    )


def _came_tone(row: InvitationRow) -> Tone:
    return Tone.BLACK if row.gone else STANDING_TONES[row.standing]


def came_text(row: InvitationRow) -> str:
    """Return what came of an invitation, and when; of who is gone, why nobody is invited any more."""
    if row.gone:
        return row.gone
    return f"{row.standing.value} {date_text(row.came_on)}" if row.came_on else row.standing.value
