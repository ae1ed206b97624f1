"""A form laid out to be read beside the official one: questions with choices and limits, bands with their edges."""

from collections.abc import Iterator

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.conditions import Condition
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Band, Choice, Form, Kind, Limit, Method, Question, Scoring, Section, Sensitivity
from ilp_desktop.forms.wording import condition_text
from ilp_desktop.services.outline import Outline, OutlinePart, OutlineRow

QUESTION_HEADINGS = ("No.", "Pertanyaan", "Jawaban", "Syarat dan batas")
BAND_HEADINGS = ("Nilai", "Untuk", "Kesimpulan", "Tindakan", "Saran")
CHECK_HEADINGS = ("Bila", "Pertanyaan", "Pesan")
READING_HEADINGS = ("Aturan", "Pertanyaan", "Untuk")
CHECKS, READINGS, SCORING = "Jawaban yang tidak dapat bersama", "Dibaca sambil diisi", "Penilaian"
QUESTION_ITEM, BAND_ITEM = "tanya", "simpulan"
KINDS = {
    Kind.BOOLEAN: "ya atau tidak",
    Kind.CHOICE: "satu pilihan",
    Kind.MANY: "boleh lebih dari satu",
    Kind.INTEGER: "bilangan bulat",
    Kind.DECIMAL: "bilangan desimal",
    Kind.DATE: "tanggal",
    Kind.TEXT: "teks",
}
METHODS = {
    Method.SUM: "Nilai dijumlahkan",
    Method.COUNT: "Dihitung berapa jawaban yang bernilai",
    Method.ANY: "Satu jawaban yang bernilai sudah cukup",
    Method.RULE: "Dinilai dengan aturan",
}
URGENCIES = {
    Urgency.NONE: "tidak perlu",
    Urgency.WATCH: "pantau",
    Urgency.REFER: "rujuk",
    Urgency.EMERGENCY: "gawat darurat",
}


def outline_of_form(form: Form) -> Outline:
    """Return everything a form asks and concludes."""
    numbers = {question.code: str(number) for number, question in enumerate(form.questions, start=1)}
    parts = [_section(section, form, numbers) for section in form.sections]
    parts += _checks(form, numbers)
    parts += _readings(form, numbers)
    if form.scoring is not None:
        parts += _scoring(form.scoring, form, numbers)
    return tuple(parts)


def _section(section: Section, form: Form, numbers: dict[str, str]) -> OutlinePart:
    rows = [_question(question, form, numbers[question.code]) for question in section.questions]
    return OutlinePart(section.title, QUESTION_HEADINGS, tuple(rows))


def _question(question: Question, form: Form, number: str) -> OutlineRow:
    label = question.label + (" (terbatas)" if question.sensitivity is Sensitivity.RESTRICTED else "")
    cells = (number, label, _answers(question), ". ".join(_terms(question, form)))
    return OutlineRow(cells, f"{QUESTION_ITEM}:{question.code}", f"{number}. {question.label}")


def _answers(question: Question) -> str:
    """Return the choices with their scores, or what sort of answer is asked for."""
    if question.choices:
        choices = " · ".join(map(_choice, question.choices))
        return f"{choices} (boleh lebih dari satu)" if question.kind is Kind.MANY else choices
    digits = f", {question.decimals} angka di belakang koma" if question.kind is Kind.DECIMAL else ""
    return f"{KINDS[question.kind]}{digits}{f', {question.unit}' if question.unit else ''}"


def _choice(choice: Choice) -> str:
    return choice.text if choice.score is None else f"{choice.text} = {decimal_text(choice.score)}"


def _terms(question: Question, form: Form) -> Iterator[str]:
    if question.shown_when is not None:
        yield f"Ditanyakan bila {condition_text(question.shown_when, form)}"
    if question.required:
        yield "Wajib"
    if question.hard:
        yield f"Diterima {_limits(question.hard, form)}"
    if question.soft:
        yield f"Lazim {_limits(question.soft, form)}"


def _limits(limits: tuple[Limit, ...], form: Form) -> str:
    return "; ".join(
        f"{decimal_text(limit.low)} sampai {decimal_text(limit.high)}{_for_whom(limit.when, form)}" for limit in limits
    )


def _for_whom(when: Condition | None, form: Form) -> str:
    return "" if when is None else f" bila {condition_text(when, form)}"


def _checks(form: Form, numbers: dict[str, str]) -> Iterator[OutlinePart]:
    if form.checks:
        rows = [
            OutlineRow((condition_text(check.when, form), numbers[check.question], check.message))
            for check in form.checks
        ]
        yield OutlinePart(CHECKS, CHECK_HEADINGS, tuple(rows))


def _readings(form: Form, numbers: dict[str, str]) -> Iterator[OutlinePart]:
    if form.readings:
        rows = [
            OutlineRow((one.rule, numbers[one.question], condition_text(one.when, form) if one.when else "semua"))
            for one in form.readings
        ]
        yield OutlinePart(READINGS, READING_HEADINGS, tuple(rows))


def _scoring(scoring: Scoring, form: Form, numbers: dict[str, str]) -> Iterator[OutlinePart]:
    counted = ", ".join(numbers[code] for code in scoring.questions)
    how = f"{METHODS[scoring.method]}{f' {scoring.rule}' if scoring.rule else ''}, dari pertanyaan {counted}."
    yield OutlinePart(SCORING, (), (OutlineRow((how,)),))
    if scoring.bands:
        rows = tuple(_band(band, form) for band in scoring.bands)
        yield OutlinePart("Kesimpulan", BAND_HEADINGS, rows)


def _band(band: Band, form: Form) -> OutlineRow:
    whom = condition_text(band.when, form) if band.when else "lainnya"
    cells = (edges_text(band), whom, band.conclusion, URGENCIES[band.urgency], band.advice)
    return OutlineRow(cells, f"{BAND_ITEM}:{band.code}", f"Kesimpulan: {band.conclusion}")


def edges_text(band: Band) -> str:
    """Return the scores of a band, with the edge that belongs to it and the one that does not."""
    low = "" if band.at_least is None else decimal_text(band.at_least)
    high = "" if band.below is None else decimal_text(band.below)
    if low and high:
        return f"{low} sampai di bawah {high}"
    if low:
        return f"{low} ke atas"
    return f"di bawah {high}" if high else "berapa pun"
