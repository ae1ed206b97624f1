"""Areas by their Kemendagri codes: by code, by words while typing, and nothing of it kept."""

import sys
from datetime import date
from time import perf_counter

import pytest

from ilp_desktop.domain.identity import areas
from ilp_desktop.domain.identity.areas import Area, area_by_code, find_areas, short_place
from ilp_desktop.resources import resource_path
from tests.house import tree

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("code", "name", "within"),
    [
        ("11", "Aceh", ""),
        ("1101", "Kabupaten Aceh Selatan", "Aceh"),
        ("11.01.01", "Bakongan", "Kabupaten Aceh Selatan, Aceh"),
        ("11.01.01.2001", "Keude Bakongan", "Kec. Bakongan, Kabupaten Aceh Selatan, Aceh"),
        ("1101012001", "Keude Bakongan", "Kec. Bakongan, Kabupaten Aceh Selatan, Aceh"),
    ],
)
def test_a_code_gives_the_area_and_what_it_lies_in(code: str, name: str, within: str) -> None:
    found = area_by_code(code, DAY)
    assert found is not None
    assert (found.name, found.within) == (name, within)


@pytest.mark.parametrize("code", ["", "0", "110", "99", "1199", "1101019999", "abcd", "११", "11010120011"])
def test_a_code_that_is_none_gives_nothing(code: str) -> None:
    assert area_by_code(code, DAY) is None


def test_words_in_any_order_find_a_village_of_a_district() -> None:
    for typed in ("keude bakongan aceh selatan", "selatan bakong keude", "11.01.01.2001"):
        assert "1101012001" in {area.code for area in find_areas(typed, DAY, 20)}, typed


def test_a_word_of_the_regency_alone_lists_no_village() -> None:
    found = find_areas("kabupaten simeulue", DAY, 20)
    assert all("simeulue" in area.village.lower() for area in found)


def test_villages_of_ones_own_regency_come_first() -> None:
    sukamaju = find_areas("sukamaju", DAY, 20, near="3205")
    assert sukamaju[0].code.startswith("3205")
    assert any(not area.code.startswith("3205") for area in sukamaju)


def test_districts_are_found_when_districts_are_wanted() -> None:
    assert find_areas("ciawi bogor", DAY, 5, digits=6)[0] == Area("320124", "Jawa Barat", "Kabupaten Bogor", "Ciawi")


def test_an_apostrophe_in_a_name_may_be_left_out() -> None:
    with_mark = next(line for line in _lines() if "'" in line and len(line.split("\t")[0]) == 10)
    code, name = with_mark.split("\t")
    assert code in {area.code for area in find_areas(name.replace("'", ""), DAY, 50, near=code[:6])}


def test_a_long_name_is_shortened_to_its_column() -> None:
    area = Area("1101012001", "Aceh", "Kabupaten Aceh Selatan", "Bakongan", "Keude Bakongan")
    assert short_place(area, DAY, 80) == "Keude Bakongan, Kec. Bakongan, Kab. Aceh Selatan"
    assert short_place(area, DAY, 40) == "Keude Bakongan, Kab. Aceh Selatan"
    assert short_place(area, DAY, 5) == "Keude"


def test_every_area_lies_in_one_that_is_listed() -> None:
    codes = [line.split("\t")[0] for line in _lines()]
    known = set(codes)
    assert len(known) == len(codes) == 38 + 514 + 7285 + 83762
    above = {4: 2, 6: 4, 10: 6}
    assert all(code[: above[len(code)]] in known for code in codes if len(code) > 2)


def test_the_table_is_small_and_names_its_licence() -> None:
    assert resource_path("reference", "areas", "codes_2025.tsv.gz").stat().st_size < 2_000_000
    text = resource_path("reference", "areas", "2025-01-01.toml").read_text(encoding="utf-8")
    assert "ODbL" in text
    assert "ODbL" in (tree.ROOT / "NOTICE").read_text(encoding="utf-8")


def test_nothing_of_the_table_stays_in_memory() -> None:
    find_areas("sukamaju", DAY, 20)
    assert not [name for name, value in vars(areas).items() if sys.getsizeof(value) > 50_000]


def test_a_search_is_quick_enough_for_typing() -> None:
    begun = perf_counter()
    find_areas("sukamaju ciawi", DAY, 20)
    assert perf_counter() - begun < 2


def _lines() -> list[str]:
    return [line for line in areas._text(DAY).split("\n") if line]
