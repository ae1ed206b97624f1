"""A value with its name small above it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import label

NOT_RECORDED = "belum dicatat"


class Fact(QWidget):
    """One thing known of the patient; what is not known is said plainly."""

    def __init__(self, name: str, parent: QWidget | None = None, *, role: str = "strong") -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._name = name
        self.value_label = label(NOT_RECORDED, role)
        layout.addWidget(label(name, "small"))
        layout.addWidget(self.value_label)
        layout.addStretch(1)

    def text(self) -> str:
        """Return the value shown."""
        return self.value_label.text()

    def show_value(self, text: str) -> None:
        """Show a value, or that nobody recorded one."""
        self.value_label.setText(text or NOT_RECORDED)
        self.setAccessibleName(f"{self._name}: {self.text()}")
