"""How a pregnancy ends, where no birth of a child who is registered here ends it."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age
from ilp_desktop.reference import edition_on


class PregnancyEnd(Enum):
    """What became of a pregnancy; the value is the Indonesian word that is stored."""

    MISCARRIAGE = "abortus"
    ECTOPIC = "kehamilan ektopik"
    MOLAR = "mola hidatidosa"
    STILLBIRTH = "lahir mati"
    BORN_ELSEWHERE = "lahir hidup di luar"
    MOVED = "pindah"
    MISTAKEN = "tidak hamil"
    DIED = "ibu meninggal"

    @property
    def label(self) -> str:
        """Return the words people choose by."""
        return {
            PregnancyEnd.MISCARRIAGE: "Abortus (keguguran)",
            PregnancyEnd.ECTOPIC: "Kehamilan ektopik",
            PregnancyEnd.MOLAR: "Mola hidatidosa",
            PregnancyEnd.STILLBIRTH: "Lahir mati",
            PregnancyEnd.BORN_ELSEWHERE: "Lahir hidup di tempat lain",
            PregnancyEnd.MOVED: "Pindah, masih hamil",
            PregnancyEnd.MISTAKEN: "Tidak hamil (keliru)",
            PregnancyEnd.DIED: "Ibu meninggal, belum bersalin",
        }[self]


DELIVERED = (PregnancyEnd.STILLBIRTH.value, PregnancyEnd.BORN_ELSEWHERE.value)
"""Ends after which a woman is in nifas, although no child of hers is registered here."""
LOST = (PregnancyEnd.MISCARRIAGE.value, PregnancyEnd.ECTOPIC.value, PregnancyEnd.MOLAR.value)
"""Ends that count as an abortus (A) from then on."""
OPEN_ENDED = (PregnancyEnd.MOVED.value, PregnancyEnd.MISTAKEN.value, PregnancyEnd.DIED.value)
"""Ends after which nothing is known of a birth or a loss."""
TOLD_ENDS = tuple(end for end in PregnancyEnd if end is not PregnancyEnd.DIED)
"""Ends that somebody chooses; a death is recorded as such, and ends the pregnancy by itself."""


def end_problem(day: date | None, counted_from: date, today: date) -> str:
    """Return why a pregnancy cannot have ended on a day, in Indonesian; empty when it can."""
    if day is None:
        return "Isi tanggalnya."
    if day > today:
        return "Tanggal ini belum terjadi."
    return "Tanggal ini sebelum HPHT." if day < counted_from else ""


def weeks_problem(end: PregnancyEnd, day: date, counted_from: date) -> str:
    """Return why a pregnancy of so many weeks does not end in this way, in Indonesian; empty when it may."""
    limit = int(edition_on("pregnancy_end", day).body["abortus_below_weeks"])
    age = gestational_age(counted_from, day)
    if end is PregnancyEnd.MISCARRIAGE and age.weeks >= limit:
        return f"Umur kehamilan {age.text}; abortus sebelum {limit} minggu. Pilih lahir mati."
    if end.value in DELIVERED and age.weeks < limit:
        return f"Umur kehamilan {age.text}; sebelum {limit} minggu pilih abortus."
    return ""


def visits_problem(end: PregnancyEnd, day: date, visits: Sequence[date]) -> str:
    """Return why the antenatal visits on record contradict an end, in Indonesian; empty when they do not.

    Nobody comes for antenatal care after giving birth; a loss may be found at a visit later than it happened.
    """
    if not visits or end is PregnancyEnd.MISTAKEN:
        return ""
    first, last = min(visits), max(visits)
    if day < first:
        return f"Tanggal ini sebelum kunjungan antenatal pertama, {indonesian_date(first)}."
    if end.value not in LOST and day < last:
        return f"Masih ada kunjungan antenatal sesudahnya, {indonesian_date(last)}."
    return ""


def counts_after(outcome: str, counts: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return gravida, para and abortus after a pregnancy ended so; twins are one birth."""
    gravida, para, abortus = counts
    if outcome in LOST:
        return gravida, para, abortus + 1
    if outcome == PregnancyEnd.MISTAKEN.value:
        return gravida - 1, para, abortus
    return (gravida, para, abortus) if outcome in ("", *OPEN_ENDED) else (gravida, para + 1, abortus)
