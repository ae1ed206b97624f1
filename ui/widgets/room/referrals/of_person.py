"""The referrals of one person: a list, and the one chosen with its answer and steps."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.referral.referral_loop import ReferralFile
from ilp_desktop.services.referral.referred_back import ReferredBack
from ui.models.paged_table import PagedTable
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.page import HouseKey, bind
from ui.widgets.room.referrals.back_letter_form import BackLetterForm
from ui.widgets.room.referrals.detail import ReferralDetail
from ui.widgets.room.referrals.words import file_columns
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table

RIGHT_PX = 424
LEAST_PX = 380
EMPTY = "Pasien ini belum pernah dirujuk."
CHOSEN, BACK = "Rujukan terpilih", "Rujuk balik tanpa surat kami"
BACK_KEY = HouseKey("Alt+U", "Catat surat rujuk balik yang dibawa pasien")


class ReferralsOfPerson(QWidget):
    """What became of somebody's referrals.

    Attributes:
        model, table: the referrals, the newest first.
        programme: under which diseases the person is in the programme PRB.
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
        self._visit: UUID | None = None
        self._places: tuple[str, ...] = ()
        self._person_id: UUID | None = None
        self.model: PagedTable[ReferralFile] = PagedTable(
            file_columns(), self._fetch, world.jobs, key=lambda file: file.id, parent=self
        )
        self.programme = label("", "strong")
        self.programme.setWordWrap(True)
        self.programme.hide()
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Rujukan pasien")
        self.table.setMinimumHeight(LEAST_PX)
        self.detail = ReferralDetail(world)
        self.back_letter = BackLetterForm(world)
        self.back_button = quiet_button("Catat rujuk balik tanpa surat kami", "edit")
        self.back_button.hide()
        self._card = card = Card(CHOSEN)
        card.setFixedWidth(RIGHT_PX)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.detail)
        self._pages.addWidget(self.back_letter)
        card.add(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.programme, 1)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        row.addLayout(left, 1)
        row.addWidget(card)
        self.table.selected.connect(self.detail.show_file)
        self.table.chosen.connect(lambda _row: self._focus_first_step())
        self.model.loaded.connect(self._on_loaded)
        self.detail.changed.connect(self._on_changed)
        self.detail.reload_wanted.connect(self._read)
        bind(BACK_KEY, self.back_button)
        self.back_button.clicked.connect(lambda _checked: self.begin_back_letter())
        self.back_letter.left.connect(self._to_detail)
        self.back_letter.stored.connect(self._on_back_letter)
        self.setFocusProxy(self.table)

    def show_visit(self, visit_id: UUID | None, places: Sequence[str]) -> None:
        """Say during which visit letters may be recorded, None where none may be, and which places are known."""
        if visit_id != self._visit:
            self.back_letter.put_away()
            self._to_detail()
        self._visit, self._places = visit_id, tuple(places)
        self.back_button.setVisible(visit_id is not None and self._world.user.may(Act.SEE_EVERY_REFERRAL))

    def begin_back_letter(self) -> None:
        """Ask for a letter that sends the patient back although none of ours is on record."""
        if self._visit is not None:
            self._card.set_title(BACK)
            self._pages.setCurrentWidget(self.back_letter)
            self.back_letter.begin(self._visit, self._places)

    def _to_detail(self) -> None:
        self._card.set_title(CHOSEN)
        self._pages.setCurrentWidget(self.detail)

    def _on_back_letter(self) -> None:
        self._to_detail()
        self._on_changed()

    def person_id(self) -> UUID | None:
        """Return whose referrals are shown."""
        return self._person_id

    def show_person(self, person_id: UUID) -> None:
        """Read somebody's referrals."""
        if person_id != self._person_id:
            self._person_id = person_id
            self.programme.hide()
            self.model.clear()
            self.detail.show_file(None)
        self._read()

    def _read(self) -> None:
        person_id, world = self._person_id, self._world
        if person_id is not None:
            house, user = world.house, world.user
            self.table.set_empty_text(EMPTY)
            self.model.reload()
            world.jobs.read(
                lambda: (
                    house.referral_loop.counts_of_person(user, person_id),
                    house.referral_answers.referred_back(user, person_id) if user.may(Act.SEE_RECORD) else (),
                ),
                lambda found: self._on_counted(person_id, *found),
                owner=self,
                failed=self._on_not_read,
                key="referrals",
            )

    def _on_not_read(self, error: UserError) -> None:
        """Say in the place of the list why it is not there."""
        self.model.clear()
        self.table.set_empty_text(error.message)

    def _fetch(self, after: ReferralFile | None, limit: int) -> Sequence[ReferralFile]:
        """Return a page of referrals; runs on a reader thread."""
        person_id, world = self._person_id, self._world
        if person_id is None:
            return ()
        loop = world.house.referral_loop
        return loop.of_person(world.user, person_id, after.id if after is not None else None, limit)

    def _on_counted(self, person_id: UUID, counts: tuple[int, int], back: Sequence[ReferredBack]) -> None:
        """Say how many there are, and under which diseases the person is in the programme PRB."""
        if person_id != self._person_id:
            return
        self.programme.setText("\n".join(one.line for one in back))
        self.programme.setVisible(bool(back))
        self.counted.emit(*counts)

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
