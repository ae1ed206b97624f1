"""A page over the services of a small Puskesmas, in a window of the design size."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import TODAY, Clinic
from ui.context import PageContext
from ui.jobs import Jobs
from ui.messages import Messages
from ui.paper import Paper
from ui.widgets.page import Page

PAGE_SIZE_PX = (1366, 690)
AnyPage = TypeVar("AnyPage", bound=Page)


class Desk:
    """Shows pages of one clinic, each in an active window of its own."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, clinic: Clinic) -> None:
        self._qtbot = qtbot
        self._jobs = jobs
        self.clinic = clinic
        self.windows: list[QWidget] = []
        self.messages: list[Messages] = []
        self.papers: list[Paper] = []
        self.contexts: list[PageContext] = []

    def show(
        self, make: Callable[[PageContext], AnyPage], user: SignedIn, settings: SettingsFile | None = None
    ) -> AnyPage:
        """Show a page as somebody who is signed in sees it, on a computer that remembers ``settings``."""
        window = QWidget()
        messages = Messages(window)
        messages.listen_to(self._jobs)
        context = PageContext(
            house=self.clinic.house,
            jobs=self._jobs,
            messages=messages,
            user=user,
            today=lambda: TODAY,
            show_paper=self.papers.append,
            print_now=lambda _paper: None,
            settings=settings or SettingsFile(),
        )
        self.contexts.append(context)
        page = make(context)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(*PAGE_SIZE_PX)
        self._qtbot.addWidget(window)
        self.windows.append(window)
        self.messages.append(messages)
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return page

    def banners(self) -> list[str]:
        """Return what the banners of the last window say."""
        return [banner.text for banner in self.messages[-1].stack.banners()]
