"""What the window says when the data cannot be opened: what happened, what to do, and that nothing was changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ui.palette import Tone
from ui.scene import Scene
from ui.widgets.buttons import plain_button, primary_button, quiet_button
from ui.widgets.card import Card, rule
from ui.widgets.labels import label
from ui.widgets.progress_bar import JobProgress

WIDTH_PX = 640
SUPPORT = "Keterangan untuk yang membantu: versi, ukuran, halaman rusak. Tanpa data pasien."
WAYS_OUT = "Jalan keluar; tidak satu pun mengubah berkas yang ada sekarang:"


class Trouble(Scene):
    """A page in place of the data.

    Attributes:
        error: what is wrong.
        said: what came of a way out.

    Signals:
        again(): the user has put it right and wants another try.
        left(): the user closes the program.
        restore_wanted(), copy_wanted(), support_wanted(): the ways out.
    """

    again = Signal()
    left = Signal()
    restore_wanted = Signal()
    copy_wanted = Signal()
    support_wanted = Signal()

    def __init__(self, error: UserError, folder: str, parent: QWidget | None = None, *, spoilt: bool = False) -> None:
        """``spoilt`` is for data that will not open by itself: it may be restored or copied aside."""
        super().__init__(WIDTH_PX, parent)
        self.error = error
        card = Card("Data tidak dapat dibuka", tone=Tone.BAD)
        for text, role in (
            (error.message, "strong"),
            (error.remedy, ""),
            (f"Folder data: {folder}", "small"),
        ):
            line = label(text, role)
            line.setWordWrap(True)
            card.add(line)
            line.setVisible(bool(text))
        card.body.addSpacing(4)
        card.body.addWidget(rule())
        if spoilt:
            card.add(label(WAYS_OUT, "muted"))
        self.restore_button = plain_button("Pulihkan dari cadangan", "undo")
        self.copy_button = plain_button("Salin data ke tempat lain", "save")
        self.support_button = plain_button("Buat berkas dukungan", "info")
        self.support_button.setToolTip(SUPPORT)
        card.body.addLayout(self._ways_out(spoilt=spoilt))
        self.said = label("", "muted")
        self.said.setWordWrap(True)
        self.progress = JobProgress()
        for widget in (self.progress, self.said):
            card.add(widget)
        self.said.hide()
        self.again_button = primary_button("Coba lagi", "refresh")
        self.leave_button = quiet_button("Tutup program")
        self.again_button.clicked.connect(self.again)
        self.leave_button.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.again_button)
        card.body.addSpacing(8)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.setFocusProxy(self.again_button)

    def say(self, text: str) -> None:
        """Say what came of a way out."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _ways_out(self, *, spoilt: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        for button, wanted in (
            (self.restore_button, self.restore_wanted),
            (self.copy_button, self.copy_wanted),
            (self.support_button, self.support_wanted),
        ):
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch(1)
        if not spoilt:
            self.restore_button.hide()
            self.copy_button.hide()
        return row
