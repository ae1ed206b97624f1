"""Set-up page 4: the pattern of the medical record number, with the next numbers shown while typing."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout

from ui.first_run.answers import Answers
from ui.first_run.number_answers import OWN, choices, preview
from ui.first_run.step_page import StepPage
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField
from ui.widgets.text_fields import TextField

EXPLANATION = "Nomor rekam medis mengikuti pola rak Puskesmas ini; nomor lama di rak tetap berlaku dan dapat dicari."
OWN_HINT = "{village:02}-{family:05}-{member:02}"
NOTHING_TO_SHOW = "Pilih pola untuk melihat nomor berikutnya."


class NumbersPage(StepPage):
    """Asks for the pattern and the highest number already given out."""

    def __init__(self, today: date) -> None:
        super().__init__("Nomor rekam medis", EXPLANATION)
        self._today = today
        self.form = FieldForm(columns=1)
        self.choice = ChoiceField("pattern", "Pola nomor", choices(today), required=True)
        self.own = TextField("own", "Pola sendiri", hint=OWN_HINT, max_length=80)
        self.last = NumberField("last_number", "Nomor keluarga atau nomor urut terakhir di rak")
        self.last.set_note("Kosongkan bila belum ada. Penomoran berlanjut dari sini.")
        self.form.add_all(self.choice, self.own, self.last)
        self.form.hide_fields({"own"})
        self.form.changed.connect(lambda _name: self._on_typed())
        self.preview_card = Card("Nomor berikutnya")
        self._lines = [(label("", "strong"), label("", "muted")) for _ in range(3)]
        self.setFocusProxy(self.choice)
        self._lay_out()
        self._on_typed()

    def _lay_out(self) -> None:
        card = Card()
        card.add(self.form)
        for number, owner in self._lines:
            line = QHBoxLayout()
            line.setSpacing(16)
            line.addWidget(number)
            line.addWidget(owner)
            line.addStretch(1)
            self.preview_card.body.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(card, 3)
        side = QVBoxLayout()
        side.addWidget(self.preview_card)
        side.addStretch(1)
        row.addLayout(side, 2)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def pattern(self) -> str:
        """Return the pattern chosen or typed."""
        chosen = self.choice.value() or ""
        return self.own.text() if chosen == OWN else chosen

    def shown(self) -> tuple[str, ...]:
        """Return the numbers shown as the next ones."""
        return tuple(number.text() for number, _ in self._lines if number.text())

    def collect(self, answers: Answers) -> None:
        """Write what is typed here into the answers."""
        answers.pattern = self.pattern()
        answers.last_number = self.last.value()

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong beside its field; an own pattern has its own field."""
        shown = dict(problems)
        if self.choice.value() == OWN and "pattern" in shown:
            shown["own"] = shown.pop("pattern")
        self.form.show_errors(shown)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.form.focus_first()

    def set_next_button(self, button: QAbstractButton) -> None:
        """Let Enter go from the last field to the button."""
        self.form.set_save_button(button)

    def _on_typed(self) -> None:
        """Show the next numbers as they would be written."""
        self.form.hide_fields(set() if self.choice.value() == OWN else {"own"})
        found = preview(self.pattern(), self.last.value(), self._today) or ((NOTHING_TO_SHOW, ""),)
        for place, (number, owner) in enumerate(self._lines):
            words = found[place] if place < len(found) else ("", "")
            number.setText(words[0])
            owner.setText(words[1])
