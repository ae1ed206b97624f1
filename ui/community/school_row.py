"""One child's row of the fast table: what is typed, what is wrong or unlikely, and what it means."""

from collections.abc import Mapping
from uuid import UUID

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.filling import Checked, Doubt
from ilp_desktop.forms.quick import quick_hint, shown_quickly, typed_quickly
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import INCOMPLETE
from ilp_desktop.services.answers.screening import FilledForm, Screening
from ilp_desktop.services.school.school_days import GRADE, SCHOOL_NAME, DayColumn, DayEntry, DayRow, DayTable
from ui.widgets.form_view_words import readings_text

PAIR = "/"
NO_FINDING = "Tidak ada temuan"
STORED, LACKING = "tersimpan", "kurang {} isian"


class RowEntry:
    """A row as it stands on the screen.

    Attributes:
        row: the child.
        typed: by question, in the words the form reads.
        refused: what the services refused, by question; until its cell changes.
    """

    def __init__(self, table: DayTable, row: DayRow, screening: Screening, client_id: UUID) -> None:
        self.row = row
        self.client_id = client_id
        self.typed: dict[str, str] = dict(row.typed)
        self.refused: dict[str, str] = {}
        self._table = table
        self._screening = screening
        self._stored: dict[str, str] = dict(row.typed)
        self._complete = row.complete
        self._confirmed: set[str] = set()
        self._checked: Mapping[str, Checked] = {}
        self._said: Mapping[str, tuple[Assessment, ...]] = {}
        self._found: Assessment | None = None
        self.work_out()
        self._confirmed |= {doubt.key for checked in self._checked.values() for doubt in checked.doubts.values()}
        self.work_out()

    def is_changed(self) -> bool:
        """Tell whether anything differs from what is stored."""
        return self._filled(self.typed) != self._filled(self._stored)

    def is_complete(self) -> bool:
        """Tell whether the screening as a whole is stored as it stands."""
        return self._complete and not self.is_changed()

    def text(self, column: DayColumn) -> str:
        """Return what a cell shows."""
        texts = [shown_quickly(one, self.typed.get(one.code, "")) for one in column.questions]
        return PAIR.join(texts) if all(texts) else "".join(texts)

    def type(self, column: DayColumn, text: str) -> None:
        """Type into a cell; nothing makes it blank again."""
        parts = _parts(text, len(column.questions))
        for question, part in zip(column.questions, parts, strict=True):
            self._set(question.code, typed_quickly(question, part))
        for code, value in column.implied.items():
            self._set(code, value if text.strip() else "")
        self.work_out()

    def take(self, typed: Mapping[str, str]) -> None:
        """Show what was typed before and not stored."""
        self.typed = {**self._stored, **typed}
        self.work_out()

    def stored(self, *, complete: bool, codes: frozenset[str]) -> None:
        """Note that the answers to these questions are stored."""
        self._stored |= {code: text for code, text in self.typed.items() if code in codes}
        self._complete = complete
        self.refused.clear()

    def confirm(self, column: DayColumn) -> None:
        """Say that an unlikely value of a cell is so."""
        self._confirmed |= {doubt.key for doubt in self._doubts(column)}
        self.work_out()

    def is_asked(self, column: DayColumn) -> bool:
        """Tell whether a cell is for this child at all."""
        asked = self._checked["screening"].asked
        return column.key in asked or any(code in asked for code in column.implied)

    def error(self, column: DayColumn) -> str:
        """Return what is wrong with a cell, or nothing."""
        codes = [question.code for question in column.questions]
        refused = [self.refused[code] for code in codes if code in self.refused]
        for checked in self._checked.values():
            refused += [text for code, text in checked.errors.items() if code in codes and code not in checked.missing]
        return refused[0] if refused else ""

    def doubt(self, column: DayColumn) -> str:
        """Return what is asked once about a cell, or nothing."""
        found = self._doubts(column)
        return found[0].message if found else ""

    def note(self, column: DayColumn) -> str:
        """Return what a cell means."""
        said = [one for question in column.questions for one in self._said.get(question.code, ())]
        return readings_text(said)

    def hint(self, column: DayColumn) -> str:
        """Return what may be typed into a cell."""
        return PAIR.join(dict.fromkeys(quick_hint(question) for question in column.questions))

    def problem(self) -> str:
        """Return the first thing that keeps the row from being stored, or nothing."""
        for column in self._table.columns:
            wrong = self.error(column) or self.doubt(column)
            if wrong:
                return f"{column.title}: {wrong}"
        return ""

    def result(self) -> str:
        """Return what the row comes to so far."""
        state = f"{STORED}, " if self._stored and not self.is_changed() else ""
        if not self._filled(self.typed):
            return ""
        if self._found is None or INCOMPLETE in self._found.flags:
            missing = len(self._checked["screening"].missing)
            words = readings_text([one for said in self._said.values() for one in said])
            return state + " · ".join(part for part in (LACKING.format(missing), words) if part)
        acting = [one.conclusion for one in self._found.members if one.urgency.calls_for_action]
        return state + ("; ".join(acting) or NO_FINDING)

    def entry(self) -> DayEntry:
        """Return the row as the services take it."""
        table = self._table
        return DayEntry(
            self.client_id,
            self.row.pupil.person_id,
            table.school_id,
            table.day,
            self._all_typed(),
            frozenset(self._confirmed),
        )

    def unsaved(self) -> dict[str, str]:
        """Return what is typed and not stored."""
        return {code: text for code, text in self.typed.items() if self._stored.get(code, "") != text}

    def work_out(self) -> None:
        """Check the row and read what it means."""
        facts, typed, sure = self.row.facts, self._all_typed(), frozenset(self._confirmed)
        forms = {"vitals": self._table.vitals, "screening": self._table.screening}
        filled = {name: FilledForm(form.code, _of(form, typed), sure) for name, form in forms.items()}
        self._checked = {name: self._screening.check(forms[name], filled[name], facts) for name in forms}
        checked = self._checked["screening"]
        self._said = self._screening.readings(forms["screening"], checked, facts)
        self._found = self._screening.conclusion(forms["screening"], checked, facts)

    def _set(self, code: str, text: str) -> None:
        self.refused.pop(code, None)
        if text:
            self.typed[code] = text
        else:
            self.typed.pop(code, None)

    def _all_typed(self) -> dict[str, str]:
        known = {GRADE: str(self.row.pupil.class_name.grade), SCHOOL_NAME: self._table.school}
        return {**self.typed, **known}

    def _filled(self, typed: Mapping[str, str]) -> dict[str, str]:
        return {code: text for code, text in typed.items() if text and code not in (GRADE, SCHOOL_NAME)}

    def _doubts(self, column: DayColumn) -> list[Doubt]:
        codes = {question.code for question in column.questions}
        return [doubt for checked in self._checked.values() for code, doubt in checked.doubts.items() if code in codes]


def _of(form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    codes = {question.code for question in form.questions}
    return {code: text for code, text in typed.items() if code in codes}


def _parts(text: str, count: int) -> list[str]:
    """Return the parts of a cell of several questions, which stand with a stroke or a space between them."""
    if count == 1:
        return [text]
    parts = text.replace(PAIR, " ").split(maxsplit=count - 1)
    return [*parts, *[""] * (count - len(parts))]
