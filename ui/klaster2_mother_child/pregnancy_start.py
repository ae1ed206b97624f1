"""Starting a pregnancy from the HPHT, an ultrasound scan, or the height of the womb."""

from dataclasses import asdict
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ui.klaster2_mother_child.pregnancy_fields import PregnancyFields
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.draft_places import PREGNANCY
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext

HINT = "HPL, umur kehamilan, kontak K1-K6, dan batas kenaikan berat badan dihitung dari isian ini."


class PregnancyStart(Card):
    """Asks what a pregnancy begins with and stores it.

    Attributes:
        fields: the questions; ``form`` and the fields stand there.
        kept: what is typed and not recorded, by woman.

    Signals:
        started(): a pregnancy was stored.
    """

    started = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Mulai catatan kehamilan")
        self._room = room
        self._person_id: UUID | None = None
        self._client_id = room.context.house.uow.identities.new()
        self.kept = KeptTyping(room, PREGNANCY, self, lambda: not self.save_button.isEnabled())
        self.fields = PregnancyFields(room.context.today)
        self.form = self.fields.form
        self.last_period_field = self.fields.last_period_field
        self.count_fields = self.fields.count_fields
        self.height_field, self.weight_field = self.fields.height_field, self.fields.weight_field
        self.add_action(label("Umur kehamilan menurut", "small"))
        self.add_action(self.fields.method)
        hint = label(HINT, "muted")
        hint.setWordWrap(True)
        self.add(hint)
        self.form.changed.connect(lambda _name: self.kept.keeper.touched())
        self.add(self.form)
        self.save_button = quiet_button("Mulai kehamilan", "check")
        self.save_button.clicked.connect(self._save)
        self.form.set_save_button(self.save_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)

    def begin(self, person_id: UUID) -> None:
        """Ask about a person; what was typed about another one is kept until she is open again."""
        if person_id != self._person_id:
            if self._person_id is not None:
                self.kept.keep(self._person_id, self.form)
            self._person_id = person_id
            self.kept.show(person_id, self.form)
            self.fields.refresh()

    def _save(self) -> None:
        if self._person_id is None or not self.fields.check():
            return
        world = self._room.context
        day = self._room.file.day
        seen_on = day if day < world.today() else None
        told = asdict(self.fields.told()) | {"measured": self.fields.measured()}
        wanted = NewPregnancy(self._client_id, self._person_id, seen_on=seen_on, **told)
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.pregnancies.start(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _on_saved(self, _pregnancy_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._client_id = self._room.context.house.uow.identities.new()
        self.form.clear()
        self.fields.refresh()
        self._room.context.messages.info("Kehamilan tercatat.")
        self.started.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.fields.show_errors(error.fields)
        else:
            self._room.context.messages.problem(error)
