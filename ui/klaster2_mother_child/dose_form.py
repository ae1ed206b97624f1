"""Recording one dose: which, when, the batch, or that it was given elsewhere."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.typed_date import TypedDate, parse_date
from ilp_desktop.services.dose_giving import LONGEST_BATCH, NewDose
from ui.klaster2_mother_child.kept_typing import KeptTyping
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons, ChoiceField, TickField
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import DOSE
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

HERE, ELSEWHERE = "here", "told"
CONFIRMED = "confirmed"
FIELDS = {"antigen": "dose"}
WIDTH_PX = 300
ORDER = (DoseState.LATE, DoseState.CATCH_UP, DoseState.DUE, DoseState.NOT_YET, DoseState.CLOSED)
ASKED_AGAIN = "Centang bila tetap dicatat, lalu tekan Catat dosis."
NOTHING_OPEN = "Semua dosis jadwal sudah tercatat."


class DoseForm(Card):
    """The form beside the schedule; doses that wait are offered first.

    Attributes:
        kept: what is typed and not recorded, by child.

    Signals:
        recorded(): a dose was stored.
    """

    recorded = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Catat dosis")
        self.setFixedWidth(WIDTH_PX)
        self._room = room
        self._open: tuple[DoseStatus, ...] = ()
        self._person_id: UUID | None = None
        self._client_id = self._fresh_id()
        self.kept = KeptTyping(room, DOSE, self, lambda: not self.save_button.isEnabled())
        self.nothing_label = label(NOTHING_OPEN, "muted")
        self.warning_label = label("", "strong")
        self.warning_label.setWordWrap(True)
        self.save_button = quiet_button("Catat dosis", "syringe")
        self.save_button.clicked.connect(self._save)
        self.form = self._built(())
        self.confirm_field = TickField(CONFIRMED, "", statement="Sudah dipastikan, tetap dicatat")
        self.confirm_form = FieldForm(columns=1)
        self.confirm_form.add(self.confirm_field)
        self.confirm_form.set_save_button(self.save_button)
        for part in (self.nothing_label, self.form, self.warning_label, self.confirm_form):
            self.add(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self._show_open()

    def begin(self, person_id: UUID, doses: Sequence[DoseStatus]) -> None:
        """Offer the doses of a child not given yet, with what was typed about it and is not stored."""
        if self._person_id is not None and self._open:
            self.kept.keep(self._person_id, self.form)
        self._person_id = person_id
        self._open = tuple(sorted((dose for dose in doses if dose.given_on is None), key=_rank))
        old, self.form = self.form, self._built(self._open)
        self.body.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self._show_open()
        if self._open:
            self.kept.show(person_id, self.form)
            self._on_changed("")
            if self.save_button.hasFocus():
                self.form.focus_first()

    def choose(self, dose: DoseStatus) -> None:
        """Choose a dose in the form and go to what is asked next; one that was given is left alone."""
        if dose.given_on is not None:
            return
        self.form.field("dose").set_value(_code(dose))
        self._on_changed("dose")
        self.form.go_to(self.form.field("source"))

    def _built(self, doses: Sequence[DoseStatus]) -> FieldForm:
        form = FieldForm(columns=1)
        choices = [(_code(dose), f"{dose.label} ({dose.state.value})") for dose in doses]
        form.add(ChoiceField("dose", "Vaksin dan dosis", choices, required=True))
        places = ((HERE, "Di sini"), (ELSEWHERE, "Dari tempat lain"))
        form.add(ChoiceButtons("source", "Diberikan", places, required=True))
        form.add(DateField("given_on", "Tanggal pemberian", self._read_date, required=True))
        form.add(TextField("batch", "Nomor batch", max_length=LONGEST_BATCH))
        form.set_save_button(self.save_button)
        form.changed.connect(self._on_changed)
        form.changed.connect(lambda _name: self.kept.keeper.touched())
        return form

    def _show_open(self) -> None:
        for part in (self.form, self.save_button):
            part.setVisible(bool(self._open))
        self.nothing_label.setVisible(not self._open)
        self._ask_again("")

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._room.context.today())

    def _on_changed(self, name: str) -> None:
        """Ask for what the answers so far ask for; a warning is about one dose on one day only."""
        source = self.form.field("source").value()
        given_on = self.form.field("given_on")
        if name == "source" and source == HERE and given_on.value() is None:
            given_on.set_value(self._room.context.today())
        self._ask_again("")
        self.form.hide_fields({"batch"} if source == ELSEWHERE else ())

    def _ask_again(self, warning: str) -> None:
        """Show a warning with the tick that goes past it, or take both away."""
        self.warning_label.setText(warning)
        self.confirm_field.clear()
        for part in (self.warning_label, self.confirm_form):
            part.setVisible(bool(warning))

    def _save(self) -> None:
        wrong = self._missing()
        if not self.form.check():
            return
        if wrong:
            self.form.show_errors(wrong)
            return
        wanted, world = self._typed(), self._room.context
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.children.give(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _missing(self) -> dict[str, str]:
        asked = {"dose": "Pilih vaksin dan dosis.", "source": "Pilih di mana diberikan."}
        return {name: text for name, text in asked.items() if self.form.field(name).value() is None}

    def _typed(self) -> NewDose:
        form, file = self.form, self._room.file
        dose = next(each for each in self._open if _code(each) == form.field("dose").value())
        given_on, told = form.field("given_on").value(), form.field("source").value() == ELSEWHERE
        return NewDose(
            client_id=self._client_id,
            person_id=file.patient.person_id,
            antigen=dose.antigen,
            dose=dose.dose,
            given_on=given_on if isinstance(given_on, date) else None,
            encounter_id=None if told else file.encounter_id,
            batch="" if told else form.field("batch").text(),
            told=told,
            confirmed=self.confirm_field.value(),
        )

    def _on_saved(self, _dose_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._fresh_id()
        self.form.clear()
        self._room.context.messages.info("Dosis tercatat.")
        self.recorded.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, WrongAnswers):
            self._room.context.messages.problem(error)
            return
        if CONFIRMED in error.fields:
            self._ask_again(error.fields[CONFIRMED])
            self.confirm_form.show_errors({CONFIRMED: ASKED_AGAIN})
        else:
            self.form.show_errors({FIELDS.get(name, name): text for name, text in error.fields.items()})

    def _fresh_id(self) -> UUID:
        return self._room.context.house.uow.identities.new()


def _code(dose: DoseStatus) -> str:
    return f"{dose.antigen}|{dose.dose}"


def _rank(dose: DoseStatus) -> tuple[int, date]:
    return ORDER.index(dose.state), dose.due_from
