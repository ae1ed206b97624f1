"""Deliveries recorded without a visit: who is near or past her day, and whose baby nobody wrote down."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.birth.awaited_births import Awaited, AwaitedBirth
from ilp_desktop.services.birth.deliveries import MotherFile
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ui.context import PageContext
from ui.klaster2_mother_child.delivery_form import DeliveryForm
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.labels import label
from ui.widgets.page import scrolled
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

EMPTY = "Tidak ada persalinan yang ditunggu. Yang mendekati HPL, lewat HPL, atau bayinya belum dicatat tampil di sini."
HINT = (
    "Pilih ibu untuk mencatat persalinannya tanpa kunjungan: bersalin di tempat lain, diberitahukan kader, "
    "atau ibu sudah meninggal."
)
TABLE_PX = 236
TONES = {Awaited.SOON: Tone.INFO, Awaited.OVERDUE: Tone.WARN, Awaited.DIED: Tone.BAD, Awaited.UNRECORDED: Tone.WARN}


class BirthsView(QWidget):
    """The list above the form of the one selected.

    Attributes:
        model, table: the women.
        form: records the delivery of the one selected.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._shown: AwaitedBirth | None = None
        self.model: PagedTable[AwaitedBirth] = PagedTable(
            _columns(), self._fetch, context.jobs, key=lambda row: row.pregnancy_id, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Persalinan yang ditunggu")
        self.table.setFixedHeight(TABLE_PX)
        self.table.selected.connect(self._on_selected)
        self.model.failed.connect(context.messages.problem)
        self.form = DeliveryForm(RoomContext(context, Klaster.MOTHER_CHILD, self))
        self.form.recorded.connect(self.reload)
        self.form.dropped.connect(self._on_dropped)
        self.form.hide()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(HINT, "muted"))
        layout.addWidget(self.table)
        layout.addWidget(scrolled(below), 1)
        self.setFocusProxy(self.table)

    def begin(self) -> None:
        """Read the list when it is opened."""
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.model.reload()

    def _fetch(self, after: AwaitedBirth | None, limit: int) -> Sequence[AwaitedBirth]:
        """Return a page of women; runs on a reader thread."""
        return self._context.house.deliveries.awaited(self._context.user, after, limit)

    def _on_selected(self, row: AwaitedBirth | None) -> None:
        self._shown = row
        if row is None or not self._context.user.may(Act.WRITE_RECORD):
            self.form.leave()
            self.form.hide()
            return
        house, user = self._context.house, self._context.user
        self._context.jobs.read(
            lambda: (house.deliveries.of_mother(user, row.person_id), house.immunisations.choices(user)),
            lambda found: self._show(row, *found),
            owner=self,
            failed=self._context.messages.problem,
            key="awaited",
        )

    def _show(self, row: AwaitedBirth, mother: MotherFile, givers: GivingChoices) -> None:
        if row is not self._shown or mother.labour is None:
            return
        self.form.form.offer_givers(givers)
        self.form.begin(mother.labour)
        self.form.set_title(f"Catat persalinan: {row.name}")
        self.form.show()

    def _on_dropped(self) -> None:
        self.form.hide()
        self.table.clearSelection()


def _columns() -> tuple[Column[AwaitedBirth], ...]:
    return (
        Column("HPL", lambda row: indonesian_date(row.due_on), 96),
        Column("Nama", lambda row: row.name, tooltip=lambda row: row.name),
        Column("Umur", lambda row: row.age.short_text, 72),
        Column("UK", lambda row: row.gestation, 96),
        Column("Alamat", lambda row: row.home, 200, tooltip=lambda row: row.home),
        Column("Berakhir", lambda row: indonesian_date(row.ended_on) if row.ended_on else "-", 96),
        Column("Keadaan", lambda row: row.why.value, 160, colour=lambda row: TONES[row.why]),
    )
