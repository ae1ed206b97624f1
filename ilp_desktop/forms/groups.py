"""Who a form belongs to, and whose words it is in."""

from collections.abc import Mapping
from enum import Enum


class Group(Enum):
    """Who a form belongs to."""

    GENERAL = "umum"
    MOTHER = "ibu"
    YOUNG_CHILD = "bayi_balita"
    SCHOOL = "sekolah_remaja"
    ADULT = "dewasa"
    ELDERLY = "lansia"
    MENTAL = "jiwa"
    INFECTIOUS = "menular"
    POSYANDU = "posyandu"
    HOME_VISIT = "kunjungan_rumah"

    @property
    def title(self) -> str:
        """Return the heading its forms stand under."""
        return GROUP_TITLES[self]


GROUP_TITLES: Mapping[Group, str] = {
    Group.GENERAL: "Umum",
    Group.MOTHER: "Ibu hamil dan nifas",
    Group.YOUNG_CHILD: "Bayi dan balita",
    Group.SCHOOL: "Usia sekolah dan remaja",
    Group.ADULT: "Dewasa",
    Group.ELDERLY: "Lansia",
    Group.MENTAL: "Kesehatan jiwa",
    Group.INFECTIOUS: "Penyakit menular",
    Group.POSYANDU: "Posyandu",
    Group.HOME_VISIT: "Kunjungan rumah",
}


class Wording(Enum):
    """Whose words the questions are in: ours, or those of an official sheet that lies beside the screen."""

    OURS = "sendiri"
    OFFICIAL = "lembar resmi"
