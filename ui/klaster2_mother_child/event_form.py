"""Reporting an event after immunisation (KIPI) of whoever is open, and the reports there are about them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.adverse_event import EventVerdict, event_verdict, event_words
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.immunisation.adverse_event_reading import REPORTERS
from ilp_desktop.services.immunisation.adverse_events import LIMITS, NewEvent
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile, RecordedDose
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import EVENT
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.many_field import ManyField
from ui.widgets.number_field import NumberField
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField
from ui.widgets.tick_list_field import TickListField

NO_DOSES = "KIPI dilaporkan atas dosis yang tercatat. Belum ada dosis tercatat."
LIST_PX = 92


class EventForm(QWidget):
    """The form; what was ticked says at once whether it is serious and what to do.

    Attributes:
        kept: what is typed and not recorded, by person.

    Signals:
        reported(): a report was stored.
    """

    reported = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._doses: tuple[RecordedDose, ...] = ()
        self._client_id = self._fresh_id()
        self.kept = KeptTyping(room, EVENT, self, lambda: not self.save_button.isEnabled())
        self.past_label, self.alarm_label = label("", "small"), label("", "strong")
        for one in (self.past_label, self.alarm_label):
            one.setWordWrap(True)
        self.save_button = quiet_button("Laporkan KIPI", "warning")
        self.save_button.clicked.connect(self._save)
        self.form = self._built()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.past_label)
        layout.addWidget(self.alarm_label)
        layout.addWidget(self.form)
        layout.addLayout(foot)
        layout.addStretch(1)

    def show_file(self, person_id: UUID, file: ImmunisationFile) -> None:
        """Ask about the doses of a person, and say what was reported before."""
        past = [
            f"{indonesian_date(event.onset_on)}: {event.reaction_text}, {event.outcome_text.lower()}"
            for event in file.events
        ]
        self.past_label.setText("\n".join(["Laporan sebelumnya", *past]) if past else "")
        self.past_label.setVisible(bool(past))
        changed = person_id != self._person_id
        if changed and self._person_id is not None:
            self.kept.keep(self._person_id, self.form)
        if changed or file.recorded != self._doses:
            self._doses = file.recorded
            ticked = self.form.field("dose_ids").value()
            self._offer_doses(file.recorded)
            self.form.field("dose_ids").set_value(ticked if not changed else None)
        if changed:
            self._person_id = person_id
            self.kept.show(person_id, self.form)
        self._show_alarm()

    def _built(self) -> FieldForm:
        words = event_words(self._room.context.today())
        form = FieldForm(columns=4)
        doses = TickListField("dose_ids", "Dosis yang mendahului", required=True)
        doses.list.setFixedHeight(LIST_PX)
        form.add(doses, span=4)
        form.add(ManyField("reactions", "Reaksi", [*words.reactions.items()], required=True, columns=3), span=4)
        form.add(DateField("onset_on", "Mulai gejala", self._read_day, required=True))
        form.add(NumberField("onset_hours", "Selang dari dosis", unit="jam"))
        form.add(ManyField("criteria", "Kriteria serius", [*words.criteria.items()], columns=4), span=4)
        form.add(ChoiceField("outcome", "Keadaan sekarang", [*words.outcomes.items()], required=True))
        form.add(TextField("reporter", "Nama pelapor", max_length=LIMITS["reporter"][1]))
        form.add(ChoiceButtons("reported_by", "Pelapor", [*REPORTERS.items()], required=True), span=2)
        form.add(TextField("treatment", "Tindakan", max_length=LIMITS["treatment"][1]), span=2)
        form.add(TextField("note", "Catatan", max_length=LIMITS["note"][1]), span=2)
        form.set_save_button(self.save_button)
        form.changed.connect(lambda _name: self._on_changed())
        return form

    def _offer_doses(self, doses: Sequence[RecordedDose]) -> None:
        field = self.form.field("dose_ids")
        if isinstance(field, TickListField):
            field.offer([(str(dose.id), dose_text(dose)) for dose in doses])
            field.set_note("" if doses else NO_DOSES)
        self.save_button.setEnabled(bool(doses))

    def _read_day(self, text: str) -> TypedDate:
        return parse_date(text, self._room.context.today())

    def _on_changed(self) -> None:
        self.kept.keeper.touched()
        self._show_alarm()

    def _show_alarm(self) -> None:
        """Say at once what the reactions ticked ask for."""
        codes = {name: codes_of(self.form.field(name).value()) for name in ("reactions", "criteria")}
        outcome = str(self.form.field("outcome").value() or "")
        verdict = event_verdict(codes["reactions"], codes["criteria"], outcome, self._room.context.today())
        self.alarm_label.setText("\n".join(verdict.alarms))
        self.alarm_label.setVisible(bool(verdict.alarms))

    def _save(self) -> None:
        if not self.form.check() or self._person_id is None:
            return
        wanted, world = self._typed(self._person_id), self._room.context
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.adverse_events.report(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _typed(self, person_id: UUID) -> NewEvent:
        values = {name: self.form.field(name).value() for name in self.form.names()}
        onset, hours = values["onset_on"], values["onset_hours"]
        return NewEvent(
            client_id=self._client_id,
            person_id=person_id,
            dose_ids=tuple(UUID(text) for text in codes_of(values["dose_ids"])),
            onset_on=onset if isinstance(onset, date) else None,
            reactions=codes_of(values["reactions"]),
            reported_by=str(values["reported_by"] or ""),
            outcome=str(values["outcome"] or ""),
            onset_hours=float(hours) if isinstance(hours, int | float) else None,
            criteria=codes_of(values["criteria"]),
            reporter=str(values["reporter"] or ""),
            treatment=str(values["treatment"] or ""),
            note=str(values["note"] or ""),
            encounter_id=self._room.file.encounter_id,
        )

    def _on_saved(self, verdict: EventVerdict) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._fresh_id()
        self.form.clear()
        messages = self._room.context.messages
        if verdict.serious:
            messages.warn("KIPI serius tercatat.", " ".join(verdict.alarms))
        else:
            messages.info("KIPI tercatat.")
        self.reported.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._room.context.messages.problem(error)

    def _fresh_id(self) -> UUID:
        return self._room.context.house.uow.identities.new()


def codes_of(value: object) -> tuple[str, ...]:
    """Return what a field of several choices holds, as codes."""
    return tuple(str(one) for one in value) if isinstance(value, list | tuple | set | frozenset) else ()


def dose_text(dose: RecordedDose) -> str:
    """Return a dose as it is ticked."""
    return ", ".join(part for part in (dose.label, indonesian_date(dose.given_on), dose.batch) if part)
