"""A field for a file of this computer: typed, or chosen in the system's own window."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import plain_button
from ui.widgets.text_fields import TextField

LONGEST_PATH = 1000


class FileField(TextField):
    """The path of a file, with a button that opens the window to choose one."""

    def __init__(self, name: str, label: str, kinds: str, *, required: bool = False, hint: str = "") -> None:
        super().__init__(name, label, required=required, hint=hint, max_length=LONGEST_PATH)
        self._kinds = kinds
        self.choose_button = plain_button("Pilih berkas")
        self.choose_button.clicked.connect(self.choose)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.replaceWidget(self.line, beside)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose_button)

    def choose(self) -> None:
        """Open the window to choose a file in."""
        known = Path(self.text()).parent if self.text() else None
        folder = str(known) if known and known.is_dir() else _documents()
        dialog = QFileDialog(self, self.label, folder, self._kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: str) -> None:
        """Put a chosen file in, as if it had been typed."""
        self.line.setText(path)
        self.line.setFocus()


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
