"""A small definition that uses all of the language: a table, computed values, points, several scales, alarms."""

from ilp_desktop.forms.faults import Fault, FormFaults
from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.schema import Form

RICH = """\
code = "kaya"
title = "Contoh lengkap"
version = "1"
source = "Pedoman contoh 2024"
valid_from = 2024-01-01
verified = true
rights = "Disusun sendiri."
group = "dewasa"
wording = "lembar resmi"
sensitivity = "umum"

[[question]]
section = "Kebiasaan"
code = "tahun_merokok"
label = "Lama merokok"
kind = "integer"
unit = "tahun"
hard = [0, 90]

[[question]]
section = "Kebiasaan"
code = "batang_per_hari"
label = "Batang sehari"
kind = "integer"
unit = "batang/hari"
hard = [0, 100]
shown_when = "tahun_merokok > 0"

[[question]]
section = "Butir"
code = "butir_1"
item = "1"
label = "Tidur"
kind = "boolean"

[[question]]
section = "Butir"
code = "butir_2"
item = "2"
label = "Nafsu makan"
kind = "choice"
choices = [["0", "Tidak", 0], ["1", "Kadang", 1], ["2", "Sering", 2]]

[[question]]
section = "Butir"
code = "butir_3"
item = "3"
label = "Putus asa"
kind = "boolean"

[[question]]
section = "Obat"
code = "obat"
label = "Obat yang diminum"
kind = "rows"
most_rows = 3
[[question.column]]
code = "nama"
label = "Nama"
kind = "text"
required = true
[[question.column]]
code = "dosis"
label = "Dosis"
kind = "decimal"
unit = "mg"
hard = [0.1, 5000]
soft = [1, 1000]
[[question.column]]
code = "sejak"
label = "Sejak"
kind = "date"
hard = [-36500, 0]
[[question.column]]
code = "waktu"
label = "Waktu"
kind = "choice"
choices = [["pagi", "Pagi"], ["malam", "Malam"]]
[[question.column]]
code = "teratur"
label = "Teratur"
kind = "boolean"

[[computed]]
code = "bungkus_tahun"
label = "Bungkus-tahun"
unit = "bungkus-tahun"
formula = "tahun_merokok * batang_per_hari / 20"
decimals = 1
beside = "batang_per_hari"

[[computed]]
code = "sisa"
label = "Sisa tahun"
unit = "tahun"
formula = "umur_tahun - tahun_merokok"

[[check]]
when = "sisa < 5"
question = "tahun_merokok"
message = "Terlalu lama untuk umurnya."

[[scoring]]
code = "paru"
label = "Risiko paru"
method = "sum"
questions = ["butir_1"]
weights = { butir_1 = 3 }
base = 2
[[scoring.point]]
group = "rokok"
label = "30 bungkus-tahun atau lebih"
when = "bungkus_tahun >= 30"
score = 2
[[scoring.point]]
group = "rokok"
label = "20 sampai 29 bungkus-tahun"
when = "bungkus_tahun >= 20"
score = 1
[[scoring.point]]
label = "Laki-laki"
when = "jenis_kelamin = L"
score = 1
[[scoring.band]]
below = 4
code = "low"
conclusion = "Risiko rendah"
urgency = "none"
repeat_days = 365
[[scoring.band]]
at_least = 4
code = "high"
conclusion = "Risiko tinggi"
urgency = "refer"
advice = "Periksa spirometri."
refer_to = "FKRTL"

[[scoring]]
code = "jiwa"
label = "Keluhan jiwa"
method = "count"
questions = ["butir_2", "butir_3"]
[[scoring.band]]
below = 1
code = "calm"
conclusion = "Tidak ada keluhan"
urgency = "none"
[[scoring.band]]
at_least = 1
code = "complaint"
conclusion = "Ada keluhan"
urgency = "watch"
follow_up = "kaya"
[[scoring.alarm]]
when = "butir_3 = ya"
question = "butir_3"
code = "despair"
conclusion = "Putus asa"
urgency = "emergency"
advice = "Dampingi."
"""


REQUIRED = tuple(
    (f'code = "{code}"', f'code = "{code}"\nrequired = true')
    for code in ("tahun_merokok", "batang_per_hari", "butir_1", "butir_2", "butir_3")
)
"""Changes to the definition that let none of the questions its scales rest on be left blank."""


def rich(*changes: tuple[str, str]) -> str:
    """Return the definition with words replaced; every change must find its words."""
    text = RICH
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def rich_form(*changes: tuple[str, str]) -> Form:
    """Return the form of the definition."""
    return parse_form(rich(*changes), "kaya.toml")


def rich_faults(*changes: tuple[str, str]) -> tuple[Fault, ...]:
    """Return what is wrong with the changed definition."""
    try:
        rich_form(*changes)
    except FormFaults as faults:
        return faults.faults
    return ()
