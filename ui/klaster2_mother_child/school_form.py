"""What a school day was: the day, the school, the vaccine with its batch once, and who gave it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.immunisation_school import school_schedule_on
from ilp_desktop.domain.typed.typed_date import parse_date, parse_expiry
from ilp_desktop.services.immunisation.dose_giving import LONGEST_BATCH, LONGEST_PLACE
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ilp_desktop.services.immunisation.vaccine_stock_reading import Offer
from ilp_desktop.services.school.school_doses import SchoolDay, SchoolDayResult
from ui.context import PageContext
from ui.klaster2_mother_child.dose_fields import (
    HINT_EXPIRY,
    giver_of,
    label_hidden,
    missing_expiry,
    offer_givers,
    supply_choices,
    vial_of,
)
from ui.widgets.buttons import primary_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import BIAS_DAY
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import SAVE, bind
from ui.widgets.text_fields import TextField

PLACE = f"{BIAS_DAY}:hari"
FIELDS = {"given_on": "day", "place": "school", "given_by": "giver"}
SAVING = "Simpan {count} anak"
NOBODY = "Centang anak yang diimunisasi di daftar."


class SchoolForm(Card):
    """The form beside the list of children.

    Attributes:
        keeper: keeps what is typed and not stored; who was ticked is chosen anew.

    Signals:
        antigen_changed(str): another vaccine was chosen.
        stored(): a school day was stored.
    """

    antigen_changed = Signal(str)
    stored = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Hari imunisasi sekolah")
        self._context = context
        self._children: tuple[tuple[UUID, int], ...] = ()
        self._offer: Offer | None = None
        self._client_id = self._fresh_id()
        self.refused_label = label("", "small")
        self.refused_label.setWordWrap(True)
        self.save_button = primary_button(SAVING.format(count=0), "check")
        self.save_button.clicked.connect(self._save)
        bind(SAVE, self.save_button)
        self.form = self._built()
        self.keeper = DraftKeeper(context, self._snapshot, self, lambda: not self.save_button.isEnabled())
        self.form.changed.connect(self._on_changed)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.add(self.form)
        self.add(self.refused_label)
        self.body.addLayout(foot)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Show what was typed and is not stored, and read who gives doses."""
        kept = self.keeper.take_up(PLACE)
        if kept is not None:
            self.form.set_values(answers_of(kept.typed))
            self.keeper.say_shown(kept)
        world = self._context
        world.jobs.read(
            lambda: world.house.immunisations.choices(world.user), self._on_choices, owner=self, key="choices"
        )
        self._ask_for_vials()

    def antigen(self) -> str:
        """Return the vaccine of the day."""
        return str(self.form.field("antigen").value() or "")

    def show_ticked(self, children: Sequence[tuple[UUID, int]], school: str) -> None:
        """Take over who is ticked, with the number of the dose of each, and the school they are all of."""
        self._children = tuple(children)
        if school and self.form.field("school").value() is None:
            self.form.field("school").set_value(school)
        self.save_button.setText(SAVING.format(count=len(children)))

    def _built(self) -> FieldForm:
        today = self._context.today()
        antigens = dict.fromkeys(dose.antigen for dose in school_schedule_on(today).doses)
        form = FieldForm(columns=1)
        form.add(ChoiceButtons("antigen", "Vaksin", [(one, one) for one in antigens], required=True))
        form.add(DateField("day", "Tanggal pemberian", lambda text: parse_date(text, today), required=True))
        form.add(TextField("school", "Nama sekolah", max_length=LONGEST_PLACE))
        form.add(ChoiceField("supply", "Batch", []))
        form.add(TextField("batch", "Nomor batch", max_length=LONGEST_BATCH))
        form.add(DateField("expires_on", "Kedaluwarsa", lambda text: parse_expiry(text, today), hint=HINT_EXPIRY))
        form.add(ChoiceField("giver", "Pemberi", []))
        form.set_save_button(self.save_button)
        form.hide_fields({"supply"})
        return form

    def _snapshot(self) -> dict[str, Any] | None:
        typed = {name: value for name in self.form.names() if (value := self.form.field(name).value()) is not None}
        return plain_answers(typed) if typed.keys() - {"giver", "supply"} else None

    def _on_choices(self, choices: GivingChoices) -> None:
        offer_givers(self.form, choices)
        if self.form.field("giver").value() is None:
            self.form.field("giver").set_value(str(self._context.user.staff_id))

    def _on_changed(self, name: str) -> None:
        self.keeper.touched()
        if name == "antigen":
            self._offer = None
            self._ask_for_vials()
            self.antigen_changed.emit(self.antigen())
            if self.form.field("day").value() is None:
                self.form.field("day").set_value(self._context.today())
        self._hide()

    def _ask_for_vials(self) -> None:
        antigen, world = self.antigen(), self._context
        if antigen:
            world.jobs.read(
                lambda: world.house.vaccine_stock.offer(world.user, antigen),
                self._on_offer,
                owner=self,
                failed=world.messages.problem,
                key="offer",
            )

    def _on_offer(self, offer: Offer) -> None:
        self._offer = offer
        supply, choices = self.form.field("supply"), supply_choices(offer)
        if isinstance(supply, ChoiceField):
            supply.offer(choices)
            if choices and supply.value() is None and not self.form.field("batch").text():
                supply.set_value(choices[0][0])
        self._hide()

    def _hide(self) -> None:
        if not supply_choices(self._offer):
            self.form.hide_fields({"supply"})
        else:
            self.form.hide_fields(label_hidden(self.form) - {"vvm"})

    def _save(self) -> None:
        if not self.form.check():
            return
        if not self._children:
            self._context.messages.warn(NOBODY)
            return
        wrong = missing_expiry(self.form)
        if wrong:
            self.form.show_errors(wrong)
            return
        supply, batch, expires_on = vial_of(self.form)
        day = self.form.field("day").value()
        wanted = SchoolDay(
            client_id=self._client_id,
            day=day if isinstance(day, date) else None,
            antigen=self.antigen(),
            children=self._children,
            school=self.form.field("school").text(),
            batch=batch,
            expires_on=expires_on,
            supply=supply,
            given_by=giver_of(self.form),
        )
        world = self._context
        self.save_button.setEnabled(False)
        self.keeper.save(
            lambda: world.house.school_doses.give_day(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _on_saved(self, result: SchoolDayResult) -> None:
        """Say how many were stored; day, school and batch stay for the next class."""
        self.save_button.setEnabled(True)
        self._client_id = self._fresh_id()
        self._context.messages.info(f"{result.given} dosis tercatat.")
        refused = [f"{name}: {why}" for name, why in result.refused]
        self.refused_label.setText("\n".join(["Tidak disimpan:", *refused]) if refused else "")
        self._ask_for_vials()
        self.stored.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        left = dict(error.fields) if isinstance(error, WrongAnswers) else {}
        if left:
            left = self.form.show_errors({FIELDS.get(name, name): text for name, text in left.items()})
        if left or not isinstance(error, WrongAnswers):
            self._context.messages.problem(UserError(" ".join(left.values())) if left else error)

    def _fresh_id(self) -> UUID:
        return self._context.house.uow.identities.new()
