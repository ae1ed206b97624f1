"""The button that shows the KIA summary of whoever is open, before it is printed."""

from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.errors import UserError
from ui.paper import Paper
from ui.widgets.buttons import Button
from ui.widgets.page import PRINT, bind
from ui.widgets.room.room_context import RoomContext

TITLE = "Ringkasan KIA"
FILE_NAME = "ringkasan-kia.pdf"


class KiaButton(Button):
    """Makes the summary in the background and opens its preview; the patient is the mother or the child."""

    def __init__(self, room: RoomContext, parent: QWidget | None = None, *, as_mother: bool) -> None:
        super().__init__(TITLE, "quiet", "printer", parent)
        self._room = room
        self._as_mother = as_mother
        self.clicked.connect(self._make)
        bind(PRINT, self)

    def _make(self) -> None:
        world, person = self._room.context, self._room.file.patient.person_id
        mother, child = (person, None) if self._as_mother else (None, person)
        self.setEnabled(False)
        world.jobs.paper(
            lambda: world.house.kia.pdf(world.user, mother, child), self._on_made, owner=self, failed=self._on_failed
        )

    def _on_made(self, pdf: bytes) -> None:
        self.setEnabled(True)
        self._room.context.show_paper(Paper(TITLE, FILE_NAME, pdf))

    def _on_failed(self, error: UserError) -> None:
        self.setEnabled(True)
        self._room.context.messages.problem(error)
