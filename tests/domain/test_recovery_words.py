"""Recovery words: a list that does not mislead, and words that carry their check."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.keys.recovery_words import (
    TELLING,
    asked_places,
    next_test_on,
    plain,
    secret_of,
    typed_back_problems,
    word_rules,
    words_of,
    words_problem,
)

CHANCE = st.binary(min_size=15, max_size=15)
WORDS = words_of(bytes(range(15)))


def test_the_list_holds_2048_short_words_that_their_first_four_letters_tell_apart() -> None:
    known = word_rules().known
    assert len(known) == len(set(known)) == len({word[:TELLING] for word in known}) == 2048
    assert list(known) == sorted(known)
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in known)


def test_twelve_words_hold_120_bits_of_chance_and_12_that_check_them() -> None:
    rules = word_rules()
    assert (rules.on_sheet, rules.bits_a_word, rules.random_bits, rules.check_bits) == (12, 11, 120, 12)


def test_words_once_printed_are_known_for_ever() -> None:
    assert " ".join(words_of(bytes(15))) == "abad abad abad abad abad abad abad abad abad abad abad paku"
    assert words_problem(" ".join(WORDS)) == ""


@given(chance=CHANCE)
def test_any_chance_gives_words_that_pass_and_other_chance_other_words(chance: bytes) -> None:
    words = words_of(chance)
    assert len(words) == 12
    assert words_problem(" ".join(words)) == ""
    other = bytes([chance[0] ^ 1, *chance[1:]])
    assert words_of(other) != words


def test_too_little_or_too_much_chance_is_refused() -> None:
    for size in (0, 14, 16):
        with pytest.raises(ValueError, match="chance"):
            words_of(bytes(size))


@settings(max_examples=300)
@given(chance=CHANCE, place=st.integers(0, 11), step=st.integers(1, 2047))
def test_nearly_every_wrong_word_of_the_list_is_found(chance: bytes, place: int, step: int) -> None:
    known = word_rules().known
    words = list(words_of(chance))
    words[place] = known[(known.index(words[place]) + step) % len(known)]
    problem = words_problem(" ".join(words))
    if not problem:  # one in 4096; another word there must then be found
        words[place] = known[(known.index(words[place]) + 1) % len(known)]
        problem = words_problem(" ".join(words))
    assert problem


def test_two_words_that_changed_places_are_found() -> None:
    swapped = (WORDS[1], WORDS[0], *WORDS[2:])
    assert swapped != WORDS
    assert "tidak cocok" in words_problem(" ".join(swapped))


def test_a_misspelt_word_is_named_with_what_may_be_meant() -> None:
    words = list(words_of(bytes(15)))
    words[3] = "abadi"
    assert words_problem(" ".join(words)) == "Kata ke-4 «abadi» tidak ada di daftar; mungkin «abad»."


@pytest.mark.parametrize("count", [0, 1, 11, 13])
def test_too_few_or_too_many_words_are_said(count: int) -> None:
    words = (WORDS * 2)[:count]
    assert words_problem(" ".join(words)) == f"Lembar berisi 12 kata; yang diketik {count}."


@pytest.mark.parametrize("between", [" ", "  ", "\n", ", ", " - "])
def test_numbers_commas_and_capital_letters_are_no_part_of_the_words(between: str) -> None:
    typed = between.join(f"{number}. {word.title()}" for number, word in enumerate(WORDS, 1))
    assert plain(typed) == WORDS
    assert secret_of([typed]) == secret_of(WORDS)
    assert words_problem(typed) == ""


def test_four_different_words_are_asked_in_the_order_of_the_sheet() -> None:
    seen = set()
    for seed in range(200):
        places = asked_places(Random(seed))
        assert len(places) == len(set(places)) == 4
        assert list(places) == sorted(places)
        seen |= set(places)
    assert seen == set(range(1, 13))


def test_what_is_typed_back_must_be_that_very_word() -> None:
    right = {number: WORDS[number - 1] for number in (2, 5, 7, 12)}
    assert typed_back_problems(WORDS, {2: f" {WORDS[1].upper()} ", 5: WORDS[4]}) == {}
    assert set(typed_back_problems(WORDS, right | {5: WORDS[7], 7: ""})) == {5, 7}


def test_the_words_are_tested_again_after_a_year() -> None:
    assert next_test_on(date(2026, 12, 1)) == date(2027, 12, 1)
    assert next_test_on(date(2028, 2, 29)) == date(2029, 2, 28)
