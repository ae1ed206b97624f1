"""What is expected of a disease, for life, function and healing, each in one word of the guidelines."""

from datetime import date

from ilp_desktop.reference import edition_on

REFERENCE = "prognosis"
PROGNOSES = ("prognosis_vitam", "prognosis_functionam", "prognosis_sanationam")
UNKNOWN = "Pilih kata prognosis dari daftar."


def prognosis_words(day: date) -> tuple[tuple[str, str], ...]:
    """Return the words in force on a day, each with its meaning."""
    return tuple(edition_on(REFERENCE, day).body["words"].items())


def prognosis_problem(word: str, day: date) -> str:
    """Return that a word is none of the list, or nothing; blank says that nobody told."""
    return UNKNOWN if word and word not in dict(prognosis_words(day)) else ""
