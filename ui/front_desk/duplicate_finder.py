"""Looks for people who may be the one being registered."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.nik import read_nik
from ilp_desktop.services.person_reads import FoundPerson
from ui.context import PageContext
from ui.front_desk.person_fields import PersonFields

WATCHED = ("nik", "name", "birth_date", "sex")
MOST_SHOWN = 5


class DuplicateFinder(QObject):
    """Searches by name words with birth date, and by NIK, while they are typed.

    Attributes:
        people: who was found last.

    Signals:
        found(tuple[FoundPerson, ...]): likely the same person; empty when there is none.
    """

    found = Signal(object)

    def __init__(self, context: PageContext, fields: PersonFields) -> None:
        super().__init__(fields.form)
        self._context = context
        self._fields = fields
        self._asked: tuple[str, ...] = ()
        self._own_id: UUID | None = None
        self.people: tuple[FoundPerson, ...] = ()
        fields.form.changed.connect(self._on_changed)

    def start(self, own_id: UUID | None = None) -> None:
        """Begin with another form; ``own_id`` is whom it is about, who is no duplicate."""
        self._own_id = own_id
        self._asked = ()
        self._tell(())
        self.look()

    def look(self) -> None:
        """Search, unless nothing has changed since the last time."""
        queries = self._queries()
        if queries == self._asked:
            return
        self._asked = queries
        self._context.jobs.read(
            lambda: self._search(queries), lambda people: self._on_found(queries, people), owner=self, key="duplicates"
        )

    def _queries(self) -> tuple[str, ...]:
        fields = self._fields
        born, nik = fields.birth.birth_date(), fields.nik.text()
        queries = []
        if read_nik(nik, self._context.today()).accepted:
            queries.append(nik)
        if fields.name.text() and born is not None:
            queries.append(f"{fields.name.text()} {born:%d%m%Y}")
        return tuple(queries)

    def _search(self, queries: Sequence[str]) -> tuple[FoundPerson, ...]:
        registration, user = self._context.house.registration, self._context.user
        people = {one.id: one for query in queries for one in registration.search(user, query, MOST_SHOWN + 1)}
        return tuple(people.values())

    def _on_found(self, queries: tuple[str, ...], people: Sequence[FoundPerson]) -> None:
        if queries == self._asked:
            self._tell(tuple(one for one in people if one.id != self._own_id)[:MOST_SHOWN])

    def _tell(self, people: tuple[FoundPerson, ...]) -> None:
        self.people = people
        self.found.emit(people)

    def _on_changed(self, name: str) -> None:
        if name in WATCHED:
            self.look()
