"""Actions that few may know of: KB, jiwa and substances of anybody, pregnancy and birth of a child."""

from datetime import date

import pytest

from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.restricted_action import is_restricted_action, names_restricted_action

DAY = date(2026, 11, 23)
GROWN, CHILD = date(1990, 5, 17), date(2012, 3, 1)
OF_ALL = {
    *("63.73", "69.7", "86.09", "97.71", "99.24"),
    *("94.08", "94.11", "94.35", "94.38", "94.42", "94.45", "94.46"),
}
OF_CHILDREN = {
    *("69.52", "72.54", "72.79", "73.09", "73.4", "73.59", "73.6", "75.34", "75.4", "75.69", "75.7", "75.8"),
    *("88.78", "93.37", "99.11", "99.98"),
}


def test_exactly_these_codes_are_read_by_few() -> None:
    codes = [one.code for one in action_codes(DAY)]
    assert {code for code in codes if is_restricted_action(code, GROWN, DAY)} == OF_ALL
    assert {code for code in codes if is_restricted_action(code, CHILD, DAY)} == OF_ALL | OF_CHILDREN
    assert not is_restricted_action("00.00", CHILD, DAY)


@pytest.mark.parametrize("code", sorted(OF_ALL))
def test_an_act_is_known_by_its_code_its_name_and_every_everyday_word(code: str) -> None:
    entry = action_codes(DAY).get(code)
    assert entry is not None
    for name in (entry.code, entry.title, entry.title.upper(), *entry.synonyms):
        assert names_restricted_action(f"Rencana: {name}, bius lokal.", GROWN, DAY), name


@pytest.mark.parametrize("code", sorted(OF_CHILDREN))
def test_an_act_of_birth_is_known_of_a_child_alone(code: str) -> None:
    title = action_codes(DAY).title(code)
    assert names_restricted_action(title, CHILD, DAY)
    assert not names_restricted_action(title, GROWN, DAY)


@pytest.mark.parametrize(
    "text",
    ["Pemasangan IUD", "lepas implan", "KB suntik", "Tubektomi", "Tes HIV", "Konseling napza", "pasang spiral"],
)
def test_words_of_the_field_are_known(text: str) -> None:
    assert names_restricted_action(text, GROWN, DAY)


@pytest.mark.parametrize(
    "text", ["Penjahitan luka kulit", "Sirkumsisi", "Cabut gigi", "Insisi abses 69.70", "Bekas luka", "KBM", ""]
)
def test_what_tells_of_nothing_is_open(text: str) -> None:
    assert not names_restricted_action(text, GROWN, DAY)
    assert not names_restricted_action(text, CHILD, DAY)
