"""The first start on an empty folder, from the three choices to somebody being signed in."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.server_address import ServerHolds
from ilp_desktop.domain.server_move import Moved
from ui.first_run.connect_server import ConnectServer
from ui.first_run.example import Example
from ui.first_run.move_to_server import MoveToServer
from ui.first_run.restore_backup import RestoreBackup
from ui.first_run.ways import Ways
from ui.first_run.welcome import Welcome
from ui.jobs import Jobs
from ui.messages import Messages


class FirstRun(QWidget):
    """Shows the choices, and what follows from the one taken; for another server later, the page of that alone.

    The set-up pages are made once, so that going back to the choices and on again loses nothing typed.

    Signals:
        entered(object): the house is open and somebody signed in.
        example_made(): the folder holds made-up data now.
        sign_in_wanted(): the server holds a Puskesmas; its staff signs in.
        restored(str): a backup is the data of the folder now; which one, in a sentence.
        left(): the page of another server was left.
    """

    entered = Signal(object)
    example_made = Signal()
    sign_in_wanted = Signal()
    restored = Signal(str)
    left = Signal()

    def __init__(self, folder: str, ways: Ways, jobs: Jobs, messages: Messages, *, only_server: bool = False) -> None:
        super().__init__()
        self._ways = ways
        self._jobs = jobs
        self._messages = messages
        self._only_server = only_server
        self._back: Callable[[], None] = self.show_welcome
        self.wizard: QWidget | None = None
        self.example: Example | None = None
        self.welcome = Welcome(folder)
        self.server = ConnectServer(ways.connect, ways.upgrade, jobs, messages, ways.server)
        self.restore = RestoreBackup(ways.restore, jobs, messages)
        self.moving = None if ways.move is None else MoveToServer(ways.move, jobs, messages)
        self._stack = QStackedWidget()
        for scene in (self.welcome, self.server, self.restore):
            self._stack.addWidget(scene)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.welcome.new_wanted.connect(self._on_new_wanted)
        self.welcome.example_wanted.connect(self._on_example_wanted)
        self.welcome.server_wanted.connect(lambda: self._show(self.server))
        self.welcome.restore_wanted.connect(self._on_restore_wanted)
        self.restore.restored.connect(self.restored)
        self.restore.left.connect(self.show_welcome)
        self.server.found.connect(self._on_server_found)
        self.server.left.connect(self._on_server_left)
        if self.moving is not None:
            self._stack.addWidget(self.moving)
            self.moving.moved.connect(self._on_moved)
            self.moving.left.connect(self._on_server_left)
        first = (self.moving or self.server) if only_server else self.welcome
        self.setFocusProxy(first)
        self._stack.setCurrentWidget(first)

    def show_welcome(self) -> None:
        """Show the choices again."""
        self._show(self.welcome)

    def _on_new_wanted(self) -> None:
        self._ways.stay_here()
        self._show_wizard(self.show_welcome)

    def _on_restore_wanted(self) -> None:
        self._ways.stay_here()
        self._show(self.restore)

    def _on_server_found(self, holds: ServerHolds) -> None:
        if holds is ServerHolds.PUSKESMAS:
            self.sign_in_wanted.emit()
        else:
            self._show_wizard(lambda: self._show(self.server))

    def _on_moved(self, moved: Moved) -> None:
        self._messages.info(moved.words)
        self.sign_in_wanted.emit()

    def _on_server_left(self) -> None:
        if self._only_server:
            self.left.emit()
        else:
            self.show_welcome()

    def _show_wizard(self, back: Callable[[], None]) -> None:
        """Show the set-up pages; going back from their first one leads to where one came from."""
        self._back = back
        if self.wizard is not None:
            self._show(self.wizard)
        else:
            self._ways.open_wizard(self, self._on_wizard_ready, self._go_back)

    def _go_back(self) -> None:
        self._back()

    def _on_wizard_ready(self, wizard: QWidget) -> None:
        if self.wizard is None:
            self.wizard = wizard
            self._stack.addWidget(wizard)
        self._show(self.wizard)

    def _on_example_wanted(self) -> None:
        self._ways.stay_here()
        if self.example is not None:
            self._stack.removeWidget(self.example)
            self.example.deleteLater()
        self.example = Example(self._ways.make_example, self._ways.enter, self._jobs, self._messages)
        self.example.entered.connect(self.entered)
        self.example.made.connect(self.example_made)
        self.example.left.connect(self.show_welcome)
        self._stack.addWidget(self.example)
        self._show(self.example)

    def _show(self, scene: QWidget) -> None:
        self._stack.setCurrentWidget(scene)
        scene.setFocus()
