"""The problem list of whoever is open: what goes on, what is over, and putting a diagnosis of today on it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.problems import KnownProblem
from ui.widgets.buttons import Button, inline_button
from ui.widgets.date_field import DateField
from ui.widgets.field_form import FieldForm
from ui.widgets.room.record.panel import RecordPanel, empty_layout, wrapped
from ui.widgets.room.room_context import RoomContext

NONE = "Belum ada masalah yang berlanjut. Tulis diagnosisnya, lalu jadikan masalah di sini."
Action = tuple[str, Callable[[], object]]


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
        self.form.add(DateField("day", "Tanggal mulai atau selesai", self._read_day, hint="kosong = hari ini"))
        self.add(self._list)
        self.add(self.form)
        self.body.addStretch(1)

    def show_file(self, _file: EncounterFile) -> None:
        """Show the problems of the patient."""
        self._draw()

    def begin(self) -> None:
        """Show what was diagnosed since, and start with the first thing that can be done."""
        self._draw()
        buttons = self.buttons()
        (buttons[0] if buttons else self.close_button).setFocus()

    def buttons(self) -> list[Button]:
        """Return what can be done, from top to bottom."""
        return list(self._buttons)

    def _draw(self) -> None:
        empty_layout(self._list)
        self._buttons.clear()
        problems = self.room.file.problems
        active = {one.code for one in problems if one.is_active}
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
        return (("Diagnosis hari ini", lambda: self.diagnosis_wanted.emit(one.code)), ("Selesai", over))

    def _adding(self, code: str) -> Callable[[], object]:
        problems, user, file = self.room.context.house.problems, self.room.context.user, self.room.file
        person = file.patient.person_id
        return self._writing(
            lambda day: problems.add(user, person, code, day, file.encounter_id), "Masuk daftar masalah."
        )

    def _writing(self, act: Callable[[date], object], sentence: str) -> Callable[[], object]:
        """Return what stores something by the day typed, today unless one is."""

        def write() -> None:
            typed = self.form.field("day").value()
            if not self.form.check() or not self.presses.begin(act):
                return
            day = typed if isinstance(typed, date) else self.room.context.today()
            self.room.context.jobs.write(
                lambda: act(day),
                lambda _: self._on_written(sentence),
                owner=self,
                failed=lambda error: self.fail(error, None),
            )

        return write

    def _on_written(self, sentence: str) -> None:
        self.presses.end()
        self.form.clear()
        self.room.context.messages.info(sentence)
        self.room.reload()

    def _words(self, one: KnownProblem) -> str:
        over = f", selesai {indonesian_date(one.resolved_on)}" if one.resolved_on else ""
        return f"{self._title(one.code)}, sejak {indonesian_date(one.began_on)}{over}"

    def _title(self, code: str) -> str:
        return f"{code} {self.room.context.house.codes.title(code)}"

    def _read_day(self, text: str) -> TypedDate:
        return parse_date(text, self.room.context.today())
