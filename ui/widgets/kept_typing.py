"""What was typed about a person and is not stored yet, kept while another person is open and through a crash.

Where a form is about something else, e.g. a pregnancy, its identifier stands for the person's.
"""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.widgets.draft_keeper import DraftKeeper, KeeperWorld
from ui.widgets.draft_places import place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm


class HasWorld(Protocol):
    """A room, as far as it is needed here."""

    @property
    def context(self) -> KeeperWorld:
        """Return services, jobs and messages."""


class KeptTyping:
    """Answers by person, of one kind of form.

    Attributes:
        keeper: keeps what is typed about the person who is open.
    """

    def __init__(self, room: HasWorld, kind: str, card: QWidget, is_busy: Callable[[], bool]) -> None:
        self._kind = kind
        self._form: FieldForm | None = None
        self._about: UUID | None = None
        self._by_person: dict[UUID, dict[str, object]] = {}
        self.keeper = DraftKeeper(room.context, self._snapshot, card, is_busy)

    def keep(self, person_id: UUID, form: FieldForm) -> None:
        """Keep what stands in a form about a person; the form may then be let go."""
        self.keeper.leave()
        self._form, self._about = None, None
        self._by_person[person_id] = _typed(form)

    def show(self, person_id: UUID, form: FieldForm) -> None:
        """Make a form blank but for what was kept about a person."""
        kept = self.keeper.take_up(place_of(self._kind, person_id))
        self._form, self._about = form, person_id
        form.clear()
        form.set_values(self._by_person.get(person_id, {}) if kept is None else answers_of(kept.typed))
        if kept is not None:
            self.keeper.say_shown(kept)

    def stored(self, person_id: UUID) -> bool:
        """Return whether the form of a person is still in front; else forget what was kept, for it is stored."""
        if person_id == self._about:
            return True
        self._by_person.pop(person_id, None)
        self.keeper.forget(place_of(self._kind, person_id))
        return False

    def _snapshot(self) -> dict[str, Any] | None:
        typed = {} if self._form is None else _typed(self._form)
        return plain_answers(typed) if typed else None


def _typed(form: FieldForm) -> dict[str, object]:
    return {name: value for name in form.names() if (value := form.field(name).value()) is not None}
