"""A form of 120 questions in twelve sections, made up of what questionnaires are made of."""

from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.schema import Form

SECTIONS, QUESTIONS_EACH = 12, 10
NUMBER, WORDS = 8, 9
"""Places within a section, counted from 1."""

HEADER = """\
code = "besar"
title = "Contoh besar"
version = "1"
source = "Pedoman contoh 2024"
valid_from = 2024-01-01
verified = false
rights = "Disusun sendiri."
group = "umum"
sensitivity = "umum"
"""
OFTEN = (
    'kind = "choice"\nchoices = [["0", "Tidak pernah", 0], ["1", "Kadang", 1], ["2", "Sering", 2], ["3", "Selalu", 3]]'
)
BANDS = """
[[scoring.band]]
below = 10
code = "low"
conclusion = "Rendah"
urgency = "none"
[[scoring.band]]
at_least = 10
code = "high"
conclusion = "Tinggi"
urgency = "watch"
[[scoring.alarm]]
when = "q_117 = ya"
question = "q_117"
code = "alarm"
conclusion = "Segera"
urgency = "emergency"
"""


def long_form() -> Form:
    """Return the form."""
    parts = [HEADER]
    scored = []
    for number in range(1, SECTIONS * QUESTIONS_EACH + 1):
        place = (number - 1) % QUESTIONS_EACH + 1
        parts.append(_question(number, place))
        if place not in (NUMBER, WORDS):
            scored.append(f'"q_{number}"')
    parts.append(f'[scoring]\nmethod = "sum"\nquestions = [{", ".join(scored)}]{BANDS}')
    return parse_form("\n".join(parts), "besar.toml")


def _question(number: int, place: int) -> str:
    section = (number - 1) // QUESTIONS_EACH + 1
    head = f'[[question]]\nsection = "Bagian {section}"\ncode = "q_{number}"\nlabel = "Butir pertanyaan {number}"\n'
    if place == NUMBER:
        return f'{head}kind = "integer"\nunit = "mmHg"\nhard = [0, 300]\nsoft = [10, 200]\n'
    if place == WORDS:
        return f'{head}kind = "text"\n'
    kind = OFTEN if place % 3 == 0 else 'kind = "boolean"'
    gate = f'\nshown_when = "q_{number - 1} = ya"' if place == 5 else ""
    return f"{head}{kind}{gate}\n"
