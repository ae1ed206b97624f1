"""Referring: the letters already issued, and the form of another."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from ilp_desktop.domain.care.tacc import tacc_reasons
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.referral_form import ReferralChoices, ReferralForm
from ui.widgets.room.letters_list import LettersList
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

EXPLAINED = "Surat terbit saat disimpan, dengan tanda vital, diagnosis, dan terapi pemeriksaan ini."


class ReferralTab(RoomTab):
    """Letters of the visit above, the form of a new one beneath.

    Signals:
        typed(): the user changed the form.
    """

    typed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._save_button: QAbstractButton | None = None
        self._choices = _choices(room)
        self.letters = LettersList(room.context)
        self._issued = Card("Surat yang sudah terbit")
        self._issued.add(self.letters)
        self._card = Card("Surat rujukan baru")
        self._card.add(label(EXPLAINED, "muted"))
        self.form = self._new_form()
        self._card.add(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._issued)
        layout.addWidget(self._card)
        layout.addStretch(1)

    def show_file(self, file: EncounterFile) -> None:
        """Show the letters of a visit; the form keeps what is typed and offers what there is to choose now."""
        self.letters.show_letters(file.referrals)
        self._issued.setVisible(bool(file.referrals))
        before, self._choices = self._choices, _choices(self._room)
        if replace(before, age=self._choices.age) == self._choices:
            self.form.show_for(self._choices.age)
        else:
            typed = self.form.values() if self.form.has_typing() else {}
            old, self.form = self.form, self._new_form()
            self._card.body.replaceWidget(old, self.form)
            old.hide()
            old.deleteLater()
            self.form.set_values(typed)
        self.form.setEnabled(not file.finished)

    def begin(self, values: Mapping[str, object]) -> None:
        """Fill in what is known of a letter, where nothing is typed yet."""
        blank = {name: value for name, value in values.items() if not self.form.field(name).value()}
        self.form.set_values(blank)
        self.typed.emit()

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self._save_button = button
        self.form.set_save_button(button)

    def _new_form(self) -> ReferralForm:
        form = ReferralForm(self._choices, self._room.context.jobs)
        form.changed.connect(self.typed)
        if self._save_button is not None:
            form.set_save_button(self._save_button)
        return form


def _choices(room: RoomContext) -> ReferralChoices:
    visit = room.visit
    return ReferralChoices(
        destinations=visit.destinations,
        doctors=visit.doctors,
        reasons=tacc_reasons(visit.facts.day),
        signer=room.context.user.staff_id,
        age=visit.file.patient.age,
        dangers=visit.dangers,
    )
