"""Agreeing to or refusing an act at the visit that is open: the form, and what was decided so far."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.care.informed_consent import consent_words
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.informed_consents import LIMITS, ConsentRow, NewConsent
from ui.paper import Paper
from ui.widgets.buttons import inline_button, quiet_button
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.draft_places import ACT_CONSENT
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.many_field import ManyField
from ui.widgets.room.record.panel import RecordPanel, empty_layout, wrapped
from ui.widgets.room.record.reason_line import ReasonLine
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

GIVEN, REFUSED = "setuju", "menolak"


class ConsentPanel(RecordPanel):
    """The decisions of the visit and the form of the next."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Persetujuan tindakan", room)
        self._encounter_id: UUID | None = None
        self._client_id = self._fresh_id()
        self._list = QWidget()
        QVBoxLayout(self._list).setContentsMargins(0, 0, 0, 0)
        self.reason = ReasonLine("Alasan pencabutan", "Cabut")
        self.form = self._built()
        self.save_button = quiet_button("Catat dan cetak", "printer")
        self.kept = KeptTyping(room, ACT_CONSENT, self, lambda: False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save_button)
        for part in (self._list, self.reason, self.form):
            self.add(part)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.form.set_save_button(self.save_button)
        self.form.changed.connect(lambda _: self.kept.keeper.touched())
        self.save_button.clicked.connect(self._save)

    def show_file(self, file: EncounterFile) -> None:
        """Show the decisions of a visit, keeping what is typed for each apart."""
        if file.encounter_id != self._encounter_id:
            if self._encounter_id is not None:
                self.kept.keep(self._encounter_id, self.form)
            self._encounter_id = file.encounter_id
            self._client_id = self._fresh_id()
            self.reason.hide()
            self.kept.show(file.encounter_id, self.form)
        if self.isVisible():
            self._read()

    def begin(self) -> None:
        """Read what was decided and start with the act."""
        self._read()
        self.form.focus_first()

    def _built(self) -> FieldForm:
        words = consent_words(self.room.context.today())
        form = FieldForm(columns=2)
        form.add(TextField("action", "Tindakan", required=True, max_length=LIMITS["action"][1]), span=2)
        form.add(ManyField("explained", "Yang sudah dijelaskan", [*words.explained.items()], required=True), span=2)
        form.add(TextField("note", "Catatan penjelasan", max_length=LIMITS["note"][1]), span=2)
        form.add(ChoiceButtons("given", "Keputusan", [(GIVEN, "Setuju"), (REFUSED, "Menolak")], required=True))
        relations = [(one, one) for one in words.relations]
        form.add(ChoiceField("signer_relation", "Yang menyatakan", relations, required=True))
        form.add(TextField("signer", "Nama yang menyatakan", required=True, max_length=LIMITS["signer"][1]))
        form.add(TextField("witness", "Saksi", max_length=LIMITS["witness"][1]))
        return form

    def _read(self) -> None:
        world, encounter_id = self.room.context, self.room.file.encounter_id
        world.jobs.read(
            lambda: world.house.consents.of_visit(world.user, encounter_id),
            lambda found: self._show(encounter_id, found),
            owner=self,
            key="consents",
        )

    def _show(self, encounter_id: UUID, found: tuple[ConsentRow, ...]) -> None:
        if not self.same_visit(encounter_id):
            return
        empty_layout(self._list)
        layout = self._list.layout()
        for row in found:
            if layout is not None:
                layout.addWidget(self._line(row))

    def _line(self, row: ConsentRow) -> QWidget:
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        decided = GIVEN if row.given else REFUSED
        gone = f", dicabut: {row.withdrawn}" if row.withdrawn else ""
        text = f"{row.action}: {decided}, {row.signer} ({row.signer_relation}), {indonesian_moment(row.at)}{gone}"
        beside.addWidget(wrapped(text, "muted" if row.withdrawn else ""), 1)
        print_button = inline_button("Cetak")
        print_button.clicked.connect(lambda: self._print(row.id))
        beside.addWidget(print_button)
        if not row.withdrawn:
            withdraw_button = inline_button("Cabut")
            withdraw_button.clicked.connect(
                lambda: self.reason.ask(f"Mengapa dicabut: {row.action}", lambda why: self._withdraw(row.id, why))
            )
            beside.addWidget(withdraw_button)
        return line

    def _save(self) -> None:
        if not self.form.check() or not self.presses.begin("save"):
            return
        world, wanted = self.room.context, self._typed()
        self.kept.keeper.save(
            lambda: world.house.consents.add(world.user, wanted),
            lambda consent_id: self._on_saved(wanted.encounter_id, consent_id),
            owner=self,
            failed=lambda error: self.fail(error, self.form),
        )

    def _typed(self) -> NewConsent:
        values = {name: self.form.field(name).value() for name in self.form.names()}
        explained, given = values["explained"], values["given"]
        return NewConsent(
            client_id=self._client_id,
            encounter_id=self.room.file.encounter_id,
            action=str(values["action"] or ""),
            explained=tuple(str(one) for one in explained) if isinstance(explained, tuple) else (),
            given=None if given is None else given == GIVEN,
            signer=str(values["signer"] or ""),
            signer_relation=str(values["signer_relation"] or ""),
            witness=str(values["witness"] or ""),
            note=str(values["note"] or ""),
        )

    def _on_saved(self, encounter_id: UUID, consent_id: UUID) -> None:
        self.presses.end()
        self.room.context.messages.info("Keputusan pasien dicatat.")
        if not self.kept.stored(encounter_id):
            return
        self._client_id = self._fresh_id()
        self.form.clear()
        self._read()
        self._print(consent_id)

    def _withdraw(self, consent_id: UUID, reason: str) -> None:
        world = self.room.context
        if self.presses.begin(consent_id):
            world.jobs.write(
                lambda: world.house.consents.withdraw(world.user, consent_id, reason),
                lambda _: self._on_withdrawn(),
                owner=self,
                failed=lambda error: self.fail(error, self.reason.form),
            )

    def _on_withdrawn(self) -> None:
        self.presses.end()
        self.reason.hide()
        self.room.context.messages.info("Dicabut; alasannya tersimpan.")
        self._read()

    def _print(self, consent_id: UUID) -> None:
        world = self.room.context
        world.jobs.paper(
            lambda: world.house.consents.pdf(world.user, consent_id),
            lambda pdf: self._show_paper(consent_id, pdf),
            owner=self,
            failed=world.messages.problem,
        )

    def _show_paper(self, consent_id: UUID, pdf: bytes) -> None:
        """Open the preview; that the paper left the record is noted."""
        world = self.room.context
        world.show_paper(Paper("Persetujuan tindakan", "persetujuan-tindakan.pdf", pdf))
        world.jobs.write(lambda: world.house.consents.note_printed(world.user, consent_id), lambda _: None, owner=self)

    def _fresh_id(self) -> UUID:
        return self.room.context.house.uow.identities.new()
