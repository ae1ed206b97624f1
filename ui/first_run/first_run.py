"""The first start on an empty folder, from the three choices to somebody being signed in."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.first_run.example import Enter, Example, Make
from ui.first_run.welcome import Welcome
from ui.jobs import Jobs
from ui.messages import Messages


class FirstRun(QWidget):
    """Shows the choices, and what follows from the one taken.

    ``open_wizard(self, ready)`` hands the set-up pages over when what they need has been loaded; they are made once,
    so that going back to the choices and on again loses nothing typed.

    Signals:
        entered(object): the house is open and somebody signed in.
        example_made(): the folder holds made-up data now.
    """

    entered = Signal(object)
    example_made = Signal()

    def __init__(
        self,
        folder: str,
        open_wizard: "OpenWizard",
        make_example: Make,
        enter: Enter,
        jobs: Jobs,
        messages: Messages,
    ) -> None:
        super().__init__()
        self._open_wizard = open_wizard
        self._make_example = make_example
        self._enter = enter
        self._jobs = jobs
        self._messages = messages
        self.wizard: QWidget | None = None
        self.example: Example | None = None
        self.welcome = Welcome(folder)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.welcome.new_wanted.connect(self._on_new_wanted)
        self.welcome.example_wanted.connect(self._on_example_wanted)
        self.setFocusProxy(self.welcome)

    def show_welcome(self) -> None:
        """Show the choices again."""
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.setFocus()

    def _on_new_wanted(self) -> None:
        if self.wizard is not None:
            self._show(self.wizard)
        else:
            self._open_wizard(self, self._on_wizard_ready)

    def _on_wizard_ready(self, wizard: QWidget) -> None:
        if self.wizard is None:
            self.wizard = wizard
            self._stack.addWidget(wizard)
        self._show(self.wizard)

    def _on_example_wanted(self) -> None:
        if self.example is not None:
            self._stack.removeWidget(self.example)
            self.example.deleteLater()
        self.example = Example(self._make_example, self._enter, self._jobs, self._messages)
        self.example.entered.connect(self.entered)
        self.example.made.connect(self.example_made)
        self.example.left.connect(self.show_welcome)
        self._stack.addWidget(self.example)
        self._show(self.example)

    def _show(self, scene: QWidget) -> None:
        self._stack.setCurrentWidget(scene)
        scene.setFocus()


OpenWizard = Callable[[FirstRun, Callable[[QWidget], None]], None]
