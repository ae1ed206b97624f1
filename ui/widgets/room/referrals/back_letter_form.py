"""Recording a letter that sends the patient back although none of ours is on record, where the patient is received."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.referral.back_letters import LONGEST_PLACE, PLACE, NewBackLetter
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import BACK_LETTER, place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.referral_fields import OfferedField
from ui.widgets.room.referrals.answer_form import add_answer_fields, plain_of, said_in, show_plain
from ui.widgets.room.world import RoomWorld

EXPLAINED = "Untuk surat rujuk balik (PRB) yang dibawa pasien tanpa surat rujukan dari sini."
STORED = "Rujuk balik tercatat dengan nomor {}."


class BackLetterForm(QWidget):
    """From where, and what the letter says; what is typed waits while another patient is open.

    Attributes:
        form: its fields.
        keeper: keeps what is typed through a crash.

    Signals:
        stored(): it was stored.
        left(): the user goes back without storing; what is typed is kept.
    """

    stored = Signal()
    left = Signal()

    def __init__(self, world: RoomWorld) -> None:
        super().__init__()
        self._world = world
        self._visit: UUID | None = None
        self._typed: dict[UUID, dict[str, object]] = {}
        self._client_id = world.house.uow.identities.new()
        self.form = FieldForm(columns=2)
        self.place = OfferedField(PLACE, "Dari rumah sakit / fasilitas", world.jobs, max_length=LONGEST_PLACE)
        self.form.add(self.place, span=2)
        add_answer_fields(self.form, world)
        self.save_button = quiet_button("Simpan rujuk balik", "check")
        self.back_button = plain_button("Kembali", "arrow-left")
        self.form.set_save_button(self.save_button)
        self.keeper = DraftKeeper(world, self._snapshot, self, lambda: not self.save_button.isEnabled())
        self._lay_out()
        self.form.changed.connect(lambda _name: self.keeper.touched())
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self._leave)

    def begin(self, visit_id: UUID, places: Sequence[str]) -> None:
        """Ask for the letter brought to a visit; what was typed there before is shown again."""
        self.put_away()
        self._visit = visit_id
        self._client_id = self._world.house.uow.identities.new()
        self.place.offer(places)
        self.form.clear()
        self.form.show_errors({})
        kept = self.keeper.take_up(place_of(BACK_LETTER, visit_id))
        values = self._typed.pop(visit_id, {}) if kept is None else answers_of(kept.typed)
        if values:
            show_plain(self.form, values)
        if kept is not None:
            self.keeper.say_shown(kept)
        self.form.focus_first()

    def save(self) -> None:
        """Store the letter; what is wrong is shown beside its field, and nothing typed is lost."""
        visit, world = self._visit, self._world
        if visit is None or not self.save_button.isEnabled() or not self.form.check():
            return
        wanted = NewBackLetter(self._client_id, visit, self.place.text(), said_in(self.form))
        self.save_button.setEnabled(False)
        self.keeper.save(
            lambda: world.house.back_letters.record(world.user, wanted),
            lambda number: self._on_stored(visit, number),
            owner=self,
            failed=self._on_failed,
        )

    def put_away(self) -> None:
        """Keep what is typed for when the same visit is open again."""
        if self._visit is None:
            return
        typed = plain_of(self.form)
        if typed:
            self._typed[self._visit] = typed
        self.keeper.leave()
        self._visit = None

    def _lay_out(self) -> None:
        explained = label(EXPLAINED, "muted")
        explained.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(explained)
        column.addWidget(self.form)
        column.addLayout(foot)
        column.addStretch(1)

    def _snapshot(self) -> dict[str, Any] | None:
        typed = plain_of(self.form) if self._visit is not None else {}
        return plain_answers(typed) if typed else None

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()

    def _on_stored(self, visit: UUID, number: str) -> None:
        self.save_button.setEnabled(True)
        self._typed.pop(visit, None)
        self._world.messages.info(STORED.format(number))
        if visit == self._visit:
            self.keeper.drop()
            self.keeper.leave()
            self._visit = None
        else:
            self.keeper.forget(place_of(BACK_LETTER, visit))
        self.stored.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._world.messages.problem(error)
