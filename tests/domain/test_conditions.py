"""The small language of conditions: what holds, what is refused, and that nothing typed can break it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.expressions.condition_parsing import ConditionFault, parse_condition
from ilp_desktop.domain.expressions.conditions import YES_NO, Known, Name, Values
from tests.every_row import every_row

NAMES = {
    "umur": Name("Umur"),
    "berat": Name("Berat"),
    "merokok": Name("Merokok", YES_NO),
    "golongan": Name("Golongan", {"A": "A", "B": "B", "1": "Satu", "AB": "AB"}),
    "gejala": Name("Gejala", {"batuk": "Batuk", "demam": "Demam", "sesak": "Sesak"}),
}
KNOWN: Values = {"umur": 40, "berat": 39.5, "merokok": True, "golongan": "A", "gejala": ["batuk", "demam"]}

TRUE = (
    "umur = 40",
    "umur >= 40",
    "umur <= 40",
    "umur > 39.9",
    "umur < 40.1",
    "umur != 41",
    "umur > -1",
    "umur > berat",
    "merokok = ya",
    "merokok != tidak",
    "golongan = A",
    "golongan != B",
    "golongan in (B, A)",
    "gejala = batuk",
    "gejala != sesak",
    "gejala in (sesak, demam)",
    "not umur > 40",
    "not not umur = 40",
    "umur = 1 or umur = 2 or umur = 40",
    "umur = 40 and berat = 39.5 and merokok = ya",
    "umur = 40 or umur = 1 and umur = 2",
    "not (umur = 40 and umur = 1)",
    "not umur = 1 and umur = 40",
    "(umur=40)and(merokok=ya)",
)
FALSE = (
    "umur > 40",
    "umur < 40",
    "berat >= umur",
    "merokok = tidak",
    "golongan = 1",
    "golongan in (B, AB)",
    "gejala = sesak",
    "gejala != batuk",
    "(umur = 40 or umur = 1) and umur = 2",
    "not (umur = 40)",
)
WRONG = {
    "": "belum selesai",
    "   ": "belum selesai",
    "umur": "belum selesai",
    "umur >": "belum selesai",
    "umur > 4 and": "belum selesai",
    "(umur > 4": "belum selesai",
    "umur > 4)": '")" tidak pada tempatnya',
    "umur > 4 berat > 4": '"berat" tidak pada tempatnya',
    "umur 4": "tanda banding diharapkan",
    "umur > empat": '"empat" bukan angka',
    "umur > nan": '"nan" bukan angka',
    "umur > merokok": "bukan perbandingan angka",
    "umur in (1, 2)": "bukan perbandingan angka",
    "umur > 4,5": '"," tidak pada tempatnya',
    "umur > 4.5.6": "tidak dikenal",
    "umur = 4x": "tidak dikenal",
    "umur == 4": '"=" bukan angka',
    "tinggi > 4": '"tinggi" bukan pertanyaan sebelumnya',
    "and": '"and" bukan pertanyaan sebelumnya',
    "4 > umur": '"4" bukan pertanyaan sebelumnya',
    "merokok > ya": "berisi pilihan",
    "merokok = mungkin": '"mungkin" bukan pilihan',
    "golongan = a": '"a" bukan pilihan',
    "golongan in A": '"(" diharapkan',
    "golongan in (A B)": '")" diharapkan',
    "golongan in ()": '")" bukan pilihan',
    "umur > 4 & berat > 4": "tidak dikenal",
    "__import__('os')": "tidak dikenal",
    "__import__(os)": '"__import__" bukan pertanyaan',
    "(" * 500 + "umur > 4" + ")" * 500: "terlalu bertingkat",
    "not " * 500 + "umur > 4": "terlalu bertingkat",
}


@every_row("text", TRUE)
def test_condition_holds(text: str) -> None:
    assert parse_condition(text, NAMES).holds(KNOWN)


@pytest.mark.parametrize("text", FALSE)
def test_condition_does_not_hold(text: str) -> None:
    assert not parse_condition(text, NAMES).holds(KNOWN)


@every_row("text", [text for text in TRUE if "not" not in text])
def test_comparison_with_something_unanswered_is_false(text: str) -> None:
    assert not parse_condition(text, NAMES).holds({})


def test_unanswered_turned_round_holds() -> None:
    assert parse_condition("not merokok = ya", NAMES).holds({})


@every_row(("text", "message"), WRONG.items(), ids=[text[:24] for text in WRONG])
def test_condition_that_cannot_be_read_says_where(text: str, message: str) -> None:
    with pytest.raises(ConditionFault) as caught:
        parse_condition(text, NAMES)
    assert message in str(caught.value)


def test_names_are_all_that_a_condition_looks_at() -> None:
    condition = parse_condition("not (umur > berat or merokok = ya) and gejala in (batuk)", NAMES)
    assert condition.names == {"umur", "berat", "merokok", "gejala"}


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    _read_or_refused(text)


WORDS = st.sampled_from([*NAMES, "and", "or", "not", "in", "(", ")", ",", "=", "!=", "<", ">=", "1", "-2.5", "ya", "A"])


@given(st.lists(WORDS, max_size=25))
def test_any_heap_of_words_is_read_or_refused(words: list[str]) -> None:
    _read_or_refused(" ".join(words))


def _read_or_refused(text: str) -> None:
    try:
        condition = parse_condition(text, NAMES)
    except ConditionFault:
        return
    assert isinstance(condition.holds(KNOWN), bool)
    assert condition.names <= NAMES.keys()


Meaning = tuple[str, Callable[[Values], bool]]
SIGNS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _about(name: str, test: Callable[[Known], bool]) -> Callable[[Values], bool]:
    return lambda values: name in values and test(values[name])


def _comparison(name: str, sign: str, number: int) -> Meaning:
    compare = SIGNS[sign]
    return f"{name} {sign} {number}", _about(name, lambda value: isinstance(value, int) and compare(value, number))


COMPARISONS: st.SearchStrategy[Meaning] = st.builds(
    _comparison, st.sampled_from(["umur", "berat"]), st.sampled_from(list(SIGNS)), st.integers(-2, 2)
)
CHOICES: st.SearchStrategy[Meaning] = st.sampled_from(
    [
        ("merokok = ya", _about("merokok", lambda value: value is True)),
        ("merokok != ya", _about("merokok", lambda value: value is False)),
        ("golongan in (A, AB)", _about("golongan", lambda value: value in ("A", "AB"))),
    ]
)


def _joined(parts: st.SearchStrategy[Meaning]) -> st.SearchStrategy[Meaning]:
    return st.one_of(
        st.tuples(parts, parts).map(lambda p: (f"({p[0][0]}) and ({p[1][0]})", lambda v: p[0][1](v) and p[1][1](v))),
        st.tuples(parts, parts).map(lambda p: (f"({p[0][0]}) or ({p[1][0]})", lambda v: p[0][1](v) or p[1][1](v))),
        parts.map(lambda p: (f"not ({p[0]})", lambda v: not p[1](v))),
    )


MEANINGS = st.recursive(COMPARISONS | CHOICES, _joined, max_leaves=6)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "umur": st.integers(-3, 3),
        "berat": st.integers(-3, 3),
        "merokok": st.booleans(),
        "golongan": st.sampled_from(["A", "B", "1", "AB"]),
    },
)


@given(MEANINGS, ANSWERS)
def test_condition_means_what_it_says(meaning: Meaning, values: dict[str, Known]) -> None:
    text, holds = meaning
    assert parse_condition(text, NAMES).holds(values) is holds(values)


@given(MEANINGS, ANSWERS, ANSWERS)
def test_what_may_hold_is_never_less_than_what_further_answers_make_true(
    meaning: Meaning, values: dict[str, Known], further: dict[str, Known]
) -> None:
    text, holds = meaning
    blank = NAMES.keys() - values.keys()
    condition = parse_condition(text, NAMES)
    assert condition.may_hold(values, blank) or not holds({**further, **values})
    assert condition.may_hold(values, ()) is condition.holds(values)
