"""Supplementary food of a child, and the gestational age at birth that was told."""

from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.growth_prematurity import weeks_text
from ilp_desktop.services.answers.growth_reading import BY_PREGNANCY, BirthKnown
from ilp_desktop.services.growth.growth_care import PmtRecord
from ui.klaster2_mother_child.rows import Numbered, Rows
from ui.models.paged_table import Column, PagedTable
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.plot_frame import value_text
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

TABLE_PX = 120
UNKNOWN = "Belum diketahui; bila kurang dari 37 minggu, pertumbuhan dinilai menurut umur koreksi sampai 24 bulan."
NO_PMT = "Belum ada PMT yang dicatat."
PmtRow = Numbered[PmtRecord]


class PmtCard(Card):
    """The form of today above, what was recorded before beneath."""

    def __init__(self, room: RoomContext, form_code: str) -> None:
        super().__init__("PMT")
        self._room = room
        self._form_code = form_code
        self._rows: Rows[PmtRecord] = Rows()
        self.model: PagedTable[PmtRow] = PagedTable(COLUMNS, self._rows.fetch, room.context.jobs, parent=self)
        self.table = Table(self.model, NO_PMT)
        self.table.setFixedHeight(TABLE_PX)
        self._view_placed = False
        self.fill_button = quiet_button("Catat PMT hari ini", "edit")
        self.fill_button.clicked.connect(self._open_form)
        self.add_action(self.fill_button)
        self.said_label = label(NO_PMT, "muted")
        self.add(self.said_label)

    def show_child(self, child_id: UUID) -> None:
        """Show what was recorded of a child."""
        if not self._view_placed and self._room.has_form(self._form_code):
            self.add(self._room.form_view(self._form_code))
            self.add(self.table)
            self._view_placed = True
        world = self._room.context
        world.jobs.read(
            lambda: world.house.growth_care.pmt(world.user, child_id),
            self._show,
            owner=self,
            failed=world.messages.problem,
            key="pmt",
        )

    def _show(self, found: tuple[PmtRecord, ...]) -> None:
        self._rows.show(tuple(reversed(found)))
        self.model.reload()
        self.table.setVisible(bool(found))
        self.said_label.setVisible(not found)
        if not self._view_placed:
            return
        view = self._room.form_view(self._form_code)
        begun = view.has_typing() or self._form_code in self._room.file.answers
        going_on = bool(found) and not found[0].finished
        view.setVisible(begun or going_on)
        self.fill_button.setVisible(not (begun or going_on))

    def _open_form(self) -> None:
        view = self._room.form_view(self._form_code)
        view.setVisible(True)
        self.fill_button.setVisible(False)
        view.focus_first()


class ToldCard(Card):
    """Gestational age at birth: by the pregnancy on record, or as the mother tells it."""

    def __init__(self, room: RoomContext, form_code: str) -> None:
        super().__init__("Usia kehamilan saat lahir")
        self._room = room
        self._form_code = form_code
        self.said_label = label(UNKNOWN, "muted")
        self.said_label.setWordWrap(True)
        self.add(self.said_label)
        self._view_placed = False

    def show_birth(self, birth: BirthKnown) -> None:
        """Show what is known; the question is asked only where no pregnancy answers it."""
        if not self._view_placed and self._room.has_form(self._form_code):
            self.add(self._room.form_view(self._form_code))
            self._view_placed = True
        if birth.gestation_days is None:
            self.said_label.setText(UNKNOWN)
        else:
            self.said_label.setText(f"{weeks_text(birth.gestation_days)}, {birth.gestation_by}.")
        if self._view_placed:
            self._room.form_view(self._form_code).setVisible(birth.gestation_by != BY_PREGNANCY)


def _kilograms(value: float | None) -> str:
    return "-" if value is None else value_text(value)


def gained_text(record: PmtRecord) -> str:
    """Return what a child gained since the food began, in grams; nothing without both weighings."""
    then, now = record.weight_then, record.weight_now
    return "" if then is None or now is None else f"{(now - then) * 1000:+.0f} g"


COLUMNS: tuple[Column[PmtRow], ...] = (
    Column("Dicatat", lambda row: indonesian_date(row.thing.day), 92),
    Column("Jenis", lambda row: row.thing.kind, 190),
    Column("Mulai", lambda row: indonesian_date(row.thing.begun_on) if row.thing.begun_on else "-", 92),
    Column("Hari", lambda row: str(row.thing.days), 52, align_right=True),
    Column("Dihabiskan", lambda row: row.thing.eaten or "-", 150),
    Column("BB awal", lambda row: _kilograms(row.thing.weight_then), 72, align_right=True),
    Column("BB kini", lambda row: _kilograms(row.thing.weight_now), 72, align_right=True),
    Column("Selisih", lambda row: gained_text(row.thing), 76, align_right=True),
    Column("Selesai", lambda row: "ya" if row.thing.finished else "belum", 64),
    Column("Oleh", lambda row: row.thing.by),
)
