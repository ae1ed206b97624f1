"""Names as they are typed: what is found in spite of a slip, and what is not; the line a person is found by."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.search.name_key import key_beginnings, name_key, name_words, word_key
from ilp_desktop.domain.search.search_rank import MOTHER, WITH_SLIPS, WORD_FOR_WORD, Candidate, as_shown, rank
from ilp_desktop.domain.search.search_text import Findable, line_words, search_line, search_words, standing_of
from ilp_desktop.domain.search.spelling import nearest, slip_forms, slips_between
from tests.domain.cases import cases
from tests.every_row import every_row

TODAY = date(2026, 11, 23)
BORN = date(1990, 5, 17)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


def line(name: str, mother: str = "", born: date = BORN, place: str = "Ciwangi") -> str:
    return search_line(
        Findable(name, born, mother, place, ("000123-00", "3201015705900001", "+62 812-3456-789")), TODAY
    )


def found(text: str, typed: str) -> list[tuple[int, int]]:
    """Return kind and place of a find, as if this line were the only one filed."""
    words = search_words(typed, TODAY)
    slips: dict[str, Mapping[str, int]] = {}
    for number, word in enumerate(words):
        filed = {key for key in line_words(text) for one in word.beginnings if slip_forms(one) & slip_forms(key)}
        unfinished = number == len(words) - 1
        near = [nearest(key, filed, unfinished=unfinished) for key in word.beginnings] if word.is_name else []
        slips[word.plain] = {key: taken for one in near for key, taken in one.items()}
    return [(one.kind, one.where) for one in rank(words, slips, [Candidate(1, 5, text)], TODAY)]


@every_row("case", cases("name_slips"), ids=lambda case: f"{case['typed']}-{case['name']}")
def test_a_name_is_found_in_spite_of_a_slip_and_no_other_name_by_it(case: dict[str, str]) -> None:
    place = "Sukamaju" if "sukamaju" in case["typed"] else "Ciwangi"
    assert bool(found(line(case["name"], place=place), case["typed"])) == (case["found"] == "yes")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("3201015705900001", WORD_FOR_WORD),
        ("32010157", WORD_FOR_WORD),
        ("000123-00", WORD_FOR_WORD),
        ("0001 23", WORD_FOR_WORD),
        ("0812-3456", WORD_FOR_WORD),
        ("+62 812 3456", WORD_FOR_WORD),
        ("]C13201015705900001", WORD_FOR_WORD),
        ("17-5-90", WORD_FOR_WORD),
        ("17 5 1990", WORD_FOR_WORD),
        ("170590", WORD_FOR_WORD),
        ("siti 17 5 1990", WORD_FOR_WORD),
        ("17/05/1990 siti", WORD_FOR_WORD),
        ("siti 0812", WORD_FOR_WORD),
        ("siti ciwangi", WORD_FOR_WORD),
        ("siti cwiangi", WITH_SLIPS),
    ],
)
def test_numbers_dates_and_villages_are_read_however_they_are_typed(typed: str, kind: int) -> None:
    assert found(line("Siti Aminah"), typed) == [(kind, 0)]


@pytest.mark.parametrize("typed", ["", "   ", "'", "...", "\x02\x03", "-", "()", "\u2019", "])", "+", "😀"])
def test_rubbish_is_no_word(typed: str) -> None:
    assert search_words(typed, TODAY) == ()


def test_a_text_without_end_is_cut() -> None:
    assert len(search_words("abcdef" * 500, TODAY)) == 1
    assert len(search_words(" ".join(f"nama{'abcdefghijklmnop'[n]}" for n in range(16)), TODAY)) == 8
    assert all(len(word.plain) <= 30 for word in search_words("x" * 300, TODAY))


def test_the_mother_is_searched_for_a_child_and_comes_after_whoever_bears_the_name() -> None:
    child, adult = line("Budi", "Siti Aminah", date(2020, 1, 2)), line("Budi", "Siti Aminah")
    assert found(child, "budi siti") == [(WORD_FOR_WORD, MOTHER)]
    assert found(adult, "budi siti") == []
    words = search_words("siti", TODAY)
    ranked = rank(words, {}, [Candidate(1, 5, child), Candidate(2, 6, line("Siti"))], TODAY)
    assert [one.number for one in ranked] == [2, 1]


def test_todays_visitors_come_first_then_the_area_then_the_latest_seen() -> None:
    text = line("Siti Aminah")
    today, area, seen, outside = (
        standing_of(TODAY, in_area=False),
        standing_of(date(2020, 1, 1), in_area=True),
        standing_of(date(2026, 11, 22), in_area=True),
        standing_of(date(2026, 11, 22), in_area=False),
    )
    people = [Candidate(number, standing, text) for number, standing in enumerate((outside, area, seen, today))]
    assert [one.number for one in rank(search_words("siti", TODAY), {}, people, TODAY)] == [3, 2, 1, 0]
    assert standing_of(None, in_area=True) < standing_of(None, in_area=False)


def test_who_is_called_just_so_comes_before_who_is_called_more() -> None:
    people = [
        Candidate(number, 5 + number, line(name)) for number, name in enumerate(("Sri Wahyuni", "Srikandi", "Sri"))
    ]
    ranked = rank(search_words("sri", TODAY), {}, people, TODAY)
    assert [one.number for one in ranked] == [2, 0, 1]


def test_whose_name_is_written_as_typed_comes_before_another_spelling() -> None:
    words = search_words("fitri", TODAY)
    ranked = rank(words, {}, [Candidate(1, 5, line("Pitri")), Candidate(2, 6, line("Fitri"))], TODAY)
    names = {1: "Pitri", 2: "Fitri"}
    assert min(ranked, key=lambda one: as_shown(words, one, names[one.number])).number == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moch. Jusuf, S.Kep", "Muhammad Jusuf"),
        ("Hj. St. Fatimah", "Siti Patimah"),
        ("Djoko Soesilo SKM", "Joko Susilo"),
        ("Ny. Chusnul Khotimah", "Husnul Hotimah"),
    ],
)
def test_two_ways_of_writing_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize("name", ["H.", "Hj", "dr.", "Ny. Tn."])
def test_a_name_of_titles_alone_keeps_them(name: str) -> None:
    assert name_key(name)


@given(LETTERS, st.data())
def test_the_beginning_of_a_word_finds_the_beginning_of_its_key(word: str, data: st.DataObject) -> None:
    typed = word[: data.draw(st.integers(1, len(word)))]
    assert any(word_key(word).startswith(begun) for begun in key_beginnings(typed))


@given(st.lists(LETTERS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_words_find_a_name_in_any_order(words: list[str], random: object) -> None:
    text, typed = line(" ".join(words)), list(words)
    random.shuffle(typed)  # type: ignore[attr-defined]
    assert found(text, " ".join(typed))


def test_a_digit_in_a_name_is_part_of_its_word() -> None:
    assert found(line("Budi ke-2 Fitri3"), "fitri3 ke-2 budi")


@given(st.text(st.characters(exclude_categories=["N"]), max_size=300))
def test_any_name_at_all_is_found_by_itself(written: str) -> None:
    name = " ".join(written[:120].split())  # as a name is stored
    if name_words(name):
        assert found(line(name), name)


@given(LETTERS, LETTERS)
def test_slips_are_counted_the_same_both_ways_and_a_word_has_none_to_itself(one: str, other: str) -> None:
    assert slips_between(one, one, 2) == 0
    assert slips_between(one, other, 2) == slips_between(other, one, 2)


@given(st.text("abcdefghij", min_size=4, max_size=6), st.integers(0, 5), st.sampled_from("abcdefghij"))
def test_words_that_differ_by_one_letter_share_a_form(word: str, place: int, letter: str) -> None:
    place %= len(word)
    for other in (word[:place] + word[place + 1 :], word[:place] + letter + word[place + 1 :]):
        assert slip_forms(word) & slip_forms(other)
