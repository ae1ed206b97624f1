"""Setting right what a report of an event after immunisation says of doses, onset and reactions."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.adverse_event import EventVerdict, event_words
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.immunisation.adverse_event_reading import EventRow
from ilp_desktop.services.immunisation.adverse_events import LONGEST_REASON, EventCorrection
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile, RecordedDose
from ui.context import PageContext
from ui.klaster2_mother_child.event_form import codes_of, dose_text
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField
from ui.widgets.text_fields import TextField
from ui.widgets.tick_list_field import TickListField

LIST_PX = 120


class EventCorrect(Card):
    """What stands in the report, to be changed, and the reason.

    Signals:
        left(): the user goes back, or the correction is stored.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Perbaiki laporan")
        self._context = context
        self._row: EventRow | None = None
        self.name_label = label("", "muted")
        self.name_label.setWordWrap(True)
        self.save_button, self.back_button = primary_button("Simpan", "save"), quiet_button("Kembali")
        self.form = self._built()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.save_button)
        self.add(self.name_label)
        self.add(self.form)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self.left)

    def begin(self, row: EventRow) -> None:
        """Show a report as it stands."""
        self._row = row
        self.form.clear()
        self.name_label.setText(f"{row.name}, {row.age.short_text}")
        self.form.set_values({"onset_on": row.onset_on, "onset_hours": row.onset_hours, "reactions": row.reactions})
        self.save_button.setEnabled(False)
        world = self._context
        world.jobs.read(
            lambda: world.house.immunisations.file(world.user, row.person_id),
            lambda file: self._on_read(row, file),
            owner=self,
            failed=world.messages.problem,
            key="doses",
        )
        self.form.focus_first()

    def _built(self) -> FieldForm:
        words = event_words(self._context.today())
        form = FieldForm(columns=2)
        doses = TickListField("dose_ids", "Dosis yang mendahului", required=True)
        reactions = TickListField("reactions", "Reaksi", required=True)
        reactions.offer([*words.reactions.items()])
        for field in (doses, reactions):
            field.list.setFixedHeight(LIST_PX)
        form.add(doses, span=2)
        form.add(DateField("onset_on", "Mulai gejala", self._read_day, required=True))
        form.add(NumberField("onset_hours", "Selang dari dosis", unit="jam"))
        form.add(reactions, span=2)
        form.add(TextField("reason", "Alasan perbaikan", required=True, max_length=LONGEST_REASON), span=2)
        form.set_save_button(self.save_button)
        return form

    def _read_day(self, text: str) -> TypedDate:
        return parse_date(text, self._context.today())

    def _on_read(self, row: EventRow, file: ImmunisationFile) -> None:
        if row is self._row:
            self._offer(file.recorded, {one.id for one in row.doses})
            self.save_button.setEnabled(True)

    def _offer(self, doses: Sequence[RecordedDose], named: set[UUID]) -> None:
        field = self.form.field("dose_ids")
        if isinstance(field, TickListField):
            field.offer([(str(dose.id), dose_text(dose)) for dose in doses])
            field.set_value([str(one) for one in named])

    def _save(self) -> None:
        row, world = self._row, self._context
        if row is None or not self.form.check():
            return
        values = {name: self.form.field(name).value() for name in self.form.names()}
        onset, hours = values["onset_on"], values["onset_hours"]
        wanted = EventCorrection(
            event_id=row.id,
            version=row.version,
            dose_ids=tuple(UUID(text) for text in codes_of(values["dose_ids"])),
            onset_on=onset if isinstance(onset, date) else None,
            onset_hours=float(hours) if isinstance(hours, int | float) else None,
            reactions=codes_of(values["reactions"]),
            reason=self.form.field("reason").text(),
        )
        self.save_button.setEnabled(False)
        world.jobs.write(
            lambda: world.house.adverse_events.correct(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _on_saved(self, _verdict: EventVerdict) -> None:
        self.save_button.setEnabled(True)
        self._context.messages.info("Laporan KIPI diperbaiki.")
        self.left.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._context.messages.problem(error)
