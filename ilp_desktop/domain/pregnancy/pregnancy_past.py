"""A woman's earlier births and losses: what they amount to, and whether the GPA says the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from ilp_desktop.reference import edition_on

TABLE = "past_pregnancy"
DAYS_A_YEAR = 365.25
MANUAL_PLACENTA, TRANSFUSION = "uri_dirogoh", "infus_transfusi"


class PastOutcome(Enum):
    """What became of an earlier pregnancy, one baby; the value is the word that is stored and shown."""

    LIVE = "lahir hidup"
    STILLBIRTH = "lahir mati"
    MISCARRIAGE = "abortus"
    ECTOPIC = "kehamilan ektopik"
    MOLAR = "mola hidatidosa"

    @property
    def is_birth(self) -> bool:
        """Say whether it counts as para; else it counts as abortus."""
        return self in (PastOutcome.LIVE, PastOutcome.STILLBIRTH)


@dataclass(frozen=True)
class EarlierBaby:
    """One baby of an earlier pregnancy, or one loss.

    Attributes:
        on: its day; None where only the year is known.
        twin: it came with the one before, so that both are one pregnancy.
        living: whether the child lives; None where nobody said.
    """

    year: int
    outcome: PastOutcome
    on: date | None = None
    twin: bool = False
    mode: str = ""
    living: bool | None = None
    complications: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObstetricPast:
    """What earlier pregnancies amount to, as risk scores ask for it.

    Attributes:
        births, losses: pregnancies, as para and abortus count them.
        living: children said to live.
        failed: an earlier pregnancy or child was lost.
        last_birth_year, last_birth_on: of the last birth; the day where it is known.
    """

    births: int = 0
    losses: int = 0
    living: int = 0
    failed: bool = False
    caesarean: bool = False
    pulled: bool = False
    manual_placenta: bool = False
    transfusion: bool = False
    last_birth_year: int | None = None
    last_birth_on: date | None = None

    def years_before(self, day: date) -> float | None:
        """Return how long before a day the last birth was; None without one whose day is known."""
        return None if self.last_birth_on is None else (day - self.last_birth_on).days / DAYS_A_YEAR


def obstetric_past(babies: Sequence[EarlierBaby], day: date) -> ObstetricPast:
    """Return what a woman's earlier babies amount to, the earliest first."""
    births = [baby for baby in babies if baby.outcome.is_birth]
    complications = {one for baby in babies for one in baby.complications}
    known_by = edition_on(TABLE, day).body["known_by"]
    last = births[-1] if births else None
    return ObstetricPast(
        births=sum(1 for baby in births if not baby.twin),
        losses=sum(1 for baby in babies if not baby.outcome.is_birth and not baby.twin),
        living=sum(1 for baby in births if baby.living),
        failed=any(baby.outcome is not PastOutcome.LIVE or baby.living is False for baby in babies),
        caesarean=any(_said(baby.mode, known_by["caesarean"]) for baby in births),
        pulled=any(_said(baby.mode, known_by["pulled"]) for baby in births),
        manual_placenta=MANUAL_PLACENTA in complications,
        transfusion=TRANSFUSION in complications,
        last_birth_year=last.year if last else None,
        last_birth_on=last.on if last else None,
    )


def gpa_difference(para: int, abortus: int, past: ObstetricPast) -> str:
    """Return in what the GPA and the history on record differ, in Indonesian; empty when they agree."""
    found = [
        f"{word} {told}, riwayat {recorded}"
        for word, told, recorded in (("P", para, past.births), ("A", abortus, past.losses))
        if told != recorded
    ]
    return f"GPA dan riwayat berbeda: {'; '.join(found)}." if found else ""


def past_problems(year: int | None, on: date | None, born: date, today: date) -> dict[str, str]:
    """Return why an earlier pregnancy cannot have ended then: field name to message."""
    if year is None:
        return {"year": "Isi tahunnya, atau tanggal bila diketahui."}
    if (on is not None and on > today) or year > today.year:
        return {"year": "Belum terjadi."}
    youngest = int(edition_on(TABLE, today).body["youngest_mother_years"])
    if year < born.year + youngest:
        return {"year": f"Ibu lahir {born.year}; umurnya belum {youngest} tahun."}
    return {}


def past_choices(name: str, day: date) -> tuple[tuple[str, str], ...]:
    """Return the choices of a question about an earlier pregnancy as (code, label)."""
    rows: list[Any] = edition_on(TABLE, day).body[name]
    return tuple((row, row) if isinstance(row, str) else (row[0], row[1]) for row in rows)


def is_manual_placenta(said: str, day: date) -> bool:
    """Say whether the placenta was taken out by hand, as the record of a delivery words it."""
    return _said(said, edition_on(TABLE, day).body["known_by"]["manual_placenta"])


def _said(mode: str, words: Collection[str]) -> bool:
    """Say whether a mode, written freely, holds one of the words; short ones must stand alone."""
    typed = mode.casefold()
    return any(word in typed.split() if len(word) < 4 else word in typed for word in words)
