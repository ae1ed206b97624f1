"""Allergies and reactions of whoever is open: what is known, telling of one, none known, taking one back."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.allergy import AllergyKind, Severity
from ilp_desktop.services.person.allergies import LIMITS, AllergyList, DrugAlert, KnownAllergy, NewAllergy
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.buttons import inline_button, quiet_button
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.draft_places import ROOM_ALLERGY
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.room.record.panel import RecordPanel, empty_layout, wrapped
from ui.widgets.room.record.reason_line import ReasonLine
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

NOT_ASKED = "Belum ditanyakan."
NONE_KNOWN = "Tidak ada alergi yang diketahui, ditanyakan {day}."


class AllergyPanel(RecordPanel):
    """The list with its authors, and the form beneath it."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Alergi dan reaksi", room)
        self._person_id: UUID | None = None
        self._client_id = self._fresh_id()
        self._list = QWidget()
        lines = QVBoxLayout(self._list)
        lines.setContentsMargins(0, 0, 0, 0)
        self.reason = ReasonLine("Alasan pembatalan", "Batalkan alergi")
        self.form = self._built()
        self.alert_label = wrapped("", "strong")
        self.alert_label.hide()
        self.save_button = quiet_button("Catat alergi", "save")
        self.none_button = quiet_button("Ditanya: tidak ada alergi")
        self.kept = KeptTyping(room, ROOM_ALLERGY, self, lambda: False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.none_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        for part in (self._list, self.reason, self.alert_label, self.form):
            self.add(part)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self.form.set_save_button(self.save_button)
        self.form.changed.connect(lambda _: self.kept.keeper.touched())
        self.save_button.clicked.connect(self._save)
        self.none_button.clicked.connect(self._none_known)

    def show_file(self, file: EncounterFile) -> None:
        """Show the allergies of the patient, keeping what is typed about each apart."""
        person_id = file.patient.person_id
        if person_id != self._person_id:
            if self._person_id is not None:
                self.kept.keep(self._person_id, self.form)
            self._person_id = person_id
            self._client_id = self._fresh_id()
            self.alert_label.hide()
            self.reason.hide()
            self.kept.show(person_id, self.form)
        if self.isVisible():
            self._read()

    def begin(self) -> None:
        """Read the list and start with the substance."""
        self._read()
        self.form.focus_first()

    def texts(self) -> list[str]:
        """Return what the list says, from top to bottom."""
        layout = self._list.layout()
        items = [] if layout is None else [layout.itemAt(number) for number in range(layout.count())]
        parts = [item.widget() for item in items if item is not None]
        return [str(part.property("says")) for part in parts if part is not None]

    def _built(self) -> FieldForm:
        form = FieldForm(columns=2)
        form.add(TextField("substance", "Obat, makanan, atau zat", required=True, max_length=LIMITS["substance"][1]))
        form.add(ChoiceButtons("kind", "Jenis", [(one.value, one.value.capitalize()) for one in AllergyKind]))
        form.add(TextField("reaction", "Reaksi", max_length=LIMITS["reaction"][1], hint="gatal, bengkak bibir, sesak"))
        form.add(ChoiceButtons("severity", "Keparahan", [(one.value, one.value.capitalize()) for one in Severity]))
        form.add(TextField("since", "Sejak", max_length=LIMITS["since"][1], hint="2019, masa kecil"))
        return form

    def _read(self) -> None:
        world, person_id = self.room.context, self.room.file.patient.person_id
        world.jobs.read(
            lambda: world.house.allergies.of_person(world.user, person_id),
            lambda found: self._show(person_id, found),
            owner=self,
            key="allergies",
        )

    def _show(self, person_id: UUID, found: AllergyList) -> None:
        if person_id != self.room.file.patient.person_id:
            return
        empty_layout(self._list)
        for known in found.known:
            self._add_line(_words(known), known)
        if not found.known:
            self._add_line(NONE_KNOWN.format(day=indonesian_date(found.none_on)) if found.none_on else NOT_ASKED)
        for past in found.withdrawn:
            self._add_line(f"Dibatalkan: {past.substance}: {past.reason} ({past.by}, {indonesian_date(past.at)})")
        self.none_button.setVisible(not found.known)

    def _add_line(self, text: str, known: KnownAllergy | None = None) -> None:
        line = QWidget()
        line.setProperty("says", text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(wrapped(text, "" if known else "muted"), 1)
        if known is not None:
            button = inline_button("Batalkan")
            button.setAccessibleName(f"Batalkan alergi {known.substance}")
            button.clicked.connect(lambda: self._ask(known))
            row.addWidget(button)
        layout = self._list.layout()
        if layout is not None:
            layout.addWidget(line)

    def _ask(self, known: KnownAllergy) -> None:
        self.reason.ask(f"Mengapa alergi {known.substance} dibatalkan", lambda reason: self._withdraw(known.id, reason))

    def _withdraw(self, allergy_id: UUID, reason: str) -> None:
        world = self.room.context
        if not self.presses.begin(allergy_id):
            return
        world.jobs.write(
            lambda: world.house.allergies.withdraw(world.user, allergy_id, reason),
            lambda _: self._on_withdrawn(),
            owner=self,
            failed=lambda error: self.fail(error, self.reason.form),
        )

    def _on_withdrawn(self) -> None:
        self.presses.end()
        self.reason.hide()
        self._after("Alergi dibatalkan; alasannya tersimpan.")

    def _none_known(self) -> None:
        world, person_id = self.room.context, self.room.file.patient.person_id
        if self.presses.begin("none"):
            world.jobs.write(
                lambda: world.house.allergies.none_known(world.user, person_id),
                lambda _: self._after("Dicatat: tidak ada alergi yang diketahui."),
                owner=self,
                failed=self.fail,
            )

    def _save(self) -> None:
        if not self.form.check() or not self.presses.begin("save"):
            return
        world, wanted = self.room.context, self._typed()
        self.kept.keeper.save(
            lambda: world.house.allergies.add(world.user, wanted),
            lambda alerts: self._on_saved(wanted.person_id, alerts),
            owner=self,
            failed=lambda error: self.fail(error, self.form),
        )

    def _typed(self) -> NewAllergy:
        values = {name: str(self.form.field(name).value() or "") for name in self.form.names()}
        return NewAllergy(
            client_id=self._client_id,
            person_id=self.room.file.patient.person_id,
            substance=values["substance"],
            kind=AllergyKind(values["kind"]) if values["kind"] else None,
            reaction=values["reaction"],
            severity=Severity(values["severity"]) if values["severity"] else None,
            since=values["since"],
        )

    def _on_saved(self, person_id: UUID, alerts: tuple[DrugAlert, ...]) -> None:
        for alert in alerts[:1]:
            self.room.context.messages.warn("Obat yang tertulis berlawanan dengan alergi ini.", alert.words)
        if not self.kept.stored(person_id):
            self.presses.end()
            self.room.context.messages.info("Alergi dicatat.")
            return
        self._client_id = self._fresh_id()
        self.form.clear()
        self.alert_label.setText("\n".join(alert.words for alert in alerts))
        self.alert_label.setVisible(bool(alerts))
        self._after("Alergi dicatat.")

    def _after(self, sentence: str) -> None:
        self.presses.end()
        self.room.context.messages.info(sentence)
        self._read()
        self.room.reload()
        self.form.focus_first()

    def _fresh_id(self) -> UUID:
        return self.room.context.house.uow.identities.new()


def _words(known: KnownAllergy) -> str:
    told = (known.kind, known.severity, known.reaction, f"sejak {known.since}" if known.since else "")
    told_words = " · ".join(part for part in (known.substance, *told) if part)
    return f"{told_words} ({known.noted_by}, {indonesian_date(known.noted_at)})"
