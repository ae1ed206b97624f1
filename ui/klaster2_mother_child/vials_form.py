"""Taking vials of a vaccine into the stock."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import stock_rules_on
from ilp_desktop.domain.typed.typed_date import parse_expiry
from ilp_desktop.services.immunisation.dose_giving import LONGEST_BATCH
from ilp_desktop.services.immunisation.vaccine_stock import ReceivedVials
from ui.context import PageContext
from ui.klaster2_mother_child.dose_fields import HINT_EXPIRY
from ui.widgets.buttons import primary_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import VIALS
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.number_field import NumberField
from ui.widgets.page import SAVE, bind
from ui.widgets.text_fields import TextField

PLACE = f"{VIALS}:masuk"


class VialsForm(Card):
    """Asks for what stands on the label and how many came.

    Attributes:
        keeper: keeps what is typed and not stored.

    Signals:
        received(): vials were taken in.
    """

    received = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Terima vaksin")
        self._context = context
        self._client_id = self._fresh_id()
        self.save_button = primary_button("Simpan", "check")
        self.save_button.clicked.connect(self._save)
        bind(SAVE, self.save_button)
        self.form = self._built()
        self.keeper = DraftKeeper(context, self._snapshot, self, lambda: not self.save_button.isEnabled())
        self.form.changed.connect(self._on_changed)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.add(self.form)
        self.body.addLayout(foot)

    def begin(self) -> None:
        """Show what was typed and is not stored."""
        kept = self.keeper.take_up(PLACE)
        if kept is not None:
            self.form.set_values(answers_of(kept.typed))
            self.keeper.say_shown(kept)

    def _built(self) -> FieldForm:
        today = self._context.today()
        vaccines = [(one.code, one.name) for one in vaccines_on(today).listed]
        form = FieldForm(columns=2)
        form.add(ChoiceField("vaccine", "Vaksin", vaccines, required=True), span=2)
        form.add(TextField("batch", "Nomor batch", required=True, max_length=LONGEST_BATCH))
        form.add(
            DateField(
                "expires_on", "Kedaluwarsa", lambda text: parse_expiry(text, today), required=True, hint=HINT_EXPIRY
            )
        )
        form.add(NumberField("doses_per_vial", "Dosis tiap vial", required=True))
        form.add(NumberField("vials", "Jumlah vial", required=True))
        form.add(ChoiceButtons("vvm", "VVM", [(state, state) for state in stock_rules_on(today).vvm]), span=2)
        form.set_save_button(self.save_button)
        return form

    def _snapshot(self) -> dict[str, Any] | None:
        typed = {name: value for name in self.form.names() if (value := self.form.field(name).value()) is not None}
        return plain_answers(typed) if typed else None

    def _on_changed(self, name: str) -> None:
        """Show the usual size of a vial, which the label may say otherwise."""
        self.keeper.touched()
        vaccine = vaccines_on(self._context.today()).of_code(str(self.form.field("vaccine").value()))
        if name == "vaccine" and vaccine is not None:
            usual = " atau ".join(str(size) for size in vaccine.doses_per_vial)
            self.form.field("doses_per_vial").set_note(f"biasanya {usual}; {vaccine.open_text}")

    def _save(self) -> None:
        if not self.form.check():
            return
        wanted, context = self._typed(), self._context
        self.save_button.setEnabled(False)
        self.keeper.save(
            lambda: context.house.vaccine_stock.receive(context.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _typed(self) -> ReceivedVials:
        expires_on = self.form.field("expires_on").value()
        return ReceivedVials(
            client_id=self._client_id,
            vaccine=str(self.form.field("vaccine").value() or ""),
            batch=self.form.field("batch").text(),
            expires_on=expires_on if isinstance(expires_on, date) else None,
            doses_per_vial=whole(self.form.field("doses_per_vial").value()),
            vials=whole(self.form.field("vials").value()),
            vvm=str(self.form.field("vvm").value() or ""),
        )

    def _on_saved(self, _lot_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._fresh_id()
        self.form.clear()
        self._context.messages.info("Vaksin diterima.")
        self.received.emit()
        self.form.focus_first()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._context.messages.problem(error)

    def _fresh_id(self) -> UUID:
        return self._context.house.uow.identities.new()


def whole(value: object) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) else None
