"""One quiet line of what else belongs to a woman's pregnancy; each word unfolds its card beneath."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.pregnancy.kia_books import BookFile
from ilp_desktop.services.pregnancy.obstetric_history import ObstetricFile
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile
from ui.klaster2_mother_child.elsewhere_card import ElsewhereCard
from ui.klaster2_mother_child.kia_book_card import KiaBookCard
from ui.klaster2_mother_child.lines_card import LinesCard
from ui.klaster2_mother_child.mother_class_card import MotherClassCard
from ui.klaster2_mother_child.past_babies_card import PastBabiesCard
from ui.palette import Tone
from ui.widgets.buttons import Button, plain_button
from ui.widgets.labels import Pill
from ui.widgets.room.room_context import RoomContext
from ui.widgets.when_seen import WhenSeen


class EpisodeLine(QWidget):
    """Buttons with counts for history, class, contacts elsewhere and Buku KIA, and their cards.

    Attributes:
        past, classes, elsewhere, book: the cards.
        past_button, classes_button, elsewhere_button: unfold them.
        gpa_pill: says that GPA and history differ.

    Signals:
        changed(): something of it was stored or taken back.
    """

    changed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._gpa_note = ""
        self.past, self.classes, self.elsewhere = PastBabiesCard(room), MotherClassCard(room), ElsewhereCard(room)
        self.past_button = plain_button("Riwayat obstetri", "baby")
        self.classes_button = plain_button("Kelas ibu hamil", "people")
        self.elsewhere_button = plain_button("Kontak di tempat lain", "calendar")
        self.book = KiaBookCard(room)
        self.gpa_pill = Pill("")
        self._pairs: tuple[tuple[Button, LinesCard], ...] = (
            (self.past_button, self.past),
            (self.classes_button, self.classes),
            (self.elsewhere_button, self.elsewhere),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        for button, card in self._pairs:
            button.setCheckable(True)
            button.toggled.connect(card.setVisible)
            button.clicked.connect(card.form.focus_first)
            card.hide()
            card.changed.connect(self.changed)
            row.addWidget(button)
            layout.addWidget(card)
        row.addWidget(self.book.button)
        layout.addWidget(self.book)
        self.book.changed.connect(self.changed)
        self._past_seen = WhenSeen(self.past)
        self.past.changed.connect(self._read_history)
        row.addWidget(self.gpa_pill)
        row.addStretch(1)

    def begin(self, person_id: UUID, *, pregnant: bool) -> None:
        """Show a woman; what was unfolded about another folds. Of one ``pregnant`` ``show_file`` tells the rest."""
        if person_id != self._person_id:
            self._person_id = person_id
            for button, _ in self._pairs:
                button.setChecked(False)
            self.gpa_pill.set("")
            self.past_button.setText("Riwayat obstetri")
            self.past.begin(person_id)
            self.past.show_lines((), "")
        self._gpa_note = ""
        self.classes_button.hide()
        self.elsewhere_button.hide()
        self.book.button.hide()
        self.book.button.setChecked(False)
        self.classes_button.setChecked(False)
        self.elsewhere_button.setChecked(False)
        if not pregnant:
            self._read_history()

    def show_file(self, file: PregnancyFile, book: BookFile) -> None:
        """Show what belongs to the pregnancy in progress of the woman."""
        self._gpa_note = file.gpa_note
        self.gpa_pill.set("GPA berbeda dari riwayat" if file.gpa_note else "", Tone.WARN)
        self.gpa_pill.setToolTip(file.gpa_note)
        self.classes_button.setText(f"Kelas ibu hamil: {file.classes.text}")
        self.elsewhere_button.setText(f"Kontak di tempat lain ({len(file.elsewhere)})")
        self.classes_button.show()
        self.elsewhere_button.show()
        self.book.button.show()
        self.book.show_pregnancy(file.person_id, file.id, book)
        self.classes.show_file(file)
        self.elsewhere.show_file(file)
        for button, card in self._pairs:
            button.setChecked(button.isChecked() or card.has_typing())
        self.past_button.setText(_counted(len(file.earlier)))
        self._past_seen.do(self._read_history)

    def _read_history(self) -> None:
        world, person_id = self._room.context, self._person_id
        if person_id is None:
            return
        world.jobs.read(
            lambda: world.house.obstetrics.of_person(world.user, person_id),
            lambda found: self._show_history(person_id, found),
            owner=self,
            failed=world.messages.problem,
            key="obstetric-history",
        )

    def _show_history(self, person_id: UUID, found: ObstetricFile) -> None:
        if person_id == self._person_id:
            self.past_button.setText(_counted(len(found.rows)))
            self.past.show_history(person_id, found, self._gpa_note)
            self.past_button.setChecked(self.past_button.isChecked() or self.past.has_typing())


def _counted(earlier: int) -> str:
    return f"Riwayat obstetri ({earlier})"
