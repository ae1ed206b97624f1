"""The line in which one moment of a labour is typed, from the hour to the drugs, with Enter alone."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.birth.labour_data import (
    FRACTIONS,
    LIQUOR,
    NUMBERS,
    STRIP,
    WHOLE,
    NewObservation,
    ObservationRow,
)
from ui.widgets.buttons import danger_button, plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import LABOUR
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.number_field import NumberField
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

COLUMNS = 7
NEW, CORRECTED = "Catat pemeriksaan", "Perbaiki pemeriksaan pukul {hour}"
REASON = "reason"


class PartographEntry(Card):
    """Asks for what was found at one moment.

    Attributes:
        kept: what is typed and not recorded, by pregnancy.

    Signals:
        stored(): an observation was stored, corrected or taken off.
    """

    stored = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__(NEW)
        self._room = room
        self._pregnancy_id: UUID | None = None
        self._row: ObservationRow | None = None
        self._client_id = self._fresh_id()
        self.kept = KeptTyping(room, LABOUR, self, lambda: not self.save_button.isEnabled())
        self.form = FieldForm(columns=COLUMNS)
        self._add_fields()
        self.save_button = quiet_button("Simpan pemeriksaan", "check")
        self.remove_button = danger_button("Hapus baris", "trash")
        self.back_button = plain_button("Batal")
        self.form.set_save_button(self.save_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.back_button, self.remove_button, self.save_button):
            foot.addWidget(button)
        self.add(self.form)
        self.body.addLayout(foot)
        self.form.changed.connect(lambda _name: self._touched())
        self.save_button.clicked.connect(self._save)
        self.remove_button.clicked.connect(self._remove)
        self.back_button.clicked.connect(self._back)
        self._show_kind()

    def begin(self, pregnancy_id: UUID) -> None:
        """Ask about a labour; what was typed about another is kept until it is open again."""
        if pregnancy_id != self._pregnancy_id:
            if self._pregnancy_id is not None and self._row is None:
                self.kept.keep(self._pregnancy_id, self.form)
            self._pregnancy_id, self._row = pregnancy_id, None
            self.kept.show(pregnancy_id, self.form)
            self._show_kind()

    def correct(self, row: ObservationRow) -> None:
        """Ask what a row should have said; what was being typed is kept."""
        if self._pregnancy_id is None:
            return
        if self._row is None:
            self.kept.keep(self._pregnancy_id, self.form)
        self._row = row
        self.form.clear()
        self.form.set_values({"day": row.at.date(), "hour": row.at.time(), **row.values})
        self._show_kind()
        self.form.go_to(self.form.field("hour"))

    def _add_fields(self) -> None:
        form, strip = self.form, [(one, one) for one in STRIP]
        form.add_all(
            TimeField("hour", "Jam", required=True),
            NumberField("fetal_heart_rate", "DJJ", unit="/menit"),
            ChoiceField("liquor", "Ketuban", LIQUOR),
            NumberField("moulding", "Penyusupan", hint="0-3"),
            NumberField("cervix_cm", "Pembukaan", unit="cm"),
            NumberField("descent", "Kepala", unit="/5"),
            NumberField("contractions", "Kontraksi", unit="/10 menit"),
            NumberField("contraction_seconds", "Lamanya", unit="detik"),
            NumberField("pulse", "Nadi", unit="/menit"),
            NumberField("systolic", "Sistolik", unit="mmHg"),
            NumberField("diastolic", "Diastolik", unit="mmHg"),
            NumberField("temperature_c", "Suhu", unit="°C"),
            NumberField("urine_ml", "Urin", unit="ml"),
            ChoiceField("urine_protein", "Protein", strip),
            ChoiceField("urine_acetone", "Aseton", strip),
            NumberField("oxytocin_units", "Oksitosin", unit="U/l"),
            NumberField("oxytocin_drops", "Tetes", unit="/menit"),
        )
        form.add(TextField("drugs", "Obat dan cairan", max_length=120), span=3)
        form.add(DateField("day", "Tanggal", self._read_date, hint="Kosong: hari ini"))
        form.add(TextField(REASON, "Alasan perbaikan", required=True, max_length=120), span=3, new_row=True)

    def _show_kind(self) -> None:
        """Ask for a new moment, or show which row is being corrected."""
        correcting = self._row is not None
        self.form.hide_fields(() if correcting else {REASON})
        for button in (self.remove_button, self.back_button):
            button.setVisible(correcting)
        self.set_title(NEW if self._row is None else CORRECTED.format(hour=f"{self._row.at:%H.%M}"))

    def _touched(self) -> None:
        if self._row is None:
            self.kept.keeper.touched()

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._room.context.today())

    def _save(self) -> None:
        if self._pregnancy_id is None or not self.form.check() or self._refuse_parts():
            return
        wanted, row, labours = self._typed(self._pregnancy_id), self._row, self._room.context.house.labours
        user, reason = self._room.context.user, self.form.field(REASON).text()
        self.save_button.setEnabled(False)
        if row is None:
            self.kept.keeper.save(
                lambda: labours.observe(user, wanted), self._on_saved, owner=self, failed=self._on_failed
            )
        else:
            corrected = row.id
            self._room.context.jobs.write(
                lambda: labours.correct(user, corrected, wanted, reason),
                self._on_saved,
                owner=self,
                failed=self._on_failed,
            )

    def _remove(self) -> None:
        row, world, reason = self._row, self._room.context, self.form.field(REASON).text()
        if row is None:
            return
        gone = row.id
        self.save_button.setEnabled(False)
        world.jobs.write(
            lambda: world.house.labours.remove(world.user, gone, reason),
            lambda _: self._on_saved(gone),
            owner=self,
            failed=self._on_failed,
        )

    def _back(self) -> None:
        """Leave the row as it is and ask for a new moment again."""
        self._row = None
        if self._pregnancy_id is not None:
            self.kept.show(self._pregnancy_id, self.form)
        self._show_kind()

    def _refuse_parts(self) -> bool:
        """Show which numbers are not whole; True when there are any."""
        wrong = {
            name: WHOLE
            for name in NUMBERS
            if name not in FRACTIONS and isinstance(self.form.field(name).value(), float)
        }
        if wrong:
            self.form.show_errors(wrong)
        return bool(wrong)

    def _typed(self, pregnancy_id: UUID) -> NewObservation:
        day, hour = self.form.field("day"), self.form.field("hour")
        typed: Any = day.value()
        numbers: dict[str, Any] = {name: self.form.field(name).value() for name in NUMBERS}
        words: dict[str, Any] = {
            name: str(self.form.field(name).value() or "")
            for name in ("liquor", "urine_protein", "urine_acetone", "drugs")
        }
        return NewObservation(
            client_id=self._client_id,
            pregnancy_id=pregnancy_id,
            day=typed if isinstance(typed, date) else self._room.context.today(),
            hour=hour.hour() if isinstance(hour, TimeField) else None,
            **numbers,
            **words,
        )

    def _on_saved(self, _observation_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._fresh_id()
        corrected, self._row = self._row is not None, None
        self.form.clear()
        if corrected and self._pregnancy_id is not None:
            self.kept.show(self._pregnancy_id, self.form)
        self._show_kind()
        self._room.context.messages.info("Pemeriksaan diperbaiki." if corrected else "Pemeriksaan tercatat.")
        self.form.go_to(self.form.field("hour"))
        self.stored.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._room.context.messages.problem(error)

    def _fresh_id(self) -> UUID:
        return self._room.context.house.uow.identities.new()
