"""Ibu dan anak in one line: the others of mother and children, what is due for each, and the way to their visit."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.due.due_services import PersonServices
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.kia.mother_child import Relative, VisitBeside
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.pair_words import (
    NEW_VISIT,
    act_text,
    act_why,
    due_text,
    dues_text,
    first_due,
    shortened,
    tone_of,
    who_text,
)
from ui.palette import Tone
from ui.widgets.buttons import plain_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Pill, label
from ui.widgets.one_press import OnePress
from ui.widgets.page import HouseKey, on_key
from ui.widgets.room.own_tab import OwnLine
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.waiting_rows import OPEN

TITLE = "Ibu dan anak"
GO = (HouseKey("Alt+I", "Ke yang pertama pada baris ini"), HouseKey("Alt+Shift+I", "Ke yang kedua pada baris ini"))
MOST_CARDS = len(GO)
MOST_DUES = 4
GAP_PX = 8


class PairCard(QWidget):
    """One of the kin: who, what is due, and the button to their visit."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.relative: Relative | None = None
        self.name_label = ElidedLabel(snug=True)
        self.pill = Pill("")
        self.rest = Pill("")
        self.button = plain_button("", "arrow-right")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        row.addWidget(self.name_label)
        row.addWidget(self.pill)
        row.addWidget(self.rest)
        row.addWidget(self.button)
        row.addStretch(1)

    def show_relative(self, one: Relative, key: str = "") -> None:
        """Show somebody; ``key`` is what presses the button."""
        self.relative = one
        self.name_label.setText(who_text(one))
        told = first_due(one)
        if told is None:
            self.pill.set("")
        else:
            self.pill.set(shortened(due_text(told)), tone_of(one, told), strong=told in one.dangers)
        more = len(one.outstanding) - 1
        self.rest.set(f"+{more}" if more > 0 else "", Tone.NEUTRAL)
        for part in (self.pill, self.rest):
            part.setToolTip(dues_text(one))
        self.button.setText(act_text(one))
        self.button.setToolTip(act_why(one) + (f" ({key})" if key else ""))
        self.button.setAccessibleName(act_why(one))


class PairStrip(OwnLine):
    """Stands above the tabs while the one in front of us has a mother or children here.

    The nearest two stand in the line; a menu holds the others, and every service due of each with one press.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._shown: tuple[Relative, ...] = ()
        self._person_id: UUID | None = None
        self._client_ids: dict[UUID, UUID] = {}
        self.pressing = OnePress()
        self.cards = tuple(PairCard() for _ in range(MOST_CARDS))
        self.more_button = plain_button("", "chevron-down")
        self.more_button.setToolTip("Semua yang jatuh tempo untuk ibu dan anak-anaknya")
        self.menu = QMenu(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        row.addWidget(label(TITLE, "strong"))
        for card in self.cards:
            row.addWidget(card, 1)
            card.button.clicked.connect(partial(self._go, card))
        for key, card in zip(GO, self.cards, strict=True):
            on_key(key, self, partial(self._go, card))
        row.addWidget(self.more_button)
        self.more_button.clicked.connect(self._open_menu)
        self.hide()

    def show_file(self, file: EncounterFile) -> None:
        """Read who belongs to the patient of a visit, and show them when that is known."""
        person_id = file.patient.person_id
        if person_id != self._person_id:
            self._person_id = person_id
            self._show(())
        self._read(person_id, {one.person_id: one.services for one in self._room.visit.family})

    def _read(self, person_id: UUID, known: Mapping[UUID, PersonServices]) -> None:
        world = self._room.context
        world.jobs.read(
            lambda: world.house.mother_child.around(world.user, person_id, known),
            lambda found: self._on_read(person_id, found),
            owner=self,
            failed=world.messages.problem,
            key="kin",
        )

    def relatives(self) -> tuple[Relative, ...]:
        """Return who is shown, the nearest first."""
        return self._shown

    def _on_read(self, person_id: UUID, found: Sequence[Relative]) -> None:
        if person_id == self._person_id:
            self._show(found)

    def _show(self, found: Sequence[Relative]) -> None:
        self._shown = tuple(found)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(found))
            if number < len(found):
                card.show_relative(found[number], GO[number].keys)
        others = len(found) - MOST_CARDS
        self.more_button.setText(f"{others} anak lain" if others > 0 else "Semua layanan")
        self.more_button.setVisible(others > 0 or any(len(one.outstanding) > 1 for one in found))
        self.setVisible(bool(found))

    def _open_menu(self) -> None:
        self.fill_menu()
        self.menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def fill_menu(self) -> None:
        """List everybody with what is due for each, a line a service."""
        self.menu.clear()
        for one in self._shown:
            self._add(f"{who_text(one)}: {act_text(one).lower()}", partial(self._to_visit, one, None))
            if one.ticket is not None and one.ticket.status not in OPEN:
                self._add(f"      {NEW_VISIT} lagi", partial(self._make_visit, one, one.contact))
            for item in one.outstanding[:MOST_DUES]:
                self._add(f"      {due_text(item)}", partial(self._to_visit, one, item))
            self.menu.addSeparator()

    def _add(self, text: str, act: Callable[..., None]) -> None:
        self.menu.addAction(text.replace("&", "&&")).triggered.connect(act)

    def _go(self, card: PairCard, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        if card.relative is not None and not card.isHidden():
            self._to_visit(card.relative, card.relative.contact)

    def _to_visit(self, one: Relative, item: OfferedService | None, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        """Go to somebody's visit of today, made at this press where there is none yet."""
        if one.ticket is not None:
            self.visit_wanted.emit(one.ticket, item)
        else:
            self._make_visit(one, item)

    def _make_visit(self, one: Relative, item: OfferedService | None, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        if not self.pressing.begin(one.person_id):
            return
        world = self._room.context
        client_id = self._client_ids.setdefault(one.person_id, world.house.uow.identities.new())
        wanted = VisitBeside(client_id, one.person_id, self._room.file.encounter_id)
        world.jobs.write(
            lambda: world.house.mother_child.open_beside(world.user, wanted),
            lambda row: self._on_opened(row, item),
            owner=self,
            failed=self._on_refused,
        )

    def _on_opened(self, row: QueueRow, item: OfferedService | None) -> None:
        self.pressing.end()
        if row.person_id is not None:
            self._client_ids.pop(row.person_id, None)
        self._room.context.messages.info(f"Kunjungan {row.name} dibuka, nomor {row.number}.")
        self.visit_wanted.emit(row, item)

    def _on_refused(self, error: UserError) -> None:
        self.pressing.fail()
        self._room.context.messages.problem(error)
        self._read(self._room.file.patient.person_id, {})
