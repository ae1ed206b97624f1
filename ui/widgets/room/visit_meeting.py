"""Typing of a visit meets what somebody else stored meanwhile: brought together, and where both wrote, asked about."""

from collections.abc import Mapping
from typing import Any

from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.order.action_writing import ACTIONS
from ilp_desktop.services.record.standing import Authored
from ui.widgets.diagnosis_list import DIAGNOSES
from ui.widgets.room.record.conflict_view import STORED, Clash
from ui.widgets.room.record.merging import (
    Places,
    decided,
    form_places,
    in_words,
    meet,
    note_of,
    note_places,
    stored_places,
    texts_of,
)
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.room_tabs import RoomTabs


class VisitMeeting:
    """Keeps what the typing stands on, place by place.

    Attributes:
        clashing: the places written twice about which nobody has decided.
    """

    def __init__(self, room: RoomContext, tabs: RoomTabs) -> None:
        self._room = room
        self._examination = tabs.examination
        self._base: Places = {}
        self.clashing: tuple[str, ...] = ()

    def begin(self) -> None:
        """Let all that is typed from now on stand on what is stored."""
        self._base, self.clashing = self._stored(), ()

    def base_of(self, form_code: str) -> dict[str, str]:
        """Return the answers of a form that the typing in it stands on."""
        return texts_of(form_code, self._base)

    def take_base(self, base: Places) -> None:
        """Let what was typed before stand on what was stored then."""
        self._base = self._stored() | dict(base)

    def meet(self, *, ours: bool) -> bool:
        """Show typing and what is stored now as one; tell whether anything came from somebody else.

        What we stored ourselves contradicts nothing: whatever was typed meanwhile was typed on top of it.
        """
        now, mine = self._limited(self._stored()), self._typed()
        met = meet(self._limited(self._base), now, mine)
        self._show(met.places)
        told = not ours and now != self._limited(self._base)
        self.clashing = () if ours else met.clashing
        self._base = self._stored() | {key: self._base.get(key, "") for key in self.clashing}
        return told

    def clashes(self) -> tuple[Clash, ...]:
        """Return what was written twice, in words."""
        visit = self._room.visit
        return in_words(self.clashing, self._typed(), self._stored(), visit.file, visit.forms)

    def authors(self) -> str:
        """Return who stored the other text of each clash."""
        written = self._room.file.written
        codes = {key.partition(".")[0] for key in self.clashing if "." in key}
        entries: list[Authored | None] = [entry for code, entry in written.form_by.items() if code in codes]
        if any("." not in key and key not in (DIAGNOSES, ACTIONS) for key in self.clashing):
            entries.append(written.note_by)
        if DIAGNOSES in self.clashing:
            entries += written.diagnosis_by.values()
        if ACTIONS in self.clashing:
            entries += written.action_by
        return ", ".join(dict.fromkeys(entry.name for entry in entries if entry is not None))

    def decide(self, chosen: Mapping[str, str]) -> None:
        """Put into each place what was chosen for it."""
        self._show(decided(self._typed(), self._stored(), chosen))
        self.begin()

    def take_stored(self) -> None:
        """Choose what is stored in every place written twice."""
        self.decide(dict.fromkeys(self.clashing, STORED))

    def _stored(self) -> dict[str, Any]:
        return stored_places(self._room.file, self._room.visit.forms)

    def _typed(self) -> dict[str, Any]:
        """Return what is typed; of forms those with something that is not stored."""
        examination = self._examination
        found = note_places(examination.note())
        found |= {DIAGNOSES: examination.given(), ACTIONS: examination.action_list.value()}
        for code, view in self._room.views().items():
            if view.has_typing():
                found |= form_places(code, view.filled().typed)
        return found

    def _limited(self, places: Places) -> dict[str, Any]:
        """Return places without those of forms in which nothing is typed: these just follow what is stored."""
        typed = {code for code, view in self._room.views().items() if view.has_typing()}
        return {key: text for key, text in places.items() if "." not in key or key.partition(".")[0] in typed}

    def _show(self, places: Places) -> None:
        examination = self._examination
        note, diagnoses, actions = note_of(places), places[DIAGNOSES], places[ACTIONS]
        if (note, diagnoses) != (examination.note(), examination.given()):
            examination.show_stored(note, diagnoses)
        if actions != examination.action_list.value():
            examination.action_list.set_value(actions)
        for code, view in self._room.views().items():
            filled, texts = view.filled(), texts_of(code, places)
            if view.has_typing() and dict(filled.typed) != texts:
                view.show_typed(FilledForm(code, texts, filled.confirmations))
