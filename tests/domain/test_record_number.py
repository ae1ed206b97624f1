import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.identity.record_number import (
    clean_existing,
    format_number,
    parse_pattern,
    pattern_problem,
    read_number,
)
from tests.domain.cases import cases, told
from tests.every_row import every_row

BY_FAMILY = "{family:06}-{member:02}"
BY_VILLAGE = "{village:02}-{family:05}-{member:02}"
BY_SERIAL = "{serial:06}"
FIELDS = ("family", "member", "village", "serial")


@every_row("row", cases("record_numbers"), ids=told)
def test_number_is_written_by_the_pattern_and_read_back(row: dict[str, str]) -> None:
    pattern = parse_pattern(row["pattern"])
    parts = {name: int(row[name]) for name in FIELDS if row[name]}
    assert format_number(pattern, parts) == row["text"]
    assert read_number(pattern, row["text"]) == parts


@every_row("row", cases("record_patterns"), ids=told)
def test_pattern_is_accepted_or_its_fault_is_named(row: dict[str, str]) -> None:
    assert row["problem"] in pattern_problem(row["pattern"])
    assert bool(pattern_problem(row["pattern"])) == bool(row["problem"])


def test_unusable_pattern_is_refused_beside_its_field() -> None:
    with pytest.raises(WrongAnswers) as refusal:
        parse_pattern("{year:04}")
    assert set(refusal.value.fields) == {"pattern"}


def test_number_that_outgrew_its_pattern_is_refused() -> None:
    with pytest.raises(UserError, match="Nomor keluarga 1000000 tidak muat dalam 6 angka"):
        format_number(parse_pattern(BY_FAMILY), {"family": 1_000_000, "member": 0})


def test_missing_village_is_asked_for() -> None:
    with pytest.raises(UserError, match="kode desa"):
        format_number(parse_pattern(BY_VILLAGE), {"family": 1, "member": 0})


@pytest.mark.parametrize("text", ["12345-0", "012345-000", "A12345-00", "", "012345 00"])
def test_number_of_another_shape_is_not_read(text: str) -> None:
    assert read_number(parse_pattern(BY_FAMILY), text) is None


@pytest.mark.parametrize(
    ("typed", "stored"), [(" 1234 ", "1234"), ("b.12 / 7", "B.12 / 7"), ("05-01234-02", "05-01234-02"), ("a 1", "A 1")]
)
def test_old_shelf_number_is_kept_as_it_stands(typed: str, stored: str) -> None:
    assert clean_existing(typed) == stored


@pytest.mark.parametrize("typed", ["", "TANPA NOMOR", "123#4", "1" * 21, "12\u0663", "tidak ada"])
def test_text_that_cannot_be_a_shelf_number_is_refused(typed: str) -> None:
    with pytest.raises(WrongAnswers) as refusal:
        clean_existing(typed)
    assert set(refusal.value.fields) == {"record_number"}


@given(st.text(max_size=40))
def test_any_pattern_is_judged_without_an_error(text: str) -> None:
    if not pattern_problem(text):
        assert parse_pattern(text).text == text


@given(
    st.sampled_from([BY_FAMILY, BY_VILLAGE, BY_SERIAL, "{village:02}{family:05}{member:02}", "RM {serial:08}"]),
    st.data(),
)
def test_no_two_people_share_a_number(text: str, data: st.DataObject) -> None:
    pattern = parse_pattern(text)
    parts = st.fixed_dictionaries({name: st.integers(0, 10**width - 1) for name, width in pattern.widths.items()})
    first, second = data.draw(parts), data.draw(parts)
    assert read_number(pattern, format_number(pattern, first)) == first
    assert (format_number(pattern, first) == format_number(pattern, second)) == (first == second)
