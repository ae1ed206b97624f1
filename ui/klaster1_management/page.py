"""The page of the tab «1 Manajemen»."""

from PySide6.QtWidgets import QTabWidget

from ilp_desktop.domain.permissions import Act
from ui.context import PageContext
from ui.klaster1_management.backup_panel import BackupPanel
from ui.klaster1_management.deaths_panel import DeathsPanel
from ui.klaster1_management.display_panel import DisplayPanel
from ui.klaster1_management.duplicates_panel import DuplicatesPanel
from ui.klaster1_management.editions_panel import EditionsPanel
from ui.klaster1_management.facility_panel import FacilityPanel
from ui.klaster1_management.import_panel import ImportPanel
from ui.klaster1_management.keys_panel import KeysPanel
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.records_panel import RecordsPanel
from ui.klaster1_management.replay_panel import ReplayPanel
from ui.klaster1_management.screening_panel import ScreeningPanel
from ui.klaster1_management.staff_panel import StaffPanel
from ui.klaster1_management.today_panel import TodayPanel
from ui.klaster1_management.trail_panel import TrailPanel
from ui.widgets.page import Page

PANELS: tuple[tuple[str, type[Panel]], ...] = (
    ("Hari ini", TodayPanel),
    ("Skrining", ScreeningPanel),
    ("Petugas", StaffPanel),
    ("Puskesmas", FacilityPanel),
    ("Layar, suara && tiket", DisplayPanel),
    ("Data ganda", DuplicatesPanel),
    ("Edisi rujukan", EditionsPanel),
    ("Impor keluarga", ImportPanel),
    ("Kematian", DeathsPanel),
    ("Rekam medis", RecordsPanel),
    ("Jejak", TrailPanel),
    ("Darurat", ReplayPanel),
    ("Cadangan", BackupPanel),
    ("Kunci", KeysPanel),
)


NOT_YOURS = "Untuk peran Klinisi atau Kepala/admin."


class ManagementPage(Page):
    """Today in figures, what forms brought to light, staff, the Puskesmas, people entered twice, and the editions.

    The desk comes here to import lists of families and to decide what Mode darurat left, and sees nothing else.

    Attributes:
        tabs: the inner tabs.
        panels: their content, in the same order; each is built when first opened.
    """

    subjects = frozenset().union(*(panel.subjects for _, panel in PANELS))

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.panels = tuple(panel(context) for _, panel in PANELS)
        for (title, _), panel in zip(PANELS, self.panels, strict=True):
            number = self.tabs.addTab(panel, title)
            if not (context.user.may(Act.SEE_FIGURES) or isinstance(panel, ImportPanel | ReplayPanel)):
                self.tabs.setTabEnabled(number, False)
                self.tabs.setTabToolTip(number, NOT_YOURS)
        allowed = (number for number in range(len(self.panels)) if self.tabs.isTabEnabled(number))
        self.tabs.setCurrentIndex(next(allowed, 0))
        self.setFocusProxy(self.tabs.tabBar())

    def build(self) -> None:
        """Put the tabs in place."""
        self.body.addWidget(self.tabs)

    def show_replay(self) -> None:
        """Show what Mode darurat left to be decided."""
        self.tabs.setCurrentIndex(next(at for at, panel in enumerate(self.panels) if isinstance(panel, ReplayPanel)))

    def reload(self, subjects: frozenset[str]) -> None:
        """Let each panel take notice; one that is not seen reads when it is next shown."""
        for panel in self.panels:
            panel.on_changed(subjects)
