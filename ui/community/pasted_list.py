"""A class list pasted or read from a file: each line with whom it means, and one press that puts in who is certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.school.class_lists import ListedChild, Match
from ilp_desktop.services.school.schools import Enrolment, SchoolInfo, Schools
from ui.context import PageContext
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

HINT = "Tempel daftar kelas: satu anak satu baris, nama dan tanggal lahir (boleh langsung dari lembar kerja)."
NOTHING = "Hasil pencocokan tampil di sini."
NO_SCHOOL = "Pilih sekolahnya dahulu."
DONE = "{} anak masuk kelas; {} baris perlu dimasukkan satu per satu."
FAILED = "{} anak tidak dapat dimasukkan: {}"
FILES = "Daftar (*.xlsx *.csv)"
TONES = {Match.FOUND: Tone.GOOD, Match.SEVERAL: Tone.WARN, Match.NONE: Tone.BAD}
COLUMNS = (
    Column[ListedChild]("Baris", lambda one: one.line.replace("\t", "  "), tooltip=lambda one: one.line),
    Column[ListedChild](
        "Orang",
        lambda one: one.match.value,
        130,
        tooltip=lambda one: "\n".join(words for _, words in one.people) or "Daftarkan dahulu di Loket.",
        colour=lambda one: TONES[one.match],
    ),
)


@dataclass(frozen=True)
class _Outcome:
    """How many were put in, and why the first of the others was not."""

    put_in: int
    refused: int
    why: str = ""


class PastedList(QWidget):
    """A box to paste into and what was found.

    Signals:
        enrolled(): children were put into the class.
    """

    enrolled = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._school: SchoolInfo | None = None
        self._class_text: TextField | None = None
        self._found: tuple[ListedChild, ...] = ()
        self._press = OnePress()
        self.box = QPlainTextEdit()
        self.box.setAccessibleName("Daftar yang ditempel")
        self.box.setPlaceholderText(HINT)
        self.box.setTabChangesFocus(True)
        self.file_button = plain_button("Dari berkas", "document")
        self.file_button.clicked.connect(self._choose_file)
        self.look_button = quiet_button("Cocokkan", "search")
        self.look_button.clicked.connect(self.look_up)
        self.put_button = quiet_button("Masukkan yang ditemukan", "user-plus")
        self.put_button.clicked.connect(self.put_in)
        self.rows: ShownRows[ListedChild] = ShownRows(COLUMNS, context.jobs, key=lambda one: one.line)
        self.table = Table(self.rows, NOTHING)
        buttons = QHBoxLayout()
        for button in (self.file_button, self.look_button, self.put_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("Banyak anak sekaligus", "section"))
        layout.addWidget(self.box, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.table, 1)
        self._show(())

    def show_school(self, school: SchoolInfo | None, class_text: TextField) -> None:
        """Put children into this school, and into the class typed in a field."""
        self._school, self._class_text = school, class_text

    def look_up(self) -> None:
        """Look up every line."""
        lists, user, text = self._context.house.class_lists, self._context.user, self.box.toPlainText()
        self._context.jobs.read(
            lambda: lists.look_up(user, text), self._show, owner=self, failed=self._on_failed, key="pasted"
        )

    def put_in(self) -> None:
        """Put everybody in of whom it is certain who is meant."""
        if self._school is None or self._class_text is None:
            self._context.messages.note(NO_SCHOOL)
            return
        people = [one.people[0][0] for one in self._found if one.match is Match.FOUND]
        if not people or not self._press.begin(tuple(people)):
            return
        identities, school, text = self._context.house.uow.identities, self._school.id, self._class_text.text()
        wanted = [Enrolment(identities.new(), person, school, text) for person in dict.fromkeys(people)]
        schools, user = self._context.house.schools, self._context.user
        self._context.jobs.write(
            lambda: _enrol(schools, user, wanted), self._on_put_in, owner=self, failed=self._on_failed
        )

    def _show(self, found: Sequence[ListedChild]) -> None:
        self._found = tuple(found)
        self.rows.show(self._found)
        certain = sum(1 for one in self._found if one.match is Match.FOUND)
        self.put_button.setEnabled(certain > 0)
        self.put_button.setText(f"Masukkan {certain} anak" if certain else "Masukkan yang ditemukan")

    def _on_put_in(self, outcome: _Outcome) -> None:
        self._press.end()
        left = sum(1 for one in self._found if one.match is not Match.FOUND)
        self._context.messages.info(DONE.format(outcome.put_in, left))
        if outcome.refused:
            self._context.messages.note(FAILED.format(outcome.refused, outcome.why))
        self._show([one for one in self._found if one.match is not Match.FOUND])
        self.enrolled.emit()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Daftar kelas", "", FILES)
        if chosen:
            lists, user = self._context.house.class_lists, self._context.user
            self._context.jobs.paper(
                lambda: lists.read_file(user, Path(chosen)), self._on_file, owner=self, failed=self._on_failed
            )

    def _on_file(self, text: str) -> None:
        self.box.setPlainText(text)
        self.look_up()

    def _on_failed(self, error: UserError) -> None:
        self._press.fail()
        self._context.messages.problem(error)


def _enrol(schools: Schools, user: SignedIn, wanted: Sequence[Enrolment]) -> _Outcome:
    """Put children in one after the other; one who is refused leaves the others alone."""
    refused = [text for one in wanted if (text := _refusal(schools, user, one))]
    return _Outcome(len(wanted) - len(refused), len(refused), refused[0] if refused else "")


def _refusal(schools: Schools, user: SignedIn, one: Enrolment) -> str:
    try:
        schools.enrol(user, one)
    except UserError as error:
        return error.remedy or error.message
    return ""
