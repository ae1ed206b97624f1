"""Small definitions to break, and the smallest that is whole."""

from collections.abc import Collection

from ilp_desktop.forms.faults import Fault, FormFaults
from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.schema import Form

HEADER = """\
code = "contoh"
title = "Contoh"
version = "1"
source = "Pedoman contoh 2024"
valid_from = 2024-01-01
verified = true
rights = "Disusun sendiri."
group = "umum"
sensitivity = "umum"
"""

QUESTIONS = """
[[question]]
section = "Kebiasaan"
code = "merokok"
label = "Merokok"
kind = "boolean"
required = true

[[question]]
section = "Kebiasaan"
code = "batang"
label = "Batang sehari"
kind = "integer"
unit = "batang"
hard = [1, 100]
soft = [1, 40]
shown_when = "merokok = ya and umur_tahun >= 10"

[[question]]
section = "Gejala"
code = "batuk"
label = "Batuk"
kind = "choice"
choices = [["0", "Tidak", 0], ["1", "Kadang", 1], ["2", "Sering", 2]]
"""

CHECK = """
[[check]]
when = "merokok = tidak and batuk = 2"
question = "batuk"
message = "Periksa lagi."
"""

READING = """
[[reading]]
question = "batang"
rule = "hitung"
"""

SCORING = """
[scoring]
method = "sum"
questions = ["merokok", "batuk"]

[[scoring.band]]
below = 2
code = "low"
conclusion = "Rendah"
urgency = "none"

[[scoring.band]]
at_least = 2
code = "high"
conclusion = "Tinggi"
urgency = "watch"
"""

WHOLE = HEADER + QUESTIONS + CHECK + READING + SCORING
RULES = ("hitung",)


def changed(*changes: tuple[str, str]) -> str:
    """Return the whole definition with words replaced; every change must find its words."""
    text = WHOLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def form_of(text: str, rules: Collection[str] = RULES) -> Form:
    """Return the form of a definition."""
    return parse_form(text, "contoh.toml", rules)


def faults_of(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with a definition."""
    try:
        form_of(text)
    except FormFaults as faults:
        return faults.faults
    return ()
