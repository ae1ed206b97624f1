"""A klaster 2 room with real services, a visit and one of its own tabs, for the tests of those tabs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Barrier
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM
from tests.house_fixtures import TODAY, Clinic
from ui.context import PageContext
from ui.jobs import READERS, Jobs
from ui.klaster2_mother_child.growth_tab import FORMS as GROWTH_FORMS
from ui.messages import Messages
from ui.paper import Paper
from ui.widgets.page import scrolled
from ui.widgets.room.opened_visit import read_visit
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

FORMS = frozenset({ANC_FORM, *GROWTH_FORMS})
SIZE = (1040, 600)
Tab = TypeVar("Tab", bound=RoomTab)


@dataclass
class OpenRoom:
    """A window with one tab of a room in it, and what the room was asked to show."""

    clinic: Clinic
    room: RoomContext
    window: QWidget
    messages: Messages
    papers: list[Paper] = field(default_factory=list)
    encounter_id: UUID | None = None

    def open(self, encounter_id: UUID) -> None:
        """Open a visit, as the room does."""
        self.encounter_id = encounter_id
        self.room.show_visit(read_visit(self.room.context, encounter_id, FORMS))

    def put(self, tab: RoomTab) -> None:
        """Put a tab into the window and show it the visit that is open."""
        layout = self.window.layout()
        assert layout is not None
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 12, 0, 12)
        inner.addWidget(tab)
        layout.addWidget(scrolled(holder))
        self.room.reload_wanted.connect(lambda: self.read_again(tab))
        tab.show_file(self.room.file)

    def read_again(self, tab: RoomTab) -> None:
        """Read the visit again, as the room does when it is asked to."""
        assert self.encounter_id is not None
        self.room.renew(read_visit(self.room.context, self.encounter_id, FORMS))
        tab.show_file(self.room.file)


def page_context(clinic: Clinic, jobs: Jobs, messages: Messages, papers: list[Paper]) -> PageContext:
    """Return what a page of the doctor's is handed; papers are gathered."""
    messages.listen_to(jobs)
    return PageContext(
        house=clinic.house,
        jobs=jobs,
        messages=messages,
        user=clinic.doctor,
        today=lambda: TODAY,
        show_paper=papers.append,
        print_now=papers.append,
    )


def open_room(clinic: Clinic, jobs: Jobs, qtbot: QtBot, person_id: UUID) -> OpenRoom:
    """Return a room in which a visit of today is open."""
    window = QWidget()
    QVBoxLayout(window)
    window.resize(*SIZE)
    qtbot.addWidget(window)
    messages = Messages(window)
    papers: list[Paper] = []
    context = page_context(clinic, jobs, messages, papers)
    opened = OpenRoom(clinic, RoomContext(context, Klaster.MOTHER_CHILD, window), window, messages, papers)
    opened.open(clinic.visit(person_id).encounter_id)
    return opened


def settle(opened: OpenRoom, qtbot: QtBot) -> None:
    """Wait until every read asked for so far is answered: the last ones run only when all readers are free."""
    answered: list[int] = []
    gate = Barrier(READERS)
    for _ in range(READERS):
        opened.room.context.jobs.read(gate.wait, answered.append, owner=opened.window)
    qtbot.waitUntil(lambda: len(answered) == READERS)


def shown(qtbot: QtBot, opened: OpenRoom, build: Callable[[RoomContext], Tab]) -> Tab:
    """Build a tab, show it in an active window, and return it."""
    tab = build(opened.room)
    opened.put(tab)
    with qtbot.waitActive(opened.window):
        opened.window.show()
        opened.window.activateWindow()
    return tab
