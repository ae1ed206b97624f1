"""A reference table laid out to be read: columns in Indonesian, deeper lists after, wide lists as sentences."""

from ilp_desktop.reference import editions, parse_edition
from ilp_desktop.services.edition.outline import OutlinePart
from ilp_desktop.services.edition.table_outline import WIDE_HEADINGS, outline_of_table

HEADER = 'version = "1"\nsource = "S"\nvalid_from = 2026-01-01\nverified = false\n'


def parts_of(body: str) -> list[OutlinePart]:
    return list(outline_of_table(parse_edition("uji", HEADER + body)))


def test_single_values_come_first_and_names_of_the_program_are_left_out() -> None:
    first, rows = parts_of('from_years = 18\n[[row]]\ncode = "low"\nconclusion = "rendah"\nbelow = 1.5\n')
    assert (first.headings, first.rows[0].cells) == (("Nama", "Nilai"), ("Mulai (tahun)", "18"))
    assert (rows.title, rows.headings) == ("Baris", ("Kesimpulan", "Kurang dari"))
    assert rows.rows[0].cells == ("rendah", "1,5")


def test_codes_people_use_are_kept() -> None:
    (rows,) = parts_of('[[reason]]\ncode = "-1"\nlabel = "Tanpa"\n[[reason]]\ncode = "1"\nlabel = "Time"\n')
    assert [row.cells for row in rows.rows] == [("-1", "Tanpa"), ("1", "Time")]


def test_lists_within_a_line_follow_as_tables_of_their_own() -> None:
    parts = parts_of('[[group]]\nlabel = "Satu"\n[[group.band]]\nbelow = 1\nurgency = "refer"\n')
    assert [part.title for part in parts] == ["Kelompok", "Kelompok · Satu · Golongan"]
    assert parts[1].rows[0].cells == ("1", "rujuk")


def test_tables_by_name_are_one_table() -> None:
    (part,) = parts_of('[verdict.below]\nconclusion = "kecil"\n[verdict.above]\nconclusion = "besar"\n')
    assert [row.cells for row in part.rows] == [("Kurang dari", "kecil"), ("Lebih dari", "besar")]


def test_a_wide_list_is_told_line_by_line() -> None:
    (schedule,) = [part for part in outline_of_table(editions("immunisation")[0]) if part.title == "Dosis"]
    assert schedule.headings == WIDE_HEADINGS
    name, told = schedule.rows[0].cells
    assert name == "HB0"
    assert "Masih boleh sebelum (hari): 8" in told
