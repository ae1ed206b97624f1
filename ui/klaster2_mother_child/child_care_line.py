"""Vitamin A, worm medicine and breast milk of a small child in one line: what was given last, and what is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.answers.screening import StoredResponse
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.buttons import plain_button
from ui.widgets.date_field import date_text
from ui.widgets.labels import Pill, label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.services.words import TONES, rule_text, when_text

UNTIL_MONTHS = 5 * MONTHS_A_YEAR
NEVER = "belum tercatat"
GIVEN = {
    "vitamin_a_biru": "biru",
    "vitamin_a_merah": "merah",
    "albendazol_200": "200 mg",
    "albendazol_400": "400 mg",
}


def _given(response: StoredResponse) -> str:
    """Return what was given of a form of things given, with the day; nothing where nothing was."""
    said = next((words for code, words in GIVEN.items() if response.answers.get(code) is True), "")
    return f"{said}, {date_text(response.day)}" if said else ""


def _concluded(response: StoredResponse) -> str:
    """Return the conclusion about breast milk, with the day."""
    parts = response.found.members if response.found else ()
    said = next((part.conclusion for part in parts if part.code in ("exclusive", "not_exclusive")), "")
    until = {True: "ASI eksklusif 6 bulan", False: "tidak ASI eksklusif 6 bulan"}
    said = until.get(response.answers.get("asi_eksklusif_6_bulan") is True, said) if _is_told(response) else said
    return f"{said}, {date_text(response.day)}" if said else ""


def _is_told(response: StoredResponse) -> bool:
    return isinstance(response.answers.get("asi_eksklusif_6_bulan"), bool)


@dataclass(frozen=True)
class _Kind:
    """One thing of the line: its word, its form, the services that ask for it, and how what was done is told."""

    word: str
    form: str
    services: tuple[str, ...]
    told: Callable[[StoredResponse], str]
    until_months: int = UNTIL_MONTHS


KINDS = (
    _Kind("Vitamin A", "vitamin_a", ("vitamin_a",), _given),
    _Kind("Obat cacing", "deworming", ("deworming_child",), _given),
    _Kind("ASI", "feeding", ("feeding",), _concluded, 2 * MONTHS_A_YEAR),
)


class ChildCareLine(QWidget):
    """One line; a press on a word opens its form.

    Attributes:
        buttons, told, pills: by the form of each thing.
    """

    def __init__(self, room: RoomContext, *beside: QWidget) -> None:
        """What stands ``beside`` is another's, at the end of the line."""
        super().__init__()
        self._room = room
        self.buttons = {kind.form: plain_button(kind.word, "pill") for kind in KINDS}
        self.told = {kind.form: label(NEVER, "muted") for kind in KINDS}
        self.pills = {kind.form: Pill("") for kind in KINDS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for kind in KINDS:
            self.buttons[kind.form].clicked.connect(lambda _=False, form=kind.form: room.form_wanted.emit(form))
            for part in (self.buttons[kind.form], self.told[kind.form], self.pills[kind.form]):
                row.addWidget(part)
            row.addSpacing(8)
        row.addStretch(1)
        for other in beside:
            row.addWidget(other)

    def show_file(self, file: EncounterFile) -> None:
        """Show a child's line; there is none for those too old."""
        months = file.patient.age.total_months
        self.setVisible(months < UNTIL_MONTHS)
        for kind in KINDS:
            self._show_due(kind, shown=months < kind.until_months)
        if months < UNTIL_MONTHS:
            self._read(file)

    def _show_due(self, kind: _Kind, *, shown: bool) -> None:
        item = next((one for one in self._room.visit.services.items if one.service in kind.services), None)
        for part in (self.buttons[kind.form], self.told[kind.form]):
            part.setVisible(shown)
        pill = self.pills[kind.form]
        pill.set(_state(item) if shown else "", TONES[item.state] if item else pill.tone())
        pill.setToolTip(rule_text(item) if item else "")

    def _read(self, file: EncounterFile) -> None:
        world, person = self._room.context, file.patient.person_id
        screening, user = world.house.screening, world.user
        for form in self.told:
            self.told[form].setText("")
        world.jobs.read(
            lambda: [screening.history(user, person, kind.form) for kind in KINDS],
            self._on_read,
            owner=self,
            failed=self._on_failed,
            key="child_care",
        )

    def _on_read(self, found: Sequence[Sequence[StoredResponse]]) -> None:
        for kind, responses in zip(KINDS, found, strict=True):
            words = (kind.told(response) for response in responses)
            self.told[kind.form].setText(next((text for text in words if text), NEVER))

    def _on_failed(self, error: UserError) -> None:
        self._room.context.messages.problem(error)


def _state(item: OfferedService | None) -> str:
    return f"{item.state.value} {when_text(item)}" if item else ""
