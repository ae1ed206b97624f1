"""Conditions as people say them: exact for whoever signs a form off, short for whoever has the sheet in hand."""

import pytest

from ilp_desktop.domain.expressions.condition_parsing import parse_condition
from ilp_desktop.domain.expressions.conditions import Condition, Name
from ilp_desktop.forms.condition_words import condition_on_paper, condition_text
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.schema import Form
from tests.every_row import every_row
from tests.forms import samples
from tests.forms.rich_sample import rich_form
from tests.forms.shipped import FORM_IDS, FORMS

SAMPLE = samples.form_of(samples.WHOLE)
RICH = rich_form()
EXACT = (
    ("merokok = ya", "Merokok: Ya"),
    ("merokok != ya", "Merokok: selain Ya"),
    ("not merokok = ya", "Merokok: selain Ya atau tidak diisi"),
    ("not merokok != ya", "Merokok: Ya atau tidak diisi"),
    ("batuk in (1, 2)", "Batuk: Kadang atau Sering"),
    ("umur_tahun >= 40", "umur 40 tahun atau lebih"),
    ("umur_tahun < 40", "umur belum 40 tahun"),
    ("umur_tahun > 39", "umur 40 tahun atau lebih"),
    ("umur_tahun <= 39", "umur belum 40 tahun"),
    ("umur_tahun = 39", "umur 39 tahun"),
    ("umur_tahun < 2.5", "umur kurang dari 2,5 tahun"),
    ("not umur_tahun < 10", "umur 10 tahun atau lebih atau belum diketahui"),
    ("umur_tahun >= 10 and umur_tahun < 60", "umur 10 sampai 59 tahun"),
    ("umur_bulan >= 6 and umur_bulan < 7", "umur 6 bulan"),
    ("batang >= 10 and batang < 20", "Batang sehari 10 sampai kurang dari 20 batang"),
    ("batang >= 10 and batang <= 20", "Batang sehari 10 sampai 20 batang"),
    ("batang > 20", "Batang sehari lebih dari 20 batang"),
    ("batang <= 20", "Batang sehari 20 batang atau kurang"),
    ("batang > 0", "Batang sehari diisi"),
    ("batang >= 1", "Batang sehari diisi"),
    ("not batang >= 1", "Batang sehari tidak diisi"),
    ("umur_bulan > umur_tahun", "umur lebih dari umur"),
    ("not usia_kehamilan_minggu > 12", "usia kehamilan belum 13 minggu atau belum diketahui"),
    ("jenis_kelamin = P and hamil = ya", "perempuan dan sedang hamil"),
    ("jenis_kelamin in (L, P)", "laki-laki atau perempuan"),
    ("hamil = tidak", "tidak hamil"),
    ("not hamil = ya", "tidak hamil atau belum diketahui"),
    ("merokok = ya and umur_tahun > 3 or hamil = ya", "(Merokok: Ya dan umur 4 tahun atau lebih) atau sedang hamil"),
    (
        "not (merokok = ya and batang > 5)",
        "(Merokok: selain Ya atau tidak diisi) atau (Batang sehari 5 batang atau kurang atau tidak diisi)",
    ),
)
ON_PAPER = (
    ("not usia_kehamilan_minggu > 12", "usia kehamilan belum 13 minggu"),
    ("butir_2 != 0", "butir 2: selain Tidak"),
    ("tahun_merokok >= 0", "Lama merokok diisi"),
    ("bungkus_tahun >= 30", "Bungkus-tahun 30 atau lebih"),
)


def parsed(text: str, form: Form) -> Condition:
    names = dict(FACT_NAMES) | {value.code: Name(value.label) for value in form.computed}
    asked = {question.code: question.as_name() for question in form.questions}
    return parse_condition(text, names | {code: name for code, name in asked.items() if name is not None})


@every_row(("condition", "text"), EXACT)
def test_condition_is_an_exact_clause(condition: str, text: str) -> None:
    assert condition_text(parsed(condition, SAMPLE), SAMPLE) == text


@pytest.mark.parametrize(("condition", "text"), ON_PAPER)
def test_condition_on_paper_names_items_by_number_and_tells_nothing_of_the_unknown(condition: str, text: str) -> None:
    assert condition_on_paper(parsed(condition, RICH), RICH) == text


def test_several_questions_to_be_answered_alike_are_listed_once() -> None:
    questions = "".join(
        f'\n[[question]]\nsection = "Gejala"\ncode = "{code}"\nlabel = "{label}"\nkind = "boolean"\n'
        for code, label in (("demam", "Demam, hari ini"), ("sesak", "Sesak"), ("kurus", "Kurus"))
    )
    form = samples.form_of(samples.WHOLE + questions)
    told = condition_text(parsed("umur_tahun < 5 and demam = tidak and sesak = tidak and kurus = tidak", form), form)
    assert told == "umur belum 5 tahun dan semua dijawab tidak: Demam, hari ini; Sesak; Kurus"
    assert condition_text(parsed("demam = ya or sesak = ya", form), form) == "Demam, hari ini: Ya atau Sesak: Ya"


@every_row("form", FORMS, ids=FORM_IDS)
def test_every_shipped_condition_can_be_said(form: Form) -> None:
    conditions = [question.shown_when for question in form.questions if question.shown_when]
    for scoring in form.scorings:
        conditions += [alarm.when for alarm in scoring.alarms]
        conditions += [point.when for point in scoring.points]
        conditions += [band.when for band in scoring.bands if band.when]
    for condition in conditions:
        for told in (condition_text(condition, form), condition_on_paper(condition, form)):
            assert told
            assert "belum diketahui" not in condition_on_paper(condition, form)
            assert not {code for code in condition.names if "_" in code} & set(told.split())
