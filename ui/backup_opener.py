"""What every page of restoring asks: where a backup lies, and what opens it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ilp_desktop.domain.keys.opener import OpenedBy, Opener
from ui.widgets.field_form import FieldForm
from ui.widgets.password_field import PasswordField
from ui.widgets.text_fields import TextField
from ui.widgets.view_switch import ViewSwitch

FIELDS = {
    OpenedBy.WORDS: ("words",),
    OpenedBy.PASSPHRASE: ("passphrase",),
    OpenedBy.PASSWORD: ("user_name", "password"),
}


class BackupOpener(QWidget):
    """Asks by which way a backup is opened, and for the secret of that way.

    Attributes:
        form: the fields of all ways, those of the way chosen shown.
    """

    def __init__(self, first: OpenedBy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = ViewSwitch("Dibuka dengan", [(way.name, way.value) for way in OpenedBy])
        self.words = TextField("words", "Kata pemulihan, berurutan", required=True, hint="12 kata dari lembarnya")
        self.passphrase = PasswordField("passphrase", "Frasa sandi kepala", required=True)
        self.user_name = TextField("user_name", "Nama pengguna kepala/admin", required=True, max_length=40)
        self.password = PasswordField("password", "Kata sandi saat cadangan dibuat", required=True)
        self.form = FieldForm(columns=1)
        self.form.add_all(self.words, self.passphrase, self.user_name, self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.way)
        column.addWidget(self.form)
        self.way.select(first.name)
        self._on_way_changed(first.name)
        self.way.changed.connect(self._on_way_changed)

    def opener(self) -> Opener:
        """Return what is typed."""
        way = OpenedBy[self.way.current()]
        secret = {OpenedBy.WORDS: self.words, OpenedBy.PASSPHRASE: self.passphrase, OpenedBy.PASSWORD: self.password}
        return Opener(way, secret[way].text(), self.user_name.text() if way is OpenedBy.PASSWORD else "")

    def blanks(self) -> dict[str, str]:
        """Return what to say beside the fields that are still blank."""
        return blanks_of(self.form)

    def forget(self) -> None:
        """Make every secret blank."""
        for field in (self.words, self.passphrase, self.password):
            field.clear()

    def _on_way_changed(self, name: str) -> None:
        wanted = FIELDS[OpenedBy[name]]
        self.form.hide_fields({field for fields in FIELDS.values() for field in fields} - set(wanted))


def blanks_of(form: FieldForm) -> dict[str, str]:
    """Return what to say beside the fields shown that are still blank."""
    return {one.name: f"{one.label} harus diisi." for one in form.shown_fields() if not one.text()}


def ask_backup_folder(parent: QWidget, begin: str, taken: Callable[[str], object]) -> None:
    """Let a folder be chosen; ``taken`` hears which."""
    dialog = QFileDialog(parent, "Folder cadangan", begin or str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(taken)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
