"""Which ICD-10 codes may stand for whom: none of the other sex or another age, and no asterisk code by itself."""

from collections.abc import Sequence
from datetime import date

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

NAME = "icd10_use"
UNFIT = "{code} {says}. Periksa pasiennya atau kodenya."
NOT_FIRST = "{code} kode bintang: tulis dulu kode penyebabnya sebagai diagnosis utama."


def is_asterisk(code: str, day: date) -> bool:
    """Return whether a code only tells where a disease shows itself, beside the code of the disease."""
    return code[:3] in edition_on(NAME, day).body["asterisk"]


def unfit(code: str, sex: Sex, age: Age) -> str:
    """Return why a code cannot be meant for somebody of this sex and age, or nothing."""
    for limit in edition_on(NAME, age.day).body["limit"]:
        wrong_sex = "sex" in limit and limit["sex"] != sex.value
        too_young = age.total_months < MONTHS_A_YEAR * limit.get("from_years", 0)
        too_old = "below_years" in limit and age.total_months >= MONTHS_A_YEAR * limit["below_years"]
        if (wrong_sex or too_young or too_old) and code.startswith(tuple(limit["codes"])):
            return UNFIT.format(code=code, says=limit["says"])
    return ""


def misplaced(codes: Sequence[str], day: date) -> str:
    """Return what is wrong with the first of some diagnoses as the primary one, or nothing."""
    return NOT_FIRST.format(code=codes[0]) if codes and is_asterisk(codes[0], day) else ""
