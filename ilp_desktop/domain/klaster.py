"""The klaster of Integrasi Layanan Primer."""

from enum import Enum


class Klaster(Enum):
    """The five klaster, numbered as in KMK HK.01.07/MENKES/2015/2023."""

    MANAGEMENT = 1
    MOTHER_CHILD = 2
    ADULT_ELDERLY = 3
    INFECTIOUS = 4
    CROSS = 5

    @property
    def label(self) -> str:
        """Return the name as the tabs write it."""
        return _LABELS[self.value - 1]


_LABELS = ("1 Manajemen", "2 Ibu & Anak", "3 Dewasa & Lansia", "4 Penyakit Menular", "Lintas Klaster")
