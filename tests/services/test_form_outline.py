"""A form laid out beside its official sheet: nothing it asks or concludes is left out."""

import pytest

from ilp_desktop.services.edition.form_outline import outline_of_form
from ilp_desktop.services.edition.outline import OutlinePart, items_of
from tests.forms.rich_sample import rich, rich_form

TITLES = {"kaya": "Contoh lengkap"}


@pytest.fixture(scope="module")
def parts() -> dict[str, OutlinePart]:
    return {part.title: part for part in outline_of_form(rich_form(), TITLES)}


def test_questions_carry_the_numbers_of_the_official_sheet_and_their_scores(parts: dict[str, OutlinePart]) -> None:
    rows = [row.cells for row in parts["Butir"].rows]
    assert rows[1] == ("2", "Nafsu makan", "Tidak = 0 · Kadang = 1 · Sering = 2", "")
    assert parts["Butir"].rows[1].name == "2. Nafsu makan"
    assert parts["Kebiasaan"].rows[1].cells == (
        "",
        "Batang sehari",
        "bilangan bulat, batang/hari",
        "Ditanyakan bila Lama merokok lebih dari 0 tahun. Diterima 0 sampai 100",
    )


def test_small_tables_tell_their_columns_and_formulas_their_parts(parts: dict[str, OutlinePart]) -> None:
    (table,) = parts["Obat"].rows
    assert table.cells[2].startswith("Nama: teks · Dosis: bilangan desimal")
    assert table.cells[2].endswith("Waktu: Pagi · Malam · Teratur: ya atau tidak (paling banyak 3 baris)")
    assert parts["Dihitung program"].rows[0].cells == (
        "Bungkus-tahun",
        "Lama merokok * Batang sehari / 20",
        "bungkus-tahun",
    )


def test_each_scale_tells_points_bands_and_alarms(parts: dict[str, OutlinePart]) -> None:
    how = parts["Penilaian · Risiko paru"].rows[0].cells[0]
    assert how == "Nilai dijumlahkan, dari pertanyaan 1. Ya bernilai 1. Nilai awal 2. Bobot: 1 kali 3."
    assert parts["Nilai tambahan · Risiko paru"].rows[0].cells == (
        "rokok",
        "30 bungkus-tahun atau lebih",
        "Bungkus-tahun 30 atau lebih",
        "2",
    )
    bands = [row.cells for row in parts["Kesimpulan · Risiko paru"].rows]
    assert bands == [
        ("di bawah 4", "semua", "Risiko rendah", "tidak perlu", "Ulangi setelah 365 hari."),
        ("4 ke atas", "semua", "Risiko tinggi", "rujuk", "Periksa spirometri. Rujuk ke FKRTL."),
    ]
    assert parts["Kesimpulan · Keluhan jiwa"].rows[1].cells[-1] == "Lanjut: Contoh lengkap."
    alarm = parts["Tanda bahaya jawaban · Keluhan jiwa"].rows[0].cells
    assert alarm == ("Butir 3 (Putus asa): Ya", "Putus asa", "gawat darurat", "Dampingi.")


def test_every_word_of_the_file_stands_in_the_outline(parts: dict[str, OutlinePart]) -> None:
    told = " ".join(cell for part in parts.values() for row in part.rows for cell in row.cells)
    for line in rich().splitlines():
        key, _, value = line.partition(" = ")
        if key in ("label", "conclusion", "advice", "message", "refer_to") and value not in (
            '"Risiko paru"',
            '"Keluhan jiwa"',
        ):
            assert value.strip('"') in told, line


def test_the_same_code_in_two_scales_is_two_items() -> None:
    form = rich_form(('code = "complaint"', 'code = "high"'), ('code = "calm"', 'code = "low"'))
    keys = [item.key for item in items_of(outline_of_form(form, TITLES))]
    assert {"simpulan:1.low", "simpulan:2.low", "tanda:2.despair", "nilai:1.", "hitung:sisa"} <= set(keys)
    assert len(keys) == len(set(keys)) == 6 + 2 + 1 + 4 + 1
