"""A room over the services of a small Puskesmas, for the tests of rooms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.queue.visits import IssuedTicket
from ilp_desktop.services.record.encounters import EncounterFile, Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room
from ui.context import PageContext
from ui.jobs import Jobs
from ui.messages import Messages
from ui.widgets.room.own_tab import OwnTab
from ui.widgets.room_page import RoomPage

SIZE_PX = (1366, 650)


@dataclass
class RoomDesk:
    """Puts people into the queue and rooms onto the screen, and looks into what is stored."""

    qtbot: QtBot
    jobs: Jobs
    clinic: Clinic
    papers: list[Any] = field(default_factory=list)
    windows: list[QWidget] = field(default_factory=list)
    messages: list[Messages] = field(default_factory=list)

    def arrives(self, name: str = "Siti Aminah", triage: str = "0", **changes: object) -> IssuedTicket:
        """Register somebody and open a visit, one minute after the one before."""
        self.clinic.clock.forward(timedelta(minutes=1))
        return self.clinic.visit(self.clinic.register(name, **changes).person_id, triage)

    def show(
        self,
        user: SignedIn | None = None,
        own_tabs: Sequence[OwnTab] = (),
        klaster: Klaster = Klaster.ADULT_ELDERLY,
    ) -> Room:
        """Show the room of a klaster, as the doctor unless told otherwise."""
        window = QWidget()
        messages = Messages(window)
        messages.listen_to(self.jobs)
        context = PageContext(
            house=self.clinic.house,
            jobs=self.jobs,
            messages=messages,
            user=user or self.clinic.doctor,
            today=lambda: TODAY,
            show_paper=self.papers.append,
            print_now=self.papers.append,
        )
        page = RoomPage(context, klaster, own_tabs)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(*SIZE_PX)
        self.qtbot.addWidget(window)
        self.windows.append(window)
        self.messages.append(messages)
        with self.qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return Room(self.qtbot, page)

    def with_patient(self, name: str = "Siti Aminah", own_tabs: Sequence[OwnTab] = (), **changes: Any) -> Room:
        """Show the room with somebody open who has just come, and everything that is read of them."""
        self.arrives(name, **changes)
        room = self.show(own_tabs=own_tabs)
        room.open(name)
        self.qtbot.waitUntil(self.jobs.is_idle)  # what a letter is made of comes after the first screen
        return room

    def said(self) -> list[str]:
        """Return what the banners of the last window say, the newest first."""
        return [banner.text for banner in self.messages[-1].stack.banners()]

    def wait_until_said(self, start: str) -> None:
        """Wait for a banner that starts like this."""
        self.qtbot.waitUntil(lambda: any(text.startswith(start) for text in self.said()), timeout=20_000)

    def stored(self, room: Room) -> EncounterFile:
        """Return the visit that is open in a room, as it is stored now."""
        return self.clinic.house.encounters.open(self.clinic.doctor, room.workspace.room.file.encounter_id)

    def colleague_writes(self, room: Room, note: SoapNote) -> None:
        """Let the head of the Puskesmas save a note for the visit that is open in a room."""
        file = self.stored(room)
        wanted = Examination(self.clinic.new_id(), file.encounter_id, file.version, note, file.diagnoses)
        self.clinic.house.encounters.record(self.clinic.head, wanted)


def cells(room: Room, column: str) -> list[str]:
    """Return what one column of the list says."""
    model = room.page.waiting.model
    number = [one.title for one in model.columns].index(column)
    return [model.columns[number].text(row) for row in model.rows()]
