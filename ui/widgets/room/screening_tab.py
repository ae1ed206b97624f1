"""The forms this person can be screened with, one in front."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from ilp_desktop.forms.schema import Form
from ilp_desktop.services.encounters import EncounterFile
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState, label
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

LIST_PX = 280
ROW_PX = 48
FRAME_PX = 6


class ScreeningTab(RoomTab):
    """A list of forms beside the one chosen."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._save_button: QAbstractButton | None = None
        self._pages: dict[str, Card] = {}
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_PX)
        self.list.setAccessibleName("Formulir skrining")
        self.list.currentRowChanged.connect(self._on_chosen)
        self.stack = QStackedWidget()
        self._empty = EmptyState("Tidak ada formulir skrining untuk orang ini.", icon_name="clipboard")
        self.stack.addWidget(self._empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.stack, 1)
        room.typed.connect(self._word)

    def show_file(self, file: EncounterFile) -> None:
        """List the forms for the patient of a visit."""
        codes = self._room.visit.screenings
        if codes != self.codes():
            self._list(codes)
        self._word()
        for code in self._pages:
            self._room.form_view(code).setEnabled(not file.finished)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the forms listed."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in items)

    def choose(self, code: str) -> None:
        """Bring a form to the front."""
        if code in self.codes():
            self.list.setCurrentRow(self.codes().index(code))

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field of every form."""
        self._save_button = button

    def _list(self, codes: tuple[str, ...]) -> None:
        """List other forms; while they change no row counts as chosen, for it may be one of the person before."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for code in codes:
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, code)
                item.setSizeHint(QSize(0, ROW_PX))
                self.list.addItem(item)
            self.list.setCurrentRow(0 if codes else -1)
        self.list.setFixedHeight(max(len(codes), 1) * ROW_PX + FRAME_PX)
        self._on_chosen(self.list.currentRow())

    def _on_chosen(self, row: int) -> None:
        codes = self.codes()
        self.stack.setCurrentWidget(self._page(codes[row]) if 0 <= row < len(codes) else self._empty)

    def _page(self, code: str) -> Card:
        if code not in self._pages:
            view = self._room.form_view(code)
            if self._save_button is not None:
                view.set_save_button(self._save_button)
            card = Card(view.form.title)
            source = label(f"Sumber: {view.form.source}", "small")
            source.setWordWrap(True)
            card.add(source)
            card.add(view, 1)
            self._pages[code] = card
            self.stack.addWidget(card)
            view.setEnabled(not self._room.file.finished)
        return self._pages[code]

    def _word(self) -> None:
        """Say behind every form how it stands."""
        for row, code in enumerate(self.codes()):
            form = self._room.visit.forms[code]
            self.list.item(row).setText(f"{form.title}\n{self._state(form)}")

    def _state(self, form: Form) -> str:
        view = self._room.views().get(form.code)
        if view is not None and view.has_typing():
            return "diisi, belum disimpan"
        return "terisi" if form.code in self._room.file.answers else "belum diisi"
