"""Rows of lists of families: which column is what, what a cell means, why a row is refused."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.imports.import_cells import EXCEL_DAY_NOUGHT, block_of, blocks_of, day_of
from ilp_desktop.domain.imports.import_columns import find_header, missing_fields
from ilp_desktop.domain.imports.import_conflicts import settled
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow, RowReader
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.sex import Sex

TODAY = date(2026, 11, 23)
CARD = "3201010101200003"
COLUMNS = {
    name: place
    for place, name in enumerate(
        ("kk_number", "nik", "name", "relation", "sex", "birth_date", "rt", "rw", "phone", "bpjs", "payer")
    )
}
GOOD: dict[str, object] = {
    "kk_number": CARD,
    "nik": "3201010201700001",
    "name": "Budi",
    "relation": "Kepala Keluarga",
    "sex": "L",
    "birth_date": "02-01-1970",
}


def read(**changes: object) -> ImportedPerson | RefusedRow:
    cells = GOOD | changes
    return RowReader(COLUMNS, TODAY).read(7, [cells.get(name) for name in COLUMNS])


def good(**changes: object) -> ImportedPerson:
    found = read(**changes)
    assert isinstance(found, ImportedPerson), found
    return found


def bad(field: str, **changes: object) -> str:
    found = read(**changes)
    assert isinstance(found, RefusedRow), found
    return found.reasons[field]


@pytest.mark.parametrize(
    "titles",
    [
        ["NO", "NO KK", "NIK", "NAMA LENGKAP", "SHDK", "JK", "TGL LAHIR", "ALAMAT", "RT", "RW"],
        ["Nama", "L/P", "Tanggal Lahir", "Nomor Kartu Keluarga", "NIK (sesuai KTP)", "Hubungan dgn KK"],
        ["No. HP", "Alamat Rumah", "Nama Anggota Keluarga", "Jenis Kelamin", "Tgl. Lahir", "No. KK", "N I K / NIK"],
    ],
)
def test_titles_in_other_words_and_another_order_are_recognised(titles: list[str]) -> None:
    rows: list[tuple[int, list[object]]] = [
        (1, ["DAFTAR KELUARGA DESA SUKAMAJU", None, None]),
        (2, [None] * 6),
        (3, [*titles]),
        (4, ["1"] * 9),
    ]
    header = find_header(rows, TODAY)
    assert header.row == 3
    for field, word in (("name", "nama"), ("birth_date", "ahir"), ("nik", "nik")):
        assert word in titles[header.columns[field]].lower()
    assert missing_fields(header.columns, TODAY) == ()


def test_columns_that_are_missing_are_named() -> None:
    assert missing_fields({"name": 0}, TODAY) == ("Jenis kelamin", "Tanggal lahir", "NIK atau No. KK")
    assert find_header([(1, ["satu", "dua", "tiga"])], TODAY).row == 0


@pytest.mark.parametrize(
    "cell",
    [
        date(1990, 8, 17),
        (date(1990, 8, 17) - EXCEL_DAY_NOUGHT).days,
        float((date(1990, 8, 17) - EXCEL_DAY_NOUGHT).days),
        "17-08-1990",
        "17/8/1990",
        "17.08.90",
        "17081990",
        "1990-08-17",
        "1990-08-17 00:00:00",
        "17 Agustus 1990",
        "17-Agt-90",
        "17 Aug 1990",
        "33102",
    ],
)
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert day_of(cell, TODAY).value == date(1990, 8, 17)


def test_six_digits_are_a_day_as_at_the_desk_and_never_the_number_excel_keeps_one_as() -> None:
    assert day_of("010290", TODAY).value == date(1990, 2, 1)


@pytest.mark.parametrize(
    "cell", ["31-02-1990", "besok", "2090-01-01", "99/99/9999", TODAY + timedelta(days=1), "1850-01-01"]
)
def test_a_day_that_is_none_is_refused_with_its_reason(cell: object) -> None:
    assert "Tanggal lahir" in bad("birth_date", birth_date=cell)


def test_place_and_day_in_one_cell_are_told_apart() -> None:
    found = good(birth_date="Bandung, 17-08-1990")
    assert (found.birth_place, found.birth_date) == ("Bandung", date(1990, 8, 17))


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"kk_number": "320101010120000"}, "kk_number", "15 angka"),
        ({"nik": "32010102017000"}, "nik", "14 angka"),
        ({"nik": "3,20101E+15"}, "nik", "teks"),
        ({"nik": 3201010201700000 + 10}, "nik", "angka terakhirnya hilang"),
        ({"name": "x" * 300}, "name", "di sini 300"),
        ({"name": ""}, "name", "harus diisi"),
        ({"name": "123"}, "name", "bukan nama"),
        ({"name": "=CMD()"}, "name", "berisi rumus"),
        ({"phone": "=A1"}, "phone", "Telepon berisi rumus"),
        ({"name": "#N/A"}, "name", "galat rumus #N/A"),
        ({"nik": "#REF!"}, "nik", "galat rumus #REF!"),
        ({"sex": ""}, "sex", "harus diisi"),
        ({"name": "@Budi"}, "name", "tanda @"),
        ({"sex": "?"}, "sex", "L atau P"),
        ({"nik": "", "kk_number": "-"}, "nik", "NIK atau No. KK"),
    ],
)
def test_a_row_is_refused_with_its_reason(changes: dict[str, object], field: str, told: str) -> None:
    assert any(word in bad(field, **changes) for word in told.split("|"))


@pytest.mark.parametrize(
    "name", ["Suparman", "H. Budi Santoso, S.Pd.", "Siti Nur'aini", "R.A. Kartini", "I Made 'Ayu' D"]
)
def test_one_word_apostrophes_and_titles_are_names(name: str) -> None:
    assert good(name=name).name == name


def test_a_nik_of_another_birth_date_is_stored_and_told() -> None:
    assert "tanggal lahir" in " ".join(good(birth_date="03-01-1970").notes)


def test_what_is_wrong_beside_the_person_is_left_out_and_told() -> None:
    found = good(phone="abc", bpjs="12", payer="entahlah", relation="tetangga")
    assert (found.phone, found.bpjs, found.payer, found.relation) == ("", "", None, FamilyRelation.OTHER)
    assert len(found.notes) == 4


def test_numbers_that_lost_their_first_noughts_get_them_back() -> None:
    found = good(phone=81234567890, bpjs=1234567890, payer="PBI")
    assert (found.phone, found.bpjs, found.payer) == ("081234567890", "0001234567890", Payer.BPJS_PBI)


def test_digits_kept_from_excel_as_a_text_are_digits() -> None:
    found = good(nik='="3201010201700001"', kk_number=f'="{CARD}"', name="'Budi")
    assert (found.nik, found.kk_number, found.name) == ("3201010201700001", CARD, "Budi")


def test_rt_and_rw_are_written_as_areas_write_them() -> None:
    assert [block_of(text) for text in ("2", "02", "RT 2", "000", "")] == ["002", "002", "002", "", ""]
    assert blocks_of("RT 2 / RW 01") == blocks_of("002/001") == ("002", "001")


def test_rt_and_rw_that_became_a_day_are_told_and_left_out() -> None:
    reader = RowReader({**COLUMNS, "rt_rw": len(COLUMNS)}, TODAY)
    found = reader.read(7, [*(GOOD.get(name) for name in COLUMNS), date(2026, 1, 2)])
    assert isinstance(found, ImportedPerson)
    assert found.rt == found.rw == ""
    assert "RT/RW «02-01-2026» tidak terbaca" in found.notes[0]


def test_rows_that_contradict_each_other_are_refused_both_in_any_order() -> None:
    one, other = good(), good(name="Bodi")
    head = ImportedPerson(9, "Candra", Sex.MALE, date(1960, 1, 1), FamilyRelation.HEAD, CARD, "3201010101600009")
    for rows in ([one, other], [other, one]):
        assert settled(rows).people == ()
    again = ImportedPerson(**{**{n: getattr(one, n) for n in one.__dataclass_fields__}, "line": 8})
    found = settled([one, again, head])
    assert found.doubled == ((8, 7),)
    assert {row.line for row in found.refused} == {7, 9}
