"""The tab «Loket» in a window of its own, for the tests of the desk."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.services.core.signed_in import SignedIn
from tests.house_fixtures import Clinic
from tests.journeys.pages.front_desk import FrontDesk
from ui.context import PageContext
from ui.front_desk.page import FrontDeskPage
from ui.jobs import Jobs
from ui.messages import Messages
from ui.paper import Paper

SIZE_PX = (1366, 690)


class Office:
    """The page, its clerk's hands (``desk``), what was printed and what the banners say."""

    def __init__(self, clinic: Clinic, jobs: Jobs, user: SignedIn | None = None) -> None:
        self.clinic = clinic
        self.papers: list[Paper] = []
        self.window = QWidget()
        self.messages = Messages(self.window)
        self.messages.listen_to(jobs)
        clerk = user or clinic.desk
        self.context = PageContext(
            house=clinic.house,
            jobs=jobs,
            messages=self.messages,
            user=clerk,
            today=lambda: clinic.house.uow.today(clerk),
            show_paper=self.papers.append,
            print_now=self.papers.append,
        )
        self.page = FrontDeskPage(self.context)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)

    def open(self, in_window: Callable[..., QWidget], qtbot: QtBot) -> "Office":
        """Show the page at the size it is designed for."""
        in_window(self.window).resize(*SIZE_PX)
        self.desk = FrontDesk(self.page, qtbot)
        return self

    def said(self) -> list[str]:
        """Return what the banners say, newest first."""
        return [banner.text for banner in self.messages.stack.banners()]


class KeyCounter(QObject):
    """Counts the key strokes that reach the program's windows while it is on."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._on = False
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def counting(self, *, on: bool) -> None:
        """Count, or let strokes pass uncounted."""
        self._on = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a key that goes down in a window; what it does there is left alone."""
        if self._on and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow):
            self.count += 1
        return super().eventFilter(watched, event)
