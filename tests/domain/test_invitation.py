"""What an invitation says: public words alone, whole texts, numbers as WhatsApp wants them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.invitation import (
    BLANKS,
    Invited,
    day_in_words,
    filled,
    invitation_rules,
    listed_words,
    mobile_number,
    text_problem,
    whatsapp_link,
)
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.due.due_book import book_of
from ilp_desktop.services.due.due_names import names_on
from tests.every_row import every_row

DAY = date(2026, 11, 23)
RULES = invitation_rules(DAY)
CATALOGUE = shipped_forms()
EDITION = book_of(CATALOGUE).on(DAY)
NAMES = names_on(EDITION, CATALOGUE.listed(DAY), DAY)
FORMS = tuple(form.code for form in CATALOGUE.listed(DAY))
CODES = (
    *(plan.code for plan in EDITION.rules.plans),
    *(f"{kind}:{form}" for kind in ("follow_up", "repeat", "refer") for form in FORMS),
    "dose:HPV:1",
    "lama",
)


def _words(code: str, birth_date: date) -> tuple[str, ...]:
    return RULES.words_of([NAMES.of(code).public_code(birth_date, DAY)])


@every_row("code", CODES)
def test_no_service_is_called_by_a_forbidden_word_in_public(code: str) -> None:
    for birth_date in (date(1980, 1, 1), date(2015, 1, 1)):
        (word,) = _words(code, birth_date)
        assert text_problem(word, RULES) == ""
        name = NAMES.of(code)
        if name.restricted or name.tells_illness or name.hidden_for(birth_date, DAY):
            assert word == "pemeriksaan kesehatan"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("dose:MR:2", "imunisasi"),
        ("weighing", "penimbangan dan pengukuran"),
        ("deworming_school", "pemberian obat cacing"),
        ("glucose", "pemeriksaan gula darah"),
        ("hypertension_control", "pemeriksaan kesehatan"),
        ("lipids_chronic", "pemeriksaan kesehatan"),
        ("tb_household", "pemeriksaan kesehatan"),
        ("cervical", "pemeriksaan kesehatan"),
        ("puma", "pemeriksaan kesehatan"),
        ("anc_t1", "pemeriksaan kesehatan ibu"),
    ],
)
def test_services_are_called_by_their_public_words(code: str, word: str) -> None:
    assert _words(code, date(1990, 1, 1)) == (word,)


def test_every_code_of_the_word_list_is_a_service() -> None:
    known = {plan.code for plan in EDITION.rules.plans}
    for code in RULES.words:
        assert code == "dose:*" or any(one == code or one.startswith(code.removesuffix("*")) for one in known), code


def test_words_are_named_once_and_nothing_is_called_something() -> None:
    assert RULES.words_of([None, "dose:MR:1", "dose:HB0:1", "lama"]) == ("imunisasi", "pemeriksaan kesehatan")
    assert RULES.words_of([]) == ("pemeriksaan kesehatan",)
    assert listed_words(("a", "b", "c")) == "a, b dan c"
    assert listed_words(("a",)) == "a"


def test_shipped_text_may_be_sent_and_has_no_blank_left() -> None:
    assert text_problem(RULES.text, RULES) == ""
    one = Invited("Budi", date(1990, 1, 1), ("imunisasi",), None, "")
    text = filled(RULES.text, one, "Puskesmas Contoh", RULES, DAY)
    assert "{" not in text
    assert "Bapak/Ibu Budi" in text
    assert "pada hari pelayanan berikutnya di Puskesmas Contoh" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pemeriksaan tekanan darah",), "Mohon membawa KTP atau kartu keluarga."),
        (("imunisasi", "pemberian vitamin A"), "Mohon membawa KTP atau kartu keluarga, serta Buku KIA bila ada."),
    ],
)
def test_book_of_mother_and_child_is_asked_for_only_where_the_service_is_written_in_it(
    words: tuple[str, ...], told: str
) -> None:
    assert told in filled(RULES.text, Invited("Budi", date(1990, 1, 1), words, None, ""), "Puskesmas", RULES, DAY)


def test_date_is_never_broken_at_the_end_of_a_line() -> None:
    assert day_in_words(DAY) == "Senin, 23\u00a0November\u00a02026"


def test_parents_are_addressed_until_their_child_is_of_age() -> None:
    for born, spoken in ((date(2008, 11, 24), "orang tua atau wali dari Ani"), (date(2008, 11, 23), "Bapak/Ibu Ani")):
        one = Invited("Ani", born, ("imunisasi",), None, "")
        assert spoken in filled("{kepada}", one, "Puskesmas", RULES, DAY)


@pytest.mark.parametrize("text", ["Kontrol TBC", "periksa hiv.", "Gangguan  Jiwa", "layanan KB"])
def test_text_with_a_forbidden_word_is_refused(text: str) -> None:
    assert "tidak boleh menyebut" in text_problem(text, RULES)


@pytest.mark.parametrize("text", ["Kabupaten", "tablet", "kbm", "Jl. Tebet", "Jadwal imsak"])
def test_word_that_only_holds_the_letters_is_let_through(text: str) -> None:
    assert text_problem(text, RULES) == ""


@given(st.text(max_size=40), st.sampled_from(BLANKS))
def test_what_is_filled_in_is_never_searched_for_blanks_again(name: str, blank: str) -> None:
    one = Invited(f"{{{blank}}}{name}", date(1990, 1, 1), ("imunisasi",), None, "Balai")
    assert filled("{nama}", one, "Puskesmas", RULES, DAY) == one.name


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("081234567890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("(0812) 3456.7890", "6281234567890"),
        ("0215550000", ""),
        ("08", ""),
        ("", ""),
        ("tidak ada", ""),
    ],
)
def test_number_is_written_as_whatsapp_wants_it(phone: str, number: str) -> None:
    assert mobile_number(phone) == number
    assert whatsapp_link(number, "Halo & selamat pagi") == (
        f"https://wa.me/{number}?text=Halo%20%26%20selamat%20pagi" if number else ""
    )


def test_day_before_the_first_edition_is_judged_by_the_first() -> None:
    assert invitation_rules(date(2020, 1, 1)) == invitation_rules(date(2023, 8, 29))


FORBIDDEN = (
    *(
        "periksa darah tinggi",
        "darah-tinggi",
        "darahtinggi",
        "penyakit gula",
        "H.I.V.",
        "hiv_positif",
        "H-I-V",
        "T B C",
    ),
    *(
        "tes IVA",
        "payudara",
        "kehamilan remaja",
        "gizi buruk",
        "kankernya",
        "depresinya",
        "dia-betes",
        "K.B.",
        "HIV/AIDS",
    ),
    *("HIV/AIDS", "Tuberkulosisnya", "Kontrasepsi", "penyakit\nkelamin", "HIPERTENSI"),
)
HARMLESS = (
    *("Kabupaten Bogor", "tablet tambah darah", "jadwal kbm sekolah", "Jl. Tebet Raya No. 5", "jadwal imsak", "privat"),
    *("ruang privasi", "Bapak Ivan", "Balai Desa RW 01/RT 02", "pukul 08.00-10.00 s.d. selesai", "tekanan darah"),
    *(
        "pemeriksaan gula darah",
        "Kp. Tembok",
        "Bapak Kuswanto",
        "makan keripik",
        "Menteri",
        "Gilang",
        "Imas",
        "posyandu",
    ),
)


@every_row("text", FORBIDDEN)
def test_words_of_illness_are_refused_however_they_are_written(text: str) -> None:
    assert "tidak boleh menyebut" in text_problem(text, invitation_rules(date(2026, 11, 23)))


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_alike_are_free(text: str) -> None:
    assert text_problem(text, invitation_rules(date(2026, 11, 23))) == ""
