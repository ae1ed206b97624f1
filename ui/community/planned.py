"""What the tab does not do yet, said plainly and in little room."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.widgets.card import Card
from ui.widgets.labels import label

INTRODUCTION = (
    "Menyusul di halaman ini. Kontrol hipertensi dan diabetes dicatat dengan Catat kontrol; "
    "pelayanan lain di luar gedung sampai saat itu lewat Loket."
)
PLANNED = (
    ("Hari buka Posyandu", "Lima langkah dalam satu tabel cepat."),
    ("Kartu per tahap hidup", "Dari ibu hamil dan balita sampai lansia."),
    ("Kunjungan rumah", "Keluarga yang perlu dikunjungi, dan hasilnya."),
    ("Bekal", "Data satu Posyandu dibawa tanpa jaringan."),
)


def planned_card() -> Card:
    """Return a quiet card that says what is to come."""
    card = Card()
    card.body.setSpacing(4)
    card.add(label(INTRODUCTION, "small"))
    row = QHBoxLayout()
    row.setSpacing(24)
    for heading, sentence in PLANNED:
        words = QVBoxLayout()
        words.setSpacing(0)
        line = label(sentence, "small")
        line.setWordWrap(True)
        words.addWidget(label(heading, "strong"))
        words.addWidget(line)
        words.addStretch(1)
        row.addLayout(words, 1)
    card.body.addLayout(row)
    return card
