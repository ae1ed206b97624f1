"""Which diagnoses are handed to klaster 4 as suspected infectious cases, by their ICD-10 code."""

from dataclasses import dataclass
from functools import lru_cache

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.bands import Row
from ilp_desktop.reference import edition_on

CATEGORY_LENGTH = 3


@dataclass(frozen=True)
class SuspectedCase:
    """A disease a code may stand for.

    Attributes:
        code: stable English identifier.
        label: Indonesian name.
        skdr: letter in the weekly report, empty when it is not on that list.
        source: where the list stands.
    """

    code: str
    label: str
    skdr: str
    source: str


def suspected_cases(icd10: str, age: Age) -> tuple[SuspectedCase, ...]:
    """Return the diseases a diagnosis may be reported as; more than one means the officer must choose."""
    edition = edition_on("suspected_infectious", age.day)
    wanted = icd10.strip().upper()
    return tuple(
        SuspectedCase(row["code"], row["label"], row["skdr"], edition.source)
        for row in edition.body["disease"]
        if _of_age(row, age) and any(_covers(pattern, wanted) for pattern in row["codes"])
    )


def _of_age(row: Row, age: Age) -> bool:
    return "until_years" not in row or bool(age.years < row["until_years"])


@lru_cache(maxsize=4096)
def _covers(pattern: str, code: str) -> bool:
    """Return whether a code lies under a category, a range of categories or a subcategory."""
    category, dotted = code[:CATEGORY_LENGTH], code.replace(".", "")
    if "-" in pattern:
        first, last = pattern.split("-")
        return len(category) == CATEGORY_LENGTH and first <= category <= last
    return dotted.startswith(pattern.replace(".", ""))
