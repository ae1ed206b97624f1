"""How a pregnancy ends, where no birth of a child who is registered here ends it."""

from datetime import date
from enum import Enum


class PregnancyEnd(Enum):
    """What became of a pregnancy; the value is the Indonesian word that is stored."""

    MISCARRIAGE = "abortus"
    STILLBIRTH = "lahir mati"
    BORN_ELSEWHERE = "lahir hidup di luar"
    MISTAKEN = "tidak hamil"

    @property
    def label(self) -> str:
        """Return the words people choose by."""
        return {
            PregnancyEnd.MISCARRIAGE: "Abortus (keguguran)",
            PregnancyEnd.STILLBIRTH: "Lahir mati",
            PregnancyEnd.BORN_ELSEWHERE: "Lahir hidup di tempat lain",
            PregnancyEnd.MISTAKEN: "Tidak hamil (keliru)",
        }[self]


DELIVERED = (PregnancyEnd.STILLBIRTH.value, PregnancyEnd.BORN_ELSEWHERE.value)
"""Ends after which a woman is in nifas, although no child of hers is registered here."""


def end_problem(day: date | None, last_period: date, today: date) -> str:
    """Return why a pregnancy cannot have ended on a day, in Indonesian; empty when it can."""
    if day is None:
        return "Isi tanggalnya."
    if day > today:
        return "Tanggal ini belum terjadi."
    return "Tanggal ini sebelum HPHT." if day < last_period else ""
