"""TTD mingguan: the girls of a class, each ticked for the tablet of the day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.school.weekly_tablets import TabletRow
from ui.community.tick_table import Tick, TickTable
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.page import SAVE, bind

EMPTY = "Pilih sekolah dan kelas; putri kelas itu tampil di sini."
HINT = "Spasi: minum, tidak, kosong. Yang kosong tidak dicatat."
SAVED, NOTHING_NEW = "{} catatan TTD tersimpan.", "Tidak ada yang berubah."
ALL_TAKEN = "Semua minum"


class TabletPanel(QWidget):
    """The girls and Simpan.

    Attributes:
        table: a line a girl.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._day: date | None = None
        self._client_id = context.house.uow.identities.new()
        self._press = OnePress()
        self.table = TickTable(context.jobs, EMPTY)
        self.all_button = quiet_button(ALL_TAKEN, "check")
        self.all_button.setToolTip("Menandai yang masih kosong")
        self.all_button.clicked.connect(self.table.tick_blanks)
        self.save_button = primary_button("Simpan", "save")
        self.save_button.clicked.connect(self.save)
        bind(SAVE, self.save_button)
        foot = QHBoxLayout()
        foot.addWidget(label(HINT, "muted"), 1)
        foot.addWidget(self.all_button)
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_girls(self, day: date, rows: Sequence[TabletRow]) -> None:
        """Show the girls of a class on a day."""
        self._day = day
        self.table.show_ticks([Tick(row.pupil.person_id, row.pupil.name, row.lately, row.taken) for row in rows])

    def changed(self) -> dict[UUID, bool]:
        """Return the ticks that are not stored."""
        return self.table.changed()

    def save(self) -> None:
        """Store the ticks that changed."""
        ticks, day = self.changed(), self._day
        if not ticks or day is None:
            self._context.messages.note(NOTHING_NEW)
            return
        if not self._press.begin():
            return
        tablets, user, client_id = self._context.house.weekly_tablets, self._context.user, self._client_id
        self._context.jobs.write(
            lambda: tablets.tick(user, client_id, day, ticks), self._on_saved, owner=self, failed=self._on_failed
        )

    def _on_saved(self, count: int) -> None:
        self._press.end()
        self._client_id = self._context.house.uow.identities.new()
        self.table.note_stored()
        self._context.messages.info(SAVED.format(count))

    def _on_failed(self, error: UserError) -> None:
        self._press.fail()
        self._context.messages.problem(error)
