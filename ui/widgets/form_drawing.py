"""Drawing a form section by section: the first at once, the others one after another while nobody waits."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from ilp_desktop.forms.schema import Form, Question, Section
from ui.widgets.field import Field
from ui.widgets.form_view_fields import field_for, is_wide
from ui.widgets.form_view_grid import FormGrid
from ui.widgets.form_view_items import item_fields, item_runs, shape_together
from ui.widgets.item_field import ItemField

QUESTIONS_AT_ONCE = 8
LONGEST_LABEL_OF_THREE = 44
SECTION_BETWEEN_MS = 1


def columns_for(form: Form, asked: Collection[str], most: int) -> int:
    """Return how many columns leave room for every label that is asked; items have a row of their own."""
    items = {question.code for part in form.sections for run in item_runs(part.questions) for question in run}
    longest = max((len(form.question(code).label) for code in asked if code not in items), default=0)
    return min(most, 2) if longest > LONGEST_LABEL_OF_THREE else most


class FormDrawing(QObject):
    """The fields of one form, made when they are needed.

    Attributes:
        grid: what holds those made so far.

    Signals:
        drawn(tuple): the fields of these questions were made.
    """

    drawn = Signal(tuple)

    def __init__(
        self, form: Form, day: date, columns: int, is_held: Callable[[str], bool], words: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._form = form
        self._day = day
        self._columns = columns
        self._words = words
        self._hidden: frozenset[str] = frozenset()
        self._waiting: list[Section] = list(form.sections)
        self._runs: list[list[ItemField]] = []
        self._items: set[str] = set()
        self.grid = FormGrid(columns, is_held)
        self.grid.before_last = self.finish
        self._timer = QTimer(self)
        self._timer.setInterval(SECTION_BETWEEN_MS)
        self._timer.timeout.connect(self._draw_next)

    def begin(self, hidden: frozenset[str]) -> None:
        """Draw what is seen first, leaving out what is not asked, and the rest later."""
        self._hidden = hidden
        drawn = 0
        while self._waiting and drawn < QUESTIONS_AT_ONCE:
            drawn += sum(1 for question in self._waiting[0].questions if question.code not in hidden)
            self._draw_next()
        if self._waiting:
            self._timer.start()

    def hide(self, hidden: frozenset[str]) -> None:
        """Show exactly the fields of the questions that are asked."""
        if hidden == self._hidden:
            return
        self._hidden = hidden
        self.grid.hide_fields(hidden)

    def codes(self) -> tuple[str, ...]:
        """Return the questions whose fields are made."""
        return self.grid.names()

    def has(self, code: str) -> bool:
        """Tell whether the field of a question is made."""
        return self.grid.has(code)

    def field(self, code: str) -> Field:
        """Return the field of a question, making it first if need be; raises ``KeyError`` when there is none."""
        while self._waiting and not self.grid.has(code):
            self._draw_next()
        return self.grid.field(code)

    def give_way(self) -> None:
        """Make no more fields, and take away those made: the form is drawn anew."""
        self._timer.stop()
        self._waiting.clear()
        self.grid.hide()
        self.grid.deleteLater()
        self.deleteLater()

    def finish(self) -> None:
        """Make all that is not made yet."""
        while self._waiting:
            self._draw_next()

    def reword(self, words: Mapping[str, str]) -> None:
        """Ask in other words."""
        self._words = words
        for code in self.grid.names():
            self.grid.field(code).set_label(self._label(self._form.question(code)))
        for run in self._runs:
            shape_together(run)

    def _draw_next(self) -> None:
        section = self._waiting.pop(0)
        if not self._waiting:
            self._timer.stop()
        items: dict[str, Field] = {}
        for run in item_runs(section.questions):
            self._items.update(question.code for question in run)
            fields = item_fields(run, self._label)
            self._runs.append(fields)
            items.update({field.name: field for field in fields})
        placed = [self._placed(question, items) for question in section.questions]
        self.grid.add_whole_section(section.title, placed, self._hidden)
        self.drawn.emit(tuple(question.code for question in section.questions))

    def _placed(self, question: Question, items: Mapping[str, Field]) -> tuple[Field, int]:
        """Return the field of a question and how many columns it takes."""
        if question.code in items:
            return items[question.code], self._columns
        made = field_for(question, self._day)
        label = self._label(question)
        if label != question.label:
            made.set_label(label)
        return made, self._columns if is_wide(question) else 1

    def _label(self, question: Question) -> str:
        """Return the official words where they are known, else ours, after the official number."""
        words = self._words.get(question.code) or question.label
        return f"{question.item}. {words}" if question.item and question.code not in self._items else words
