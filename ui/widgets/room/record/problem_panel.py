"""The problem list of whoever is open: what goes on, what is over, and a further one, coded or in words."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.order.usual_codes import CodeKind
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.problems import LONGEST_WORDS, KnownProblem
from ui.widgets.buttons import Button, inline_button, quiet_button
from ui.widgets.date_field import DateField
from ui.widgets.diagnosis_list import offered_diagnoses
from ui.widgets.draft_places import ROOM_PROBLEM
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.room.record.panel import RecordPanel, empty_layout, wrapped
from ui.widgets.room.room_context import RoomContext
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import LineField

NONE = "Belum ada masalah yang berlanjut."
HINT = "Cari kode atau tulis bebas: asma, tinggal sendiri"
RESTRICTED_HINT = "Masalah terbatas (HIV, jiwa): pilih kodenya, agar tetap tertutup bagi klaster lain."
Action = tuple[str, Callable[[], object]]


class ProblemField(LineField):
    """A code of ICD-10, or a problem in words as it is typed."""

    def __init__(self, box: CodedSearch, codes: DiagnosisCodes) -> None:
        self.box, self._codes = box, codes
        self._code = ""
        super().__init__("code", "Masalah lain", line=box, hint=HINT, max_length=LONGEST_WORDS)
        box.textEdited.connect(self._forget)
        box.chosen.connect(self.choose)

    def value(self) -> str | None:
        """Return the words shown, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show words, or a code with its title as it was chosen."""
        text = str(value or "")
        entry = self._codes.get(text.partition(" ")[0])
        self._code = entry.code if entry and text == f"{entry.code}  {entry.title}" else ""
        self.set_text(text)

    def choose(self, found: Suggestion) -> None:
        """Show a code."""
        self.set_text(found.text)
        self._code = str(found.value)

    def code(self) -> str:
        """Return the code chosen, nothing where words are typed."""
        return self._code

    def _forget(self) -> None:
        self._code = ""


class ProblemPanel(RecordPanel):
    """The list, each problem with what can be done about it.

    Signals:
        diagnosis_wanted(str): a problem is a diagnosis of this visit too.
    """

    diagnosis_wanted = Signal(str)

    def __init__(self, room: RoomContext, given: Callable[[], Sequence[str]]) -> None:
        super().__init__("Daftar masalah", room)
        self._given = given
        self._buttons: list[Button] = []
        self._list = QWidget()
        QVBoxLayout(self._list).setContentsMargins(0, 0, 0, 0)
        self.form = FieldForm(columns=2)
        codes = room.context.house.codes
        box = CodedSearch(
            *(room.context, CodeKind.DIAGNOSIS, lambda text, usual: offered_diagnoses(codes, text, usual), HINT)
        )
        self.problem = ProblemField(box, codes)
        self.form.add(self.problem, span=2)
        self.form.add(DateField("day", "Tanggal mulai atau selesai", self._read_day, hint="kosong = hari ini"))
        self._person_id: UUID | None = None
        self.kept = KeptTyping(room, ROOM_PROBLEM, self, lambda: False)
        self.form.changed.connect(lambda _: self.kept.keeper.touched())
        self.add_button = quiet_button("Tambah masalah", "plus")
        self.add_button.clicked.connect(self._add)
        self.form.set_save_button(self.add_button)
        self.add(self._list)
        self.add(self.form)
        self.add(wrapped(RESTRICTED_HINT, "muted"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add_button)
        self.body.addLayout(foot)
        self.body.addStretch(1)

    def show_file(self, file: EncounterFile) -> None:
        """Show the problems of the patient, keeping what is typed about each apart."""
        person_id = file.patient.person_id
        if person_id != self._person_id:
            if self._person_id is not None:
                self.kept.keep(self._person_id, self.form)
            self._person_id = person_id
            self.kept.show(person_id, self.form)
        self._draw()

    def begin(self) -> None:
        """Show what was diagnosed since, and start with the first thing that can be done."""
        self._draw()
        buttons = self.buttons()
        (buttons[0] if buttons else self.problem.line).setFocus()

    def buttons(self) -> list[Button]:
        """Return what can be done, from top to bottom."""
        return list(self._buttons)

    def _draw(self) -> None:
        empty_layout(self._list)
        self._buttons.clear()
        problems = self.room.file.problems
        active = {one.code for one in problems if one.is_active and one.code}
        for one in problems:
            self._add_line(self._words(one), self._actions(one), muted=not one.is_active)
        for code in self._given():
            if code not in active:
                self._add_line(f"{self._title(code)}, diagnosis hari ini", (("Jadikan masalah", self._adding(code)),))
        layout = self._list.layout()
        if layout is not None and not layout.count():
            layout.addWidget(wrapped(NONE, "muted"))

    def _add_line(self, text: str, actions: Sequence[Action], *, muted: bool = False) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(wrapped(text, "muted" if muted else ""), 1)
        for word, act in actions:
            button = inline_button(word)
            button.setAccessibleName(f"{word}: {text}")
            button.clicked.connect(act)
            self._buttons.append(button)
            row.addWidget(button)
        layout = self._list.layout()
        if layout is not None:
            layout.addWidget(line)

    def _actions(self, one: KnownProblem) -> tuple[Action, ...]:
        problems, user = self.room.context.house.problems, self.room.context.user
        if not one.is_active:
            again = self._writing(lambda _day: problems.reopen(user, one.id), "Masalah aktif lagi.")
            return (("Aktif lagi", again),)
        over = self._writing(lambda day: problems.resolve(user, one.id, day), "Masalah selesai.")
        today = (("Diagnosis hari ini", lambda: self.diagnosis_wanted.emit(one.code)),) if one.code else ()
        return (*today, ("Selesai", over))

    def _adding(self, code: str) -> Callable[[], object]:
        problems, user, file = self.room.context.house.problems, self.room.context.user, self.room.file
        person = file.patient.person_id
        return self._writing(
            lambda day: problems.add(user, person, code, day, file.encounter_id), "Masuk daftar masalah."
        )

    def _add(self) -> None:
        """Put what is chosen or typed on the list."""
        problems, user, file = self.room.context.house.problems, self.room.context.user, self.room.file
        code, words = self.problem.code(), self.problem.text()
        self._writing(
            lambda day: problems.add(user, file.patient.person_id, code, day, file.encounter_id, words=words),
            "Masuk daftar masalah.",
            whole=True,
        )()

    def _writing(self, act: Callable[[date], object], sentence: str, *, whole: bool = False) -> Callable[[], object]:
        """Return what stores something by the day typed, today unless one is; ``whole`` is what the form holds."""

        def write() -> None:
            typed = self.form.field("day").value()
            typed_now = (self.problem.text(), typed)
            if not self.form.check() or not self.presses.begin(typed_now if whole else act):
                return
            day = typed if isinstance(typed, date) else self.room.context.today()
            person_id = self.room.file.patient.person_id
            store = self.kept.keeper.save if whole else self.room.context.jobs.write
            store(
                lambda: act(day),
                lambda _: self._on_written(person_id, sentence, whole=whole),
                owner=self,
                failed=self._on_refused,
            )

        return write

    def _on_refused(self, error: UserError) -> None:
        """Show what is wrong beside its field; both days are typed into one."""
        if isinstance(error, WrongAnswers):
            fields = {"began_on": "day", "resolved_on": "day"}
            error = WrongAnswers({fields.get(key, key): text for key, text in error.fields.items()})
        self.fail(error, self.form)

    def _on_written(self, person_id: UUID, sentence: str, *, whole: bool) -> None:
        self.presses.end()
        if whole and self.kept.stored(person_id):
            self.form.clear()
        elif person_id == self._person_id:
            self.form.field("day").clear()
        self.room.context.messages.info(sentence)
        self.room.reload()

    def _words(self, one: KnownProblem) -> str:
        over = f", selesai {indonesian_date(one.resolved_on)} oleh {one.resolved_by}" if one.resolved_on else ""
        noted = f" ({one.noted_by}, {indonesian_moment(one.noted_at)})" if one.noted_at else ""
        since = indonesian_date(one.began_on)
        return f"{self._title(one.code) if one.code else one.words}, sejak {since}{over}{noted}"

    def _title(self, code: str) -> str:
        return f"{code} {self.room.context.house.codes.title(code)}"

    def _read_day(self, text: str) -> TypedDate:
        return parse_date(text, self.room.context.today())
