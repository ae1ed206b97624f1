"""The diagnoses of a visit: looked up in ICD-10, the primary one first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from ui.jobs import Jobs
from ui.palette import Tone
from ui.widgets.buttons import Button, plain_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field import Field, mark_wrong
from ui.widgets.labels import Pill, label
from ui.widgets.look_up import ENTER_KEYS, NOT_CHOSEN, SearchBox
from ui.widgets.suggestion_popup import Suggestion

HINT = "Cari kode, nama, atau istilah: I10, kencing manis, hypertension"
ALREADY = "Diagnosis ini sudah ada dalam daftar."
PRIMARY, FURTHER = "Utama", "Tambahan"
ROW_PX = 36
RANK_PX = 76


class DiagnosisRow(QWidget):
    """One diagnosis: its place, code, name, whether the case is new, and buttons to move and remove it.

    Signals:
        moved(int): wants to go up (-1) or down (1).
        removed(): is to be taken out.
        turned(): becomes a new or an old case.
    """

    moved = Signal(int)
    removed = Signal()
    turned = Signal()

    def __init__(self, given: GivenDiagnosis, names: tuple[str, str], place: int, count: int) -> None:
        super().__init__()
        self.setFixedHeight(ROW_PX)
        self.given = given
        name, english = names
        code = label(given.code, "strong")
        code.setFixedWidth(48)
        title = ElidedLabel()
        title.setText(name)
        title.setToolTip(f"{name}\n{english}" if english != name else name)
        self.case_button = QPushButton("Baru" if given.new_case else "Lama")
        self.case_button.setAutoDefault(False)
        self.case_button.setFixedWidth(64)
        self.case_button.setToolTip("Kasus baru atau lama; tekan untuk mengganti")
        self.case_button.setAccessibleName(f"{given.code}: kasus {'baru' if given.new_case else 'lama'}")
        self.case_button.clicked.connect(self.turned)
        self.up_button = self._small("chevron-up", "Naikkan", lambda: self.moved.emit(-1))
        self.down_button = self._small("chevron-down", "Turunkan", lambda: self.moved.emit(1))
        self.remove_button = self._small("trash", "Hapus dari daftar", self.removed.emit)
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(place < count - 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(4)
        row.addWidget(_rank(place))
        row.addWidget(code)
        row.addWidget(title, 1)
        for button in (self.case_button, self.up_button, self.down_button, self.remove_button):
            row.addWidget(button)

    def _small(self, icon_name: str, does: str, action: object) -> Button:
        button = plain_button("", icon_name)
        button.setFixedWidth(30)
        button.setToolTip(does)
        button.setAccessibleName(f"{does}: {self.given.code}")
        button.clicked.connect(action)
        return button


def _rank(place: int) -> QWidget:
    """Return the word for a place in the list, in a room of one width."""
    room = QWidget()
    room.setFixedWidth(RANK_PX)
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    primary = place == 0
    pill = Pill(PRIMARY if primary else FURTHER, Tone.ACCENT if primary else Tone.NEUTRAL)
    row.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
    return room


class DiagnosisList(Field):
    """A field holding any number of diagnoses; only what ICD-10 has can be entered.

    ``value`` is a tuple of ``GivenDiagnosis``, the primary one first.
    """

    def __init__(self, name: str, label_text: str, codes: DiagnosisCodes, jobs: Jobs) -> None:
        self._codes = codes
        self._given: list[GivenDiagnosis] = []
        self._stay = False
        self.box = SearchBox(self._search, jobs, HINT, clear_on_choice=True)
        self.area = QWidget()
        super().__init__(name, label_text, self.area)
        column = QVBoxLayout(self.area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        self._rows_layout = QVBoxLayout()
        self._rows_layout.setContentsMargins(0, 4, 0, 0)
        self._rows_layout.setSpacing(0)
        column.addLayout(self._rows_layout)
        self.area.setFocusProxy(self.box)
        self.box.setAccessibleName(label_text)
        self.box.installEventFilter(self)
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_edited)

    def value(self) -> tuple[GivenDiagnosis, ...]:
        """Return the diagnoses, the primary one first."""
        return tuple(self._given)

    def text(self) -> str:
        """Return the codes."""
        return ", ".join(given.code for given in self._given)

    def set_value(self, value: object) -> None:
        """Show diagnoses without reporting a change; what was typed into the search is gone."""
        self._given = list(value) if isinstance(value, Sequence) else []
        self.box.setText("")
        self._draw()

    def problem(self) -> str:
        """Return that something is typed but nothing chosen, if so."""
        return NOT_CHOSEN if self.box.text().strip() else ""

    def rows(self) -> list[DiagnosisRow]:
        """Return the rows, the primary one first."""
        items = (self._rows_layout.itemAt(index) for index in range(self._rows_layout.count()))
        return [row for item in items if item and isinstance(row := item.widget(), DiagnosisRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay in the search after a choice made with Enter, since another diagnosis may follow."""
        stay, self._stay = self._stay, False
        if stay and event.key() in ENTER_KEYS:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> list[Suggestion]:
        found = self._codes.search(text)
        return [
            Suggestion(one.code, f"{one.code}  {one.title}", one.title_en if one.title_en != one.title else "")
            for one in found
        ]

    def _on_chosen(self, found: Suggestion) -> None:
        self._stay = self.box.hasFocus()
        code = str(found.value)
        if code in (given.code for given in self._given):
            self.set_note(ALREADY, Tone.WARN)
            return
        self._given.append(GivenDiagnosis(code))
        self._changed()

    def _on_left(self) -> None:
        if self.problem():
            self.set_error(self.problem())

    def _move(self, place: int, step: int) -> None:
        self._given[place], self._given[place + step] = self._given[place + step], self._given[place]
        self._changed()
        row = self.rows()[place + step]
        (row.up_button if row.up_button.isEnabled() and step < 0 else row.down_button).setFocus()

    def _remove(self, place: int) -> None:
        del self._given[place]
        self._changed()
        self.box.setFocus()

    def _turn(self, place: int) -> None:
        self._given[place] = replace(self._given[place], new_case=not self._given[place].new_case)
        self._changed()
        self.rows()[place].case_button.setFocus()

    def _changed(self) -> None:
        self.set_note("")
        self._draw()
        self._on_edited()

    def _draw(self) -> None:
        for row in self.rows():
            self._rows_layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, given in enumerate(self._given):
            self._rows_layout.addWidget(self._row(place, given))

    def _row(self, place: int, given: GivenDiagnosis) -> DiagnosisRow:
        entry = self._codes.get(given.code)
        names = (entry.title, entry.title_en) if entry else (given.code, given.code)
        row = DiagnosisRow(given, names, place, len(self._given))
        row.moved.connect(lambda step: self._move(place, step))
        row.removed.connect(lambda: self._remove(place))
        row.turned.connect(lambda: self._turn(place))
        return row

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.box, wrong=wrong)
