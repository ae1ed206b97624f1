"""Whether two people are likely one: reference cases, and what holds for whatever is typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.search.same_person import Judge, Likeness, Traits, judge_on
from ilp_desktop.domain.search.same_person_rules import Level
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, cases, told
from tests.domain.same_people import person
from tests.every_row import every_row

BORN = date(2019, 2, 2)
NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=40)
PEOPLE = st.builds(
    Traits,
    name=NAMES,
    birth_date=st.none() | st.dates(date(1930, 1, 1), TODAY),
    sex=st.none() | st.sampled_from(list(Sex)),
    estimated=st.booleans(),
    mother_name=NAMES,
    niks=st.frozensets(st.from_regex(r"\A[0-9]{16}\Z"), max_size=2),
    card=st.sampled_from(["", "1", "2"]),
    order=st.none() | st.integers(1, 3),
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judge_on(TODAY)


@every_row("row", cases("same_person"), ids=told)
def test_two_people_are_of_the_class_expected_whichever_comes_first(row: dict[str, str], judge: Judge) -> None:
    one, other = person(row["one"]), person(row["other"])
    assert judge.compare(one, other).likeness.value == row["expected"]
    assert judge.compare(other, one).likeness.value == row["expected"]


@given(PEOPLE, PEOPLE)
def test_anything_typed_is_compared_alike_from_both_sides(one: Traits, other: Traits) -> None:
    judge = judge_on(TODAY)
    assert judge.compare(one, other) == judge.compare(other, one)


FAMILIES = st.sampled_from([Traits("", BORN, Sex.FEMALE, card="1"), Traits("", BORN, Sex.FEMALE, mother_name="Dewi")])


@given(NAMES, NAMES, FAMILIES)
def test_children_born_together_with_other_names_are_never_certainly_one(one: str, other: str, of: Traits) -> None:
    judge = judge_on(TODAY)
    twins = [of._replace(name=name, village="A", place="1/1") for name in (one, other)]
    judged = judge.compare(*twins)
    assert judged.likeness is not Likeness.CERTAIN or judged.levels["name"] is Level.SAME


def test_what_agrees_and_what_differs_is_told_in_words(judge: Judge) -> None:
    judged = judge.compare(
        person("Siti Aminah|1990-05-17|P|ibu=Kartini|rt=A 1/1|kk=1"),
        person("Aminah|1990-05-18|P|ibu=Kartini|rt=B 1/1|kk=2"),
    )
    assert judge.agrees(judged) == ("nama sebagian", "tanggal lahir mirip", "jenis kelamin", "ibu")
    assert judge.differs(judged) == ("KK", "alamat")


def test_what_is_unknown_counts_neither_way(judge: Judge) -> None:
    judged = judge.compare(person("Siti Aminah||"), person("Siti Aminah|1990-05-17|P|ibu=Kartini"))
    assert judged.levels == {"name": Level.SAME}
