"""The referrals of one person: a list, and the one chosen with its answer and steps."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.care.referral_state import UNANSWERED
from ilp_desktop.services.referral.referral_loop import ReferralFile
from ui.models.shown_rows import ShownRows
from ui.widgets.card import Card
from ui.widgets.room.referrals.detail import ReferralDetail
from ui.widgets.room.referrals.words import file_columns
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table

RIGHT_PX = 424
LEAST_PX = 380
EMPTY = "Pasien ini belum pernah dirujuk."


class ReferralsOfPerson(QWidget):
    """What became of somebody's referrals.

    Attributes:
        model, table: the referrals, the newest first.
        detail: the one chosen.

    Signals:
        counted(int, int): how many there are, and how many of them nobody answered.
        changed(): a step was stored.
    """

    counted = Signal(int, int)
    changed = Signal()

    def __init__(self, world: RoomWorld) -> None:
        super().__init__()
        self._world = world
        self._person_id: UUID | None = None
        self.model: ShownRows[ReferralFile] = ShownRows(file_columns(), world.jobs, key=lambda file: file.id)
        self.model.setParent(self)
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Rujukan pasien")
        self.table.setMinimumHeight(LEAST_PX)
        self.detail = ReferralDetail(world)
        card = Card("Rujukan terpilih")
        card.setFixedWidth(RIGHT_PX)
        card.add(self.detail, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addWidget(card)
        self.table.selected.connect(self.detail.show_file)
        self.table.chosen.connect(lambda _row: self._focus_first_step())
        self.model.loaded.connect(self._on_loaded)
        self.detail.changed.connect(self._on_changed)
        self.detail.reload_wanted.connect(self._read)
        self.setFocusProxy(self.table)

    def person_id(self) -> UUID | None:
        """Return whose referrals are shown."""
        return self._person_id

    def show_person(self, person_id: UUID) -> None:
        """Read somebody's referrals."""
        if person_id != self._person_id:
            self.model.clear()
            self.detail.show_file(None)
        self._person_id = person_id
        self._read()

    def _read(self) -> None:
        person_id, world = self._person_id, self._world
        if person_id is not None:
            loop = world.house.referral_loop
            world.jobs.read(lambda: loop.of_person(world.user, person_id), self._on_read, owner=self, key="referrals")

    def _on_read(self, files: Sequence[ReferralFile]) -> None:
        self.model.show(files)
        self.counted.emit(len(files), sum(1 for file in files if file.state in UNANSWERED))

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        self.detail.show_file(self.table.current_row())

    def _on_changed(self) -> None:
        self._read()
        self.changed.emit()

    def _focus_first_step(self) -> None:
        for button in self.detail.buttons.values():
            button.setFocus()
            return
