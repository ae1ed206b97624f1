"""Schools: which classes they have, a class as people write it, and the day a school year begins."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ilp_desktop.domain.immunisation.immunisation_school import school_schedule_on
from ilp_desktop.domain.school_year import school_year
from ilp_desktop.reference import edition_on

NAME = "school_day"
LONGEST_SECTION = 12
ROMAN = {"I": 1, "V": 5, "X": 10}
WRITTEN = re.compile(r"(?:KELAS|KLS)?[\s.]*(\d{1,2}|[IVX]+)[\s.\-/]*(.*)")
NO_CLASS = "Tulis kelas seperti 7, 7A, atau VII-A."
NOT_HERE = "{label} tidak mempunyai kelas {grade}."


@dataclass(frozen=True)
class Level:
    """A kind of school and its classes."""

    code: str
    label: str
    grades: tuple[int, ...]


@dataclass(frozen=True, order=True)
class ClassName:
    """A class: its grade, and what the school adds to it."""

    grade: int
    section: str = ""

    @property
    def text(self) -> str:
        """Return the class as lists write it, e.g. 7A or 7 Melati."""
        return f"{self.grade}{self.section}" if len(self.section) <= 1 else f"{self.grade} {self.section}"


@dataclass(frozen=True)
class ReadClass:
    """A typed class as it is read; ``problem`` says why it is none."""

    value: ClassName | None
    problem: str = ""


@lru_cache(maxsize=16)
def levels(day: date) -> tuple[Level, ...]:
    """Return the kinds of schools."""
    rows = edition_on(NAME, day).body["level"]
    return tuple(Level(row["code"], row["label"], tuple(row["grades"])) for row in rows)


def level_of(code: str, day: date) -> Level:
    """Return the kind of a school by its code; raises ``LookupError`` where there is none."""
    found = next((level for level in levels(day) if level.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def read_class(text: str, level: Level) -> ReadClass:
    """Read a class of a kind of school as people write it: 7, 7A, 7-a, VII A, kelas 7 Melati."""
    found = WRITTEN.fullmatch(" ".join(text.upper().split()))
    if found is None:
        return ReadClass(None, NO_CLASS)
    grade, section = _grade(found.group(1)), found.group(2).strip(" .-/")
    if grade is None or len(section) > LONGEST_SECTION:
        return ReadClass(None, NO_CLASS)
    if grade not in level.grades:
        return ReadClass(None, NOT_HERE.format(label=level.label, grade=grade))
    return ReadClass(ClassName(grade, section if len(section) <= 1 or section.isdigit() else section.title()))


def year_begins(day: date) -> date:
    """Return the day on which the school year of a day began."""
    first_month = school_schedule_on(day).first_month
    return date(school_year(day, first_month), first_month, 1)


def year_text(begins_on: date) -> str:
    """Return a school year as people name it, e.g. 2026/2027."""
    return f"{begins_on.year}/{begins_on.year + 1}"


def _grade(text: str) -> int | None:
    """Return a number written in digits or in Roman letters."""
    if text.isdigit():
        return int(text)
    values = [ROMAN[letter] for letter in text]
    steps = zip(values, [*values[1:], 0], strict=True)
    total = sum(-value if value < following else value for value, following in steps)
    return total if text in _ROMAN_GRADES else None


_ROMAN_GRADES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
