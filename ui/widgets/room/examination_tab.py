"""The examination: vital signs at the left; note, diagnoses, therapy and actions at the right."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout

from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.care.allergy import allergies_against
from ilp_desktop.domain.care.diagnosis_fit import FITS, Fitting, fitting
from ilp_desktop.domain.care.prognosis import PROGNOSES, prognosis_words
from ilp_desktop.domain.care.record_closing import Writing
from ilp_desktop.domain.orders.written_therapy import doubts_since, therapy_doubts, typed_lines
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.short_texts import ShortTextRow
from ilp_desktop.services.record.visit_writing import LONGEST_TEXT, NOTE_LABELS, GivenDiagnosis, SoapNote
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.diagnosis_list import DIAGNOSES
from ui.widgets.field_form import FieldForm
from ui.widgets.page import HouseKey, on_key
from ui.widgets.room.coded_fields import action_field, diagnosis_field, is_old_case
from ui.widgets.room.dosed import dosed_in
from ui.widgets.room.opened_visit import VITALS
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.record.allergy_panel import AllergyPanel
from ui.widgets.room.record.consent_panel import ConsentPanel
from ui.widgets.room.record.copy_panel import CopyPanel
from ui.widgets.room.record.history_panel import HistoryPanel
from ui.widgets.room.record.panel import RecordPanel, wrapped
from ui.widgets.room.record.problem_panel import ProblemPanel
from ui.widgets.room.record.record_bar import (
    ALLERGIES,
    CONSENTS,
    COPY,
    HISTORY,
    PROBLEMS,
    SHORT_TEXTS,
    TEMPLATES,
    RecordBar,
)
from ui.widgets.room.record.short_text_panel import ShortTextPanel
from ui.widgets.room.record.template_panel import TemplatePanel
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.therapy_field import TherapyField
from ui.widgets.text_fields import MultiLineField

BEFORE_DIAGNOSES = ("subjective", "objective", "assessment", "plan")
HISTORIES = ("present_illness", "past_history", "drug_history", "family_history", "social_history")
FURTHER = (*HISTORIES, "education", *PROGNOSES)
TO_NOTE, TO_DIAGNOSES = HouseKey("Alt+J", "Ke catatan"), HouseKey("Alt+D", "Ke diagnosis")
LINES = 3
COLUMNS, TEXT_SPAN, WORD_SPAN = 6, 3, 2
LEFT_SHARE, RIGHT_SHARE = 6, 7


class ExaminationTab(RoomTab):
    """Vital signs, SOAP, diagnoses, therapy and actions; further history and education fold.

    Attributes:
        bar: opens what stands beside the note, in the place of the vital signs.

    Signals:
        typed(): the user changed note or diagnoses.
    """

    typed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self.vitals = room.form_view(VITALS, columns=2)
        self.form = FieldForm(columns=COLUMNS)
        self._meanings = dict(prognosis_words(room.context.today()))
        self.diagnoses, self.action_list = diagnosis_field(room), action_field(room)
        self.diagnoses.set_rules(self._fits, lambda code: is_old_case(room.file, code))
        self.bar = RecordBar()
        self.authors = wrapped("", "muted")
        self.short_texts = ShortTextPanel(room)
        self.therapy = TherapyField(lines=LINES, longest=LONGEST_TEXT)
        self._fill_form()
        self._connect()
        self.vitals.set_next(self.form.field(BEFORE_DIAGNOSES[0]))
        self._left, right = Card(), Card()
        self._left.add(self.vitals)
        right.add(self.form)
        right.add(self.authors)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self._left, LEFT_SHARE)
        self._row.addWidget(right, RIGHT_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(self._row, 1)
        self.short_texts.read()

    def show_file(self, file: EncounterFile) -> None:
        """Show who wrote what; a record that is closed is read only until a correction begins."""
        self._room.form_view(VITALS)
        self.set_writable(file.writing is Writing.FREE)
        for panel in self.bar.panels():
            panel.show_file(file)
        self.bar.set_count(ALLERGIES, len(file.patient.allergies))
        self.bar.set_count(PROBLEMS, sum(one.is_active for one in file.problems))
        self.authors.setText(self._authors(file))
        self._warn_of_therapy()

    def go_in(self) -> None:
        """Start with the first vital sign."""
        self.vitals.focus_first()

    def set_writable(self, writable: bool) -> None:  # noqa: FBT001 - said of the whole tab
        """Let vital signs, note and diagnoses be typed, or only read."""
        self.vitals.setEnabled(writable)
        self.form.setEnabled(writable)

    def show_stored(self, note: SoapNote, diagnoses: tuple[GivenDiagnosis, ...]) -> None:
        """Show note and diagnoses, dropping what was typed; what folds is unfolded where something stands in it."""
        self.therapy.forget()
        self.form.set_values(vars(note) | {DIAGNOSES: diagnoses})
        self.form.show_errors({})
        self._tell_prognosis()
        self.bar.more_button.setChecked(any(getattr(note, name) for name in FURTHER))
        self._fold()

    def note(self) -> SoapNote:
        """Return the note as typed."""
        return SoapNote(**{name: str(self.form.field(name).value() or "") for name in NOTE_LABELS})

    def given(self) -> tuple[GivenDiagnosis, ...]:
        """Return the diagnoses, the primary one first."""
        return self.diagnoses.value()

    def problems(self) -> dict[str, str]:
        """Return what the fields themselves know to be wrong, by field."""
        self._warn_of_therapy()
        names = (*NOTE_LABELS, DIAGNOSES)
        return self.therapy.asked() | {name: text for name in names if (text := self.form.field(name).problem())}

    def show_wrong(self, messages: Mapping[str, str]) -> None:
        """Show messages beside their fields and go to the first."""
        self._unfold_for(messages)
        self.form.show_errors(messages)
        self.therapy.ask()

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self.form.set_save_button(button)

    def take_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Put chosen lines behind what stands in their parts of the note, each once."""
        self._unfold_for(part for part, _ in lines)
        for part, text in lines:
            field = self.form.field(part)
            stood = field.text()
            if text not in stood.splitlines():
                field.set_value(f"{stood}\n{text}" if stood else text)
        self._on_changed()
        self.form.go_to(self.form.field(lines[0][0]))

    def take_parts(self, parts: Mapping[str, str]) -> None:
        """Put what a template makes of parts of the note into them, and go to the first."""
        self._unfold_for(parts)
        for part, text in parts.items():
            self.form.field(part).set_value(text)
        self._on_changed()
        self.form.go_to(self.form.field(next(iter(parts))))

    def _unfold_for(self, parts: Iterable[str]) -> None:
        if any(part in FURTHER for part in parts):
            self.bar.more_button.setChecked(True)
            self._fold()

    def _fill_form(self) -> None:
        self.form.add_section("Catatan (Alt+J) dan diagnosis (Alt+D)")
        for name in BEFORE_DIAGNOSES:
            self._add_text(name)
        for field, span in ((self.diagnoses, COLUMNS), (self.action_list, COLUMNS), (self.therapy, TEXT_SPAN)):
            self.form.add(field, span=span)
        for name in ("actions", *HISTORIES, "education"):
            self._add_text(name)
        for name in PROGNOSES:
            words = [(word, word) for word in self._meanings]
            self.form.add(ChoiceField(name, NOTE_LABELS[name], words), span=WORD_SPAN)

    def _add_text(self, name: str) -> None:
        self.form.add(MultiLineField(name, NOTE_LABELS[name], lines=LINES, longest=LONGEST_TEXT), span=TEXT_SPAN)

    def _connect(self) -> None:
        room = self._room
        self.form.changed.connect(lambda _: self._on_changed())
        on_key(TO_NOTE, self, lambda: self.form.go_to(self.form.field(BEFORE_DIAGNOSES[0])))
        on_key(TO_DIAGNOSES, self, lambda: self.form.go_to(self.diagnoses))
        self.bar.more_button.clicked.connect(self._on_more)
        self.bar.opened.connect(self._show_panel)
        self.bar.set_panels(
            {
                ALLERGIES: lambda: AllergyPanel(room),
                PROBLEMS: self._problem_panel,
                CONSENTS: lambda: ConsentPanel(room),
                COPY: self._copy_panel,
                SHORT_TEXTS: lambda: self.short_texts,
                TEMPLATES: self._template_panel,
                HISTORY: lambda: HistoryPanel(room),
            }
        )
        self.short_texts.kept.connect(self._take_short_texts)

    def _problem_panel(self) -> RecordPanel:
        panel = ProblemPanel(self._room, lambda: [one.code for one in self.given()])
        panel.diagnosis_wanted.connect(self.diagnoses.take)
        return panel

    def _copy_panel(self) -> RecordPanel:
        panel = CopyPanel(self._room)
        panel.lines_wanted.connect(self.take_lines)
        return panel

    def _template_panel(self) -> RecordPanel:
        panel = TemplatePanel(self._room, lambda: vars(self.note()))
        panel.parts_wanted.connect(self.take_parts)
        return panel

    def _show_panel(self, panel: RecordPanel | None) -> None:
        """Show a panel in the place of the vital signs, or these again."""
        if panel is not None and self._row.indexOf(panel) < 0:
            self._row.insertWidget(0, panel, LEFT_SHARE)  # before it is shown, or it would be a window
        for one in self.bar.panels():
            one.setVisible(one is panel)
        self._left.setVisible(panel is None)
        if panel is None:
            self.form.focus_first()
            return
        panel.show_file(self._room.file)
        panel.begin()

    def _on_more(self) -> None:
        self._fold()
        target = self.form.field(FURTHER[0] if self.bar.more_button.isChecked() else BEFORE_DIAGNOSES[0])
        QTimer.singleShot(0, self, lambda: self.form.go_to(target))  # once the fields have their places

    def _fold(self) -> None:
        self.form.hide_fields(() if self.bar.more_button.isChecked() else FURTHER)

    def _take_short_texts(self, rows: Sequence[ShortTextRow]) -> None:
        texts = {row.word: row.body for row in rows}
        for name in NOTE_LABELS:
            field = self.form.field(name)
            if isinstance(field, MultiLineField):
                field.set_short_texts(texts)

    def _on_changed(self) -> None:
        self._warn_of_therapy()
        self._tell_prognosis()
        self.typed.emit()

    def _warn_of_therapy(self) -> None:
        """Say beneath the therapy which drug an allergy speaks against, and which dose is doubtful."""
        file, text = self._room.file, self.therapy.text()
        against = allergies_against(file.patient.allergies, text, file.day)
        person = dosed_in(self._room) if typed_lines(text, file.day) else None
        doubts = therapy_doubts(text, person) if person else ()
        new = doubts_since(text, file.note.therapy, person) if person and doubts else ()
        self.therapy.show_doubts((one.words for one in against), doubts, new)

    def _tell_prognosis(self) -> None:
        """Say beneath each word of the prognosis what it means."""
        for field in map(self.form.field, PROGNOSES):
            field.set_note(self._meanings.get(str(field.value()), ""))

    def _fits(self, code: str) -> Fitting:
        try:
            file = self._room.file
        except LookupError:
            return FITS
        return fitting(code, file.patient.sex, file.patient.birth_date, file.day)

    def _authors(self, file: EncounterFile) -> str:
        """Return who wrote note, diagnoses, actions and forms, and who signed, with the hour."""
        zone, parts = self._room.context.user.time_zone, []
        written, headers = file.written, self._room.visit.headers
        forms = [(headers[code].title, entry) for code, entry in written.form_by.items() if code in headers]
        done = [(one.code, entry) for one, entry in zip(file.actions, written.action_by, strict=True)]
        for word, entry in (("Catatan", written.note_by), *written.diagnosis_by.items(), *done, *forms):
            if entry is not None:
                parts.append(f"{word}: {entry.name}, {indonesian_moment(local_time(entry.at, zone))}")
        parts += [
            f"Ditandatangani {signed.name}, {indonesian_moment(local_time(signed.at, zone))}"
            for signed in file.signatures
        ]
        if written.note_reason:
            parts.append(f"Perbaikan: {written.note_reason}")
        return " · ".join(parts)
