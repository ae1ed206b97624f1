"""The sheets klaster 2 can print of whoever is open, together in the tab Dokumen."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.life_stage import life_stage
from ilp_desktop.services.growth.growth_series import RANGES, range_for
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.growth_tab import CARD_MONTHS, is_child
from ui.klaster2_mother_child.immunisation_tab import CARD, CARD_FILE, STAGES, is_immunised
from ui.klaster2_mother_child.kia_button import KiaButton
from ui.klaster2_mother_child.sheet_button import SheetButton
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext


class PatientPapers(RoomTab):
    """A row of buttons; each stands only for whom there is such a sheet."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self.child_kia, self.mother_kia = KiaButton(room, as_mother=False), KiaButton(room, as_mother=True)
        self.growth_card = SheetButton(room, "KMS", "kms.pdf", self._growth_card)
        self.growth_sheet = SheetButton(room, "Grafik", "grafik-pertumbuhan.pdf", self._growth_sheet)
        self.dose_card = SheetButton(room, CARD, CARD_FILE, self._dose_card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.child_kia, self.mother_kia, self.growth_card, self.growth_sheet, self.dose_card):
            row.addWidget(button)
        row.addStretch(1)

    def show_file(self, file: EncounterFile) -> None:
        """Offer the sheets there are of a patient; nothing where there is none."""
        patient, child = file.patient, is_child(file)
        offered = {
            self.child_kia: life_stage(patient.age).code in STAGES and patient.pregnancy_id is None,
            self.mother_kia: patient.pregnancy_id is not None,
            self.growth_card: child and patient.age.total_months < CARD_MONTHS,
            self.growth_sheet: child,
            self.dose_card: is_immunised(file),
        }
        for button, is_offered in offered.items():
            button.setVisible(is_offered)
        self.setVisible(any(offered.values()))

    def _growth_card(self, child_id: UUID) -> Callable[[], bytes]:
        world = self._room.context
        return lambda: world.house.growth_care.card_pdf(world.user, child_id)

    def _growth_sheet(self, child_id: UUID) -> Callable[[], bytes]:
        world, span = self._room.context, range_for(float(self._room.file.patient.age.total_months))
        code = next(name for name, each in RANGES.items() if each is span)
        return lambda: world.house.growth_care.sheet_pdf(world.user, child_id, code)

    def _dose_card(self, person_id: UUID) -> Callable[[], bytes]:
        world = self._room.context
        return lambda: world.house.immunisations.card_pdf(world.user, person_id)
