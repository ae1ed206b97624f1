"""Tables, computed values, scales, alarms and official items on paper, empty and filled."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.parsing import lines_as_typed
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Row
from ilp_desktop.forms.scoring import assess
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.printing.form_sheet import ASKED_FROM_SHEET, READ_OFFICIAL_SHEET, UNANSWERED, form_sheet
from ilp_desktop.printing.paper import Letterhead
from tests.forms import ways
from tests.forms.long_sample import long_form
from tests.forms.rich_sample import REQUIRED, rich_form
from tests.forms.shipped import form

HEADING = SheetHeading(Letterhead("Puskesmas Contoh", "P0000", "Jalan Contoh 1"), (("Nama", "Sari Contoh"),))
ADULT: Facts = ways.person(720)
FORM = rich_form()
TYPED = {
    "tahun_merokok": "20",
    "batang_per_hari": "30",
    "butir_1": "ya",
    "butir_2": "1",
    "butir_3": "ya",
    "obat": lines_as_typed([{"nama": "Kaptopril", "dosis": "25", "waktu": "pagi"}, {"nama": "Metformin"}]),
}


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def filled(typed: dict[str, str], form: Form = FORM, **titles: str) -> str:
    checked = check(form, typed, ADULT)
    conclusion = assess(form, checked, ADULT, {})
    content = SheetAnswers(checked.answers, checked.asked, conclusion, checked.computed, titles)
    return words(form_sheet(form, content, HEADING))


@pytest.fixture(scope="module")
def empty() -> str:
    return words(form_sheet(FORM, None, HEADING))


def test_empty_sheet_numbers_the_items_and_says_where_their_words_are(empty: str) -> None:
    assert READ_OFFICIAL_SHEET in empty
    for item in ("1. Tidur", "2. Nafsu makan", "3. Putus asa"):
        assert item in empty
    assert FORM.rights in empty


def test_empty_sheet_says_how_to_count_and_what_the_score_means(empty: str) -> None:
    for told in (
        "Penilaian: Risiko paru",
        "Skor, mulai dari 2 (butir 1):",
        "Butir 1 (Tidur) dikalikan 3",
        "+2 30 bungkus-tahun atau lebih",
        "Skor kurang dari 4 Risiko rendah. Ulangi dalam 365 hari.",
        "Skor 4 atau lebih Risiko tinggi. Periksa spirometri. Rujuk ke FKRTL.",
        "Ya (1)",
    ):
        assert told in empty


def test_empty_sheet_tells_which_answer_alarms_at_once(empty: str) -> None:
    assert "Butir 3: Ya SEGERA: Putus asa. Dampingi." in empty


def test_empty_sheet_has_lines_for_a_table_and_for_a_computed_value(empty: str) -> None:
    assert "Nama Dosis (mg) Sejak Waktu Pagi / Malam Teratur Ya / Tidak" in empty
    assert "Bungkus-tahun bungkus-tahun" in empty


def test_filled_sheet_has_table_computed_value_and_every_conclusion_with_its_score() -> None:
    text = filled(TYPED, kaya="Contoh lengkap")
    assert "Kaptopril 25 mg - Pagi - Metformin" in text
    assert "30 bungkus-tahun" in text
    assert (
        "Kesimpulan SEGERA: Putus asa Dampingi. "
        "Risiko tinggi (Risiko paru skor 7) Periksa spirometri. Rujuk ke FKRTL. "
        "Ada keluhan (Keluhan jiwa skor 2) Lanjutkan dengan Contoh lengkap."
    ) in text
    assert ASKED_FROM_SHEET in text


def test_filled_sheet_says_what_was_not_judged_and_what_more_was_to_be_asked() -> None:
    text = filled({"butir_3": "ya"})
    assert "Belum dinilai karena ada isian kosong: Risiko paru." in text
    assert UNANSWERED in text
    assert "Formulir belum lengkap" in filled({"butir_3": "ya"}, rich_form(*REQUIRED))


def test_official_words_are_printed_in_place_of_topics() -> None:
    official = {"butir_1": "Kalimat satu.", "butir_2": "Kalimat dua.", "butir_3": "Kalimat tiga."}
    for content in (None, SheetAnswers({"butir_1": True, "butir_2": "0", "butir_3": False})):
        text = words(form_sheet(FORM, content, HEADING, words=official))
        assert "1. Kalimat satu." in text
        assert READ_OFFICIAL_SHEET not in text
        assert ASKED_FROM_SHEET not in text
    some = words(form_sheet(FORM, None, HEADING, words={"butir_1": "Kalimat satu."}))
    assert READ_OFFICIAL_SHEET in some
    assert "2. Nafsu makan" in some


def test_answers_of_an_older_edition_are_written_out() -> None:
    lines: list[Row] = [{"nama": "Kaptopril", "warna": "biru"}]
    content = SheetAnswers({"butir_2": "sering_sekali", "butir_1": "mungkin", "obat": lines, "tahun_merokok": "lama"})
    text = words(form_sheet(FORM, content, HEADING))
    for told in ("sering_sekali", "mungkin", "Kaptopril", "lama"):
        assert told in text


def test_long_form_runs_over_pages_and_no_item_is_lost() -> None:
    form = long_form()
    text = words(form_sheet(form, None, HEADING))
    assert all(question.label in text for question in form.questions)


def test_unrestricted_sheet_tells_nothing_of_what_rests_on_a_restricted_item() -> None:
    form = rich_form(('label = "Putus asa"', 'label = "Putus asa"\nsensitivity = "terbatas"')).unrestricted()
    text = words(form_sheet(form, None, HEADING))
    assert "Putus asa" not in text
    assert "Keluhan jiwa" not in text
    assert "Risiko paru" in text


def test_conclusion_that_names_a_form_nobody_has_says_nothing_of_it() -> None:
    found = Assessment("a", "Perlu tindak lanjut", Urgency.WATCH, "contoh", follow_up="hilang")
    text = words(form_sheet(FORM, SheetAnswers({"butir_1": True}, conclusion=found), HEADING))
    assert "Perlu tindak lanjut" in text
    assert "Lanjutkan" not in text


def test_conclusion_whose_result_is_awaited_says_so() -> None:
    found = Assessment("a", "Foto toraks diminta", Urgency.AWAITED, "contoh")
    assert "Foto toraks diminta (belum ada hasil)" in words(
        form_sheet(FORM, SheetAnswers({"butir_1": True}, conclusion=found), HEADING)
    )


def test_value_a_rule_has_read_is_not_printed_as_a_score() -> None:
    cvd = form("cvd_risk_nonlab")
    typed = {
        "riwayat_diri": "tidak_ada",
        "status_merokok": "tidak",
        "sistolik": "120",
        "diastolik": "80",
        "berat": "60",
        "tinggi": "165",
    }
    checked = check(cvd, typed, ADULT)
    found = assess(cvd, checked, ADULT, DOMAIN_RULES)
    assert found is not None
    assert found.score is not None
    text = words(form_sheet(cvd, SheetAnswers(checked.answers, conclusion=found), HEADING))
    assert found.conclusion in text
    assert "skor" not in text
