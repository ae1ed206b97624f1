"""A klaster's own tabs in its room: what they are, and what the room hands them.

A klaster that has tabs of its own gives them to its ``RoomPage``::

    RoomPage(context, Klaster.MOTHER_CHILD, (OwnTab("Kehamilan", is_woman, PregnancyTab, forms=("anc_visit",)),))

and writes each as a widget that shows one visit after another::

    class PregnancyTab(RoomTab):
        def __init__(self, room: RoomContext) -> None:
            super().__init__()
            self._room = room
            layout = QVBoxLayout(self)
            layout.addWidget(room.form_view("anc_visit"))

        def show_file(self, file: EncounterFile) -> None: ...

The form views of the room do the rest: they are filled with what is stored of the visit shown, saved together with the
examination, kept while the patient is away, and show what the services find wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.room.room_context import RoomContext


class RoomTab(QWidget):
    """The inside of a tab; it stands in a scroll area and needs no margins of its own."""

    def show_file(self, file: EncounterFile) -> None:
        """Show a visit: when it is opened, after every save, and after ``RoomContext.reload``.

        Called on the GUI thread, only for visits the tab applies to; what needs more than the file is read with
        ``room.context.jobs.read(..., owner=self, key="...")``. The views of ``room.form_view`` are filled by the room.
        """
        raise NotImplementedError

    def go_in(self) -> None:
        """Put the focus where one starts: on the first thing that takes it, else on the frame, so that keys scroll."""
        reached = self.nextInFocusChain()
        while reached is not None and reached is not self:
            takes = bool(reached.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and reached.isEnabled()
            if takes and reached.isVisible() and self.isAncestorOf(reached):
                reached.setFocus(Qt.FocusReason.TabFocusReason)
                return
            reached = reached.nextInFocusChain()
        frame = self.parentWidget()
        while frame is not None and not isinstance(frame, QScrollArea):
            frame = frame.parentWidget()
        if frame is not None:
            frame.setFocus(Qt.FocusReason.OtherFocusReason)


class OwnLine(RoomTab):
    """One line of a klaster's own between the services of today and the tabs; it hides itself when it says nothing.

    Signals:
        visit_wanted(QueueRow, object): the visit of this number is to be opened, at an ``OfferedService`` if one is
            named; what is typed for the visit that is open is kept.
    """

    visit_wanted = Signal(object, object)


@dataclass(frozen=True)
class OwnTab:
    """One tab a klaster adds between Skrining and Rujukan.

    Attributes:
        title: the word on the tab, unique in the room.
        applies: whether the tab stands for the patient of this visit; asked whenever the visit is read again.
        build: makes the inside of the tab, once per room, when the first visit it applies to is opened.
        forms: codes of every form the tab asks ``room.form_view`` for; they are read in the background beforehand,
            and are left out of the tab Skrining.
        opens: whether a visit opens at this tab instead of Pemeriksaan.
    """

    title: str
    applies: Callable[[EncounterFile], bool]
    build: Callable[[RoomContext], RoomTab]
    forms: tuple[str, ...] = ()
    opens: Callable[[EncounterFile], bool] = lambda _file: False
