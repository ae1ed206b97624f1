"""A form on the screen, drawn from its definition: fields, classes as typed, errors and doubts beside them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.services.screening import Earlier, FilledForm, Screening
from ui.palette import Tone
from ui.widgets.field import Field
from ui.widgets.form_view_doubt import DoubtAsk
from ui.widgets.form_view_fields import earlier_text, field_for, is_wide, show_typed, typed_in
from ui.widgets.form_view_grid import FormGrid
from ui.widgets.form_view_words import ALERTING, NOTE_TONES, ConclusionLine, readings_text, readings_why, worst

LONGEST_LABEL_OF_THREE = 44


class FormView(QWidget):
    """One form for one person; ``begin`` takes it to another visit.

    Which questions are asked, what is wrong or unlikely and what the rules read is worked out again at every key.
    An error is shown when its field was left, all of them by ``check``; an unlikely value is asked about once.

    Attributes:
        form: the edition shown.

    Signals:
        changed(): the user changed an answer or confirmed one (never for ``begin`` and ``show_typed``).
    """

    changed = Signal()

    def __init__(
        self, form: Form, facts: Facts, screening: Screening, parent: QWidget | None = None, *, columns: int = 3
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._facts = facts
        self._screening = screening
        self._columns = columns
        self._confirmed: set[str] = set()
        self._told: set[str] = set()
        self._refused: dict[str, str] = {}
        self._stored: dict[str, str] = {}
        self._asks: dict[str, DoubtAsk] = {}
        self._checked = Checked()
        self._conclusion: Assessment | None = None
        self._alerts: tuple[Assessment, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.conclusion_line = ConclusionLine()
        self.grid = self._grid_of(form)
        self._layout.addWidget(self.grid)
        self._layout.addWidget(self.conclusion_line)
        self._layout.addStretch(1)
        self.setFocusProxy(self.grid)
        self.begin(form, facts)

    def begin(
        self, form: Form, facts: Facts, answers: Answers | None = None, earlier: Mapping[str, Earlier] | None = None
    ) -> None:
        """Show a visit: stored answers if there are any, earlier values small beside their fields, nothing else."""
        seen = (form.version, facts.day, self._columns_for(form, facts))
        drawn = (self.form.version, self._facts.day, self._columns_for(self.form, self._facts))
        self.form, self._facts = form, facts
        if seen != drawn:
            self._draw_again()
        self._told.clear()
        self._refused.clear()
        for code, before in (earlier or {}).items():
            if code in self.grid.names():
                self.grid.field(code).set_previous(earlier_text(form.question(code), before))
        for code in set(self.grid.names()) - set(earlier or {}):
            self.grid.field(code).set_previous("")
        self.set_answers(answers or {})

    def set_answers(self, answers: Answers) -> None:
        """Show stored answers; they are what ``has_typing`` compares with."""
        questions = {question.code: question for question in self.form.questions}
        self._stored = {code: as_typed(questions[code], value) for code, value in answers.items() if code in questions}
        doubts = self._screening.check(self.form, FilledForm(self.form.code, self._stored), self._facts).doubts
        self._show(self._stored, {doubt.key for doubt in doubts.values()})

    def show_typed(self, filled: FilledForm) -> None:
        """Show what was typed before and not stored yet."""
        self._show(filled.typed, set(filled.confirmations))

    def adopt(self, typed: Mapping[str, str]) -> None:
        """Show answers given to another form of the same visit; they do not count as typed here."""
        mine, names = self._typed(), self.grid.names()
        taken = {code: text for code, text in typed.items() if code in names and mine.get(code, "") != text}
        if not taken:
            return
        for code, text in taken.items():
            show_typed(self.grid.field(code), text)
        self._stored = {code: text for code, text in (self._stored | taken).items() if text}
        self._work_out()

    def filled(self) -> FilledForm:
        """Return what is typed and what was confirmed, as the services take it."""
        return FilledForm(self.form.code, self._typed(), frozenset(self._confirmed))

    def has_typing(self) -> bool:
        """Tell whether anything differs from what is stored."""
        return self._typed() != self._stored

    def is_blank(self) -> bool:
        """Tell whether nothing is typed at all."""
        return not self._typed()

    def checked(self) -> Checked:
        """Return what came of the typed text so far."""
        return self._checked

    def conclusion(self) -> Assessment | None:
        """Return the form's conclusion, or None while it is not complete."""
        return self._conclusion

    def alerts(self) -> tuple[Assessment, ...]:
        """Return what the rules read that somebody has to act on."""
        return self._alerts

    def check(self) -> bool:
        """Show everything wrong, missing or unlikely and go to the first; True when it may be stored."""
        self._told.update(self.form_codes())
        self._work_out()
        wrong = [code for code in self._checked.asked if code in self._checked.errors or code in self._checked.doubts]
        if wrong:
            self._go_to(wrong[0])
        return not wrong

    def show_wrong(self, messages: Mapping[str, str]) -> None:
        """Show what the services refuse, by question code, and go to the first; each stays until its field changes."""
        self._refused.update({code: text for code, text in messages.items() if code in self.grid.names()})
        self._work_out()
        shown = [field for field in self.grid.shown_fields() if field.name in self._refused]
        if shown:
            self.grid.go_to(shown[0])

    def form_codes(self) -> tuple[str, ...]:
        """Return the codes of all questions, asked or not."""
        return self.grid.names()

    def field(self, code: str) -> Field:
        """Return the field of a question."""
        return self.grid.field(code)

    def ask_of(self, code: str) -> DoubtAsk:
        """Return the button that confirms an unlikely value of a question."""
        if code not in self._asks:
            self._asks[code] = DoubtAsk(self.grid.field(code))
            self._asks[code].confirmed.connect(lambda key: self._on_confirmed(code, key))
        return self._asks[code]

    def set_next(self, widget: QWidget) -> None:
        """Say where Enter goes from the last field."""
        self.grid.set_next(widget)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field, where nothing else comes next."""
        self.grid.set_save_button(button)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.grid.focus_first()

    def _columns_for(self, form: Form, facts: Facts) -> int:
        """Return how many columns leave room for every label this person is asked."""
        asked = self._screening.check(form, FilledForm(form.code, {}), facts).asked
        longest = max((len(form.question(code).label) for code in asked), default=0)
        return min(self._columns, 2) if longest > LONGEST_LABEL_OF_THREE else self._columns

    def _grid_of(self, form: Form) -> FormGrid:
        columns = self._columns_for(form, self._facts)
        grid = FormGrid(columns, self._is_held)
        for section in form.sections:
            grid.add_section(section.title)
            for question in section.questions:
                grid.add(field_for(question, self._facts.day), span=columns if is_wide(question) else 1)
        grid.changed.connect(self._on_changed)
        grid.finished.connect(self._on_finished)
        return grid

    def _draw_again(self) -> None:
        """Draw another edition, or the same one for another day or person."""
        self._asks.clear()
        old, self.grid = self.grid, self._grid_of(self.form)
        self._layout.replaceWidget(old, self.grid)
        self.setFocusProxy(self.grid)
        old.hide()
        old.deleteLater()

    def _typed(self) -> dict[str, str]:
        typed = {code: typed_in(self.grid.field(code)) for code in self.grid.names()}
        return {code: text for code, text in typed.items() if text}

    def _show(self, typed: Mapping[str, str], confirmed: set[str]) -> None:
        for code in self.grid.names():
            show_typed(self.grid.field(code), typed.get(code, ""))
        self._confirmed = confirmed
        self._work_out()

    def _on_changed(self, code: str) -> None:
        self._told.discard(code)
        self._refused.pop(code, None)
        self._work_out()
        self.changed.emit()

    def _on_finished(self, code: str) -> None:
        self._told.add(code)
        self._work_out()

    def _on_confirmed(self, code: str, key: str) -> None:
        self._confirmed.add(key)
        self.grid.leave(self.grid.field(code))
        self._work_out()
        self.changed.emit()

    def _is_held(self, code: str) -> bool:
        """Ask about an unlikely value before Enter leaves it; False when there is nothing to ask."""
        self._on_finished(code)
        if code in self._checked.doubts:
            self.ask_of(code).setFocus()
        return code in self._checked.doubts

    def _work_out(self) -> None:
        checked = self._screening.check(self.form, self.filled(), self._facts)
        hidden = set(self.grid.names()) - set(checked.asked)
        if hidden != set(self.grid.names()) - {field.name for field in self.grid.shown_fields()}:
            self.grid.hide_fields(hidden)
        said = self._screening.readings(self.form, checked, self._facts)
        self._checked = checked
        for code in checked.asked:
            self._show_state(code, said.get(code, ()))
        self._conclusion = self._screening.conclusion(self.form, checked, self._facts)
        self.conclusion_line.show_conclusion(self._conclusion)
        found = [one for some in said.values() for one in some] + ([self._conclusion] if self._conclusion else [])
        self._alerts = tuple(one for one in dict.fromkeys(found) if one.urgency in ALERTING)

    def _show_state(self, code: str, said: tuple[Assessment, ...]) -> None:
        """Show beside a field its error, or the question about it, or what its value means."""
        field = self.grid.field(code)
        told = code in self._told
        field.set_error(self._refused.get(code) or (self._checked.errors.get(code, "") if told else ""))
        doubt = self._checked.doubts.get(code) if told else None
        if doubt is not None:
            self.ask_of(code).ask(doubt)
            return
        if code in self._asks:
            self._asks[code].withdraw()
        field.set_note(readings_text(said), NOTE_TONES[worst(said)] if said else Tone.NEUTRAL)
        field.note.setToolTip(readings_why(said) if not field.error() else field.error())

    def _go_to(self, code: str) -> None:
        field = self.grid.field(code)
        self.grid.go_to(field)
        if code in self._checked.doubts and code not in self._checked.errors:
            self.ask_of(code).setFocus()
