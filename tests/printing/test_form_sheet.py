"""Every form prints, empty and filled, and says nothing but what it is given."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.schema import Answer, Form, Question, is_rows
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.printing.form_sheet import UNANSWERED, form_sheet
from ilp_desktop.printing.paper import Letterhead, PageSetup, PaperSize
from tests.forms import samples, ways
from tests.forms.shipped import FORM_IDS, FORMS, form
from tests.printing.reading import squeezed

LETTERHEAD = Letterhead("Puskesmas Contoh", "P0000", "Jalan Contoh 1")
HEADING = SheetHeading(LETTERHEAD, (("Nama", "Sari Contoh"), ("No. RM", "000001"), ("Tanggal", "")), "Bidan Contoh")
MOTHER = ways.person(300, gestation=210, pregnant=True)
every_form = pytest.mark.parametrize("any_form", FORMS, ids=FORM_IDS)


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


@every_form
def test_empty_sheet_has_every_question_choice_and_unit(any_form: Form) -> None:
    told = [any_form.title, any_form.source, any_form.rights, *(part.title for part in any_form.sections)]
    for question in any_form.questions:
        told += [question.label, question.unit, *(choice.text for choice in question.choices)]
        told += [f"{question.item}. {question.label}"] if question.item else []
        for column in question.columns:
            told += [column.label, column.unit, *(choice.text for choice in column.choices)]
    text = squeezed(text_of(form_sheet(any_form, None, HEADING)))
    assert [words for words in told if squeezed(words) not in text] == []
    assert squeezed(UNANSWERED) not in text


@every_form
def test_filled_sheet_has_every_answer(any_form: Form) -> None:
    people = (MOTHER, ways.person(8), ways.person(720))
    checked = max((ways.filled(any_form, facts) for facts in people), key=lambda one: len(one.answers))
    text = squeezed(text_of(form_sheet(any_form, SheetAnswers(checked.answers, checked.asked), HEADING)))
    for code, answer in checked.answers.items():
        question = any_form.question(code)
        told = [question.label, *answer_words(question, answer)]
        assert [words for words in told if squeezed(words) not in text] == []
    assert squeezed(UNANSWERED) not in text


def answer_words(question: Question, answer: Answer) -> list[str]:
    """Return the words of an answer, those of a small table cell by cell."""
    if not is_rows(answer):
        return [answer_text(question, answer)]
    return [answer_text(column, line[column.code]) for line in answer for column in question.columns]


@every_form
def test_every_size_of_paper_is_filled_page_by_page(any_form: Form) -> None:
    size = list(PaperSize)[FORMS.index(any_form) % len(PaperSize)]
    pages = pages_of(form_sheet(any_form, None, HEADING, setup=PageSetup(size)))
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari" in page
        assert (f"{any_form.title} (lanjutan)" in page) is (number > 1)


def test_only_embedded_roboto_is_used() -> None:
    fonts = set(re.findall(rb"/BaseFont /(\S+)", form_sheet(form("anc_visit"), None, HEADING)))
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+Roboto-(Regular|Bold|Italic)", font) for font in fonts)


def test_filled_sheet_leaves_out_what_was_not_asked_and_shows_what_was_not_answered() -> None:
    vitals, adult = form("vital_signs"), ways.person(480)
    checked = check(vitals, {"nadi": "80"}, adult)
    text = text_of(form_sheet(vitals, SheetAnswers(checked.answers, checked.asked), HEADING))
    assert "80 kali/menit" in text
    assert text.count(UNANSWERED) == len(checked.asked) - 1
    assert "Lingkar kepala" not in text


def test_without_a_list_of_what_was_asked_only_answers_are_printed() -> None:
    text = text_of(form_sheet(form("vital_signs"), SheetAnswers({"nadi": 80}), HEADING))
    assert "Nadi" in text
    assert "Suhu" not in text.replace("Nadi, napas, suhu", "")
    assert UNANSWERED not in text


def test_empty_sheet_for_one_person_asks_only_what_that_person_is_asked() -> None:
    tb, child = form("tb_symptoms"), ways.person(30)
    text = text_of(form_sheet(tb, None, HEADING, asked=check(tb, {}, child).asked))
    assert "Lesu, kurang bermain" in text
    assert "Sesak napas" not in text


def test_empty_sheet_says_when_a_question_is_to_be_asked() -> None:
    text = text_of(form_sheet(form("anc_visit"), None, HEADING))
    assert "Bila Denyut jantung janin terdengar: Ya" in text
    assert "Bila Golongan darah: A, B, AB atau O" in text


def test_restricted_questions_are_absent_from_the_unrestricted_sheet() -> None:
    anc = form("anc_visit")
    answers = check(anc, {"hiv": "reaktif", "sifilis": "reaktif", "hbsag": "nonreaktif"}, MOTHER).answers
    text = text_of(form_sheet(anc.unrestricted(), SheetAnswers(answers), HEADING))
    assert "HBsAg" in text
    assert "HIV" not in text
    assert "Sifilis" not in text
    assert text_of(form_sheet(anc, SheetAnswers(answers), HEADING)).count("HIV") == 1


def test_conclusion_is_printed_with_its_advice() -> None:
    conclusion = Assessment("presumptive", "Terduga TBC", Urgency.REFER, "contoh", advice="Periksa TCM.")
    text = text_of(form_sheet(form("tb_symptoms"), SheetAnswers({"batuk": True}, conclusion=conclusion), HEADING))
    assert "Kesimpulan Terduga TBC Periksa TCM." in text


def test_longest_text_with_signs_of_markup_is_printed_whole_over_pages() -> None:
    words = "\n".join(f"baris {number} <b>&" for number in range(130))
    checked = check(form("anc_visit"), {"keluhan": words}, MOTHER)
    pages = pages_of(form_sheet(form("anc_visit"), SheetAnswers(checked.answers), HEADING))
    assert len(pages) > 1
    assert all(f"baris {number} <b>&" in " ".join(pages) for number in range(130))


def test_same_answers_give_the_same_bytes() -> None:
    vitals = form("vital_signs")
    assert form_sheet(vitals, SheetAnswers({"nadi": 80}), HEADING) == form_sheet(
        vitals, SheetAnswers({"nadi": 80}), HEADING
    )


def test_sheet_of_a_dropped_in_form_prints_without_a_person() -> None:
    sample = samples.form_of(samples.WHOLE)
    text = text_of(form_sheet(sample, None, SheetHeading(LETTERHEAD, ())))
    assert "Bila Merokok: Ya dan umur 10 tahun atau lebih" in text
    assert "Nama:" in text
