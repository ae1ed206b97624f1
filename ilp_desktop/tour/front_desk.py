"""The front desk as somebody at the keyboard knows it."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt

from ilp_desktop.tour.answering import answer_all
from ilp_desktop.tour.stage import Stage
from ui.front_desk.page import FrontDeskPage


class FrontDesk:
    """Works at the desk."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.page = stage.find(FrontDeskPage)

    def shows_queue(self) -> bool:
        """Say whether today's queue is to be seen."""
        return self.page.stack.is_home() and self.page.home.queue.isVisible()

    def find(self, typed: str) -> None:
        """Search, and see somebody found."""
        stage, search = self._stage, self.page.search
        stage.alt(Qt.Key.Key_1)
        search.line.clear()
        stage.write(typed, search.line)
        stage.wait(stage.program.jobs.is_idle, "an answer to the whole of what was typed")
        stage.wait(lambda: search.results.people.rowCount() > 0, f"results for {typed}")

    def open_first(self) -> None:
        """Open the first of the results."""
        wanted = self.page.search.results.people.found[0].id
        self._stage.press(Qt.Key.Key_Return)
        self._stage.wait(lambda: self._shows(wanted), "the person's card")

    def _shows(self, person_id: UUID) -> bool:
        stack = self.page.stack
        return stack.shows_card() and stack.card.file is not None and stack.card.file.id == person_id

    def begin_registration(self) -> None:
        """Open the form for somebody new."""
        self._stage.alt(Qt.Key.Key_B)
        self._stage.wait(self.page.stack.shows_registration, "the registration form")

    def begin_member(self) -> None:
        """Open the form for another member of the family on the card."""
        self._stage.click(self.page.stack.card.member_button)
        self._stage.wait(self.page.stack.shows_registration, "the registration form")

    def register(self, answers: Mapping[str, str]) -> None:
        """Answer the form."""
        answer_all(self.page.stack.registration.form, answers)

    def save_registration(self) -> None:
        """Save, and see the card of the person."""
        self._stage.alt(Qt.Key.Key_S)
        self._stage.wait(self.page.stack.shows_card, "the registered person")

    def begin_household(self) -> None:
        """Open the form for changes of the family."""
        self._stage.click(self.page.stack.card.household_button)
        self._stage.wait(self.page.stack.household.isVisible, "the form of the family")

    def write_late(self) -> None:
        """Open the place where paper is typed in later."""
        self._stage.click(self.page.late_button)
        self._stage.wait(self.page.stack.shows_late, "the lines of the paper")

    def leave_late(self) -> None:
        """Go back to the queue."""
        self._stage.alt(Qt.Key.Key_K)
        self._stage.wait(self.page.stack.is_home, "the queue again")

    def begin_visit(self) -> None:
        """Open the visit form of the person on the card."""
        self._stage.click(self.page.stack.card.visit_button)
        self._stage.wait(self.page.stack.visit.isVisible, "the visit form")

    def answer_visit(self, answers: Mapping[str, str]) -> None:
        """Answer the visit form and wait for the proposal."""
        answer_all(self.page.stack.visit.form, answers)
        self._stage.wait(lambda: self.page.stack.visit.proposal.proposal is not None, "the proposed klaster")

    def issue_ticket(self) -> None:
        """Save the visit; its ticket is printed at once."""
        sheets = len(self._stage.sheets)
        self._stage.alt(Qt.Key.Key_S)
        self._stage.wait(self.page.stack.is_home, "the queue again")
        self._stage.wait(lambda: len(self._stage.sheets) > sheets, "the printed ticket")
