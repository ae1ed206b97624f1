"""Starting a pregnancy from the HPHT."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.pregnancy import due_date, gestational_age, gpa_text, last_period_problem
from ilp_desktop.domain.typed_date import TypedDate, parse_date
from ilp_desktop.services.pregnancies import NewPregnancy
from ui.klaster2_mother_child.kept_typing import KeptTyping
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import PREGNANCY
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField
from ui.widgets.room.room_context import RoomContext

WHOLE_NUMBER = "Isi bilangan bulat."


class PregnancyStart(Card):
    """Asks what a pregnancy begins with and stores it.

    Attributes:
        kept: what is typed and not recorded, by woman.

    Signals:
        started(): a pregnancy was stored.
    """

    started = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Mulai catatan kehamilan")
        self._room = room
        self._person_id: UUID | None = None
        self._client_id = room.context.house.uow.identities.new()
        self.kept = KeptTyping(room, PREGNANCY, self, lambda: not self.save_button.isEnabled())
        hint = label(
            "HPL, umur kehamilan, kontak K1-K6, dan batas kenaikan berat badan dihitung dari isian ini.", "muted"
        )
        hint.setWordWrap(True)
        self.add(hint)
        self.form = FieldForm(columns=3)
        self.last_period_field = DateField("last_period_on", "HPHT", self._read_date, required=True)
        self.count_fields = (
            NumberField("gravida", "Gravida (G), termasuk kehamilan ini", required=True),
            NumberField("para", "Para (P)", required=True),
            NumberField("abortus", "Abortus (A)", required=True),
        )
        self.height_field = NumberField("height_cm", "Tinggi badan", unit="cm")
        self.weight_field = NumberField("weight_before_kg", "Berat badan sebelum hamil", unit="kg")
        for field in (self.last_period_field, self.height_field, self.weight_field, *self.count_fields):
            self.form.add(field, new_row=field is self.count_fields[0])
        self.form.changed.connect(self._show_notes)
        self.form.changed.connect(lambda _name: self.kept.keeper.touched())
        self.add(self.form)
        self.save_button = quiet_button("Mulai kehamilan", "check")
        self.save_button.clicked.connect(self._save)
        self.form.set_save_button(self.save_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)

    def begin(self, person_id: UUID) -> None:
        """Ask about a person; what was typed about another one is kept until she is open again."""
        if person_id != self._person_id:
            if self._person_id is not None:
                self.kept.keep(self._person_id, self.form)
            self._person_id = person_id
            self.kept.show(person_id, self.form)
            self._show_notes()

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._room.context.today())

    def _show_notes(self) -> None:
        """Say beside the fields what follows from them."""
        self.last_period_field.set_note(self._dates_text(), Tone.INFO)
        gravida, para, abortus = (_whole(field) for field in self.count_fields)
        if gravida is None or para is None or abortus is None:
            self.count_fields[0].set_note("")
        else:
            self.count_fields[0].set_note(gpa_text(gravida, para, abortus), Tone.INFO)

    def _dates_text(self) -> str:
        """Return what follows from the HPHT typed so far, empty while it cannot be that of a pregnancy."""
        day, today = self.last_period_field.value(), self._room.context.today()
        if not isinstance(day, date) or last_period_problem(day, today):
            return ""
        return f"HPL {indonesian_date(due_date(day))}, {gestational_age(day, today).text}"

    def _save(self) -> None:
        day = self.last_period_field.value()
        if self._person_id is None or not self.form.check() or self._refuse_parts():
            return
        gravida, para, abortus = (_whole(field) for field in self.count_fields)
        wanted = NewPregnancy(
            client_id=self._client_id,
            person_id=self._person_id,
            last_period_on=day if isinstance(day, date) else None,
            gravida=gravida,
            para=para,
            abortus=abortus,
            height_cm=self.height_field.number(),
            weight_before_kg=self.weight_field.number(),
        )
        world = self._room.context
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.pregnancies.start(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _refuse_parts(self) -> bool:
        """Show which counts are no whole numbers; True when there are any."""
        wrong = {field.name: WHOLE_NUMBER for field in self.count_fields if isinstance(field.value(), float)}
        if wrong:
            self.form.show_errors(wrong)
        return bool(wrong)

    def _on_saved(self, _pregnancy_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._room.context.house.uow.identities.new()
        self.form.clear()
        self._room.context.messages.info("Kehamilan tercatat.")
        self.started.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._room.context.messages.problem(error)


def _whole(field: NumberField) -> int | None:
    value = field.value()
    return value if isinstance(value, int) else None
