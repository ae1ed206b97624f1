"""What one antenatal visit found, in a few lines for whoever points at it on a curve."""

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.forms.answered import number
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Answer, Form, Question
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.pregnancy.antenatal_record import AntenatalRow

PRESSURE = ("sistolik", "diastolik")
MEASURED = ("berat", "lila", "tfu", "djj", "presentasi", "hb", "protein_urin", "gds")
CONCLUDED = ("tanda_bahaya", "tindak_lanjut")
HERE = "Puskesmas ini"


def visit_words(row: AntenatalRow, form: Form) -> tuple[str, ...]:
    """Return day and weeks, who examined and where, what was measured, and what was concluded; each a line."""
    where = row.place.capitalize() or HERE
    lines = [
        f"{indonesian_date(row.day)} · {row.gestation}",
        f"{row.examiner}{' (dokter)' if row.by_doctor else ''} · {where}",
        " · ".join([*_pressure(row), *(_told(form.question(code), row, " ") for code in _answered(row, MEASURED))]),
        " · ".join(_told(form.question(code), row, ": ") for code in _answered(row, CONCLUDED)),
    ]
    return tuple(line for line in lines if line)


def short_label(question: Question) -> str:
    """Return the short name in brackets of a label, where it has one: TFU of «Tinggi fundus uteri (TFU)»."""
    label = question.label
    return label.rpartition("(")[2].removesuffix(")") if label.endswith(")") else label


def _answered(row: AntenatalRow, codes: tuple[str, ...]) -> list[str]:
    return [code for code in codes if row.answers.get(code) not in (None, [], "")]


def _told(question: Question, row: AntenatalRow, between: str) -> str:
    answer: Answer = row.answers[question.code]
    words = answer_text(question, answer)
    return f"{short_label(question)}{between}{words if question.kind.is_number else words.lower()}"


def _pressure(row: AntenatalRow) -> list[str]:
    values = [number(row.answers, code) for code in PRESSURE]
    return [] if None in values else [f"TD {'/'.join(decimal_text(value) for value in values if value is not None)}"]
