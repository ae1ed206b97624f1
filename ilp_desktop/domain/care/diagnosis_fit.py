"""Whether an ICD-10 code fits the sex and the age of a patient, by ``resources/reference/diagnosis_fit``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

REFERENCE = "diagnosis_fit"


class Fit(Enum):
    """How a code fits: it does, it hardly does and is asked about, or it cannot be."""

    FITS = "sesuai"
    DOUBTFUL = "ditanyakan"
    IMPOSSIBLE = "ditolak"


@dataclass(frozen=True)
class Fitting:
    """What is said of a code for a patient; ``words`` are empty where it fits."""

    fit: Fit
    words: str = ""


FITS = Fitting(Fit.FITS)


def fitting(code: str, sex: Sex, birth_date: date, day: date) -> Fitting:
    """Return whether a code fits a patient on the day of a visit."""
    age = age_on(birth_date, day) if birth_date <= day else age_on(day, day)
    body = edition_on(REFERENCE, day).body
    for block in body["sex"]:
        if block["sex"] != sex.value and _among(code, tuple(block["codes"])):
            words = f"{code} ialah kode {block['name']}; pasien ini {sex.word.lower()}."
            return Fitting(Fit.IMPOSSIBLE, words)
    found = [_by_age(block, code, age) for block in body["age"] if _among(code, tuple(block["codes"]))]
    return max(found, key=lambda one: list(Fit).index(one.fit), default=FITS)


def _by_age(block: Mapping[str, Any], code: str, age: Age) -> Fitting:
    for key, fit in (("refuse", Fit.IMPOSSIBLE), ("ask", Fit.DOUBTFUL)):
        limits = block.get(key)
        if limits and not _within(limits, age):
            limit = _words(limits)
            return Fitting(fit, f"{code} ialah kode {block['name']} ({limit}); umur pasien {age.short_text}.")
    return FITS


def _within(limits: Mapping[str, int], age: Age) -> bool:
    oldest, days = limits.get("to_years", age.years), limits.get("to_days", age.total_days)
    return limits.get("from_years", 0) <= age.years <= oldest and age.total_days <= days


def _words(limits: Mapping[str, int]) -> str:
    if "to_days" in limits:
        return f"sampai umur {limits['to_days']} hari"
    youngest, oldest = limits.get("from_years"), limits.get("to_years")
    if youngest is None:
        return f"sampai umur {oldest} tahun"
    return f"sejak umur {youngest} tahun" if oldest is None else f"umur {youngest} sampai {oldest} tahun"


@lru_cache(maxsize=4096)
def _among(code: str, ranges: Sequence[str]) -> bool:
    """Tell whether a code lies in one of some ranges, each as ``O00-O99``, ``N40`` or ``D07.0-D07.3``."""
    return any(_in_range(code, one) for one in ranges)


def _in_range(code: str, written: str) -> bool:
    first, _, last = written.partition("-")
    last = last or first
    return first <= code[: len(first)] and code[: len(last)] <= last
