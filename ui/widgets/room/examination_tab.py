"""The examination: vital signs at the left; note, diagnoses, therapy and actions at the right."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout

from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.visit_writing import NOTE_LABELS, GivenDiagnosis, SoapNote
from ui.widgets.card import Card
from ui.widgets.diagnosis_list import DiagnosisList
from ui.widgets.field_form import FieldForm
from ui.widgets.room.opened_visit import VITALS
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import MultiLineField

DIAGNOSES = "diagnoses"
BEFORE_DIAGNOSES = ("subjective", "objective", "assessment", "plan")
AFTER_DIAGNOSES = ("therapy", "actions")
LINES = 3
LEFT_SHARE, RIGHT_SHARE = 6, 7


class ExaminationTab(RoomTab):
    """Vital signs, SOAP, diagnoses, therapy and actions.

    Signals:
        typed(): the user changed note or diagnoses.
    """

    typed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self.vitals = room.form_view(VITALS, columns=2)
        self.form = FieldForm(columns=2)
        self.diagnoses = DiagnosisList(DIAGNOSES, "Diagnosis (ICD-10)", room.context.house.codes, room.context.jobs)
        self.form.add_section("Catatan dan diagnosis")
        for name in BEFORE_DIAGNOSES:
            self.form.add(MultiLineField(name, NOTE_LABELS[name], lines=LINES))
        self.form.add(self.diagnoses, span=2)
        for name in AFTER_DIAGNOSES:
            self.form.add(MultiLineField(name, NOTE_LABELS[name], lines=LINES))
        self.form.changed.connect(lambda _: self.typed.emit())
        self.vitals.set_next(self.form.field(BEFORE_DIAGNOSES[0]))
        left, right = Card(), Card()
        left.add(self.vitals)
        right.add(self.form)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, LEFT_SHARE)
        row.addWidget(right, RIGHT_SHARE)

    def show_file(self, file: EncounterFile) -> None:
        """Let a visit that is finished be read only; what is stored is shown by ``show_stored``."""
        self.vitals.setEnabled(not file.finished)
        self.form.setEnabled(not file.finished)

    def show_stored(self, note: SoapNote, diagnoses: tuple[GivenDiagnosis, ...]) -> None:
        """Show note and diagnoses, dropping what was typed."""
        self.form.set_values(vars(note) | {DIAGNOSES: diagnoses})
        self.form.show_errors({})

    def note(self) -> SoapNote:
        """Return the note as typed."""
        return SoapNote(**{name: self.form.field(name).text() for name in NOTE_LABELS})

    def given(self) -> tuple[GivenDiagnosis, ...]:
        """Return the diagnoses, the primary one first."""
        return self.diagnoses.value()

    def problems(self) -> dict[str, str]:
        """Return what the fields themselves know to be wrong, by field."""
        return {one.name: text for one in self.form.shown_fields() if (text := one.problem())}

    def show_wrong(self, messages: Mapping[str, str]) -> None:
        """Show messages beside their fields and go to the first."""
        self.form.show_errors(messages)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self.form.set_save_button(button)
