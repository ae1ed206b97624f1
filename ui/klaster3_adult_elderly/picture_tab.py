"""What the tabs of klaster 3 share: one picture of a person read in the background, shown in cards."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

ROW_GAP_PX = 12


class PictureCard(Protocol):
    """A card that shows its share of a picture."""

    def show_picture(self, picture: Any) -> None:
        """Show it."""


class PictureTab(RoomTab):
    """A picture in cards; nothing of one person is seen while that of the next is read.

    Attributes:
        picture: what is shown; None until it is read.
    """

    def __init__(self, room: RoomContext, key: str) -> None:
        super().__init__()
        self._room = room
        self._key = key
        self._person_id: UUID | None = None
        self._cards: list[Any] = []
        self.picture: Any = None
        self._starts = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(ROW_GAP_PX)

    def begin(self, person_id: UUID) -> None:
        """Take leave of whoever was shown: another person is to be seen."""

    def read(self, person_id: UUID) -> Any:
        """Return the picture of a person; called in the background."""
        raise NotImplementedError

    def add_cards(self, rows: Sequence[QWidget], cards: Sequence[PictureCard]) -> None:
        """Put rows one under another; ``cards`` are those that show the picture."""
        self._cards = [*cards]
        self._rows = [*rows]
        for row in rows:
            self._column.addWidget(row)
        self._column.addStretch(1)

    def go_in(self) -> None:
        """Start with the first thing that can be done, as soon as the picture is there."""
        self._starts = self.picture is None
        super().go_in()

    def show_file(self, file: EncounterFile) -> None:
        """Show a person."""
        person = file.patient.person_id
        if person != self._person_id:
            self._person_id, self.picture = person, None
            self.begin(person)
            for row in self._rows:
                row.setVisible(False)
        self.read_again()

    def read_again(self) -> None:
        """Read the person who is shown."""
        person = self._person_id
        if person is None:
            return
        self._room.context.jobs.read(
            lambda: self.read(person),
            lambda found: self._on_read(person, found),
            owner=self,
            failed=self._on_failed,
            key=self._key,
        )

    def _on_read(self, person_id: UUID, found: Any) -> None:
        if person_id != self._person_id:
            return
        self.picture = found
        self.show_picture(found)
        for row in self._rows:
            row.setVisible(True)
        starts, self._starts = self._starts, False
        if starts and self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            super().go_in()

    def show_picture(self, picture: Any) -> None:
        """Show a picture that was read."""
        for card in self._cards:
            card.show_picture(picture)

    def _on_failed(self, error: UserError) -> None:
        self._room.context.messages.problem(error)


def stacked(*cards: QWidget) -> QWidget:
    """Return cards one under another as one row, so that any of them may be hidden."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(ROW_GAP_PX)
    for card in cards:
        column.addWidget(card)
    return place
