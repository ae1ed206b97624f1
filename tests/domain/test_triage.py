from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.queue.triage import TriageSign, may_be_mother, parse_triage, stored_signs, triage_choices
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, age_of, cases, told
from tests.every_row import every_row


@every_row("row", cases("triage"), ids=told)
def test_triage_answer_is_kept_or_refused(row: dict[str, str]) -> None:
    read = parse_triage(row["text"], Sex(row["sex"]), age_of(int(row["years"]) * 12))
    assert read.digits == row["digits"]
    assert row["problem"] in read.problem
    assert bool(read.problem) == bool(row["problem"])
    assert read.signs == stored_signs(row["digits"], TODAY)


def test_blank_is_not_the_same_as_asked_and_nothing() -> None:
    assert parse_triage("", Sex.MALE, age_of(360)).problem
    assert not parse_triage("0", Sex.MALE, age_of(360)).problem


def test_signs_have_their_digits() -> None:
    read = parse_triage("4321", Sex.FEMALE, age_of(336))
    assert read.signs == frozenset(TriageSign)


def test_pregnancy_is_offered_to_women_of_an_age_for_it_only() -> None:
    def offered(sex: Sex, years: int) -> str:
        return "".join(choice.digit for choice in triage_choices(sex, age_of(years * 12)))

    assert offered(Sex.FEMALE, 28) == "12340"
    assert offered(Sex.FEMALE, 9) == offered(Sex.FEMALE, 56) == offered(Sex.MALE, 28) == "1230"


def test_last_day_before_the_tenth_and_fifty_sixth_birthday_decides() -> None:
    day_before_10, day_before_56 = age_of(119, 27), age_of(671, 27)
    assert parse_triage("4", Sex.FEMALE, day_before_10).problem
    assert not parse_triage("4", Sex.FEMALE, day_before_56).problem


def test_girls_and_men_are_no_mothers_and_the_old_may_have_been() -> None:
    answers = [may_be_mother(Sex.FEMALE, age_of(months)) for months in (119, 120, 840)]
    assert answers == [False, True, True]
    assert not may_be_mother(Sex.MALE, age_of(360))


def test_choice_says_what_it_means() -> None:
    labels = [choice.label for choice in triage_choices(Sex.FEMALE, age_of(336))]
    assert labels == ["gawat", "batuk/demam/ruam", "kontak", "hamil/nifas", "sudah ditanya, tidak ada"]


@given(st.text(max_size=8), st.sampled_from(Sex), st.integers(0, 1200))
def test_any_answer_is_either_kept_or_told_why_not(text: str, sex: Sex, months: int) -> None:
    read = parse_triage(text, sex, age_of(months))
    assert bool(read.digits) == (not read.problem)
    assert not read.problem or not read.signs
    assert not read.digits or parse_triage(read.digits, sex, age_of(months)) == read
