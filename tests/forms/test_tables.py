"""A small table within a form: read line by line, refused with line and column, given back as it was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms.filling import check
from ilp_desktop.forms.parsing import LONGEST_TEXT, as_typed, lines_as_typed, parse, typed_lines
from ilp_desktop.forms.schema import Answer, Row
from ilp_desktop.forms.wording import answer_text
from tests.forms import ways
from tests.forms.rich_sample import rich_form

DAY = date(2026, 3, 16)
FORM = rich_form()
TABLE = FORM.question("obat")
ADULT = ways.person(480)
ROWS: list[Row] = [
    {"nama": "Kaptopril", "dosis": 25.0, "sejak": "2026-01-02", "waktu": "pagi", "teratur": True},
    {"nama": "Metformin"},
]
STORED: Answer = ROWS
REFUSED = (
    ("bukan tabel", "Tabel tidak terbaca."),
    ('{"nama": "A"}', "Tabel tidak terbaca."),
    ('[["nama"]]', "Tabel tidak terbaca."),
    ('[{"nama": 3}]', "Tabel tidak terbaca."),
    ("[]", "Tabel kosong."),
    ('[{"nama": " "}]', "Tabel kosong."),
    ('[{"nama": "A"}, {"dosis": "25"}]', "Baris 2, Nama: Belum diisi."),
    ('[{"nama": "A", "dosis": "dua"}]', 'Baris 1, Dosis: "dua" bukan angka.'),
    ('[{"nama": "A", "sejak": "31-2-2026"}]', "Baris 1, Sejak: Tanggal 31-2-2026 tidak ada dalam kalender."),
    ('[{"nama": "A", "waktu": "siang"}]', 'Baris 1, Waktu: "siang" tidak ada dalam daftar pilihan.'),
    ('[{"nama": "A", "warna": "biru"}]', 'Baris 1, kolom "warna" tidak dikenal.'),
    ('[{"nama": "A"}, {"nama": "B"}, {"nama": "C"}, {"nama": "D"}]', "Paling banyak 3 baris."),
    ("[" * 100_000, "Tabel tidak terbaca."),
)


def typed(*lines: dict[str, str]) -> dict[str, str]:
    return {"obat": lines_as_typed(lines)}


def test_lines_are_read_and_given_back_as_they_were() -> None:
    text = '[{"nama":"Kaptopril","dosis":"25","sejak":"2-1-26","waktu":"Pagi","teratur":"ya"},{},{"nama":"Metformin"}]'
    assert parse(TABLE, text, DAY).answer == STORED
    assert parse(TABLE, as_typed(TABLE, STORED), DAY).answer == STORED
    assert typed_lines(as_typed(TABLE, STORED)) == [
        {"nama": "Kaptopril", "dosis": "25", "sejak": "02-01-2026", "waktu": "pagi", "teratur": "ya"},
        {"nama": "Metformin"},
    ]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_wrong_table_is_refused_with_line_and_column(text: str, message: str) -> None:
    parsed = parse(TABLE, text, DAY)
    assert (parsed.answer, parsed.error) == (None, message)


def test_longest_cell_is_as_long_as_any_text() -> None:
    line = {"nama": "a" * (LONGEST_TEXT + 1)}
    assert "paling panjang" in parse(TABLE, lines_as_typed([line]), DAY).error


def test_cell_outside_its_limits_is_refused_in_its_place() -> None:
    checked = check(FORM, typed({"nama": "A", "dosis": "25"}, {"nama": "B", "dosis": "9000"}), ADULT)
    assert checked.errors == {"obat": "Baris 2, Dosis: Di luar batas: isi 0,1 sampai 5000 mg."}
    future = check(FORM, typed({"nama": "A", "sejak": "17-3-2026"}), ADULT)
    assert future.errors["obat"].startswith("Baris 1, Sejak: Di luar batas")


def test_unlikely_cells_are_asked_about_one_after_the_other() -> None:
    answers = typed({"nama": "A", "dosis": "2000"}, {"nama": "B", "dosis": "3000"})
    first = check(FORM, answers, ADULT).doubts["obat"]
    assert first.message == "Baris 1, Dosis: Tidak lazim: biasanya 1 sampai 1000 mg. Sudah benar?"
    second = check(FORM, answers, ADULT, {first.key}).doubts["obat"]
    assert second.message.startswith("Baris 2")
    assert check(FORM, answers, ADULT, {first.key, second.key}).storable


def test_table_is_read_in_words() -> None:
    assert answer_text(TABLE, STORED) == (
        "Nama Kaptopril, Dosis 25 mg, Sejak 02-01-2026, Waktu Pagi, Teratur Ya; Nama Metformin"
    )


def test_table_takes_no_part_in_conditions() -> None:
    checked = check(FORM, typed({"nama": "A"}), ADULT)
    assert checked.answers["obat"] == [{"nama": "A"}]
    assert "obat" not in checked.values(ADULT)


CELLS = st.dictionaries(
    st.sampled_from(["nama", "dosis", "sejak", "waktu", "teratur", "lain"]),
    st.sampled_from(["", " ", "ya", "pagi", "25", "2000", "99999", "1-2-26", "x" * 30]),
)


@given(st.lists(CELLS, max_size=5))
def test_whatever_stands_in_the_cells_is_stored_or_refused_and_never_dropped(lines: list[dict[str, str]]) -> None:
    text = lines_as_typed(lines)
    parsed = parse(TABLE, text, DAY)
    assert [not text, parsed.answer is not None, parsed.error != ""].count(True) == 1
    if parsed.answer is not None:
        assert parse(TABLE, as_typed(TABLE, parsed.answer), DAY).answer == parsed.answer
