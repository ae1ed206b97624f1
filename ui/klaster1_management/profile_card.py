"""What is known of the Puskesmas itself, as its letters write it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ilp_desktop.domain.identity.record_number import format_number, parse_pattern
from ilp_desktop.services.facility.facilities import FacilityProfile
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.labels import label

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
EXAMPLE = {"family": 123, "member": 2, "village": 4, "serial": 123}
HEADINGS = (
    *("Nama", "Kode", "Telepon", "Zona waktu", "Alamat", "Kabupaten/kota", "Endemis JE", "Contoh No. RM"),
    "Endemis malaria (API > 5)",
)
PLACES = (*((0, column, 1) for column in range(4)), *((1, column, 1) for column in range(4)), (2, 2, 1))


class ProfileCard(Card):
    """Name, code, address and the like, each under its heading.

    Signals:
        je_wanted(bool): Japanese encephalitis is to count as endemic here, or no longer.
        malaria_wanted(bool): the same of malaria.
        server_wanted(): another server is to be connected to, or the data of this computer is to go to one.
    """

    je_wanted = Signal(bool)
    malaria_wanted = Signal(bool)
    server_wanted = Signal()

    def __init__(self, *, may_change: bool, server: str = "") -> None:
        super().__init__()
        self.place = label(f"Data di server {server}" if server else "Data di komputer ini", "muted")
        self.server_button = plain_button("Server lain" if server else "Pindahkan ke server")
        self.server_button.setToolTip(
            "Keluar, lalu sambungkan komputer ini ke server lain"
            if server
            else "Keluar, lalu pindahkan semua data komputer ini ke server"
        )
        if not may_change:
            self.server_button.hide()
        self.server_button.clicked.connect(self.server_wanted)
        self.endemic = False
        self.je_button = plain_button("Ubah status JE")
        self.je_button.setToolTip("Imunisasi JE ditawarkan pada anak bila wilayah ini endemis")
        self.malaria = False
        self.malaria_button = plain_button("Ubah status malaria")
        self.malaria_button.setToolTip("Pemeriksaan malaria ditagih pada ibu hamil bila wilayah ini endemis tinggi")
        if not may_change:
            self.je_button.hide()
            self.malaria_button.hide()
        self.je_button.clicked.connect(self._on_je_clicked)
        self.malaria_button.clicked.connect(self._on_malaria_clicked)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        self.values = [label("-", "strong") for _ in HEADINGS]
        for heading, value, (row, column, span) in zip(HEADINGS, self.values, PLACES, strict=True):
            grid.addWidget(label(heading, "small"), 2 * row, column, 1, span)
            grid.addWidget(_selectable(value), 2 * row + 1, column, 1, span)
        for column, stretch in enumerate((5, 2, 2, 1)):
            grid.setColumnStretch(column, stretch)
        grid.addWidget(self.place, 5, 0)
        grid.addWidget(self.server_button, 5, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.je_button, 5, 3)
        grid.addWidget(self.malaria_button, 4, 3, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(grid)

    def _on_je_clicked(self) -> None:
        self.je_wanted.emit(not self.endemic)

    def _on_malaria_clicked(self) -> None:
        self.malaria_wanted.emit(not self.malaria)

    def show_profile(self, profile: FacilityProfile, *, je_endemic: bool, malaria_endemic: bool) -> None:
        """Write what is known."""
        self.endemic, self.malaria = je_endemic, malaria_endemic
        texts = (
            profile.name,
            profile.code,
            profile.phone,
            ZONES.get(profile.time_zone, profile.time_zone),
            profile.address,
            profile.regency,
            "ya" if je_endemic else "tidak",
            example_number(profile.record_number_pattern),
            "ya" if malaria_endemic else "tidak",
        )
        for value, text in zip(self.values, texts, strict=True):
            value.setText(text or "-")
            value.setToolTip(text)


def example_number(pattern: str) -> str:
    """Return a record number as the pattern writes it."""
    return format_number(parse_pattern(pattern), EXAMPLE)


def _selectable(value: QLabel) -> QWidget:
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    value.setWordWrap(True)
    return value
