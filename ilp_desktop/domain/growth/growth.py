"""Growth of a child against WHO 2006 and WHO 2007, as WHO's own programs reckon it."""

from datetime import date
from typing import NoReturn

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth_lms import restricted_z_score, z_score
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement, Posture, Score
from ilp_desktop.domain.growth.growth_tables import GrowthStandard, LmsTable, TableSet, standard_on
from ilp_desktop.domain.sex import Sex

DECIMALS = 2
CM_IN_METRE = 100
CORRECTED_DECIMALS = 4
"""Keeps 65.7 - 0.7 at 65, the lower end of a table."""
MEASURABLE = (0.01, 1000.0)
"""Kilograms or centimetres beyond which a number is a slip of the keyboard, and powers of it may overflow."""

NO_WEIGHT = "Berat badan belum diisi."
NO_LENGTH = "Panjang atau tinggi badan belum diisi."
NO_HEAD = "Lingkar kepala belum diisi."
NO_ARM = "Lingkar lengan atas belum diisi."
OEDEMA = "Tidak dinilai karena ada edema."
BEFORE_TERM = "Belum dinilai: umur koreksi anak belum 0 hari."

MEASURES = {
    "weight_kg": ("Berat badan", "kg"),
    "length_cm": ("Panjang atau tinggi badan", "cm"),
    "head_cm": ("Lingkar kepala", "cm"),
    "arm_cm": ("Lingkar lengan atas", "cm"),
}
"""Each measure with what the screen calls it, and its unit."""


def age_in_days(birth_date: date, measured_on: date) -> int:
    """Return the age in days; raises ``WrongAnswers`` when the measurement lies before the birth."""
    days = (measured_on - birth_date).days
    if days < 0:
        raise WrongAnswers({"measured_on": "Tanggal pengukuran mendahului tanggal lahir."})
    return days


def growth(child: Measurement) -> GrowthResult:
    """Return the z-scores of one measurement.

    Raises ``WrongAnswers`` without a sex, with an age below 0 or a measure of 0 or below. Source: WHO Anthro and
    WHO AnthroPlus.
    """
    sex = _checked_sex(child)
    standard = standard_on(child.measured_on)
    tables = standard.tables(sex, child.age_days)
    if child.age_days < 0:
        return _before_term(child, tables)
    age = standard.position(child.age_days)
    correction, too_young = _posture_correction(child, standard)
    length = _corrected_length(child, correction)
    bmi = _bmi(child.weight_kg, length)
    weight, no_weight = (None, OEDEMA) if child.oedema else (child.weight_kg, NO_WEIGHT)
    no_bmi = no_weight if weight is None else NO_LENGTH
    edges = standard.edges
    return GrowthResult(
        child,
        length,
        correction,
        too_young,
        bmi,
        _score(tables.weight_for_age, age, weight, edges, no_weight),
        _score(tables.length_for_age, age, length, edges, NO_LENGTH),
        _score(tables.weight_for_length, length, weight, edges, no_bmi),
        _score(tables.bmi_for_age, age, None if child.oedema else bmi, edges, no_bmi),
        _score(tables.head_for_age, age, child.head_cm, edges, NO_HEAD),
        _score(tables.arm_for_age, age, child.arm_cm, edges, NO_ARM),
    )


def weight_for_age(child: Measurement) -> Score:
    """Return the score of the weight for the age alone, as ``growth`` does beside the others."""
    standard = standard_on(child.measured_on)
    table = standard.tables(_checked_sex(child), child.age_days).weight_for_age
    if child.age_days < 0:
        return Score(None, None, table, reason=BEFORE_TERM)
    weight, missing = (None, OEDEMA) if child.oedema else (child.weight_kg, NO_WEIGHT)
    return _score(table, standard.position(child.age_days), weight, standard.edges, missing)


def lying_cm(result: GrowthResult) -> float:
    """Return the length of a measurement as it would be lying, so that lengths and heights can be compared."""
    standard = standard_on(result.measurement.measured_on)
    stands = result.measurement.age_days >= standard.standing_from_day
    return (result.length_cm or 0) + (standard.posture_correction_cm if stands else 0)


def _before_term(child: Measurement, tables: TableSet) -> GrowthResult:
    """Return the measurement without scores: the standard begins at term."""
    scores = [Score(None, None, table, reason=BEFORE_TERM) for table in tables]
    return GrowthResult(child, child.length_cm, 0.0, False, _bmi(child.weight_kg, child.length_cm), *scores)


def _score(
    table: LmsTable,
    position: float | None,
    value: float | None,
    edges: tuple[float, float],
    missing: str,
) -> Score:
    if value is None or position is None:
        return Score(None, None, table, reason=missing if table.file else table.outside)
    lms = table.at(position)
    if lms is None:
        return Score(None, None, table, reason=table.outside)
    exact = z_score(value, lms)
    if table.restricted and abs(exact) > edges[1]:
        exact = restricted_z_score(exact, value, lms, edges)
    z = round(exact, DECIMALS) + 0.0  # turns -0.0 into 0.0
    lowest, highest = table.plausible
    return Score(z, exact, table, not lowest <= z <= highest)


def _posture_correction(child: Measurement, standard: GrowthStandard) -> tuple[float, bool]:
    if child.length_cm is None or child.posture is Posture.UNKNOWN:
        return 0.0, False
    stands = child.age_days >= standard.standing_from_day
    if child.posture is Posture.LYING:
        return (-standard.posture_correction_cm if stands else 0.0), False
    if stands:
        return 0.0, False
    too_young = child.age_days / standard.days_in_month < standard.lying_only_below_months
    return (0.0 if too_young else standard.posture_correction_cm), too_young


def _corrected_length(child: Measurement, correction: float) -> float | None:
    if child.length_cm is None or not correction:
        return child.length_cm
    length = round(child.length_cm + correction, CORRECTED_DECIMALS)
    if length <= 0:
        raise WrongAnswers({"length_cm": _unmeasurable("length_cm")})
    return length


def _bmi(weight: float | None, length: float | None) -> float | None:
    if weight is None or length is None:
        return None
    return weight / (length / CM_IN_METRE) ** 2


def _checked_sex(child: Measurement) -> Sex:
    for value in (child.weight_kg, child.length_cm, child.head_cm, child.arm_cm):
        if value is not None and not MEASURABLE[0] <= value <= MEASURABLE[1]:
            _refuse(child)
    if child.sex is None or child.calendar_age_days < 0:
        _refuse(child)
    return child.sex


def _refuse(child: Measurement) -> NoReturn:
    wrong = {}
    if child.sex is None:
        wrong["sex"] = "Jenis kelamin belum diisi."
    if child.calendar_age_days < 0:
        wrong["measured_on"] = "Tanggal pengukuran mendahului tanggal lahir."
    for field in MEASURES:
        value = getattr(child, field)
        if value is not None and not MEASURABLE[0] <= value <= MEASURABLE[1]:
            wrong[field] = _unmeasurable(field)
    raise WrongAnswers(wrong)


def _unmeasurable(field: str) -> str:
    name, unit = MEASURES[field]
    return f"{name} harus lebih dari 0 dan paling besar 1.000 {unit}."
