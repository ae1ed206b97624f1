"""Set-up page 3: the rooms people are called to."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.facility.facility_checks import KLASTER_WITH_ROOMS
from ilp_desktop.services.start.setup import NewRoom
from ui.first_run.answers import Answers
from ui.first_run.list_editor import ListEditor
from ui.first_run.room_answers import PROPOSED, raw_of, room_of, with_proposed
from ui.first_run.step_page import StepPage
from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import label
from ui.widgets.page import HouseKey, bind
from ui.widgets.text_fields import TextField

EXPLANATION = "Ruang tempat orang dipanggil. Hurufnya mendahului nomor antrean (A-014); satu klaster satu huruf."
TAKE_PROPOSED = HouseKey("Alt+U", "Pakai usulan")
CHOICES = tuple((str(klaster.value), klaster.label) for klaster in KLASTER_WITH_ROOMS)


class RoomsPage(StepPage):
    """Asks for rooms; what is proposed becomes part of the list only when the user takes it."""

    def __init__(self, jobs: Jobs, today: date) -> None:
        super().__init__("Ruang layanan", EXPLANATION)
        fields = (
            TextField("name", "Nama ruang", max_length=60),
            ChoiceField("klaster", "Klaster", CHOICES),
            TextField("queue_letter", "Huruf nomor antrean", max_length=1),
        )
        columns: tuple[Column[NewRoom], ...] = (
            Column("Ruang", lambda room: room.name),
            Column("Klaster", lambda room: Klaster(room.klaster).label, 200),
            Column("Huruf", lambda room: room.queue_letter, 80),
        )
        self.editor: ListEditor[NewRoom] = ListEditor(
            fields,
            columns,
            lambda raw, others, _before: room_of(raw, others, today),
            raw_of,
            jobs,
            "Belum ada ruang. Ketik yang pertama di atas, atau pakai usulan.",
        )
        self.take_button = quiet_button("Pakai usulan ini", "check")
        self.take_button.clicked.connect(self._on_proposed_taken)
        bind(TAKE_PROPOSED, self.take_button)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = Card()
        left.add(self.editor, 1)
        row.addWidget(left, 3)
        row.addWidget(self._proposals(), 2)
        self.setFocusProxy(self.editor.form.field("name"))
        self.body.addLayout(row, 1)

    def _proposals(self) -> QWidget:
        """Show what most Puskesmas have, to be taken or left."""
        card = Card("Usulan")
        for room in PROPOSED:
            card.add(label(f"{room.queue_letter}   {room.name}, klaster {Klaster(room.klaster).label}", ""))
        card.add(label("Setelah dipakai, tiap ruang masih dapat diganti atau dihapus.", "muted"))
        card.add(self.take_button)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return side

    def settle(self) -> bool:
        """Take what is still being typed into the list."""
        return self.editor.settle()

    def collect(self, answers: Answers) -> None:
        """Write the rooms into the answers."""
        answers.rooms = self.editor.rows()

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Say beside the first field which rooms are missing."""
        self.editor.form.show_errors({"name": problems["rooms"]})

    def focus_first(self) -> None:
        """Go to the first field."""
        self.editor.form.focus_first()

    def set_next_button(self, button: QAbstractButton) -> None:
        """Let an Enter on an empty entry go to the button."""
        self.editor.left_empty.connect(button.setFocus)

    def _on_proposed_taken(self) -> None:
        self.editor.put(with_proposed(self.editor.rows()), None)
        self.focus_first()
