"""The tab Kehamilan: starting a pregnancy, today's antenatal visit, and the visits so far."""

from uuid import UUID

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.triage import asks_maternal
from ilp_desktop.services.antenatal.pregnancy_picture import PregnancyPicture
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.episode_line import EpisodeLine
from ui.klaster2_mother_child.kia_button import KiaButton
from ui.klaster2_mother_child.pregnancy_correct import PregnancyCorrectCard
from ui.klaster2_mother_child.pregnancy_end import PregnancyEndCard
from ui.klaster2_mother_child.pregnancy_head import PregnancyHead
from ui.klaster2_mother_child.pregnancy_history import PregnancyHistory
from ui.klaster2_mother_child.pregnancy_start import PregnancyStart
from ui.klaster2_mother_child.scan_offer_card import ScanOfferCard
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.room.empty_button import EmptyButton
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext

SEEN_ABOVE_PX = 12


def is_pregnant(file: EncounterFile) -> bool:
    """Say whether a patient is pregnant by the record: her visit opens where it says what is wrong and what is due."""
    return file.patient.pregnancy_id is not None


def may_be_pregnant(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: women of an age for it, and whoever is pregnant."""
    return is_pregnant(file) or asks_maternal(file.patient.sex, file.patient.age)


class PregnancyTab(RoomTab):
    """One woman's pregnancy; the visits so far unfold above today's."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self.start = PregnancyStart(room)
        self.start.started.connect(room.reload)
        self.history = PregnancyHistory(room.context.jobs)
        self.history_button = quiet_button("Riwayat dan grafik", "chart")
        self.history_button.setCheckable(True)
        self.history_button.toggled.connect(self.history.setVisible)
        self.history_button.clicked.connect(self._on_history_pressed)
        self.kia_button = KiaButton(room, as_mother=True)
        self.end_card = PregnancyEndCard(room)
        self.end_button = quiet_button("Akhir kehamilan", "check")
        self.end_button.setCheckable(True)
        self.end_button.toggled.connect(self.end_card.setVisible)
        self.end_button.clicked.connect(self._on_end_pressed)
        self.end_card.ended.connect(self._on_ended)
        self.end_card.dropped.connect(lambda: self.end_button.setChecked(False))
        self.correct_card = PregnancyCorrectCard(room)
        self.correct_button = quiet_button("Perbaiki", "edit")
        self.correct_button.setCheckable(True)
        self.correct_button.toggled.connect(self.correct_card.setVisible)
        self.correct_button.clicked.connect(self._on_correct_pressed)
        self.correct_card.corrected.connect(self._on_corrected)
        self.correct_card.dropped.connect(lambda: self.correct_button.setChecked(False))
        self.offer_card = ScanOfferCard(room)
        self.offer_card.decided.connect(room.reload)
        self.episode = EpisodeLine(room)
        self.episode.changed.connect(self._reload_pregnancy)
        self.head = PregnancyHead(room.context.today)
        self.head.form_wanted.connect(room.form_wanted)
        self.head.add_action(self.correct_button)
        self.head.add_action(self.end_button)
        self.head.add_action(self.history_button)
        self.head.add_action(self.kia_button)
        self.form = room.form_view(ANC_FORM)
        self.form_card = Card(self.form.form.title)
        self.form_card.add_action(EmptyButton(room, self.form))
        self.form_card.add(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        cards = (self.start, self.offer_card, self.head, self.episode, self.correct_card, self.end_card)
        for part in (*cards, self.history, self.form_card):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setTabOrder(self.kia_button, self.head.week.line)

    def show_file(self, file: EncounterFile) -> None:
        """Show a woman: her pregnancy, or how to start one."""
        pregnant = file.patient.pregnancy_id is not None
        self.start.setVisible(not pregnant)
        self.form_card.setVisible(pregnant)
        if file.patient.person_id != self._person_id or not pregnant:
            self._person_id = file.patient.person_id
            for button in (self.history_button, self.end_button, self.correct_button):
                button.setChecked(False)
            for part in (self.end_card, self.correct_card, self.offer_card, self.head, self.history):
                part.setVisible(False)
            self.episode.begin(file.patient.person_id, pregnant=pregnant)
        if pregnant:
            self._read(file.patient.person_id)
        else:
            self.start.begin(file.patient.person_id)

    def _read(self, person_id: UUID) -> None:
        world = self._room.context
        world.jobs.read(
            lambda: world.house.pictures.current(world.user, person_id),
            self._on_read,
            owner=self,
            failed=self._on_failed,
            key="pregnancy",
        )

    def _on_read(self, found: PregnancyPicture | None) -> None:
        if found is None or found.file.person_id != self._person_id:
            return
        self.end_card.begin(found.file)
        self.end_button.setChecked(self.end_button.isChecked() or self.end_card.has_typing())
        self.correct_card.begin(found.file)
        self.correct_button.setChecked(self.correct_button.isChecked() or self.correct_card.has_typing())
        self.head.show_pregnancy(found)
        self.head.setVisible(True)
        self.offer_card.show_file(found.file)
        self.episode.show_file(found.file, found.book)
        self.history.show_pregnancy(found)
        self.history_button.setText(f"Riwayat dan grafik ({len(found.file.visits)})")

    def _on_end_pressed(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        if wanted:
            self.end_card.form.focus_first()

    def _on_history_pressed(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        """Bring what was unfolded into view, its upper end first, once its height is known."""
        if wanted:
            QTimer.singleShot(0, self, self._show_history)

    def _show_history(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        content = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and content is not None:
            top = self.history.mapTo(content, QPoint(0, 0)).y()
            above.verticalScrollBar().setValue(top - SEEN_ABOVE_PX)

    def _on_correct_pressed(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        if wanted:
            self.correct_card.unfold()

    def _on_corrected(self) -> None:
        self.correct_button.setChecked(False)
        self._room.reload()

    def _reload_pregnancy(self) -> None:
        """Read the pregnancy again, if there is one, when something beside the visits changed."""
        if self.head.isVisibleTo(self) and self._person_id is not None:
            self._read(self._person_id)

    def _on_ended(self) -> None:
        self.end_button.setChecked(False)
        self._room.reload()

    def _on_failed(self, error: UserError) -> None:
        self._room.context.messages.problem(error)
