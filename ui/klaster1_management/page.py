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
from ui.klaster1_management.requests_panel import RequestsPanel
from ui.klaster1_management.screening_panel import ScreeningPanel
from ui.klaster1_management.staff_panel import StaffPanel
from ui.klaster1_management.today_panel import TodayPanel
from ui.klaster1_management.trail_panel import TrailPanel
from ui.widgets.page import Page

FIGURES = frozenset({Act.SEE_FIGURES})
HOUSE = frozenset({Act.SEE_FIGURES, Act.MANAGE_FACILITY})
PANELS: tuple[tuple[str, type[Panel], frozenset[Act]], ...] = (
    ("Hari ini", TodayPanel, FIGURES),
    ("Skrining", ScreeningPanel, FIGURES),
    ("Petugas", StaffPanel, HOUSE),
    ("Puskesmas", FacilityPanel, HOUSE),
    ("Layar, suara && tiket", DisplayPanel, HOUSE),
    ("Data ganda", DuplicatesPanel, FIGURES),
    ("Edisi rujukan", EditionsPanel, FIGURES),
    ("Impor keluarga", ImportPanel, frozenset({Act.SEE_FIGURES, Act.IMPORT_FAMILIES})),
    ("Kematian", DeathsPanel, FIGURES),
    ("Rekam medis", RecordsPanel, FIGURES),
    ("Hak pasien", RequestsPanel, frozenset({Act.NOTE_REQUEST})),
    ("Jejak", TrailPanel, FIGURES),
    ("Darurat", ReplayPanel, frozenset({Act.SEE_FIGURES, Act.DECIDE_REPLAY})),
    ("Cadangan", BackupPanel, HOUSE),
    ("Kunci", KeysPanel, FIGURES),
)
"""The inner tabs, each with the acts of which a role must be allowed one."""
NOT_YOURS = "Peran Anda tidak mencakup halaman ini."


class ManagementPage(Page):
    """Today in figures, what forms brought to light, staff, the Puskesmas, people entered twice, and the editions.

    The desk comes here to import lists of families and to decide what Mode darurat left, the admin for what keeps
    the house going; they see nothing else.

    Attributes:
        tabs: the inner tabs.
        panels: their content, in the same order; each is built when first opened.
    """

    subjects = frozenset().union(*(panel.subjects for _, panel, _ in PANELS))

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.panels = tuple(panel(context) for _, panel, _ in PANELS)
        for (title, _, acts), panel in zip(PANELS, self.panels, strict=True):
            number = self.tabs.addTab(panel, title)
            if not any(context.user.may(act) for act in acts):
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
