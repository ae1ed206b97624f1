"""Looks for people who may be the one being registered."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ilp_desktop.services.merge.duplicates import LikelySame
from ilp_desktop.services.person.person_data import PersonData
from ui.context import PageContext
from ui.front_desk.person_fields import PersonFields
from ui.widgets.text_fields import TextField

WATCHED = frozenset(
    {
        *("nik", "name", "birth_date", "sex", "mother_name", "mother", "birth_order", "kk_number"),
        *("bpjs", "phone", "village", "outside_village", "rw", "rt"),
    }
)
CARD = "kk_number"
Asked = tuple[PersonData, str]


class DuplicateFinder(QObject):
    """Compares everybody who shares a date, a number, a card or a name with what is typed, while it is typed.

    Attributes:
        people: who was found last, likeliest first.

    Signals:
        found(tuple[LikelySame, ...]): likely the same person; empty when there is none.
    """

    found = Signal(object)

    def __init__(self, context: PageContext, fields: PersonFields) -> None:
        super().__init__(fields.form)
        self._context = context
        self._fields = fields
        self._asked: Asked | None = None
        self._own_id: UUID | None = None
        self._family_id: UUID | None = None
        self.people: tuple[LikelySame, ...] = ()
        fields.form.changed.connect(self._on_changed)

    def start(self, own_id: UUID | None = None, family_id: UUID | None = None) -> None:
        """Begin with another form; ``own_id`` is whom it is about, who is no duplicate, of this family."""
        self._own_id, self._family_id = own_id, family_id
        self._asked = None
        self._tell(())
        self.look()

    def look(self) -> None:
        """Compare, unless nothing has changed since the last time."""
        asked = self._typed()
        if asked == self._asked:
            return
        self._asked = asked
        duplicates, user, family = self._context.house.duplicates, self._context.user, self._family_id
        self._context.jobs.read(
            lambda: duplicates.likely(user, *asked, family),
            lambda people: self._on_found(asked, people),
            owner=self,
            key="duplicates",
        )

    def _typed(self) -> Asked:
        form = self._fields.form
        card = form.field(CARD) if CARD in form.names() else None
        return self._fields.data(), card.text() if isinstance(card, TextField) else ""

    def _on_found(self, asked: Asked, people: tuple[LikelySame, ...]) -> None:
        if asked == self._asked:
            self._tell(tuple(one for one in people if one.person.id != self._own_id))

    def _tell(self, people: tuple[LikelySame, ...]) -> None:
        self.people = people
        self.found.emit(people)

    def _on_changed(self, name: str) -> None:
        if name in WATCHED:
            self.look()
