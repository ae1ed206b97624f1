"""A form on the screen, drawn from its definition: fields, classes as typed, errors and doubts beside them."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.services.answers.screening import Earlier, FilledForm, Screening
from ui.widgets.conclusion_line import ConclusionLine
from ui.widgets.field import Field
from ui.widgets.form_drawing import FormDrawing, columns_for
from ui.widgets.form_view_doubt import DoubtAsk, DoubtAsks
from ui.widgets.form_view_fields import earlier_texts, show_typed, typed_in
from ui.widgets.form_view_grid import FormGrid
from ui.widgets.form_view_state import FieldState, FormState, Said, alerts_of
from ui.widgets.form_view_typed import Typed
from ui.widgets.form_view_words import OFFICIAL_SHEET, Words, needs_sheet
from ui.widgets.growth_picture import picture_of
from ui.widgets.labels import label


class FormView(QWidget):
    """One form for one person; ``begin`` takes it to another visit.

    Which questions are asked, what is wrong or unlikely and what the rules read is worked out again at every key.
    An error is shown when its field was left, all of them by ``check``; an unlikely value is asked about once.
    What is typed is held here, since the fields of a long form are made one section after the other.

    Attributes:
        form: the edition shown.
        conclusion_line: what the form concludes; it may be put elsewhere.

    Signals:
        changed(): the user changed an answer or confirmed one (never for ``begin`` and ``show_typed``).
    """

    changed = Signal()

    def __init__(
        self, form: Form, facts: Facts, screening: Screening, *, columns: int = 3, words: Words | None = None
    ) -> None:
        super().__init__()
        self.form = form
        self._facts = facts
        self._screening = screening
        self._columns = columns
        self._words = dict(words or {})
        self._earlier: dict[str, str] = {}
        self._typed = Typed()
        self._told: set[str] = set()
        self._refused: dict[str, str] = {}
        self._asks = DoubtAsks(
            self.field, self._on_confirmed, self._use, lambda doubt: picture_of(doubt, self._checked, self._facts)
        )
        self._states: dict[str, FieldState] = {}
        self._checked = Checked()
        self._conclusion: Assessment | None = None
        self._said: Said = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.official_line = label(OFFICIAL_SHEET, "small")
        self.conclusion_line = ConclusionLine(lambda code: screening.title(code, self._facts.day) if code else "")
        self._drawing = self._draw()
        for part in (self.official_line, self._drawing.grid, self.conclusion_line):
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        self.begin(form, facts)

    @property
    def grid(self) -> FormGrid:
        """Return the grid with every field made."""
        self._drawing.finish()
        return self._drawing.grid

    def begin(
        self, form: Form, facts: Facts, answers: Answers | None = None, earlier: Mapping[str, Earlier] | None = None
    ) -> None:
        """Show a visit: stored answers if there are any, earlier values small beside their fields, nothing else."""
        self.form, self._facts = form, facts
        self._earlier = earlier_texts(form, earlier or {})
        if self._drawn != (form.version, facts.day, self._columns_for(form, facts)):
            self._draw_again()
        self._told.clear()
        self._refused.clear()
        for code in self._drawing.codes():
            self._drawing.field(code).set_previous(self._earlier.get(code, ""))
        self.official_line.setVisible(needs_sheet(self.form, self._words))
        self.set_answers(answers or {})

    def set_words(self, words: Words) -> None:
        """Ask in the official words, by question code, where they are known."""
        if dict(words) != self._words:
            self._words = dict(words)
            self._drawing.reword(self._words)
            self.official_line.setVisible(needs_sheet(self.form, self._words))

    def words(self) -> Words:
        """Return the official words known, by question code."""
        return self._words

    def set_answers(self, answers: Answers) -> None:
        """Show stored answers; they are what ``has_typing`` compares with."""
        self._typed = Typed.stored(self.form, answers, self._facts.day)
        doubts = self._screening.check(self.form, self.filled(), self._facts).doubts.values() if answers else ()
        self._show_again({doubt.key for doubt in doubts})

    def show_typed(self, filled: FilledForm) -> None:
        """Show what was typed before and not stored yet, with its errors untold."""
        self._typed.take(filled.typed)
        self._told.clear()
        self._refused.clear()
        self._show_again(set(filled.confirmations))

    def adopt(self, typed: Mapping[str, str]) -> None:
        """Show answers given to another form of the same visit; they do not count as typed here."""
        taken = self._typed.adopt(self.form, typed, self._facts.day)
        for code in taken & set(self._drawing.codes()):
            show_typed(self._drawing.field(code), self._typed.texts.get(code, ""))
        if taken:
            self._work_out()

    def filled(self) -> FilledForm:
        """Return what is typed and what was confirmed, as the services take it."""
        return FilledForm(self.form.code, dict(self._typed.texts), frozenset(self._typed.confirmed))

    def typed_here(self) -> Mapping[str, str]:
        """Return what was typed into this form itself and is not stored."""
        return self._typed.here()

    def has_typing(self) -> bool:
        """Tell whether anything differs from what is stored."""
        return self._typed.differs()

    def is_blank(self) -> bool:
        """Tell whether nothing is typed at all."""
        return not self._typed.texts

    def checked(self) -> Checked:
        """Return what came of the typed text so far."""
        return self._checked

    def conclusion(self) -> Assessment | None:
        """Return the form's conclusion, or None while it is not complete and nothing alarms."""
        return self._conclusion

    def alerts(self) -> tuple[Assessment, ...]:
        """Return what the rules read that somebody has to act on."""
        return alerts_of(self._said, self._conclusion)

    def check(self) -> bool:
        """Show everything wrong, missing or unlikely and go to the first; True when it may be stored."""
        self._told.update(self.form_codes())
        self._work_out()
        wrong = [code for code in self._checked.asked if code in self._checked.errors or code in self._checked.doubts]
        self._go_to_first(wrong)
        return not wrong

    def show_wrong(self, messages: Mapping[str, str]) -> None:
        """Show what the services refuse, by question code, and go to the first; each stays until its field changes."""
        self._refused.update({code: text for code, text in messages.items() if code in self.form_codes()})
        self._work_out()
        self._go_to_first([code for code in self._checked.asked if code in self._refused])

    def form_codes(self) -> tuple[str, ...]:
        """Return the codes of all questions, asked or not."""
        return tuple(question.code for question in self.form.questions)

    def field(self, code: str) -> Field:
        """Return the field of a question."""
        return self._drawing.field(code)

    def ask_of(self, code: str) -> DoubtAsk:
        """Return the button that confirms an unlikely value of a question."""
        return self._asks.of(code)

    def set_next(self, widget: QWidget) -> None:
        """Say where Enter goes from the last field."""
        self._drawing.grid.set_next(widget)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field, where nothing else comes next."""
        self._drawing.grid.set_save_button(button)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is seen first."""
        super().showEvent(event)
        self._drawing.begin()

    def focus_first(self) -> None:
        """Go to the first field."""
        self._drawing.begin()
        self._drawing.grid.focus_first()

    def _columns_for(self, form: Form, facts: Facts) -> int:
        asked = self._screening.check(form, FilledForm(form.code, {}), facts).asked
        return columns_for(form, asked, self._columns)

    def _draw(self) -> FormDrawing:
        """Return the form ready to be drawn; its first fields are made when it is seen, or when one is asked for."""
        columns = self._columns_for(self.form, self._facts)
        self._drawn = (self.form.version, self._facts.day, columns)
        grid = FormGrid(columns, self._is_held, self)
        checked = self._screening.check(self.form, self.filled(), self._facts)
        drawing = FormDrawing(self.form, self._facts.day, grid, self._not_asked(checked), self._words)
        drawing.drawn.connect(self._on_drawn)
        grid.changed.connect(self._on_changed)
        grid.finished.connect(self._on_finished)
        self.setFocusProxy(grid)
        return drawing

    def _draw_again(self) -> None:
        """Draw another edition, or the same one for another day or person."""
        self._asks.clear()
        self._states.clear()
        self._typed = Typed()
        old = self._drawing
        self._drawing = self._draw()
        self._layout.replaceWidget(old.grid, self._drawing.grid)
        old.give_way(self._drawing)

    def _on_drawn(self, codes: tuple[str, ...]) -> None:
        """Let fields that were just made show what they would show had they been there."""
        for code in codes:
            field = self._drawing.field(code)
            show_typed(field, self._typed.texts.get(code, ""))
            field.set_previous(self._earlier.get(code, ""))
        if self._checked.asked:
            self._show_states(codes)

    def _show_again(self, confirmed: set[str]) -> None:
        self._typed.confirmed = confirmed
        for code in self._drawing.codes():
            show_typed(self._drawing.field(code), self._typed.texts.get(code, ""))
        self._work_out()

    def _on_changed(self, code: str) -> None:
        self._typed.type(code, typed_in(self._drawing.field(code)))
        self._told.discard(code)
        self._refused.pop(code, None)
        self._work_out()
        self.changed.emit()

    def _on_finished(self, code: str) -> None:
        self._typed.type(code, typed_in(self._drawing.field(code)))
        self._told.add(code)
        self._work_out()

    def _on_confirmed(self, code: str, key: str) -> None:
        self._typed.confirmed.add(key)
        self._drawing.grid.leave(self._drawing.field(code))
        self._work_out()
        self.changed.emit()

    def _use(self, code: str, text: str) -> None:
        """Type what was probably meant."""
        show_typed(self._drawing.field(code), text)
        self._typed.type(code, text)
        self._drawing.grid.leave(self._drawing.field(code))
        self._on_finished(code)
        self.changed.emit()

    def _is_held(self, code: str) -> bool:
        """Ask about an unlikely value before Enter leaves it; False when there is nothing to ask."""
        self._on_finished(code)
        if code in self._checked.doubts:
            self.ask_of(code).setFocus()
        return code in self._checked.doubts

    def _work_out(self) -> None:
        self._checked = checked = self._screening.check(self.form, self.filled(), self._facts)
        self._drawing.hide(self._not_asked(checked))
        self._conclusion = self._screening.conclusion(self.form, checked, self._facts)
        self._said = self._screening.said(self.form, checked, self._facts)
        unfinished = self.has_typing() and bool(checked.missing)
        self.conclusion_line.show_conclusion(self._conclusion, unfinished=unfinished)
        self._show_states(self._drawing.codes())

    def _show_states(self, codes: Collection[str]) -> None:
        """Show beside each field its error, or the question about it, or what its value means."""
        typed = self._typed
        state = FormState(self.form, self._checked, self._said, self._told, self._refused, typed.lost)
        for code, shown in state.states(set(codes)).items():
            if self._states.get(code) != shown:
                self._states[code] = shown
                self._asks.show(code, shown)

    def _not_asked(self, checked: Checked) -> frozenset[str]:
        return frozenset(self.form_codes()).difference(checked.asked)

    def _go_to_first(self, codes: Sequence[str]) -> None:
        if codes:
            self._drawing.grid.go_to(self._drawing.field(codes[0]))
            if codes[0] in self._checked.doubts and codes[0] not in self._checked.errors:
                self.ask_of(codes[0]).setFocus()
