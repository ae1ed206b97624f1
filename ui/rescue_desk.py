"""What stands in the window when the data cannot be opened, and the ways out of there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ilp_desktop.domain.errors import DataTrouble, UserError
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.main_window import MainWindow
from ui.trouble import Trouble

if TYPE_CHECKING:
    from ilp_desktop.services.rescue.rescue import Rescue
    from ui.restore_scene import RestoreScene

SUPPORT_NAME = "dukungan-ilp.txt"
RESTORED = "Data sudah dipulihkan. Masuk dengan kata sandi yang berlaku saat cadangan dibuat."
KEPT = "Data sebelumnya disisihkan di {aside}"
COPIED = "Data disalin apa adanya ke {place}"
TOLD = "Berkas dukungan ditulis: {file}. Isinya tanpa data pasien."


class Loaded(Protocol):
    """What stands behind the first page, as far as it is needed here."""

    @property
    def rescue(self) -> "Rescue":
        """Return what can be done with the data folder."""

    def restore_scene(self, jobs: Jobs) -> "RestoreScene":
        """Return the page on which a backup is restored."""


class RescueDesk(QObject):
    """Shows what is wrong and lets the user restore, copy aside, or write down what a helper needs."""

    def __init__(
        self, window: MainWindow, jobs: Jobs, folder: Path, load: Callable[[], Loaded], again: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._folder = folder
        self._load = load
        self._again = again

    def show(self, error: UserError) -> None:
        """Say what is wrong in place of the data."""
        trouble = Trouble(error, str(self._folder), spoilt=isinstance(error, DataTrouble))
        trouble.again.connect(self._again)
        trouble.left.connect(self._window.close)
        trouble.restore_wanted.connect(lambda: self._show_restore(error))
        trouble.copy_wanted.connect(lambda: self._ask_place(trouble))
        trouble.support_wanted.connect(lambda: self._ask_file(trouble))
        self._window.show_scene(trouble)

    def copy_to(self, trouble: Trouble, place: str) -> None:
        """Copy the data as it is to a place."""
        load = self._load

        def copy(progress: Progress) -> Path:
            return load().rescue.copy(Path(place), progress)

        job = self._jobs.long(
            copy,
            lambda copied: trouble.say(COPIED.format(place=copied)),
            owner=trouble,
            failed=lambda error: trouble.say(f"{error.message} {error.remedy}"),
        )
        trouble.progress.follow(job, "Menyalin data …")

    def tell_in(self, trouble: Trouble, file: str) -> None:
        """Write the support file."""
        load, error = self._load, trouble.error
        self._jobs.paper(
            lambda: load().rescue.support(error, Path(file)),
            lambda written: trouble.say(TOLD.format(file=written)),
            owner=trouble,
            failed=lambda failed: trouble.say(f"{failed.message} {failed.remedy}"),
        )

    def _show_restore(self, error: UserError) -> None:
        scene = self._load().restore_scene(self._jobs)
        scene.left.connect(lambda: self.show(error))
        scene.restored.connect(self._on_restored)
        self._window.show_scene(scene)

    def _on_restored(self, aside: str) -> None:
        self._window.messages.info(RESTORED)
        self._window.messages.note(KEPT.format(aside=aside))
        self._again()

    def _ask_place(self, trouble: Trouble) -> None:
        dialog = QFileDialog(trouble, "Simpan salinan data di", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda place: self.copy_to(trouble, place))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_file(self, trouble: Trouble) -> None:
        dialog = QFileDialog(trouble, "Simpan berkas dukungan", str(Path.home() / SUPPORT_NAME))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda file: self.tell_in(trouble, file))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
