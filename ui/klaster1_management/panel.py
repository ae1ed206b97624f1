"""What every inner tab of klaster 1 is made of: its content, or in its place why this role does not see it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.errors import NotAllowed, UserError
from ui.context import PageContext
from ui.widgets.labels import EmptyState
from ui.widgets.page import Page


class Panel(Page):
    """An inner tab; a subclass names its ``subjects`` and overrides ``fill`` and ``reload``.

    Attributes:
        content: everything the panel shows to those who may see it.
        refusal: what stands in its place for the others.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.content = QWidget()
        self.refusal = EmptyState("", icon_name="lock")
        self.refusal.hide()

    def build(self) -> None:
        """Make the content."""
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.fill(column)
        self.body.addWidget(self.content, 1)
        self.body.addWidget(self.refusal, 1)

    def fill(self, column: QVBoxLayout) -> None:
        """Put the content's widgets into its column; called once."""
        raise NotImplementedError

    def on_failed(self, error: UserError) -> None:
        """Say why nothing could be read: in place of the content when the role does not include it."""
        if isinstance(error, NotAllowed):
            self.content.hide()
            self.refusal.set_text(error.message, error.remedy)
            self.refusal.show()
        else:
            self.context.messages.problem(error)
