"""The tab of Posyandu and Pustu as somebody at the keyboard knows it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from ilp_desktop.services.due.invitation_rows import Again
from ilp_desktop.tour.answering import CannotAnswer, answer_all
from ilp_desktop.tour.stage import Stage
from ui.community.page import CommunityPage
from ui.paper_preview import PaperPreview


class VillageWork:
    """Works with the lists of who is due and with invitations."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        stage.wait(lambda: stage.sees(CommunityPage), "the lists of who is due")
        self.page = stage.find(CommunityPage)

    def choose_first_rw(self) -> None:
        """Narrow the list to the first RW of the first village."""
        places = self.page.targets.places
        self._stage.wait(lambda: places.village.count() > 1, "villages to choose")
        self._choose(places.village, lambda: places.village.currentIndex() == 1)
        self._choose(places.rw, lambda: places.rw.currentIndex() == 1)
        self._settle()

    def choose_service(self, group: str, service: str) -> None:
        """Narrow the list to one service of a group."""
        services = self.page.targets.services
        self._choose(services.group, lambda: services.group.chosen() == group)
        self._settle()
        services.table.setFocus()
        services.table.select_key(f"{service} ({group})")
        self._settle()
        self._stage.wait(lambda: self.page.targets.heading.text().startswith(service), f"the list of {service}")

    def print_kader_list(self) -> None:
        """Open the list for the kader in the preview."""
        self._stage.click(self.page.targets.print_button)
        self._stage.wait(lambda: self._stage.sees(PaperPreview), "the list for the kader")

    def begin_inviting(self, answers: Mapping[str, str]) -> None:
        """Open the form for everybody of the list and answer it."""
        self.page.targets.table.setFocus()
        self._stage.alt(Qt.Key.Key_B)
        self._stage.wait(self.page.form.isVisible, "the form of invitations")
        self._settle()
        answer_all(self.page.form.form, answers)

    def send(self) -> None:
        """Send the invitations and see them listed; whoever was invited not long ago is left out."""
        again, sent = self.page.form.again, self.page.invitations
        self._stage.alt(Qt.Key.Key_S)
        self._stage.wait(lambda: sent.isVisible() or again.isVisible(), "the invitations sent")
        if again.isVisible():
            answer_all(self.page.form.form, {again.name: Again.SKIP.value})
            self._stage.alt(Qt.Key.Key_S)
            self._stage.wait(sent.isVisible, "the invitations sent")
        self._settle()

    def print_invitations(self) -> None:
        """Open the invitations just sent in the preview."""
        self._stage.click(self.page.invitations.print_button)
        self._stage.wait(lambda: self._stage.sees(PaperPreview), "the invitations on paper")

    def note_first_came(self) -> None:
        """Note that the first of the list has come."""
        invitations = self.page.invitations
        invitations.table.setFocus()
        invitations.table.select_first()
        self._stage.alt(Qt.Key.Key_S)
        self._stage.wait(lambda: invitations.model.row(0).came_on is not None, "who has come")

    def show_all_invitations(self) -> None:
        """Show the invitations of the last weeks too."""
        self._stage.click(self.page.invitations.batch_button)
        self._settle()

    def _choose(self, box: QComboBox, chosen: Callable[[], bool]) -> None:
        """Go down a list until the wanted line is shown."""
        box.setFocus()
        for _ in range(box.count()):
            if chosen():
                return
            self._stage.press(Qt.Key.Key_Down)
        if not chosen():
            raise CannotAnswer(box.accessibleName())

    def _settle(self) -> None:
        self._stage.wait(self._stage.program.jobs.is_idle, "an answer to what was asked for")
