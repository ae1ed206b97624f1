"""Choosing desa, RW and RT from lists that depend on each other, and looking a village up in all of Indonesia."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker

from ilp_desktop.domain.identity.areas import REGENCY_DIGITS, Area, area_by_code, find_areas, short_place
from ui.jobs import Jobs
from ui.widgets.choice_field import ChoiceField, Choices
from ui.widgets.look_up import LookUp
from ui.widgets.suggestion_popup import Suggestion

SHOWN = 8
HINT = "Ketik desa dan kecamatan, atau kodenya"


class AreaChoice(ChoiceField):
    """A choice whose list depends on another; a value that is not listed (any more) is kept and shown."""

    def __init__(self, name: str, label: str, *, required: bool = False) -> None:
        self._offered: list[tuple[str, str]] = []
        super().__init__(name, label, self._offered, required=required)

    def offer(self, choices: Choices) -> None:
        """Offer another list; what is chosen stays chosen."""
        kept = self.value()
        self._fill(choices)
        self.set_value(kept)

    def set_value(self, value: object) -> None:
        """Show a code, adding it to the list when it is not there."""
        if value and value not in self._codes:
            self._fill([*self._offered, (str(value), str(value))])
        super().set_value(value)

    def _fill(self, choices: Choices) -> None:
        # The list is changed in place: the combo box reads the digits typed from the same one.
        self._offered[:] = choices
        self._codes = [None, *(code for code, _ in choices)]
        blocker = QSignalBlocker(self.combo)
        self.combo.clear()
        self.combo.addItems(["", *(shown for _, shown in choices)])
        blocker.unblock()


class AreaLookUp(LookUp):
    """A village of Indonesia; those of the Puskesmas's own regency are found first.

    Attributes:
        near: code of a village of the working area, empty when none is known.
    """

    def __init__(self, name: str, label: str, jobs: Jobs, today: Callable[[], date], longest: int) -> None:
        self.near = ""
        self._today = today
        self._longest = longest
        super().__init__(name, label, self._find, jobs, hint=HINT)

    def code(self) -> str:
        """Return the code of the village chosen, nothing while none is."""
        return str(self.value() or "")

    def show_code(self, code: str, name: str) -> None:
        """Show the village of a code under the name that was stored with it."""
        self.set_value(Suggestion(code, name) if code else None)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        day = self._today()
        found = find_areas(typed, day, SHOWN, near=self.near[:REGENCY_DIGITS])
        return [self._told(one, day) for one in found]

    def _told(self, one: Area, day: date) -> Suggestion:
        return Suggestion(one.code, short_place(one, day, self._longest), f"{one.code} · {one.within}")


def district_text(code: str, day: date) -> str:
    """Return the name of the district a number was issued in, with its code; the code alone when it is unknown."""
    area = area_by_code(code, day)
    dotted = ".".join(code[place : place + 2] for place in (0, 2, 4))
    return f"Kec. {area.district}, {area.regency} ({dotted})" if area else f"kecamatan {dotted}"
