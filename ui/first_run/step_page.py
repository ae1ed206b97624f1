"""What every page of the set-up is made of: a title, one sentence, and the answers it asks for."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.first_run.answers import Answers
from ui.widgets.labels import label


class StepPage(QWidget):
    """One page of the set-up."""

    def __init__(self, title: str, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(title, "title"))
        words = label(explanation, "muted")
        words.setWordWrap(True)
        layout.addWidget(words)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        layout.addSpacing(8)
        layout.addLayout(self.body, 1)

    def settle(self) -> bool:
        """Finish what is half typed before the page is left; False when that is not possible."""
        return True

    def step_back(self) -> bool:
        """Go back within the page; False when it has nothing to go back to."""
        return False

    def next_text(self) -> str:
        """Return what the button that leads on says, where that is not what it says on other pages."""
        return ""

    def collect(self, answers: Answers) -> None:
        """Write what is typed here into the answers."""
        raise NotImplementedError

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong beside its field."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Go to the first field."""
        raise NotImplementedError

    def set_next_button(self, button: QAbstractButton) -> None:
        """Take note of the button Enter goes to from the last field."""
        raise NotImplementedError
