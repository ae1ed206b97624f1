"""The three ways to begin on an empty data folder."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.first_run.big_choice import BigChoice
from ui.scene import Scene
from ui.widgets.labels import label

WIDTH_PX = 560
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Welcome(Scene):
    """Asks how to begin; arrows and Tab move, Enter takes.

    Signals:
        new_wanted(): set a new Puskesmas up.
        example_wanted(): look at the program with made-up data.
    """

    new_wanted = Signal()
    example_wanted = Signal()

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self.new_choice = BigChoice(
            "home", "Puskesmas baru", "Isi nama, wilayah, ruang, dan petugas pertama, lalu mulai melayani."
        )
        self.example_choice = BigChoice(
            "people", "Data contoh", "Lihat-lihat dulu dengan Puskesmas karangan berisi 300 orang."
        )
        self.server_choice = BigChoice(
            "sync-off", "Sambung ke server", "Belum tersedia pada versi ini. Untuk sekarang data ada di komputer ini."
        )
        self.server_choice.setEnabled(False)
        self.add_words("ILP Desktop", "title")
        self.add_words("Folder data ini masih kosong. Dengan apa dimulai?", "muted")
        for choice in (self.new_choice, self.example_choice, self.server_choice):
            self.column.addWidget(choice)
        self.column.addWidget(label(f"Folder data: {folder}", "small"))
        self.new_choice.clicked.connect(self.new_wanted)
        self.example_choice.clicked.connect(self.example_wanted)
        self.setFocusProxy(self.new_choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the choices that can be taken."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        open_choices = (self.new_choice, self.example_choice)
        here = next((place for place, choice in enumerate(open_choices) if choice.hasFocus()), 0)
        open_choices[max(0, min(here + step, len(open_choices) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
