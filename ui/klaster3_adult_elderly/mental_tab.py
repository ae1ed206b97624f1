"""The tab Jiwa, for those with leave: dangers first, then scales, controls, diagnoses and what is due."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.tab_ages import MENTAL_TAB, stands_for
from ilp_desktop.domain.chronic.chronic_control import number_text
from ilp_desktop.services.mental.mental_care import CONTROL, MentalPicture, MentalVisit, ScaleView
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster3_adult_elderly.elderly_tab import DueCard, beside
from ui.klaster3_adult_elderly.history_card import HistoryCard
from ui.klaster3_adult_elderly.picture_tab import PictureTab, stacked
from ui.klaster3_adult_elderly.told import Told
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill
from ui.widgets.room.room_context import RoomContext

MOST_DANGERS = 20
"""No danger is folded away."""
DANGER_TITLE, STATE_TITLE = "Bahaya", "Keadaan dan kontrol"
SCALES_TITLE, VISITS_TITLE = "Skala terakhir", "Kontrol jiwa"
NO_SCALE, NO_DIAGNOSIS = "Belum ada skala yang diisi.", "Belum ada diagnosis gangguan jiwa."
NO_VISIT = "Belum ada kontrol jiwa."

COLUMNS: tuple[Column[MentalVisit], ...] = (
    Column("Tanggal", lambda one: indonesian_date(one.day), 104),
    Column("Gejala", lambda one: one.symptoms, None, tooltip=lambda one: one.symptoms),
    Column("Bahaya", lambda one: one.danger, 150, tooltip=lambda one: one.danger),
    Column("Minum obat", lambda one: one.medicine, 116),
    Column("Efek samping", lambda one: one.side_effects, 150, tooltip=lambda one: one.side_effects),
    Column("Rawat diri", lambda one: one.self_care, 110),
    Column("Kegiatan", lambda one: one.activity, 150),
    Column("Tindak lanjut", lambda one: one.next_step, 180, tooltip=lambda one: one.next_step),
)


def is_asked(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: from the age at which controls of mental health are kept."""
    return stands_for(MENTAL_TAB, file.patient.age)


class DangerCard(Card):
    """What calls for somebody at once; it is not there where nothing does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, tone=Tone.BAD)
        self.lines = Told(DANGER_TITLE, "", most=MOST_DANGERS)
        self.add(self.lines)

    def show_picture(self, picture: MentalPicture) -> None:
        """Show the dangers."""
        self.lines.show_lines(
            [
                (
                    Pill(one.conclusion, Tone.BAD, strong=True),
                    f"{one.title}, {indonesian_date(one.day)} ({picture.age_of(one.day)}). {one.advice}",
                )
                for one in picture.dangers
            ]
        )
        self.lines.setVisible(bool(picture.dangers))


class StateCard(Card):
    """Diagnoses, register, restraint and the next control, above the scales.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(STATE_TITLE, parent)
        self.state, self.scales = Told("Diagnosis", NO_DIAGNOSIS), Told(SCALES_TITLE, NO_SCALE)
        button = inline_button("Isi kontrol")
        button.clicked.connect(lambda: self.form_wanted.emit(CONTROL))
        self.add_action(button)
        self.add(self.state)
        self.add(self.scales)
        self.body.addStretch(1)

    def show_picture(self, picture: MentalPicture) -> None:
        """Show how somebody stands."""
        lines: list[tuple[Pill | None, str]] = [
            (Pill(one.code), f"{one.title}, sejak {indonesian_date(one.first)}, terakhir {indonesian_date(one.last)}")
            for one in picture.diagnoses
        ]
        if picture.registered_since is not None:
            lines.append((Pill("Register ODGJ", Tone.INFO), f"sejak {indonesian_date(picture.registered_since)}"))
        if picture.restraint:
            lines.append((Pill("Pemasungan", Tone.WARN), picture.restraint))
        if picture.next_on is not None:
            late = picture.next_on < picture.day
            chip = Pill("Lewat" if late else "Kontrol", Tone.WARN if late else Tone.INFO)
            lines.append((chip, f"Kontrol berikutnya {indonesian_date(picture.next_on)}"))
        self.state.show_lines(lines)
        self.scales.show_lines([_scale(one, picture) for one in picture.scales])


class MentalTab(PictureTab):
    """One person's mental health.

    Attributes:
        danger, state, due, visits: the cards.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "mental")
        self.danger, self.state, self.due = DangerCard(), StateCard(), DueCard()
        mental, user = room.context.house.mental, room.context.user
        self.visits: HistoryCard[MentalVisit] = HistoryCard(
            *(VISITS_TITLE, NO_VISIT, COLUMNS),
            lambda who, after, limit: mental.visits(user, who, after, limit),
            room.context,
        )
        for card in (self.state, self.due):
            card.form_wanted.connect(room.form_wanted)
        top = stacked(self.danger, beside(self.state, self.due))
        self.add_cards((top, self.visits), (self.danger, self.state, self.due, self.visits))

    def begin(self, person_id: UUID) -> None:
        """Show the controls of nobody else."""
        self.visits.show_person(person_id)

    def read(self, person_id: UUID) -> MentalPicture:
        """Return the picture of a person."""
        return self._room.context.house.mental.picture(self._room.context.user, person_id)

    def show_picture(self, picture: MentalPicture) -> None:
        """Show the dangers only where there are some."""
        super().show_picture(picture)
        self.danger.setVisible(bool(picture.dangers))


def _scale(one: ScaleView, picture: MentalPicture) -> tuple[Pill | None, str]:
    found, score = one.latest.found, one.latest.score
    words = f"{one.latest.title}: {one.conclusion}" + ("" if score is None else f", skor {number_text(score)}")
    words += f" ({indonesian_date(one.latest.day)}, {picture.age_of(one.latest.day)})"
    if one.previous is not None and one.previous.score is not None:
        words += f"; sebelumnya {number_text(one.previous.score)} ({indonesian_date(one.previous.day)})"
    return None if found is None else Pill(TONE_WORDS[PILL_TONES[found.urgency]], PILL_TONES[found.urgency]), words


TONE_WORDS = {Tone.GOOD: "Baik", Tone.WARN: "Pantau", Tone.BAD: "Tindak", Tone.NEUTRAL: "Menunggu"}
"""What a colour says, so that it is never told by colour alone."""
