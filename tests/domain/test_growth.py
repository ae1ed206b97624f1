"""The rules around the scores: day of change, posture, oedema, refusals, what is said where there is no score."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth import age_in_days, growth
from ilp_desktop.domain.growth.growth_lms import value_at
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import Indicator, standard_on
from ilp_desktop.domain.sex import Sex

DAY = date(2024, 5, 2)
TODDLER = Measurement(
    sex=Sex.FEMALE,
    age_days=500,
    measured_on=DAY,
    weight_kg=9.4,
    length_cm=77.0,
    posture=Posture.LYING,
    head_cm=45.5,
    arm_cm=14.2,
)


@pytest.mark.parametrize(
    ("sex", "age_days", "indicator", "position_cm", "printed"),
    [
        (Sex.MALE, 365, "weight_for_age", None, (6.9, 7.7, 8.6, 9.6, 10.8, 12.0, 13.3)),
        (Sex.FEMALE, 365, "weight_for_age", None, (6.3, 7.0, 7.9, 8.9, 10.1, 11.5, 13.1)),
        (Sex.MALE, 365, "length_for_age", None, (68.6, 71.0, 73.4, 75.7, 78.1, 80.5, 82.9)),
        (Sex.MALE, 0, "head_for_age", None, (30.7, 31.9, 33.2, 34.5, 35.7, 37.0, 38.3)),
        (Sex.MALE, 300, "weight_for_length", 70.0, (6.6, 7.2, 7.8, 8.4, 9.2, 10.0, 10.9)),
        (Sex.MALE, 3653, "bmi_for_age", None, (12.8, 13.7, 14.9, 16.4, 18.5, 21.4, 26.1)),
    ],
)
def test_the_tables_give_the_numbers_printed_by_who(
    sex: Sex, age_days: int, indicator: str, position_cm: float | None, printed: tuple[float, ...]
) -> None:
    standard = standard_on(DAY)
    table = getattr(standard.tables(sex, age_days), indicator)
    lms = table.at(standard.position(age_days) if position_cm is None else position_cm)
    assert tuple(round(value_at(z, lms), 1) for z in range(-3, 4)) == printed


@pytest.mark.parametrize(
    ("sex", "age_days", "weight_kg"),
    [(Sex.MALE, 0, 3.3464), (Sex.FEMALE, 0, 3.2322), (Sex.FEMALE, 365, 8.9481)],
)
def test_the_published_median_weight_scores_zero(sex: Sex, age_days: int, weight_kg: float) -> None:
    assert growth(Measurement(sex, age_days, DAY, weight_kg=weight_kg)).weight_for_age.z == 0


def test_a_child_of_730_days_is_measured_against_length_and_one_of_731_against_height() -> None:
    below = growth(replace(TODDLER, age_days=730, posture=Posture.UNKNOWN))
    above = growth(replace(TODDLER, age_days=731, posture=Posture.UNKNOWN))
    assert [below.length_for_age.table.index, below.weight_for_length.table.index] == ["PB/U", "BB/PB"]
    assert [above.length_for_age.table.index, above.weight_for_length.table.index] == ["TB/U", "BB/TB"]


@pytest.mark.parametrize(
    ("age_days", "posture", "length_cm", "doubted"),
    [
        (100, Posture.LYING, 80.0, False),
        (273, Posture.STANDING, 80.0, True),
        (274, Posture.STANDING, 80.7, False),
        (730, Posture.STANDING, 80.7, False),
        (730, Posture.LYING, 80.0, False),
        (731, Posture.STANDING, 80.0, False),
        (731, Posture.LYING, 79.3, False),
        (3000, Posture.LYING, 79.3, False),
        (731, Posture.UNKNOWN, 80.0, False),
        (273, Posture.UNKNOWN, 80.0, False),
    ],
)
def test_length_is_corrected_where_the_posture_does_not_fit_the_age(
    age_days: int, posture: Posture, length_cm: float, doubted: bool
) -> None:
    result = growth(replace(TODDLER, age_days=age_days, length_cm=80.0, posture=posture))
    assert result.length_cm == length_cm
    assert result.standing_too_young is doubted


def test_the_corrected_length_serves_every_score_that_needs_a_length() -> None:
    standing = growth(replace(TODDLER, length_cm=76.3, posture=Posture.STANDING))
    lying = growth(TODDLER)
    for indicator in (Indicator.LENGTH_FOR_AGE, Indicator.WEIGHT_FOR_LENGTH, Indicator.BMI_FOR_AGE):
        assert standing.score(indicator).exact == pytest.approx(lying.score(indicator).exact)


def test_a_correction_onto_the_end_of_the_table_still_finds_it() -> None:
    shortest = replace(TODDLER, age_days=731, length_cm=65.7, posture=Posture.LYING, weight_kg=7.0)
    longest = replace(TODDLER, age_days=730, length_cm=109.3, posture=Posture.STANDING, weight_kg=18.0)
    for corrected, length_cm, posture in ((shortest, 65.0, Posture.STANDING), (longest, 110.0, Posture.LYING)):
        found = growth(corrected)
        assert found.length_cm == length_cm
        as_measured = growth(replace(corrected, length_cm=length_cm, posture=posture)).weight_for_length
        assert found.weight_for_length.exact == pytest.approx(as_measured.exact)


def test_oedema_blanks_what_weight_decides_and_nothing_else() -> None:
    result = growth(replace(TODDLER, oedema=True))
    blank = {indicator for indicator in Indicator if result.score(indicator).z is None}
    assert blank == {Indicator.WEIGHT_FOR_AGE, Indicator.WEIGHT_FOR_LENGTH, Indicator.BMI_FOR_AGE}
    assert {result.score(each).reason for each in blank} == {"Tidak dinilai karena ada edema."}


@pytest.mark.parametrize(
    ("change", "indicator", "reason"),
    [
        ({"weight_kg": None}, Indicator.WEIGHT_FOR_AGE, "Berat badan belum diisi."),
        ({"weight_kg": None}, Indicator.WEIGHT_FOR_LENGTH, "Berat badan belum diisi."),
        ({"length_cm": None}, Indicator.LENGTH_FOR_AGE, "Panjang atau tinggi badan belum diisi."),
        ({"length_cm": None}, Indicator.BMI_FOR_AGE, "Panjang atau tinggi badan belum diisi."),
        ({"length_cm": None}, Indicator.WEIGHT_FOR_LENGTH, "Panjang atau tinggi badan belum diisi."),
        ({"head_cm": None}, Indicator.HEAD_FOR_AGE, "Lingkar kepala belum diisi."),
        ({"arm_cm": None}, Indicator.ARM_FOR_AGE, "Lingkar lengan atas belum diisi."),
        ({"age_days": 90}, Indicator.ARM_FOR_AGE, "LiLA/U dinilai mulai usia 91 hari."),
        (
            {"length_cm": 44.9},
            Indicator.WEIGHT_FOR_LENGTH,
            "Panjang badan di luar tabel BB/PB (45-110 cm).",
        ),
        (
            {"length_cm": 110.1},
            Indicator.WEIGHT_FOR_LENGTH,
            "Panjang badan di luar tabel BB/PB (45-110 cm).",
        ),
        (
            {"age_days": 1000, "posture": Posture.STANDING, "length_cm": 64.9},
            Indicator.WEIGHT_FOR_LENGTH,
            "Tinggi badan di luar tabel BB/TB (65-120 cm).",
        ),
        (
            {"age_days": 1000, "posture": Posture.STANDING, "length_cm": 120.1},
            Indicator.WEIGHT_FOR_LENGTH,
            "Tinggi badan di luar tabel BB/TB (65-120 cm).",
        ),
        (
            {"age_days": 1827},
            Indicator.WEIGHT_FOR_LENGTH,
            "BB/PB dan BB/TB dinilai pada usia di bawah 60 bulan.",
        ),
        ({"age_days": 1827}, Indicator.HEAD_FOR_AGE, "LK/U dinilai pada usia di bawah 60 bulan."),
        ({"age_days": 1827, "head_cm": None}, Indicator.HEAD_FOR_AGE, "LK/U dinilai pada usia di bawah 60 bulan."),
        ({"age_days": 1827}, Indicator.ARM_FOR_AGE, "LiLA/U dinilai pada usia di bawah 60 bulan."),
        ({"age_days": 3653}, Indicator.WEIGHT_FOR_AGE, "BB/U dinilai sampai usia 120 bulan."),
        ({"age_days": 6940}, Indicator.LENGTH_FOR_AGE, "TB/U dinilai sampai usia 228 bulan."),
        ({"age_days": 6940}, Indicator.BMI_FOR_AGE, "IMT/U dinilai sampai usia 228 bulan."),
    ],
)
def test_a_missing_score_says_why(change: dict[str, object], indicator: Indicator, reason: str) -> None:
    score = growth(replace(TODDLER, **change)).score(indicator)  # type: ignore[arg-type]
    assert (score.z, score.exact, score.reason) == (None, None, reason)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"sex": None}, "sex", "Jenis kelamin belum diisi."),
        ({"age_days": -1}, "measured_on", "Tanggal pengukuran mendahului tanggal lahir."),
        ({"weight_kg": 0.0}, "weight_kg", "Berat badan harus lebih dari 0 dan paling besar 1.000 kg."),
        ({"weight_kg": -9.4}, "weight_kg", "Berat badan harus lebih dari 0 dan paling besar 1.000 kg."),
        ({"weight_kg": 9400.0}, "weight_kg", "Berat badan harus lebih dari 0 dan paling besar 1.000 kg."),
        ({"weight_kg": float("nan")}, "weight_kg", "Berat badan harus lebih dari 0 dan paling besar 1.000 kg."),
        ({"length_cm": 0.0}, "length_cm", "Panjang atau tinggi badan harus lebih dari 0 dan paling besar 1.000 cm."),
        (
            {"length_cm": 0.7, "age_days": 800},
            "length_cm",
            "Panjang atau tinggi badan harus lebih dari 0 dan paling besar 1.000 cm.",
        ),
        ({"head_cm": 0.0}, "head_cm", "Lingkar kepala harus lebih dari 0 dan paling besar 1.000 cm."),
        ({"arm_cm": -1.0}, "arm_cm", "Lingkar lengan atas harus lebih dari 0 dan paling besar 1.000 cm."),
    ],
)
def test_an_impossible_answer_is_refused_by_name(change: dict[str, object], field: str, message: str) -> None:
    with pytest.raises(WrongAnswers) as refusal:
        growth(replace(TODDLER, **change))  # type: ignore[arg-type]
    assert refusal.value.fields == {field: message}


def test_every_wrong_answer_is_named_at_once() -> None:
    with pytest.raises(WrongAnswers) as refusal:
        growth(Measurement(None, -3, DAY, weight_kg=0, head_cm=-1))
    assert set(refusal.value.fields) == {"sex", "measured_on", "weight_kg", "head_cm"}


@pytest.mark.parametrize(
    ("change", "indicator"),
    [
        ({"weight_kg": 60.0}, Indicator.WEIGHT_FOR_AGE),
        ({"weight_kg": 1.0}, Indicator.WEIGHT_FOR_AGE),
        ({"length_cm": 50.0}, Indicator.LENGTH_FOR_AGE),
        ({"length_cm": 110.0}, Indicator.LENGTH_FOR_AGE),
        ({"weight_kg": 30.0}, Indicator.WEIGHT_FOR_LENGTH),
        ({"weight_kg": 30.0}, Indicator.BMI_FOR_AGE),
        ({"head_cm": 60.0}, Indicator.HEAD_FOR_AGE),
        ({"arm_cm": 30.0}, Indicator.ARM_FOR_AGE),
    ],
)
def test_a_score_beyond_belief_is_flagged_and_still_shown(change: dict[str, object], indicator: Indicator) -> None:
    result = growth(replace(TODDLER, **change))  # type: ignore[arg-type]
    assert result.score(indicator).implausible
    assert result.score(indicator).z is not None
    index = result.score(indicator).table.index
    assert any(index in remark and "tidak wajar" in remark for remark in result.remarks)


@pytest.mark.parametrize(
    ("indicator", "lowest", "highest"),
    [
        (Indicator.WEIGHT_FOR_AGE, -6, 5),
        (Indicator.LENGTH_FOR_AGE, -6, 6),
        (Indicator.WEIGHT_FOR_LENGTH, -5, 5),
        (Indicator.BMI_FOR_AGE, -5, 5),
        (Indicator.HEAD_FOR_AGE, -5, 5),
        (Indicator.ARM_FOR_AGE, -5, 5),
    ],
)
@pytest.mark.parametrize("age_days", [100, 1000])
def test_the_bounds_of_belief_are_those_of_who(indicator: Indicator, lowest: int, highest: int, age_days: int) -> None:
    assert growth(replace(TODDLER, age_days=age_days)).score(indicator).table.plausible == (lowest, highest)


def test_an_ordinary_measurement_leaves_no_remark() -> None:
    assert growth(TODDLER).remarks == ()


def test_the_remarks_name_the_correction_and_the_doubted_posture() -> None:
    corrected = growth(replace(TODDLER, posture=Posture.STANDING))
    doubted = growth(replace(TODDLER, age_days=150, length_cm=63.0, weight_kg=6.5, posture=Posture.STANDING))
    assert corrected.remarks == ("Panjang atau tinggi badan dikoreksi +0,7 cm karena posisi ukur.",)
    assert doubted.remarks[0].startswith("Diukur berdiri pada usia yang belum dapat berdiri")
    assert doubted.correction_cm == 0


def test_a_score_just_under_the_median_is_shown_without_a_minus_sign() -> None:
    score = growth(Measurement(Sex.MALE, 0, DAY, weight_kg=3.346)).weight_for_age
    assert score.exact is not None
    assert score.exact < 0
    assert str(score.z) == "0.0"


@pytest.mark.parametrize(("age_days", "standard", "score"), [(1826, "WHO 2006", -0.24), (1827, "WHO 2007", -0.31)])
def test_who_2007_takes_over_on_day_1827(age_days: int, standard: str, score: float) -> None:
    result = growth(Measurement(Sex.MALE, age_days, DAY, weight_kg=18, length_cm=110))
    assert result.bmi_for_age.table.standard == standard
    assert result.bmi_for_age.exact == pytest.approx(score, abs=0.005)


def test_a_corrected_age_gives_the_preterm_child_the_scores_of_that_age() -> None:
    born_early = replace(TODDLER, age_days=TODDLER.age_days - 56)
    early, term = growth(born_early).weight_for_age.z, growth(TODDLER).weight_for_age.z
    assert early is not None
    assert term is not None
    assert early > term


def test_the_age_in_days_counts_from_the_day_of_birth() -> None:
    assert age_in_days(DAY, DAY) == 0
    assert age_in_days(DAY, DAY + timedelta(days=731)) == 731


def test_a_measurement_before_the_birth_is_refused() -> None:
    with pytest.raises(WrongAnswers) as refusal:
        age_in_days(DAY, DAY - timedelta(days=1))
    assert set(refusal.value.fields) == {"measured_on"}
