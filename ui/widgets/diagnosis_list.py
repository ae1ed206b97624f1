"""The diagnoses of a visit: looked up in ICD-10, the primary one first."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.diagnosis_fit import FITS, Fit, Fitting
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis
from ui.jobs import Jobs
from ui.palette import Tone
from ui.widgets.buttons import Button, plain_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field import Field, mark_wrong
from ui.widgets.labels import Pill, label
from ui.widgets.look_up import ENTER_KEYS, NOT_CHOSEN, SearchBox
from ui.widgets.suggestion_popup import Suggestion

DIAGNOSES = "diagnoses"
"""The name of the field in a visit."""
HINT = "Cari kode, nama, atau istilah: I10, kencing manis, hypertension"
ALREADY = "Diagnosis ini sudah ada dalam daftar."
PRIMARY, FURTHER = "Utama", "Tambahan"
SURE_HINT = "Tekan Benar bila memang demikian."
CERTAINTIES = {Certainty.UNSAID: "Kerja?", Certainty.WORKING: "Kerja", Certainty.DEFINITE: "Pasti"}
ROW_PX = 36
RANK_PX = 76


class DiagnosisRow(QWidget):
    """One diagnosis: its place, code, name, certainty, new or old case, and buttons to move and remove it.

    Signals:
        moved(int): wants to go up (-1) or down (1).
        removed(): is to be taken out.
        turned(): becomes a new or an old case.
        settled(): becomes a working or a definite diagnosis.
        confirmed(): hardly fits the patient, and is right all the same.
    """

    moved = Signal(int)
    removed = Signal()
    turned = Signal()
    settled = Signal()
    confirmed = Signal()

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
        self.certainty_button = QPushButton(CERTAINTIES[given.certainty])
        self.certainty_button.setAutoDefault(False)
        self.certainty_button.setFixedWidth(64)
        self.certainty_button.setToolTip("Diagnosis kerja atau pasti; tekan untuk mengganti")
        self.certainty_button.setAccessibleName(f"{given.code}: diagnosis {given.certainty.value or 'belum disebut'}")
        self.certainty_button.clicked.connect(self.settled)
        self.sure_button = QPushButton("Benar")
        self.sure_button.setAutoDefault(False)
        self.sure_button.setFixedWidth(64)
        self.sure_button.clicked.connect(self.confirmed)
        self.sure_button.hide()
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
        for button in (self.sure_button, self.certainty_button, self.case_button):
            row.addWidget(button)
        for button in (self.up_button, self.down_button, self.remove_button):
            row.addWidget(button)

    def ask(self, doubt: str) -> None:
        """Offer to confirm a code that hardly fits."""
        self.sure_button.setToolTip(doubt)
        self.sure_button.setAccessibleName(f"{self.given.code}: benar demikian")
        self.sure_button.show()

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

    def __init__(
        self, name: str, label_text: str, codes: DiagnosisCodes, jobs: Jobs, box: SearchBox | None = None
    ) -> None:
        self._codes = codes
        self._fits: Callable[[str], Fitting] = lambda _code: FITS
        self._is_known: Callable[[str], bool] = lambda _code: False
        self._given: list[GivenDiagnosis] = []
        self._stay = False
        self.box = box or SearchBox(lambda text: offered_diagnoses(codes, text), jobs, HINT, clear_on_choice=True)
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

    def set_rules(self, fits: Callable[[str], Fitting], is_known: Callable[[str], bool]) -> None:
        """Say how a code fits the patient, and whether it is a problem known before, so that its case is old."""
        self._fits, self._is_known = fits, is_known

    def problem(self) -> str:
        """Return that something is typed but nothing chosen, or that a code does not fit the patient, if so."""
        return NOT_CHOSEN if self.box.text().strip() else self._misfit()

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

    def _on_chosen(self, found: Suggestion) -> None:
        self._stay = self.box.hasFocus()
        code = str(found.value)
        if code in (given.code for given in self._given):
            self.set_note(ALREADY, Tone.WARN)
            return
        fit = self._fits(code)
        if fit.fit is Fit.IMPOSSIBLE:
            self.set_error(fit.words)
            return
        self.take(code)
        if fit.fit is Fit.DOUBTFUL:
            self.set_error(self._misfit())

    def take(self, code: str) -> None:
        """Add a diagnosis, unless it is there; a problem known before is an old case."""
        if code not in (given.code for given in self._given):
            self._given.append(GivenDiagnosis(code, new_case=not self._is_known(code)))
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

    def _settle(self, place: int) -> None:
        """Let a working diagnosis be a definite one, and any other a working one."""
        working = self._given[place].certainty is Certainty.WORKING
        certainty = Certainty.DEFINITE if working else Certainty.WORKING
        self._given[place] = replace(self._given[place], certainty=certainty)
        self._changed()
        self.rows()[place].certainty_button.setFocus()

    def _confirm(self, place: int) -> None:
        self._given[place] = replace(self._given[place], sure=True)
        self._changed()
        self.box.setFocus()

    def _misfit(self) -> str:
        """Return why a diagnosis does not fit, or what is asked about one and not confirmed yet."""
        for given in self._given:
            fit = self._fits(given.code)
            if fit.fit is Fit.IMPOSSIBLE:
                return fit.words
            if fit.fit is Fit.DOUBTFUL and not given.sure:
                return f"{fit.words} {SURE_HINT}"
        return ""

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
        row.settled.connect(lambda: self._settle(place))
        row.confirmed.connect(lambda: self._confirm(place))
        fit = self._fits(given.code)
        if fit.fit is Fit.DOUBTFUL and not given.sure:
            row.ask(fit.words)
        return row

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.box, wrong=wrong)


def offered_diagnoses(codes: DiagnosisCodes, text: str, usual: Sequence[str] = ()) -> list[Suggestion]:
    """Return the diagnoses that may be written for what is typed, the usual ones first; sure if every word fits."""
    sure = codes.holds_all(text)
    return [
        Suggestion(one.code, f"{one.code}  {one.title}", one.title_en if one.title_en != one.title else "", sure)
        for one in codes.choices(text, usual)
    ]
