"""The page of the tab «Posyandu & Pustu»: it says plainly what will stand here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.context import PageContext
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.page import Page
from ui.widgets.picture import Picture

INTRODUCTION = (
    "Pelayanan di luar gedung belum dapat dicatat di sini. "
    "Orang dari Posyandu yang datang ke Puskesmas didaftarkan lewat Loket seperti biasa."
)
PLANNED = (
    (
        "calendar",
        "Hari buka Posyandu",
        "Lima langkah dalam satu tabel cepat, dan siapa yang ditunggu tetapi tidak datang.",
    ),
    ("clipboard", "Kartu per tahap hidup", "Satu kartu untuk ibu, balita, anak sekolah, usia produktif, dan lansia."),
    ("home", "Kunjungan rumah", "Keluarga yang perlu dikunjungi kader dan petugas Pustu, dengan hasilnya."),
    ("sync-off", "Bekal", "Data satu Posyandu dibawa tanpa jaringan, lalu dibawa pulang tanpa tercatat dua kali."),
)
COLUMNS = 2
WIDTH_PX = 960
CARD_HEIGHT_PX = 92
PICTURE_PX = 32


class CommunityPage(Page):
    """Four cards, each with what its part of the page will do."""

    title = "Posyandu & Pustu"

    def __init__(self, _context: PageContext) -> None:
        super().__init__()

    def build(self) -> None:
        """Put the cards in the middle of the page."""
        middle, across = QWidget(), QHBoxLayout()
        middle.setFixedWidth(WIDTH_PX)
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        introduction = _wrapped(INTRODUCTION, "muted")
        introduction.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(introduction, 0, 0, 1, COLUMNS)
        for number, (picture, title, sentence) in enumerate(PLANNED):
            grid.addWidget(_planned(picture, title, sentence), 1 + number // COLUMNS, number % COLUMNS)
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        self.body.addStretch(2)
        self.body.addLayout(across)
        self.body.addStretch(3)


def _planned(picture: str, title: str, sentence: str) -> Card:
    card = Card()
    card.setFixedHeight(CARD_HEIGHT_PX)
    head, words, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
    head.addWidget(label(title, "section"))
    head.addStretch(1)
    head.addWidget(Pill("menyusul", Tone.NEUTRAL))
    words.setSpacing(4)
    words.addLayout(head)
    words.addWidget(_wrapped(sentence, "muted"))
    words.addStretch(1)
    row.setSpacing(16)
    row.addWidget(Picture(picture, "primary", PICTURE_PX), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


def _wrapped(text: str, role: str) -> QLabel:
    made = label(text, role)
    made.setWordWrap(True)
    return made
