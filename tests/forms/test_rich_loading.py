"""Faults in tables, computed values, points, several scales and alarms are named where they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms.faults import FormFaults
from ilp_desktop.forms.groups import Group, Wording
from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.schema import Kind
from tests.every_row import every_row
from tests.forms.rich_sample import RICH, rich_faults, rich_form

Change = tuple[str, str]
LUNG, MIND = "scoring paru", "scoring jiwa"

FAULTS: dict[str, tuple[Change, str, str, str]] = {
    "unknown group": (('"dewasa"', '"orang"'), "", "", 'group "orang" tidak dikenal'),
    "no group": (('group = "dewasa"\n', ""), "", "", '"group" tidak ada'),
    "unknown wording": (('"lembar resmi"', '"bebas"'), "", "", 'wording "bebas" tidak dikenal'),
    "official item without number": (('item = "2"\n', ""), "Butir", "butir_2", "butir lembar resmi tanpa nomor"),
    "item twice": (('item = "2"', 'item = "1"'), "Butir", "butir_2", 'nomor butir "1" sudah dipakai'),
    "column without a code": (('code = "nama"\n', ""), "Obat", "obat.kolom ke-1", '"code" tidak ada'),
    "column twice": (('code = "sejak"', 'code = "nama"'), "Obat", "obat.nama", "sudah dipakai"),
    "column of a table": (
        ('label = "Nama"\nkind = "text"', 'label = "Nama"\nkind = "rows"'),
        "Obat",
        "obat.nama",
        'berjenis "rows"',
    ),
    "column without limits": (("hard = [0.1, 5000]\n", ""), "Obat", "obat.dosis", 'batas "hard"'),
    "column of an unknown unit": (('unit = "mg"', 'unit = "butir"'), "Obat", "obat.dosis", 'satuan "butir"'),
    "column with a condition": (
        ('label = "Sejak"\n', 'label = "Sejak"\nshown_when = "tahun_merokok > 1"\n'),
        "Obat",
        "obat.sejak",
        '"shown_when" tidak dikenal',
    ),
    "too many rows": (("most_rows = 3", "most_rows = 1000"), "Obat", "obat", '"most_rows" harus 1 sampai 100'),
    "table of no columns": (
        ('label = "Nafsu makan"\nkind = "choice"\n', 'label = "Nafsu makan"\nkind = "rows"\n'),
        "Butir",
        "butir_2",
        "sedikitnya satu [[question.column]]",
    ),
    "columns of a number": (('kind = "rows"', 'kind = "text"'), "Obat", "obat", "kolom dan banyaknya baris"),
    "formula on nothing known": (
        ("tahun_merokok * batang", "tahun * batang"),
        "Kebiasaan",
        "batang_per_hari",
        '"tahun" bukan pertanyaan',
    ),
    "formula on a later computed value": (
        ("tahun_merokok * batang_per_hari / 20", "sisa * 2"),
        "Kebiasaan",
        "batang_per_hari",
        '"sisa" bukan pertanyaan',
    ),
    "formula on a choice": (("umur_tahun - tahun_merokok", "butir_2 + 1"), "", "sisa", "berisi pilihan"),
    "formula on a table": (("umur_tahun - tahun_merokok", "obat + 1"), "", "sisa", '"obat" bukan pertanyaan'),
    "formula by nought": (
        ("batang_per_hari / 20", "batang_per_hari / (20 - 20)"),
        "Kebiasaan",
        "batang_per_hari",
        "membagi dengan nol",
    ),
    "sentence for a topic": (
        ('label = "Tidur"', 'label = "Apakah anda sulit tidur setiap malam"'),
        "Butir",
        "butir_1",
        "harus topik, paling banyak 5 kata",
    ),
    "wider point first": (('bungkus_tahun >= 30"', 'bungkus_tahun >= 10"'), LUNG, "", "tidak pernah diberikan"),
    "alarm with the code of a band": (('code = "despair"', 'code = "calm"'), MIND, "", "dipakai alarm dan pita"),
    "audience of nobody": (
        ('sensitivity = "umum"', 'sensitivity = "umum"\naudience = "umur_tahun >= 40 and umur_tahun < 30"'),
        "",
        "",
        "tidak berlaku bagi siapa pun",
    ),
    "no formula": (('formula = "umur_tahun - tahun_merokok"\n', ""), "", "sisa", '"formula" tidak ada'),
    "computed beside nothing": (('beside = "batang_per_hari"', 'beside = "batang"'), "", "batang", "tidak ada pert"),
    "computed twice": (('code = "sisa"', 'code = "butir_1"'), "", "butir_1", "kode pertanyaan sudah dipakai"),
    "computed named as a fact": (('code = "sisa"', 'code = "umur_tahun"'), "", "umur_tahun", "sudah berarti lain"),
    "computed of an unknown unit": (('"bungkus-tahun"\nform', '"pak"\nform'), "Kebiasaan", "batang_per_hari", "pak"),
    "computed decides what is asked": (
        ('"tahun_merokok > 0"', '"bungkus_tahun > 0"'),
        "Kebiasaan",
        "batang_per_hari",
        '"bungkus_tahun" bukan pertanyaan sebelumnya',
    ),
    "scale without a code": (('code = "paru"\n', ""), "scoring", "", '"code" tidak ada'),
    "scale without a label": (('label = "Risiko paru"\n', ""), LUNG, "", '"label" tidak ada'),
    "scale twice": (('code = "jiwa"', 'code = "paru"'), "scoring", "", 'kode skor "paru" sudah dipakai'),
    "weight of nothing scored": (("{ butir_1 = 3 }", "{ butir_2 = 3 }"), LUNG, "", 'bobot untuk "butir_2"'),
    "weight that is no number": (("{ butir_1 = 3 }", '{ butir_1 = "3" }'), LUNG, "", 'bobot "butir_1" harus angka'),
    "weights in a count": (('method = "count"', 'method = "count"\nbase = 1'), MIND, "", "hanya berlaku untuk method"),
    "question scored twice": (('["butir_1"]', '["butir_1", "butir_1"]'), LUNG, "", "dua kali"),
    "point without a condition": (('when = "jenis_kelamin = L"\n', ""), LUNG, "", '"when" tidak ada'),
    "point on nothing known": (("bungkus_tahun >= 20", "bungkus >= 20"), LUNG, "", '"bungkus" bukan pertanyaan'),
    "point of nought": (("score = 2", "score = 0"), LUNG, "", '"score" harus angka yang bukan nol'),
    "point without a label": (('label = "Laki-laki"\n', ""), LUNG, "", '"label" tidak ada'),
    "band above weights, base and points": (("at_least = 4", "at_least = 9"), LUNG, "", "tidak dapat dicapai"),
    "alarm beside nothing": (('question = "butir_3"', 'question = "butir_9"'), "", "butir_9", "tidak ada pertanyaan"),
    "alarm on an unknown question": (('"butir_3 = ya"', '"butir_9 = ya"'), "Butir", "butir_3", '"butir_9" bukan'),
    "alarm that alarms nobody": (('"emergency"', '"none"'), "Butir", "butir_3", "tidak memperingatkan"),
    "alarm without a condition": (('when = "butir_3 = ya"\n', ""), "Butir", "butir_3", '"when" tidak ada'),
    "repeated at once": (("repeat_days = 365", "repeat_days = 0"), LUNG, "", '"repeat_days" harus sedikitnya 1'),
}


def test_rich_sample_has_no_fault() -> None:
    assert rich_faults() == ()


@every_row(("change", "section", "question", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named_where_it_is(change: Change, section: str, question: str, message: str) -> None:
    faults = rich_faults(change)
    assert any(
        (fault.section, fault.question) == (section, question) and message in fault.message for fault in faults
    ), [str(fault) for fault in faults]


def test_header_says_who_the_form_is_for_and_whose_words_it_has() -> None:
    form = rich_form()
    assert (form.group, form.wording, form.question("butir_3").item) == (Group.ADULT, Wording.OFFICIAL, "3")
    assert all(group.title for group in Group)


def test_table_has_its_columns() -> None:
    table = rich_form().question("obat")
    assert (table.kind, table.most_rows) == (Kind.ROWS, 3)
    assert [column.code for column in table.columns] == ["nama", "dosis", "sejak", "waktu", "teratur"]
    assert table.columns[0].required


def test_official_wording_without_any_numbered_item_is_a_fault() -> None:
    text = "\n".join(line for line in RICH.splitlines() if not line.startswith("item = "))
    with pytest.raises(FormFaults) as caught:
        parse_form(text, "kaya.toml")
    assert 'tidak ada pertanyaan yang mempunyai nomor "item"' in caught.value.remedy


@given(st.sampled_from(RICH.splitlines()), st.text(max_size=30))
def test_any_line_may_be_spoilt_and_the_reader_still_answers(line: str, spoilt: str) -> None:
    rich_faults((line, spoilt))


TABLES = ("computed", "scoring", "scoring.point", "scoring.alarm", "scoring.band", "question.column")
KEYS = ("code", "formula", "decimals", "weights", "base", "point", "alarm", "when", "score", "repeat_days", "column")
VALUES = ("1", "-0.5", "nan", "true", "''", "'x'", "[]", "[[]]", "[1, 'x']", "{}", "{ a = {} }", "[{}]", "1979-05-27")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("key", KEYS)
def test_strange_value_is_refused_and_nothing_else_happens(table: str, key: str) -> None:
    for value in VALUES:
        with pytest.raises(FormFaults):
            parse_form(f"{RICH}\n[[{table}]]\n{key} = {value}\n", "kaya.toml")
