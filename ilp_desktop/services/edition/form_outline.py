"""A form laid out to be read beside the official one: questions with choices and limits, bands with their edges."""

import re
from collections.abc import Iterator, Mapping

from ilp_desktop.domain.expressions.conditions import Condition
from ilp_desktop.forms.condition_words import condition_text
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Choice, Computed, Form, Kind, Limit, Question, Section, Sensitivity
from ilp_desktop.services.edition.outline import Outline, OutlinePart, OutlineRow
from ilp_desktop.services.edition.scale_outline import FormWords, scales

QUESTION_HEADINGS = ("No.", "Pertanyaan", "Jawaban", "Syarat dan batas")
COMPUTED_HEADINGS = ("Nama", "Rumus", "Satuan")
CHECK_HEADINGS = ("Bila", "Pertanyaan", "Pesan")
READING_HEADINGS = ("Aturan", "Pertanyaan", "Untuk")
COMPUTED, CHECKS, READINGS = "Dihitung program", "Jawaban yang tidak dapat bersama", "Dibaca sambil diisi"
QUESTION_ITEM, COMPUTED_ITEM = "tanya", "hitung"
WORD = re.compile(r"[a-z_][a-z0-9_]*")
KINDS = {
    Kind.BOOLEAN: "ya atau tidak",
    Kind.CHOICE: "satu pilihan",
    Kind.MANY: "boleh lebih dari satu",
    Kind.INTEGER: "bilangan bulat",
    Kind.DECIMAL: "bilangan desimal",
    Kind.DATE: "tanggal",
    Kind.TEXT: "teks",
    Kind.ROWS: "tabel",
}


def outline_of_form(form: Form, titles: Mapping[str, str]) -> Outline:
    """Return everything a form asks and concludes; ``titles`` are those of the forms it may lead on to."""
    words = FormWords(form, numbers_of(form), titles)
    return (
        *(_section(section, words) for section in form.sections),
        *_computed(words),
        *_checks(words),
        *_readings(words),
        *scales(words),
    )


def numbers_of(form: Form) -> dict[str, str]:
    """Return the number of each question: that of the official sheet, or its place where there is no such sheet."""
    if any(question.item for question in form.questions):
        return {question.code: question.item for question in form.questions}
    return {question.code: str(number) for number, question in enumerate(form.questions, start=1)}


def _section(section: Section, words: FormWords) -> OutlinePart:
    rows = [_question(question, words) for question in section.questions]
    return OutlinePart(section.title, QUESTION_HEADINGS, tuple(rows))


def _question(question: Question, words: FormWords) -> OutlineRow:
    number = words.numbers[question.code]
    label = question.label + (" (terbatas)" if question.sensitivity is Sensitivity.RESTRICTED else "")
    cells = (number, label, _answers(question), ". ".join(_terms(question, words.form)))
    name = f"{number}. {question.label}" if number else question.label
    return OutlineRow(cells, f"{QUESTION_ITEM}:{question.code}", name)


def _answers(question: Question) -> str:
    """Return the choices with their scores, or what sort of answer is asked for."""
    if question.choices:
        choices = " · ".join(map(_choice, question.choices))
        return f"{choices} ({KINDS[Kind.MANY]})" if question.kind is Kind.MANY else choices
    if question.columns:
        columns = " · ".join(f"{column.label}: {_answers(column)}" for column in question.columns)
        return f"{columns} (paling banyak {question.most_rows} baris)"
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


def _computed(words: FormWords) -> Iterator[OutlinePart]:
    if words.form.computed:
        rows = [
            OutlineRow((one.label, _formula(one, words.form), one.unit), f"{COMPUTED_ITEM}:{one.code}", one.label)
            for one in words.form.computed
        ]
        yield OutlinePart(COMPUTED, COMPUTED_HEADINGS, tuple(rows))


def _formula(computed: Computed, form: Form) -> str:
    """Return a formula with labels in place of codes."""
    labels = {code: name.label for code, name in FACT_NAMES.items()}
    labels |= {question.code: question.label for question in form.questions}
    labels |= {value.code: value.label for value in form.computed}
    return WORD.sub(lambda found: labels.get(found[0], found[0]), computed.formula.text)


def _checks(words: FormWords) -> Iterator[OutlinePart]:
    if words.form.checks:
        rows = [
            OutlineRow((condition_text(one.when, words.form), words.called(one.question), one.message))
            for one in words.form.checks
        ]
        yield OutlinePart(CHECKS, CHECK_HEADINGS, tuple(rows))


def _readings(words: FormWords) -> Iterator[OutlinePart]:
    if words.form.readings:
        rows = [OutlineRow((one.rule, words.called(one.question), words.whom(one.when))) for one in words.form.readings]
        yield OutlinePart(READINGS, READING_HEADINGS, tuple(rows))
