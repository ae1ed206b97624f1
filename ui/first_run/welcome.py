"""The four ways to begin on an empty data folder."""

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
        server_wanted(): share the data of a server.
        restore_wanted(): bring a backup back on this computer.
    """

    new_wanted = Signal()
    example_wanted = Signal()
    server_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self.new_choice = BigChoice(
            "home", "Puskesmas baru", "Isi nama, wilayah, ruang, dan petugas pertama, lalu mulai melayani."
        )
        self.example_choice = BigChoice(
            "people", "Data contoh", "Lihat-lihat dulu dengan Puskesmas karangan berisi 300 orang."
        )
        self.server_choice = BigChoice(
            "server", "Sambung ke server", "Beberapa komputer memakai satu data di server Puskesmas."
        )
        self.restore_choice = BigChoice(
            "undo", "Pulihkan dari cadangan", "Komputer baru atau diganti: pakai folder cadangan dan kata pemulihannya."
        )
        self.choices = (self.new_choice, self.example_choice, self.server_choice, self.restore_choice)
        self.add_words("ILP Desktop", "title")
        self.add_words("Folder data ini masih kosong. Dengan apa dimulai?", "muted")
        for choice in self.choices:
            self.column.addWidget(choice)
        self.column.addWidget(label(f"Folder data: {folder}", "small"))
        self.new_choice.clicked.connect(self.new_wanted)
        self.example_choice.clicked.connect(self.example_wanted)
        self.server_choice.clicked.connect(self.server_wanted)
        self.restore_choice.clicked.connect(self.restore_wanted)
        self.setFocusProxy(self.new_choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the choices."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        here = next((place for place, choice in enumerate(self.choices) if choice.hasFocus()), 0)
        there = self.choices[max(0, min(here + step, len(self.choices) - 1))]
        there.setFocus(Qt.FocusReason.TabFocusReason)
