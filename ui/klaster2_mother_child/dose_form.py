"""Recording one dose: which, when, from which vial, or that it was given elsewhere."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.immunisation import DoseStatus
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.services.immunisation.dose_giving import PUSKESMAS, NewDose
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ilp_desktop.services.immunisation.vaccine_stock_reading import Offer
from ui.klaster2_mother_child.dose_fields import (
    HERE,
    TOLD_BY,
    code_of,
    dose_fields,
    giver_of,
    hidden_fields,
    missing_answers,
    offer_givers,
    rank_of,
    supply_choices,
    usual_manner,
    vial_of,
)
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.draft_places import DOSE
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext

CONFIRMED = "confirmed"
FIELDS = {"antigen": "dose", "given_by": "giver"}
WIDTH_PX = 368
ASKED_AGAIN = "Centang bila tetap dicatat, lalu tekan Catat dosis."
NOTHING_OPEN = "Semua dosis jadwal sudah tercatat."


class DoseForm(Card):
    """The form beside the schedule; doses that wait are offered first. Its button stands on top, always in sight.

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
        self._choices = GivingChoices((), {})
        self._offer: Offer | None = None
        self._offered_for = ""
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
        self.add_action(self.save_button)
        for part in (self.nothing_label, self.warning_label, self.confirm_form, self.form):
            self.add(part)
        self.body.addStretch(1)
        self._show_open()

    def begin(self, person_id: UUID, doses: Sequence[DoseStatus]) -> None:
        """Offer the doses of a person not given yet, with what was typed about them and is not stored."""
        if self._person_id is not None and self._open:
            self.kept.keep(self._person_id, self.form)
        self._person_id = person_id
        self._offer, self._offered_for = None, ""
        self._open = tuple(sorted((dose for dose in doses if dose.given_on is None), key=rank_of))
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
        self.form.field("dose").set_value(code_of(dose))
        self._on_changed("dose")
        self.form.go_to(self.form.field("source"))

    def show_choices(self, choices: GivingChoices) -> None:
        """Offer who gives doses here; whoever is signed in stands first in doubt."""
        self._choices = choices
        offer_givers(self.form, choices)
        self._fill_usual()

    def _built(self, doses: Sequence[DoseStatus]) -> FieldForm:
        form = dose_fields(doses, self._room.context.today())
        offer_givers(form, self._choices)
        form.set_save_button(self.save_button)
        form.changed.connect(self._on_changed)
        form.changed.connect(lambda _name: self.kept.keeper.touched())
        return form

    def _show_open(self) -> None:
        for part in (self.form, self.save_button):
            part.setVisible(bool(self._open))
        self.nothing_label.setVisible(not self._open)
        self._ask_again("")

    def _on_changed(self, name: str) -> None:
        """Ask for what the answers so far ask for; a warning is about one dose on one day only."""
        source, given_on = self.form.field("source").value(), self.form.field("given_on")
        if name == "source" and source == HERE and given_on.value() is None:
            given_on.set_value(self._room.context.today())
        if name in ("source", "dose", ""):
            self._fill_usual()
            self._ask_for_vials()
        self._ask_again("")
        self.form.hide_fields(hidden_fields(self.form, self._offer))

    def _fill_usual(self) -> None:
        """Show the usual place, giver and manner of a dose given here where nothing else was chosen."""
        if self.form.field("source").value() != HERE:
            return
        usual: dict[str, object] = {"place_kind": PUSKESMAS, "giver": str(self._room.context.user.staff_id)}
        usual |= usual_manner(vaccines_on(self._room.context.today()), self._antigen())
        self.form.set_values({name: value for name, value in usual.items() if self.form.field(name).value() is None})

    def _ask_for_vials(self) -> None:
        """Read what a dose of the vaccine chosen can be taken from, once for each vaccine."""
        antigen, world = self._antigen(), self._room.context
        if not antigen or antigen == self._offered_for or self.form.field("source").value() != HERE:
            return
        if self._offered_for:
            self.form.set_values(usual_manner(vaccines_on(world.today()), antigen))
        self._offered_for = antigen
        world.jobs.read(
            lambda: world.house.vaccine_stock.offer(world.user, antigen),
            lambda offer: self._on_offer(antigen, offer),
            owner=self,
            failed=world.messages.problem,
            key="offer",
        )

    def _on_offer(self, antigen: str, offer: Offer) -> None:
        """Offer the vials and batches known, what should be used first being chosen where nothing is."""
        supply = self.form.field("supply")
        if antigen != self._antigen() or not isinstance(supply, ChoiceField):
            return
        self._offer = offer
        choices = supply_choices(offer)
        supply.offer(choices)
        if choices and supply.value() is None and not self.form.field("batch").text():
            supply.set_value(choices[0][0])
        self.form.hide_fields(hidden_fields(self.form, offer))

    def _antigen(self) -> str:
        chosen = self.form.field("dose").value()
        return next((dose.antigen for dose in self._open if code_of(dose) == chosen), "")

    def _ask_again(self, warning: str) -> None:
        """Show a warning with the tick that goes past it, or take both away."""
        self.warning_label.setText(warning)
        self.confirm_field.clear()
        for part in (self.warning_label, self.confirm_form):
            part.setVisible(bool(warning))

    def _save(self) -> None:
        wrong = missing_answers(self.form)
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

    def _typed(self) -> NewDose:
        form, file = self.form, self._room.file
        dose = next(each for each in self._open if code_of(each) == form.field("dose").value())
        given_on, source = form.field("given_on").value(), str(form.field("source").value())
        told = source != HERE
        asked = {name: str(form.field(name).value() or "") for name in _shown(form)}
        supply, batch, expires_on = ("", asked.get("batch", ""), None) if told else vial_of(form)
        return NewDose(
            client_id=self._client_id,
            person_id=file.patient.person_id,
            antigen=dose.antigen,
            dose=dose.dose,
            given_on=given_on if isinstance(given_on, date) else None,
            encounter_id=None if told else file.encounter_id,
            batch=batch,
            told=told,
            told_by=TOLD_BY.get(source, ""),
            confirmed=self.confirm_field.value(),
            supply=supply,
            expires_on=expires_on,
            vvm=asked.get("vvm", ""),
            site=asked.get("site", ""),
            route=asked.get("route", ""),
            given_by=None if told else giver_of(form),
            place_kind=asked.get("place_kind", ""),
            place=asked.get("place", ""),
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
        others = {name: text for name, text in error.fields.items() if name != CONFIRMED}
        if others:
            left = self.form.show_errors({FIELDS.get(name, name): text for name, text in others.items()})
            if left:
                self._room.context.messages.problem(UserError(" ".join(left.values())))
        elif CONFIRMED in error.fields:
            self._ask_again(error.fields[CONFIRMED])
            self.confirm_form.show_errors({CONFIRMED: ASKED_AGAIN})

    def _fresh_id(self) -> UUID:
        return self._room.context.house.uow.identities.new()


def _shown(form: FieldForm) -> set[str]:
    return {one.name for one in form.shown_fields()}
