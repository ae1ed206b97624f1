"""A line that asks for a reason before something is taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import danger_button, plain_button
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

LONGEST = 200


class ReasonLine(QWidget):
    """Hidden until something is to be taken back; Enter goes to the button, which does it."""

    def __init__(self, label_text: str, button_text: str) -> None:
        super().__init__()
        self._act: Callable[[str], object] = lambda _reason: None
        self.form = FieldForm(columns=1)
        self.form.add(TextField("reason", label_text, required=True, max_length=LONGEST))
        self.act_button = danger_button(button_text)
        self.cancel_button = plain_button("Urung")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.form, 1)
        row.addWidget(self.act_button)
        row.addWidget(self.cancel_button)
        self.form.set_save_button(self.act_button)
        self.act_button.clicked.connect(lambda: self._act(self.form.field("reason").text()))
        self.cancel_button.clicked.connect(self.hide)
        self.hide()

    def ask(self, what: str, act: Callable[[str], object]) -> None:
        """Ask for the reason of one thing, which is then done with it."""
        self._act = act
        self.form.clear()
        self.form.field("reason").set_label(what)
        self.show()
        self.form.focus_first()
