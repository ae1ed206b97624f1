"""The small language of formulas: what it comes to, what is refused, and that nothing typed can break it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.expressions.conditions import YES_NO, Compare, Name, Values
from ilp_desktop.domain.expressions.formula_parsing import FormulaFault, parse_formula
from ilp_desktop.domain.expressions.formulas import rounded_half_up

NAMES = {name: Name(name) for name in ("a", "b", "c", "tinggi")} | {"merokok": Name("Merokok", YES_NO)}
KNOWN: Values = {"a": 10, "b": 4, "c": 0, "tinggi": 1.65, "merokok": True}

COMES_TO = (
    ("a", 10),
    ("a + b * 2", 18),
    ("(a + b) * 2", 28),
    ("a - b - 2", 4),
    ("a / b / 5", 0.5),
    ("-a + b", -6),
    ("a * -b", -40),
    ("2*(3+(4-1))", 12),
    ("a / 0.25", 40),
    ("62.35 / (tinggi * tinggi)", Fraction(623500, 27225)),
    ("0.1 + 0.2", Fraction(3, 10)),
    ("1 / 3 * 3", 1),
    ("58.8672 / (1.6 * 1.6)", Fraction("22.995")),
)
WRONG = {
    "a +": "belum selesai",
    "(a": "belum selesai",
    "(a b": '")" diharapkan',
    "a b": '"b" tidak pada tempatnya',
    "+ a": '"+" bukan pertanyaan',
    "d * 2": '"d" bukan pertanyaan',
    "merokok * 2": "berisi pilihan",
    "a ** b": '"*" bukan pertanyaan',
    "a.real": "tidak dikenal",
    "a[0]": "tidak dikenal",
    "__import__": "bukan pertanyaan",
    "2a": "tidak dikenal",
    "(" * 30 + "a" + ")" * 30: "terlalu bertingkat",
    "a" + "+a" * 300: "paling panjang",
}


def value(text: str, known: Values = KNOWN) -> Fraction | None:
    return parse_formula(text, NAMES).value(known)


@pytest.mark.parametrize(("text", "result"), COMES_TO)
def test_formula_comes_to_exactly(text: str, result: Fraction | float) -> None:
    assert value(text) == result


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_wrong_formula_is_refused_and_says_where(text: str, message: str) -> None:
    with pytest.raises(FormulaFault, match="rumus") as caught:
        parse_formula(text, NAMES)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["a + b", "b * 0 + a", "0 * a", "-a"])
def test_nothing_is_reckoned_while_something_in_it_is_unanswered(text: str) -> None:
    assert value(text, {"b": 1}) is None


def test_division_by_nought_comes_to_nothing() -> None:
    assert value("a / c") is None
    assert value("a / (b - 4)") is None


def test_yes_is_not_one() -> None:
    assert value("a", {"a": True}) is None


@pytest.mark.parametrize(
    ("number", "decimals", "result"),
    [("0.625", 2, "0.63"), ("1.25", 1, "1.3"), ("1.2499", 1, "1.2"), ("-2.5", 0, "-3"), ("2.4", 0, "2")],
)
def test_half_is_rounded_up_as_people_do(number: str, decimals: int, result: str) -> None:
    assert rounded_half_up(Fraction(number), decimals) == Fraction(result)


@pytest.mark.parametrize(
    ("text", "sign", "edge", "holds"),
    [
        ("58.8672 / (1.6 * 1.6)", ">=", 22.995, True),
        ("58.8671 / (1.6 * 1.6)", ">=", 22.995, False),
        ("1.1 * 1.1", "=", 1.21, True),
        ("0.1 * 3", "<=", 0.3, True),
        ("2 / 3", "<", 0.666667, True),
    ],
)
def test_reckoned_number_is_compared_exactly_with_an_edge(text: str, sign: str, edge: float, holds: bool) -> None:
    found = value(text)
    assert found is not None
    assert Compare("x", sign, edge).holds({"x": found}) is holds


def test_formula_names_what_it_looks_at() -> None:
    assert parse_formula("(a + b) / 2 - a", NAMES).names == {"a", "b"}


@given(st.text("ab()+-*/ 019.", max_size=30))
def test_any_text_is_refused_or_reckoned(text: str) -> None:
    try:
        found = parse_formula(text, NAMES).value(KNOWN)
    except FormulaFault:
        return
    assert found is None or isinstance(found, Fraction)


@given(a=st.integers(-999, 999), b=st.integers(-999, 999), c=st.integers(1, 999))
def test_sum_of_quotients_is_the_quotient_of_the_sum(a: int, b: int, c: int) -> None:
    known: Values = {"a": a, "b": b, "c": c}
    apart, together = value("a / c + b / c", known), value("(a + b) / c", known)
    assert apart == together
