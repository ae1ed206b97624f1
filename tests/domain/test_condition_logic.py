"""Whether one condition holds wherever another does; what is said to follow holds for every value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.expressions.condition_logic import follows
from ilp_desktop.domain.expressions.condition_parsing import parse_condition
from ilp_desktop.domain.expressions.conditions import Condition, Known, Name

NAMES = {"a": Name("A"), "b": Name("B"), "c": Name("C", {"x": "X", "y": "Y", "z": "Z"})}
SIMPLE = st.one_of(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["<", "<=", ">", ">=", "="]), st.integers(0, 3)).map(
        lambda one: f"{one[0]} {one[1]} {one[2]}"
    ),
    st.sampled_from(["c = x", "c in (x, y)", "c in (x, y, z)", "c != x"]),
)
TEXTS = st.recursive(
    SIMPLE,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from(["and", "or"]), part).map(lambda one: f"({one[0]} {one[1]} {one[2]})"),
        part.map(lambda one: f"not ({one})"),
    ),
    max_leaves=4,
)


def read(text: str) -> Condition:
    return parse_condition(text, NAMES)


@pytest.mark.parametrize(
    ("claim", "known"),
    [
        ("a >= 50", "a >= 60"),
        ("a > 50", "a >= 51"),
        ("a >= 50", "a > 50"),
        ("a < 5", "a = 4"),
        ("a <= 5", "a < 5"),
        ("c in (x, y)", "c = x"),
        ("a > 1 or b > 1", "b > 2"),
        ("a > 1", "a > 2 and b = 1"),
        ("a > 1", "a > 2 or a = 3"),
        ("not a > 5", "not a > 4"),
    ],
)
def test_wider_condition_follows_from_a_narrower_one(claim: str, known: str) -> None:
    assert follows(read(claim).root, read(known).root)
    assert not follows(read(known).root, read(claim).root)


@given(TEXTS, TEXTS, st.integers(0, 4), st.integers(0, 4), st.sampled_from("xyz"))
def test_what_follows_holds_for_every_value(claim: str, known: str, a: int, b: int, c: str) -> None:
    values: dict[str, Known] = {"a": a, "b": b, "c": c}
    if follows(read(claim).root, read(known).root) and read(known).holds(values):
        assert read(claim).holds(values)
