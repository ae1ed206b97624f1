"""A button that shows a sheet about the child who is open before it is printed."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.errors import UserError
from ui.paper import Paper
from ui.widgets.buttons import Button
from ui.widgets.room.room_context import RoomContext


class SheetButton(Button):
    """Makes the sheet in the background and opens its preview; that it left the record is noted.

    ``make`` is asked on the screen's thread what to make, and what it returns is called on another.
    """

    def __init__(
        self,
        room: RoomContext,
        title: str,
        file_name: str,
        make: Callable[[UUID], Callable[[], bytes]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, "quiet", "printer", parent)
        self._room = room
        self._title, self._file_name = title, file_name
        self._make_sheet = make
        self.setAccessibleName(f"Cetak {title}")
        self.clicked.connect(self._make)

    def _make(self) -> None:
        world, child = self._room.context, self._room.file.patient.person_id
        self.setEnabled(False)
        world.jobs.paper(
            self._make_sheet(child),
            lambda pdf: self._on_made(child, pdf),
            owner=self,
            failed=self._on_failed,
        )

    def _on_made(self, child: UUID, pdf: bytes) -> None:
        self.setEnabled(True)
        world = self._room.context
        world.show_paper(Paper(self._title, self._file_name, pdf))
        world.jobs.write(
            lambda: world.house.growth_care.note_printed(world.user, child, self._title), lambda _: None, owner=self
        )

    def _on_failed(self, error: UserError) -> None:
        self.setEnabled(True)
        self._room.context.messages.problem(error)
