"""A klaster's room with views beside its queue: registers, and what its desks keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ui.context import PageContext
from ui.widgets.room.own_tab import OwnLine, OwnTab, RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room_page import RoomPage
from ui.widgets.view_switch import ViewSwitch

QUEUE, QUEUE_WORD = "queue", "Antrean"
REGISTERS, REGISTERS_WORD = "registers", "Register"


class DeskWidget(Protocol):
    """What a view beside the queue can do."""

    def begin(self) -> None:
        """Read everything, when it is shown."""

    def reload(self) -> None:
        """Read its rows again."""


@dataclass(frozen=True)
class DeskView:
    """One view beside the queue.

    Attributes:
        code: names it in the page.
        title: the word on the switch.
        make: makes it, a widget that begins and reloads.
        subjects: what it shows, so that it is read again when that changes.
    """

    code: str
    title: str
    make: Callable[[PageContext], QWidget]
    subjects: frozenset[str] = frozenset()


class ViewedRoomPage(RoomPage):
    """A room whose page shows the queue or one of the views beside it.

    Attributes:
        desks: the views beside the queue, by code.
        switches: what stands on top of the queue and of each view, by code, and leads to the others.
    """

    def __init__(
        self,
        context: PageContext,
        klaster: Klaster,
        views: Sequence[DeskView],
        own_tabs: Sequence[OwnTab] = (),
        own_lines: Sequence[Callable[[RoomContext], OwnLine]] = (),
        papers: Callable[[RoomContext], RoomTab] | None = None,
    ) -> None:
        super().__init__(context, klaster, own_tabs, own_lines, papers)
        self._world = context
        self._views = tuple(views)
        self._name = f"Tampilan klaster {klaster.value}"
        self.subjects = RoomPage.subjects.union(*(view.subjects for view in views))
        self.desks: dict[str, QWidget] = {}
        self.switches: dict[str, ViewSwitch] = {}
        self._places: dict[str, QWidget] = {}

    def build(self) -> None:
        """Put the views beside the queue, each with the switch on top."""
        super().build()
        if not self.may_enter():
            return
        above = self.waiting.layout()
        if isinstance(above, QBoxLayout):
            above.insertWidget(0, self._switch(QUEUE), 0, Qt.AlignmentFlag.AlignLeft)
        for view in self._views:
            desk = self.desks[view.code] = view.make(self._world)
            place = QWidget()
            column, head = QVBoxLayout(place), QHBoxLayout()
            column.setContentsMargins(0, 0, 0, 12)
            head.addWidget(self._switch(view.code))
            head.addStretch(1)
            column.addLayout(head)
            column.addWidget(desk, 1)
            self._places[view.code] = place
            self._stack.addWidget(place)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what shows these subjects."""
        super().reload(subjects)
        for view in self._views:
            desk = self.desks.get(view.code)
            if desk is not None and subjects & view.subjects and desk.isVisible():
                cast("DeskWidget", desk).reload()

    def show_view(self, code: str) -> None:
        """Show the queue or one of the views beside it."""
        for own, switch in self.switches.items():
            switch.select(own)
        if code == QUEUE:
            self.unfold()
            return
        self._stack.setCurrentWidget(self._places[code])
        cast("DeskWidget", self.desks[code]).begin()
        self.switches[code].setFocus()

    def _switch(self, code: str) -> ViewSwitch:
        titles = ((QUEUE, QUEUE_WORD), *((view.code, view.title) for view in self._views))
        switch = ViewSwitch(self._name, titles)
        switch.select(code)
        switch.changed.connect(self.show_view)
        self.switches[code] = switch
        return switch
