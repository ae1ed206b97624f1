"""Recording a delivery with its babies, or correcting one."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.birth.delivery import haemorrhage, weight_class
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.birth.deliveries import OpenLabour
from ilp_desktop.services.birth.delivery_correction import LONGEST_REASON, DeliveryCorrection
from ilp_desktop.services.birth.delivery_data import DeliveryFile, NewDelivery, baby_key
from ilp_desktop.services.people.birth_checks import CONFIRM
from ui.klaster2_mother_child.delivery_answers import HINT, hint_of, recorded_answers, subject_of
from ui.klaster2_mother_child.delivery_fields import DeliveryFields
from ui.palette import Tone
from ui.widgets.buttons import danger_button, plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import TickField
from ui.widgets.draft_places import DELIVERY
from ui.widgets.field_form import FieldForm
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

CORRECTING = (
    "Perbaiki yang keliru; yang lama dan alasannya tetap tercatat. HB0 diperbaiki pada tab Imunisasi bayinya. "
    "Ibunya keliru, atau hidup tercatat mati: tulis alasannya, batalkan catatan ini, lalu catat lagi."
)
PARTOGRAPH = "partograph"
ITS_PARTOGRAPH = "Partografnya juga bukan milik ibu ini: batalkan bersama catatan"
WITHDRAWN = "Catatan persalinan dibatalkan; kehamilannya berjalan lagi."


class DeliveryForm(Card):
    """The form of one delivery.

    Attributes:
        kept: what is typed and not recorded, by pregnancy or by delivery.

    Signals:
        recorded(): a delivery was stored or corrected.
        dropped(): nothing is to be recorded after all.
    """

    recorded = Signal()
    dropped = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Catat persalinan")
        self._room = room
        self._labour: OpenLabour | None = None
        self._corrected: DeliveryFile | None = None
        self._subject: UUID | None = None
        self._client_id = self._fresh_id()
        self.kept = KeptTyping(room, DELIVERY, self, lambda: not self.save_button.isEnabled())
        self.hint_label = label(HINT, "muted")
        self.hint_label.setWordWrap(True)
        self.form = DeliveryFields(room.context.today(), room.context.user.staff_id)
        self.ending = FieldForm(columns=2)
        self.reason_field = TextField("reason", "Alasan perbaikan", required=True, max_length=LONGEST_REASON)
        self.confirm_field = TickField(CONFIRM, "", statement="Angka yang ditandai sudah dipastikan benar")
        self.partograph_field = TickField(PARTOGRAPH, "", statement=ITS_PARTOGRAPH)
        self.ending.add_all(self.reason_field, self.confirm_field, self.partograph_field)
        self.add_button = plain_button("Tambah bayi kembar", "plus")
        self.drop_button = plain_button("Hapus bayi terakhir", "close")
        self.save_button = quiet_button("Simpan persalinan", "save")
        self.cancel_button = plain_button("Batal")
        self.withdraw_button = danger_button("Batalkan catatan persalinan", "trash")
        self._lay_out()
        self._connect()

    def begin(self, labour: OpenLabour) -> None:
        """Ask about the delivery of a pregnancy in progress."""
        self._labour, self._corrected = labour, None
        self._open(labour.pregnancy_id, "Catat persalinan", hint_of(labour))
        if self.form.field(baby_key(0, "order")).value() is None:
            self.form.field(baby_key(0, "order")).set_value(labour.next_order)

    def correct(self, delivery: DeliveryFile) -> None:
        """Ask what a delivery should have said."""
        self._labour, self._corrected = None, delivery
        fresh = self._subject != subject_of(delivery)
        self._open(subject_of(delivery), "Perbaiki persalinan", CORRECTING)
        if fresh and not self.reason_field.text() and self.form.field("delivered_on").value() is None:
            self.form.set_values(recorded_answers(delivery, self._room.context.user.time_zone))
        self._say_classes()

    def has_typing(self) -> bool:
        """Tell whether a delivery has been begun and not recorded."""
        return self._labour is not None and any(
            field.value() not in (None, (), False) for field in self.form.shown_fields() if field.name != "b1.order"
        )

    def leave(self) -> None:
        """Keep what is typed until the same mother is open again."""
        if self._subject is not None:
            self.kept.keep(self._subject, self.form)
            self._subject = None

    def _lay_out(self) -> None:
        babies, foot = QHBoxLayout(), QHBoxLayout()
        babies.addWidget(self.add_button)
        babies.addWidget(self.drop_button)
        babies.addStretch(1)
        foot.addWidget(self.withdraw_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        self.add(self.hint_label)
        self.add(self.form)
        self.body.addLayout(babies)
        self.add(self.ending)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.form.set_save_button(self.save_button)
        self.ending.set_save_button(self.save_button)
        self.form.changed.connect(self._on_changed)
        self.add_button.clicked.connect(self._add_baby)
        self.drop_button.clicked.connect(self._drop_baby)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self._cancel)
        self.withdraw_button.clicked.connect(self._withdraw)

    def _open(self, subject: UUID, title: str, hint: str) -> None:
        """Stand at a pregnancy or a delivery, with what was typed about it before."""
        correcting = self._corrected is not None
        if subject != self._subject:
            self.leave()
            self._subject = subject
            self.ending.clear()
            self.form.set_correcting(correcting=correcting)
            self.kept.show(subject, self.form)
        self.set_title(title)
        self.hint_label.setText(hint)
        self._show_ending(confirm=False)
        for button in (self.add_button, self.drop_button):
            button.setVisible(not correcting)
        self.withdraw_button.setVisible(self._corrected is not None and self._corrected.id is not None)
        self._show_counts()

    def _show_ending(self, *, confirm: bool) -> None:
        corrected = self._corrected
        observed = 0 if corrected is None or corrected.id is None else corrected.observations
        hidden = {
            name for name, shown in ((PARTOGRAPH, observed), ("reason", corrected), (CONFIRM, confirm)) if not shown
        }
        self.ending.hide_fields(hidden)
        self.ending.setVisible(confirm or self._corrected is not None)

    def _show_counts(self) -> None:
        self.drop_button.setEnabled(self.form.babies > 1)

    def _add_baby(self) -> None:
        if not self.form.add_baby():
            self._room.context.messages.note("Catatan ini memuat paling banyak empat bayi.")
            return
        place = self.form.babies - 1
        first = self.form.field(baby_key(0, "order")).value()
        if isinstance(first, int):
            self.form.field(baby_key(place, "order")).set_value(first + place)
        self.form.go_to(self.form.field(baby_key(place, "sex")))
        self.kept.keeper.touched()
        self._show_counts()

    def _drop_baby(self) -> None:
        self.form.drop_baby()
        self.kept.keeper.touched()
        self._show_counts()

    def _on_changed(self, name: str) -> None:
        self.kept.keeper.touched()
        self.confirm_field.clear()
        self._show_ending(confirm=False)
        if name == "blood_loss_ml" or name.endswith(".weight_g"):
            self._say_classes()

    def _say_classes(self) -> None:
        """Say beside blood loss and weights what they mean."""
        today = self._room.context.today()
        lost = self.form.field("blood_loss_ml")
        found = haemorrhage(lost.number() if isinstance(lost, NumberField) else None, today)  # type: ignore[arg-type]
        lost.set_note(f"{found.conclusion}. {found.advice}" if found else "", Tone.BAD)
        for place in range(self.form.babies):
            weight = self.form.field(baby_key(place, "weight_g"))
            grams = weight.value()
            if isinstance(grams, int) and grams > 0:
                said = weight_class(grams, today)
                weight.set_note(f"{said.conclusion}. {said.advice}".removesuffix(". "), PILL_TONES[said.urgency])
            else:
                weight.set_note("")

    def _save(self) -> None:
        if not self.form.check():
            return
        self.save_button.setEnabled(False)
        house, user = self._room.context.house, self._room.context.user
        wanted = self._typed()
        if self._corrected is not None:
            correction = DeliveryCorrection(
                self._corrected.id,
                self._corrected.version,
                tuple(baby.birth_id for baby in self._corrected.babies),
                wanted,
                self.reason_field.text(),
            )
            self._store(lambda: house.deliveries.correct(user, correction))
        else:
            self._store(lambda: house.deliveries.record(user, wanted))

    def _store(self, work: Any) -> None:
        self.kept.keeper.save(work, self._on_saved, owner=self, failed=self._on_failed)

    def _typed(self) -> NewDelivery:
        labour = self._labour
        return NewDelivery(
            client_id=self._client_id,
            pregnancy_id=labour.pregnancy_id if labour else self._client_id,
            version=labour.version if labour else 0,
            babies=tuple(self.form.baby(place) for place in range(self.form.babies)),
            confirmed=self.confirm_field.value(),
            **self.form.mothers(),
        )

    def _cancel(self) -> None:
        self.form.clear()
        self.ending.clear()
        self.kept.keeper.drop()
        self._subject = None
        self.dropped.emit()

    def _withdraw(self) -> None:
        """Take the delivery back that is being corrected; the reason is asked first."""
        found = self._corrected
        if found is None or found.id is None:
            return
        if not self.reason_field.text().strip():
            self.ending.show_errors({"reason": "Tulis alasan pembatalan."})
            return
        delivery_id, version, reason = found.id, found.version, self.reason_field.text()
        partograph = self.partograph_field.value()
        house, user = self._room.context.house, self._room.context.user
        self.save_button.setEnabled(False)
        self.withdraw_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: house.deliveries.withdraw(user, delivery_id, version, reason, partograph=partograph),
            self._on_withdrawn,
            owner=self,
            failed=self._on_failed,
        )

    def _on_withdrawn(self, _nothing: None) -> None:
        self._settle(WITHDRAWN)

    def _on_saved(self, _delivery_id: UUID) -> None:
        self._settle("Perbaikan tersimpan." if self._corrected is not None else "Persalinan tercatat.")

    def _settle(self, said: str) -> None:
        """Be blank again after something was stored."""
        self.save_button.setEnabled(True)
        self.withdraw_button.setEnabled(True)
        self._client_id = self._fresh_id()
        self.form.clear()
        self.ending.clear()
        self._subject = None
        self._room.context.messages.info(said)
        self.recorded.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        self.withdraw_button.setEnabled(True)
        if not isinstance(error, WrongAnswers):
            self._room.context.messages.problem(error)
            return
        fields = dict(error.fields)
        doubt = fields.pop(CONFIRM, "")
        self._show_ending(confirm=bool(doubt))
        rest = self.form.show_errors(fields)
        if doubt:
            rest[CONFIRM] = doubt
        rest = self.ending.show_errors(rest)
        if rest:
            self._room.context.messages.warn(" ".join(rest.values()))

    def _fresh_id(self) -> UUID:
        return self._room.context.house.uow.identities.new()
