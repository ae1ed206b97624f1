"""What stands behind a form for whoever treats: a view of its own, and the sheet the family takes home."""

from collections.abc import Iterable, Mapping
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.palette import current_palette
from ui.widgets.buttons import quiet_button
from ui.widgets.form_view import FormView
from ui.widgets.labels import EmptyState
from ui.widgets.page import scrolled
from ui.widgets.room.room_context import RoomContext


class AdviceView(QWidget):
    """Advice in words, read anew at every key of the form.

    Attributes:
        word, tip: what the button that shows it says.
        print_word, title, file_name: of the sheet for the family.
        nothing: what is said while there is no advice: the fact, what to do, and a picture.
        text: the words; hidden while there are none.
        empty: what is said then.
        letter_button: begins a letter; shown where somebody is to be referred.
    """

    word = tip = print_word = title = file_name = ""
    nothing = "", "", "info"

    def __init__(self, room: RoomContext, view: FormView) -> None:
        super().__init__()
        self.room = room
        self.view = view
        self.empty = EmptyState(*self.nothing)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = scrolled(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self._area, 1)
        self.letter_button = quiet_button("Buat rujukan", "send")
        self.letter_button.setToolTip("Mulai surat rujukan dengan yang sudah diketahui di sini")
        self.letter_button.clicked.connect(lambda: room.referral_wanted.emit(self.letter()))
        layout.addWidget(self.letter_button, 0, Qt.AlignmentFlag.AlignRight)
        room.typed.connect(self._on_typed)
        self.refresh()

    def refresh(self) -> None:
        """Read the advice anew."""
        words = self.words()
        self.empty.setVisible(not words)
        self._area.setVisible(bool(words))
        self.letter_button.setVisible(bool(self.letter()))
        if words != self.text.text():
            self.text.setText(words)

    def _on_typed(self) -> None:
        if self.isVisible():
            self.refresh()

    def words(self) -> str:
        """Return the advice as rich text, or nothing."""
        raise NotImplementedError

    def letter(self) -> Mapping[str, object]:
        """Return what a letter begins with, by field; nothing where nobody is to be referred."""
        return {}

    def pdf(self, encounter_id: UUID) -> bytes:
        """Return the sheet for the family; runs on a worker."""
        raise NotImplementedError


CHILDREN = "Anak"
"""The clinic letters of children go to."""


def head(words: str) -> str:
    """Return a heading."""
    return f'<p style="margin-top:10px;margin-bottom:2px"><b>{escape(words)}</b></p>'


def bullets(lines: Iterable[str]) -> str:
    """Return lines as a list."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul style="margin-top:0px;margin-bottom:0px;margin-left:-20px">{items}</ul>' if items else ""


def source(words: str) -> str:
    """Return who says so, quietly."""
    return f'<p style="color:{ink("muted")}">Sumber: {escape(words)}</p>'


def ink(name: str) -> str:
    """Return a colour of the palette as rich text names it."""
    return current_palette().colour(name).name()
