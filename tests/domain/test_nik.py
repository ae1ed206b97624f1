from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.identity.nik import read_nik
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, cases, date_of, told
from tests.every_row import every_row


@every_row("row", cases("nik"), ids=told)
def test_nik_is_read_refused_or_warned_of(row: dict[str, str]) -> None:
    sex = Sex(row["typed_sex"]) if row["typed_sex"] else None
    read = read_nik(row["nik"], date.fromisoformat(row["today"]), date_of(row["typed_birth_date"]), sex)
    assert read.accepted == (row["accepted"] == "ya")
    assert read.birth_date == date_of(row["birth_date"])
    assert (read.sex.value if read.sex else "") == row["sex"]
    assert read.province_name == row["province"]
    wanted = row["messages"].split("|") if row["messages"] else []
    messages = [*read.refusals, *read.warnings]
    assert len(messages) == len(wanted)
    assert all(text in message for text, message in zip(wanted, messages, strict=True))
    assert read.verified_hint == (not messages)


def test_region_codes_are_taken_from_the_front() -> None:
    read = read_nik("3301025705900003", TODAY)
    assert (read.province_code, read.regency_code, read.district_code) == ("33", "3301", "330102")


def test_refused_number_says_nothing_about_the_person() -> None:
    read = read_nik("3301025705900000", TODAY, date(1990, 5, 17), Sex.FEMALE)
    assert not read.accepted
    assert (read.birth_date, read.sex, read.province_code, read.warnings) == (None, None, "", ())


def test_contradiction_is_never_corrected_in_silence() -> None:
    read = read_nik("3301011705900001", TODAY, date(1991, 5, 17), Sex.FEMALE)
    assert read.accepted
    assert not read.verified_hint
    assert (read.birth_date, read.sex) == (date(1990, 5, 17), Sex.MALE)


@given(st.text(max_size=24), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_any_text_is_read_without_an_error(text: str, today: date) -> None:
    read = read_nik(text, today)
    assert read.accepted == (not read.refusals)


@given(
    st.text("0123456789", min_size=16, max_size=16),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.none() | st.dates(date(1900, 1, 1), date(2090, 1, 1)),
    st.none() | st.sampled_from(Sex),
)
def test_sixteen_digits_never_give_a_future_birth_date(
    digits: str, today: date, birth: date | None, sex: Sex | None
) -> None:
    read = read_nik(digits, today, birth, sex)
    assert read.birth_date is None or read.birth_date <= today
    assert not (read.refusals and read.warnings)


@given(
    st.dates(date(1930, 1, 1), date(2026, 11, 23)),
    st.sampled_from(Sex),
    st.integers(1, 9999),
    st.sampled_from(["330101", "110203", "967101"]),
)
def test_nik_made_by_the_rule_agrees_with_its_owner(birth: date, sex: Sex, serial: int, region: str) -> None:
    day = birth.day + (40 if sex is Sex.FEMALE else 0)
    read = read_nik(f"{region}{day:02}{birth:%m%y}{serial:04}", TODAY, birth, sex)
    assert read.verified_hint
    assert (read.birth_date, read.sex, read.district_code) == (birth, sex, region)
