"""How sheets are laid out: grids, pairs, tables, points, conditions, readings, and where people sign."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.filling import check, may_be_asked
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Question
from ilp_desktop.forms.scoring import MEASURED, assess, readings
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.form_sheet import form_sheet
from ilp_desktop.printing.form_sheet_content import Sheet
from ilp_desktop.printing.form_sheet_rows import BLANK_LINES, rows_width
from ilp_desktop.printing.form_sheet_runs import runs_of
from ilp_desktop.printing.paper import Letterhead, PageSetup, PaperSize
from tests.forms import samples, ways
from tests.forms.rich_sample import rich_form
from tests.forms.shipped import FORM_IDS, FORMS, form
from tests.printing.reading import page_texts, squeezed, text_of

HEADING = SheetHeading(Letterhead("Puskesmas Contoh", "P0000", "Jalan Contoh 1"), (("Nama", "Sari Contoh"),))
TODDLER = ways.person(21)
MOTHER = ways.person(300, gestation=210, pregnant=True)
SIGN_HERE = "Petugas,"
WIDTH = 493.0
every_form = pytest.mark.parametrize("any_form", FORMS, ids=FORM_IDS)


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts()


def judged(any_form: Form) -> SheetAnswers:
    """Return answers of somebody to a form, with all that is concluded, reckoned and read from them."""
    meant = [facts for facts in ways.PEOPLE if any_form.audience is None or any_form.audience.holds(facts.values)]
    checked = ways.filled(any_form, meant[0])
    return SheetAnswers(
        checked.answers,
        checked.asked,
        assess(any_form, checked, meant[0], DOMAIN_RULES),
        checked.computed,
        readings=readings(any_form, checked, meant[0], DOMAIN_RULES),
    )


@every_form
def test_nobody_signs_a_page_that_holds_nothing_else(any_form: Form) -> None:
    for content, size in ((None, PaperSize.A5), (judged(any_form), PaperSize.A4)):
        pages = page_texts(form_sheet(any_form, content, HEADING, PageSetup(size)))
        above = pages[-1].split(f"Sumber: {any_form.source.split()[0]}")[0]
        head = f"Halaman {len(pages)} dari {len(pages)} Puskesmas Contoh"
        if len(pages) > 1:
            head += f" {any_form.title} (lanjutan) Sari Contoh"
        assert SIGN_HERE in pages[-1]
        assert len(above) > len(head) + 1, pages[-1]


@every_form
def test_every_question_stands_in_one_run_in_its_order(any_form: Form) -> None:
    for content in (None, judged(any_form)):
        sheet = Sheet(any_form, content, WIDTH)
        for part in any_form.sections:
            runs = list(runs_of(sheet, part.questions))
            assert [question for run in runs for question in run.questions] == list(part.questions)


@pytest.mark.parametrize(("code", "pages"), [("assist", 3), ("anc_visit", 4), ("srq20", 1), ("kpsp_21", 1)])
def test_long_forms_take_few_pages(code: str, pages: int) -> None:
    asked = may_be_asked(form(code), MOTHER)
    heading = replace(HEADING, known=tuple(MOTHER.values))
    assert len(page_texts(form_sheet(form(code), None, heading, asked=asked))) <= pages


def runs(any_form: Form, *, known: tuple[str, ...] = ()) -> list[tuple[str, bool, list[str]]]:
    sheet = Sheet(any_form, None, WIDTH, known=known)
    found = (run for part in any_form.sections for run in runs_of(sheet, part.questions))
    return [(run.condition, run.is_grid, [question.code for question in run.questions]) for run in found]


def test_items_with_like_choices_are_one_grid_with_their_points() -> None:
    assert [(is_grid, len(codes)) for _, is_grid, codes in runs(form("srq20"))] == [(True, 20)]
    assert "Ya (1) Tidak (0)" in text_of(form_sheet(form("srq20"), None, HEADING))
    reversed_items = text_of(form_sheet(form("sdq_self"), None, HEADING))
    assert "6. Menyendiri (0) (1) (2) 7. Kepatuhan (2) (1) (0)" in reversed_items


def test_condition_of_several_questions_is_said_once() -> None:
    told = text_of(form_sheet(form("anc_visit"), None, HEADING))
    assert told.count("Bila USG hari ini: Ya dan usia kehamilan 13 minggu atau lebih:") == 1
    assert told.count("Bila USG hari ini: Ya dan usia kehamilan belum 13 minggu:") == 1


def test_what_is_known_of_the_person_is_not_asked_on_the_sheet() -> None:
    toddler = form("posyandu_toddler")
    asked = may_be_asked(toddler, TODDLER)
    blank = text_of(form_sheet(toddler, None, HEADING, asked=asked))
    known = text_of(form_sheet(toddler, None, replace(HEADING, known=tuple(TODDLER.values)), asked=asked))
    assert "Bila umur 6 bulan atau lebih" in blank
    assert "Bila umur 6 bulan atau lebih" not in known
    assert "dan Tinggi atau panjang badan diisi" in known


def test_any_method_marks_the_answers_that_decide() -> None:
    told = text_of(form_sheet(form("anc_visit"), None, HEADING))
    assert "Kejang (1)" in told
    assert "Tidak ada (1)" not in told
    assert "Ada jawaban bertanda (1)" in told


def test_scales_that_judge_alike_are_explained_once_with_their_items() -> None:
    told = text_of(form_sheet(form("assist"), None, HEADING))
    assert "Skor Tembakau (butir 2a, 3a, 4a, 6a, 7a):" in told
    assert told.count("Skor 4 sampai 26") == 1
    assert told.count("Skor 11 sampai 26") == 1


def test_empty_sheet_names_the_form_to_do_next() -> None:
    told = text_of(form_sheet(rich_form(), None, replace(HEADING, titles={"kaya": "Contoh lengkap"})))
    assert "Ada keluhan. Lanjutkan dengan Contoh lengkap." in told


def test_readings_and_reckoned_values_stand_beside_the_answers() -> None:
    typed = {"berat": "8", "tinggi": "80", "posisi_ukur": "terlentang", "lila": "11,3"}
    toddler = form("posyandu_toddler")
    checked = check(toddler, typed, TODDLER)
    said = readings(toddler, checked, TODDLER, DOMAIN_RULES)
    told = text_of(form_sheet(toddler, SheetAnswers(checked.answers, checked.asked, readings=said), HEADING))
    for found in (one for some in said.values() for one in some):
        assert found.conclusion in told
    assert "BB/U" in told
    mna = form("mna_sf")
    weighed = check(mna, {"mna_ukuran": "imt", "berat": "66,38", "tinggi": "170"}, ways.person(780))
    content = SheetAnswers(weighed.answers, weighed.asked, computed=weighed.computed)
    assert "22,97 kg/m²" in text_of(form_sheet(mna, content, HEADING))


def test_conclusion_tells_score_parts_referral_and_what_comes_next() -> None:
    part = Assessment("calm", "Tidak ada keluhan", Urgency.NONE, "contoh", score=0, label="Keluhan")
    found = Assessment(
        "high",
        "Risiko tinggi",
        Urgency.REFER,
        "contoh",
        score=7,
        advice="Periksa spirometri",
        follow_up="kaya",
        refer_to="FKRTL",
        repeat_days=30,
        parts=(part,),
    )
    content = SheetAnswers({"butir_1": True}, conclusion=found, titles={"kaya": "Contoh lengkap"})
    told = text_of(form_sheet(rich_form(), content, HEADING))
    assert (
        "Kesimpulan Risiko tinggi (skor 7) Periksa spirometri. Rujuk ke FKRTL. Lanjutkan dengan Contoh lengkap. "
        "Ulangi dalam 30 hari. Tidak ada keluhan (Keluhan skor 0)"
    ) in told


def test_score_that_the_words_tell_already_is_not_repeated() -> None:
    found = Assessment("wasted", "BB/PB -2,97: Gizi kurang", Urgency.WATCH, "contoh", score=-2.97, label="Gizi")
    found = replace(found, flags=(MEASURED,))
    content = SheetAnswers({"butir_1": True}, conclusion=found)
    assert "BB/PB -2,97: Gizi kurang (Gizi)" in text_of(form_sheet(rich_form(), content, HEADING))


def lines_of(pdf: bytes) -> tuple[int, bool]:
    """Return how many lines across the sheet the first page has, and whether the paper lies across."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data().count(b" l S"), page.mediabox.width > page.mediabox.height


def test_empty_table_has_lines_to_write_on_and_no_more_than_may_be_stored() -> None:
    def rows(most: int) -> Question:
        return replace(rich_form().question("obat"), most_rows=most)

    def drawn(most: int) -> int:
        table = replace(rich_form(), questions=(rows(most),), scorings=(), computed=(), checks=())
        return lines_of(form_sheet(table, None, HEADING))[0]

    assert drawn(3) < drawn(BLANK_LINES) == drawn(30)


def test_wide_table_lies_across_the_paper() -> None:
    column = rich_form().question("obat").columns[0]
    columns = tuple(replace(column, code=f"k{at}", label=f"Keterangan {at}") for at in range(8))
    wide = replace(rich_form(), questions=(replace(rich_form().question("obat"), columns=columns),), scorings=())
    wide = replace(wide, computed=(), checks=())
    assert rows_width(wide) > WIDTH
    assert lines_of(form_sheet(wide, None, HEADING))[1]
    assert not lines_of(form_sheet(form("tb_contact"), None, HEADING))[1]


def test_answer_of_another_edition_leaves_the_grid_and_is_written_out() -> None:
    sample = samples.form_of(samples.WHOLE)
    content = SheetAnswers({"merokok": True, "batuk": "berat"})
    assert "berat" in squeezed(text_of(form_sheet(sample, content, HEADING)))
