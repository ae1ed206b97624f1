"""The child's birth: what is recorded, or the form that records it."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.clock import local_time
from ilp_desktop.domain.birth.delivery import grams_problem, listed
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.people.birth_checks import CONFIRM
from ilp_desktop.services.people.births import BirthRecord, NewBirth
from ilp_desktop.services.person.patient_header import PatientHeader
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.draft_places import BIRTH
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.many_field import YesNoField
from ui.widgets.number_field import NumberField
from ui.widgets.plot_frame import value_text
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

ASKED_MONTHS = 24
NOT_RECORDED = "Belum dicatat. Isi dari Buku KIA atau keterangan lahir; kehamilan ibunya ditutup pada tanggal lahir."


class BirthCard(Card):
    """Shows the birth of the child that is open, or asks for it.

    Attributes:
        kept: what is typed and not recorded, by child.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Kelahiran")
        self._room = room
        self._child: PatientHeader | None = None
        self._client_id = self._fresh_id()
        self.kept = KeptTyping(room, BIRTH, self, lambda: not self.save_button.isEnabled())
        self.said_label = label("")
        self.said_label.setWordWrap(True)
        self.add(self.said_label)
        self.fill_button = quiet_button("Isi kelahiran", "edit")
        self.fill_button.clicked.connect(self._open)
        self.fill_button.setVisible(False)
        self.add_action(self.fill_button)
        self.hour_field = TimeField("born_at", "Jam lahir", hint="Kosong: tidak diketahui")
        self.texts = (
            self._listed("place", "Tempat lahir"),
            TextField("place_name", "Nama tempat", hint="Bila di tempat lain", max_length=80),
            self._listed("mode", "Cara persalinan"),
            self._listed("helper", "Penolong"),
            TextField("helper_name", "Nama penolong", max_length=80),
        )
        self.grams_field = NumberField("weight_g", "Berat lahir", unit="gram")
        self.length_field = NumberField("length_cm", "Panjang lahir", unit="cm")
        self.head_field = NumberField("head_cm", "Lingkar kepala lahir", unit="cm")
        self.breastfed_field = YesNoField("early_breastfeeding", "Inisiasi menyusu dini (IMD)")
        self.form = FieldForm(columns=4)
        self.form.add_all(self.hour_field, *self.texts)
        self.form.add_all(self.grams_field, self.length_field, self.head_field, self.breastfed_field)
        self.add(self.form)
        self.save_button = quiet_button("Catat kelahiran", "check")
        self.save_button.clicked.connect(self._save)
        self.form.set_save_button(self.save_button)
        self.form.changed.connect(lambda _name: self._on_changed())
        self.confirm_field = TickField(CONFIRM, "", statement="Angka yang ditandai sudah dipastikan benar")
        self.confirm_form = FieldForm(columns=1)
        self.confirm_form.add(self.confirm_field)
        self.confirm_form.set_save_button(self.save_button)
        self.confirm_form.setVisible(False)
        self.add(self.confirm_form)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)

    def _listed(self, kind: str, title: str) -> ChoiceField:
        return ChoiceField(kind, title, listed(kind, self._room.context.today()))

    def begin(self, child: PatientHeader) -> None:
        """Show a child's birth; what was typed about another child is kept until it is open again."""
        if self._child is None or child.person_id != self._child.person_id:
            if self._child is not None:
                self.kept.keep(self._child.person_id, self.form)
            self.kept.show(child.person_id, self.form)
            self.setVisible(False)
        self._child = child
        self._read()

    def _read(self) -> None:
        world, child = self._room.context, self._child
        if child is not None:
            world.jobs.read(
                lambda: world.house.children.birth(world.user, child.person_id),
                self._show,
                owner=self,
                failed=world.messages.problem,
                key="birth",
            )

    def _show(self, found: BirthRecord | None) -> None:
        self.setVisible(True)
        asked = found is None and (self._is_small() or any(field.text() for field in self._fields()))
        self._ask(asked=asked)
        self.fill_button.setVisible(found is None and not asked)
        text = NOT_RECORDED if found is None else _said(found, self._room.context.user.time_zone)
        self.said_label.setText(text)

    def _is_small(self) -> bool:
        """Say whether the birth is near enough to be asked for without being wanted."""
        return self._child is not None and self._child.age.total_months < ASKED_MONTHS

    def _fields(self) -> list[Field]:
        return [self.form.field(name) for name in self.form.names()]

    def _ask(self, *, asked: bool) -> None:
        for part in (self.form, self.save_button):
            part.setVisible(asked)
        self._ask_to_confirm("")

    def _ask_to_confirm(self, doubt: str) -> None:
        """Show the tick for unlikely numbers with what is doubted; hide it where nothing is."""
        self.confirm_field.clear()
        self.confirm_form.setVisible(bool(doubt))
        if doubt:
            self.confirm_form.show_errors({CONFIRM: doubt})

    def _on_changed(self) -> None:
        self.kept.keeper.touched()
        self._ask_to_confirm("")

    def _open(self) -> None:
        self._ask(asked=True)
        self.fill_button.setVisible(False)
        self.form.focus_first()

    def _save(self) -> None:
        if self._child is None or self._refuse_wrong():
            return
        wanted, world, child_id = self._typed(self._child), self._room.context, self._child.person_id
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.children.record_birth(world.user, child_id, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _refuse_wrong(self) -> bool:
        """Show what no service would understand; True when there is anything."""
        grams = grams_problem(self.grams_field.number())
        wrong = {"weight_g": grams} if grams else {}
        wrong |= {one.name: text for one in self.form.shown_fields() if (text := one.problem())}
        if wrong:
            self.form.show_errors(wrong)
        return bool(wrong)

    def _typed(self, child: PatientHeader) -> NewBirth:
        hour = self.hour_field.hour()
        zone = ZoneInfo(self._room.context.user.time_zone)
        grams = self.grams_field.number()
        said = {field.name: field.text() for field in self.texts}
        return NewBirth(
            client_id=self._client_id,
            born_at=None if hour is None else datetime.combine(child.birth_date, hour, zone),
            **said,
            weight_g=None if grams is None else int(grams),
            length_cm=self.length_field.number(),
            head_cm=self.head_field.number(),
            early_breastfeeding=self.breastfed_field.value(),
            confirmed=self.confirm_field.value(),
        )

    def _on_saved(self, _birth_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._fresh_id()
        self.form.clear()
        self._room.context.messages.info("Kelahiran tercatat.")
        self._read()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            fields = dict(error.fields)
            self._ask_to_confirm(fields.pop(CONFIRM, ""))
            self.form.show_errors(fields)
        else:
            self._room.context.messages.problem(error)

    def _fresh_id(self) -> UUID:
        return self._room.context.house.uow.identities.new()


def _said(birth: BirthRecord, time_zone: str) -> str:
    """Return a birth in one line."""
    when = local_time(birth.born_at, time_zone)
    measures = (
        ("", birth.weight_g, "gram"),
        ("panjang ", birth.length_cm, "cm"),
        ("lingkar kepala ", birth.head_cm, "cm"),
    )
    hour = f"pukul {when:%H.%M}" if birth.hour_known else "jam tidak diketahui"
    parts = [f"{indonesian_date(when.date())} {hour}", birth.place, birth.place_name, birth.mode]
    parts += [birth.helper, birth.helper_name]
    parts += [f"{name}{value_text(value)} {unit}" for name, value, unit in measures if value is not None]
    if birth.early_breastfeeding is not None:
        parts.append("IMD" if birth.early_breastfeeding else "tanpa IMD")
    return " · ".join(part for part in parts if part)
