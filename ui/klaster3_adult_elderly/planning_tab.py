"""The tab KB, for those with leave: the method in use, when to come next, side effects, visits and what is due."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.tab_ages import PLANNING_TAB, stands_for
from ilp_desktop.services.contraception.contraception_care import FORM, PlanningPicture, PlanningVisit
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster3_adult_elderly.elderly_tab import DueCard, beside
from ui.klaster3_adult_elderly.history_card import HistoryCard
from ui.klaster3_adult_elderly.picture_tab import PictureTab
from ui.klaster3_adult_elderly.told import Told
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.labels import Pill
from ui.widgets.room.room_context import RoomContext

TITLE, VISITS_TITLE = "Keluarga berencana", "Kunjungan KB"
METHOD_TITLE, EFFECTS_TITLE = "Cara yang dipakai", "Efek samping yang pernah diceritakan"
NO_METHOD, NO_VISIT, NO_EFFECTS = "Tidak memakai KB menurut catatan.", "Belum ada kunjungan KB.", "Tidak ada catatan."

COLUMNS: tuple[Column[PlanningVisit], ...] = (
    Column("Tanggal", lambda one: indonesian_date(one.day), 104),
    Column("Kunjungan", lambda one: one.kind, 140),
    Column("Cara sesudahnya", lambda one: one.method, 140),
    Column("Efek samping", lambda one: one.side_effects, 220, tooltip=lambda one: one.side_effects),
    Column("Kesimpulan", lambda one: one.found, None, tooltip=lambda one: one.found),
)


def is_of_age(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: of the ages its form is meant for."""
    return stands_for(PLANNING_TAB, file.patient.age)


class MethodCard(Card):
    """The method in use, the next visit and the side effects.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.method, self.effects = Told(METHOD_TITLE, NO_METHOD), Told(EFFECTS_TITLE, NO_EFFECTS)
        button = inline_button("Isi KB")
        button.clicked.connect(lambda: self.form_wanted.emit(FORM))
        self.add_action(button)
        self.add(self.method)
        self.add(self.effects)
        self.body.addStretch(1)

    def show_picture(self, picture: PlanningPicture) -> None:
        """Show how somebody stands."""
        self.method.show_lines(_method_lines(picture))
        self.effects.show_lines([(None, f"{indonesian_date(day)}: {words}") for day, words in picture.side_effects])


class PlanningTab(PictureTab):
    """One person's family planning.

    Attributes:
        method, due, visits: the cards.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "planning")
        planning, user = room.context.house.contraception, room.context.user
        self.method, self.due = MethodCard(), DueCard()
        self.visits: HistoryCard[PlanningVisit] = HistoryCard(
            *(VISITS_TITLE, NO_VISIT, COLUMNS),
            lambda who, after, limit: planning.visits(user, who, after, limit),
            room.context,
        )
        for card in (self.method, self.due):
            card.form_wanted.connect(room.form_wanted)
        self.add_cards((beside(self.method, self.due), self.visits), (self.method, self.due, self.visits))

    def begin(self, person_id: UUID) -> None:
        """Show the visits of nobody else."""
        self.visits.show_person(person_id)

    def read(self, person_id: UUID) -> PlanningPicture:
        """Return the picture of a person."""
        return self._room.context.house.contraception.picture(self._room.context.user, person_id)


def _method_lines(picture: PlanningPicture) -> list[tuple[Pill | None, str]]:
    use = picture.use
    if use is None:
        return []
    since = "sejak" if use.begun else "tercatat sejak"
    served = f"dilayani terakhir {indonesian_date(use.served_on)} ({picture.age_of(use.served_on)})"
    lines: list[tuple[Pill | None, str]] = [
        (Pill(picture.method, Tone.INFO, strong=True), f"{since} {indonesian_date(use.since)}, {served}")
    ]
    coming = picture.next_visit
    if coming is not None:
        late = coming.is_late(picture.day)
        chip = Pill("Terlambat" if late else "Berikutnya", Tone.BAD if late else Tone.NEUTRAL)
        lines.append((chip, f"{indonesian_date(coming.on)}. {coming.why}"))
    return lines
