import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.measures.blood_pressure import assess_blood_pressure, mean_arterial_pressure
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import age_of, cases, told
from tests.every_row import every_row

ADULT = age_of(35 * 12)
URGENCIES = list(Urgency)
SYSTOLIC, DIASTOLIC = st.integers(60, 300), st.integers(20, 200)


@every_row("row", cases("blood_pressure"), ids=told)
def test_pressure_is_classed_by_the_table_of_its_age(row: dict[str, str]) -> None:
    found = assess_blood_pressure(
        int(row["systolic"]),
        int(row["diastolic"]),
        age_of(int(row["years"]) * 12),
        Sex(row["sex"]),
        pregnant=row["pregnant"] == "ya",
    )
    assert found.code == row["code"]
    assert " ".join(found.flags) == row["flags"]


@every_row("row", cases("blood_pressure_setting"), ids=told)
def test_pressure_is_classed_by_age_pregnancy_and_setting(row: dict[str, str]) -> None:
    found = assess_blood_pressure(
        int(row["systolic"]),
        int(row["diastolic"]),
        age_of(int(row["years"]) * 12),
        Sex(row["sex"]),
        pregnant=row["pregnant"] == "ya",
        setting=row["setting"],
    )
    assert found.code == row["code"]
    assert " ".join(found.flags) == row["flags"]


@given(SYSTOLIC, DIASTOLIC, st.sampled_from(["rumah", "abpm"]))
def test_no_setting_makes_a_pressure_less_urgent_than_grade_two(systolic: int, diastolic: int, setting: str) -> None:
    assume(diastolic < systolic)
    here = assess_blood_pressure(systolic, diastolic, ADULT, Sex.FEMALE)
    there = assess_blood_pressure(systolic, diastolic, ADULT, Sex.FEMALE, setting=setting)
    if here.urgency.rank >= Urgency.REFER.rank:
        assert there == here
    if here.code == "hypertension_1":
        assert there.urgency is Urgency.WATCH


def test_conclusion_is_a_range_and_not_a_diagnosis() -> None:
    assert assess_blood_pressure(150, 95, ADULT, Sex.MALE).conclusion == "kisaran hipertensi derajat 1"


def test_crisis_needs_a_doctor_today_and_names_both_sources() -> None:
    found = assess_blood_pressure(182, 100, ADULT, Sex.FEMALE)
    assert found.urgency is Urgency.EMERGENCY
    assert "Tabel 22" in found.source
    assert "PNPK" in found.source
    assert "Dokter hari ini" in found.advice


def test_pressure_below_crisis_stays_with_its_table() -> None:
    found = assess_blood_pressure(179, 119, ADULT, Sex.FEMALE)
    assert (found.code, found.urgency, found.flags) == ("hypertension_3", Urgency.REFER, ())


def test_last_day_of_childhood_uses_the_childrens_table() -> None:
    assert assess_blood_pressure(132, 79, age_of(215, 27), Sex.MALE).code == "hypertension_1"
    assert assess_blood_pressure(132, 79, age_of(216), Sex.MALE).code == "high_normal"


def test_pregnant_adolescent_is_judged_as_pregnant() -> None:
    assert assess_blood_pressure(135, 85, age_of(16 * 12), Sex.FEMALE, pregnant=True).code == "below_hypertension"


def test_severe_pressure_in_pregnancy_is_an_emergency() -> None:
    assert assess_blood_pressure(160, 100, ADULT, Sex.FEMALE, pregnant=True).urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(("systolic", "diastolic"), [(80, 80), (80, 120), (95, 150)])
def test_diastolic_at_or_above_systolic_is_refused(systolic: int, diastolic: int) -> None:
    with pytest.raises(WrongAnswers) as refusal:
        assess_blood_pressure(systolic, diastolic, ADULT, Sex.MALE)
    assert set(refusal.value.fields) == {"diastolic"}


@pytest.mark.parametrize(
    ("systolic", "diastolic", "mean"), [(120, 80, 93.3), (110, 70, 83.3), (130, 70, 90.0), (160, 110, 126.7)]
)
def test_mean_arterial_pressure_weighs_diastolic_twice(systolic: int, diastolic: int, mean: float) -> None:
    assert mean_arterial_pressure(systolic, diastolic) == mean
    assert assess_blood_pressure(systolic, diastolic, ADULT, Sex.FEMALE, pregnant=True).score == mean


@given(SYSTOLIC, DIASTOLIC, st.integers(0, 40), st.integers(0, 19), st.integers(13, 90), st.booleans())
def test_higher_pressure_is_never_less_urgent(
    systolic: int, diastolic: int, more: int, wider: int, years: int, pregnant: bool
) -> None:
    assume(systolic - diastolic > 20)
    assume(systolic >= 90 and diastolic >= 50)
    age = age_of(years * 12)
    lower = assess_blood_pressure(systolic, diastolic, age, Sex.FEMALE, pregnant=pregnant)
    higher = assess_blood_pressure(systolic + more, diastolic + wider, age, Sex.FEMALE, pregnant=pregnant)
    assert URGENCIES.index(higher.urgency) >= URGENCIES.index(lower.urgency)


@pytest.mark.parametrize("pregnant", [False, True])
@pytest.mark.parametrize(
    ("systolic", "diastolic", "code"),
    [
        (90, 50, ""),
        (89, 50, "low"),
        (90, 49, "low"),
        (80, 40, "low"),
        (79, 50, "very_low"),
        (90, 39, "very_low"),
        (60, 30, "very_low"),
    ],
)
def test_low_pressure_is_never_called_optimal(systolic: int, diastolic: int, code: str, pregnant: bool) -> None:
    found = assess_blood_pressure(systolic, diastolic, ADULT, Sex.FEMALE, pregnant=pregnant)
    assert found.code == code or (not code and found.urgency is Urgency.NONE)


def test_high_pressure_is_graver_than_a_low_diastolic() -> None:
    assert assess_blood_pressure(165, 45, ADULT, Sex.FEMALE).code == "hypertension_2"


@given(SYSTOLIC, DIASTOLIC, st.integers(0, 1200), st.sampled_from(Sex))
def test_every_pressure_of_every_age_gets_an_answer_with_its_source(
    systolic: int, diastolic: int, months: int, sex: Sex
) -> None:
    assume(systolic > diastolic)
    found = assess_blood_pressure(systolic, diastolic, age_of(months), sex)
    assert found.conclusion
    assert found.source
