"""The package of somebody about to marry by written cases, and the laws it keeps."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.care.certificate import certificate_rules_on
from ilp_desktop.domain.care.premarital import PackageFacts, PartState, lacking, package_standing

DAY = date(2026, 11, 23)
RULES = certificate_rules_on(DAY)
PARTS = RULES.kinds["catin"].package
SINCE = months_shifted(DAY, -RULES.package_months)
FILE = Path(__file__).parent.parent / "reference_cases" / "premarital_package.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
WORDS = ("nonreaktif", "reaktif", "menunggu", "belum", "normal", "tidak_ada", "T3", "O", "positif")
QUESTIONS = sorted({code for part in PARTS for code in (*part.questions, *part.waits_by)})


def facts_of(told: str) -> PackageFacts:
    """Return the record of a case."""
    answers: dict[str, list[tuple[date, Any]]] = defaultdict(list)
    forms: dict[str, date] = {}
    ordered: set[str] = set()
    dose_on = None
    for one in filter(None, told.split(";")):
        code, _, rest = one.partition("=")
        value, _, days = rest.partition("@")
        day = DAY + timedelta(days=int(days or 0))
        if code == "order":
            ordered.add(value)
        elif code == "form":
            forms[value] = day
        elif code == "dose":
            dose_on = DAY + timedelta(days=int(value))
        else:
            answers[code].append((day, value.split("+")))
    newest = {code: sorted(said, key=lambda pair: pair[0], reverse=True) for code, said in answers.items()}
    return PackageFacts(SINCE, newest, forms, frozenset(ordered), dose_on)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['sex']} {case['told']} {case['source']}")
def test_a_part_stands_as_the_case_says(case: dict[str, str]) -> None:
    label, _, state = case["expected"].rpartition(" ")
    found = {one.label: one.state.name for one in package_standing(PARTS, facts_of(case["told"]), case["sex"])}
    assert found.get(label, "-") == state


@given(
    told=st.dictionaries(
        st.sampled_from(QUESTIONS),
        st.lists(st.tuples(st.integers(0, 500), st.sampled_from(WORDS)), max_size=4),
    ),
    sex=st.sampled_from(("L", "P")),
)
def test_a_result_more_takes_nothing_away(told: dict[str, list[tuple[int, str]]], sex: str) -> None:
    def facts(extra: bool) -> PackageFacts:
        answers = {
            code: sorted(((DAY - timedelta(days=ago), [word]) for ago, word in said), reverse=True)
            for code, said in told.items()
        }
        if extra:
            answers = {code: [(DAY, ["hasil"]), *answers.get(code, [])] for code in QUESTIONS}
        return PackageFacts(SINCE, answers)

    before = {one.label for one in package_standing(PARTS, facts(extra=False), sex) if one.is_done}
    after = package_standing(PARTS, facts(extra=True), sex)
    assert lacking(after) == ()
    assert before <= {one.label for one in after}
    assert all(one.state is PartState.DONE for one in after)
