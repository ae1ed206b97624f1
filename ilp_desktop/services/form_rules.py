"""The domain rules that form definitions name, as functions over answers and facts."""

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.blood_pressure import assess_blood_pressure
from ilp_desktop.domain.body_measures import assess_bmi_adult, assess_upper_arm_woman, assess_waist
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.fetal_measures import assess_fetal_heart_rate, assess_fundal_height
from ilp_desktop.domain.growth import growth
from ilp_desktop.domain.growth_malnutrition import acute_malnutrition
from ilp_desktop.domain.growth_result import Measurement, Posture
from ilp_desktop.domain.growth_status import growth_status
from ilp_desktop.domain.growth_tables import Indicator
from ilp_desktop.domain.pregnancy import DAYS_A_WEEK, GestationalAge
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.vitals import Vital, assess_vital
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers
from ilp_desktop.forms.scoring import Rule, Rules

ADULT_YEARS = 18
POSTURES = {"terlentang": Posture.LYING, "berdiri": Posture.STANDING}


def number(answers: Answers, code: str) -> float | None:
    """Return an answer that is a number, or None."""
    value = answers.get(code)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def measurement_of(answers: Answers, facts: Facts) -> Measurement | None:
    """Return the growth measurement in the answers of vital signs, or None without birth date and sex."""
    if facts.age is None or facts.sex is None:
        return None
    return Measurement(
        sex=facts.sex,
        age_days=facts.age.total_days,
        measured_on=facts.day,
        weight_kg=number(answers, "berat"),
        length_cm=number(answers, "tinggi"),
        posture=POSTURES.get(str(answers.get("posisi_ukur", "")), Posture.UNKNOWN),
        oedema=answers.get("edema") is True,
        head_cm=number(answers, "lingkar_kepala"),
        arm_cm=number(answers, "lila"),
    )


def form_rules() -> Rules:
    """Return every rule a form may name."""
    return {
        "blood_pressure": _blood_pressure,
        "pulse": _vital(Vital.PULSE, "nadi"),
        "respiration": _vital(Vital.RESPIRATION, "napas"),
        "temperature": _vital(Vital.TEMPERATURE, "suhu"),
        "spo2": _vital(Vital.SPO2, "spo2"),
        "weight_for_age": _growth(Indicator.WEIGHT_FOR_AGE),
        "length_for_age": _growth(Indicator.LENGTH_FOR_AGE),
        "weight_for_length": _growth(Indicator.WEIGHT_FOR_LENGTH),
        "bmi_for_age": _growth(Indicator.BMI_FOR_AGE),
        "head_for_age": _growth(Indicator.HEAD_FOR_AGE),
        "acute_malnutrition": _acute_malnutrition,
        "bmi_adult": _bmi_adult,
        "fetal_heart_rate": _fetal_heart_rate,
        "fundal_height": _fundal_height,
        "upper_arm_woman": _upper_arm_woman,
        "waist": _waist,
    }


def _blood_pressure(answers: Answers, facts: Facts) -> Assessment | None:
    systolic, diastolic = number(answers, "sistolik"), number(answers, "diastolik")
    if systolic is None or diastolic is None or facts.age is None or facts.sex is None:
        return None
    try:
        return assess_blood_pressure(
            int(systolic), int(diastolic), facts.age, facts.sex, pregnant=facts.pregnant is True
        )
    except WrongAnswers:
        return None


def _vital(vital: Vital, code: str) -> Rule:
    def rule(answers: Answers, facts: Facts) -> Assessment | None:
        value = number(answers, code)
        return None if value is None or facts.age is None else assess_vital(vital, value, facts.age)

    return rule


def _growth(indicator: Indicator) -> Rule:
    def rule(answers: Answers, facts: Facts) -> Assessment | None:
        measurement = measurement_of(answers, facts)
        return None if measurement is None else growth_status(growth(measurement), indicator)

    return rule


def _acute_malnutrition(answers: Answers, facts: Facts) -> Assessment | None:
    measurement = measurement_of(answers, facts)
    return None if measurement is None else acute_malnutrition(growth(measurement))


def _bmi_adult(answers: Answers, facts: Facts) -> Assessment | None:
    weight, height = number(answers, "berat"), number(answers, "tinggi")
    if weight is None or height is None or not _adult(facts.age) or facts.pregnant:
        return None
    return assess_bmi_adult(weight, height, facts.day)


def _fundal_height(answers: Answers, facts: Facts) -> Assessment | None:
    height = number(answers, "tfu")
    if height is None or facts.gestation_days is None:
        return None
    return assess_fundal_height(height, GestationalAge(*divmod(facts.gestation_days, DAYS_A_WEEK)), facts.day)


def _fetal_heart_rate(answers: Answers, facts: Facts) -> Assessment | None:
    beats = number(answers, "djj")
    return None if beats is None else assess_fetal_heart_rate(int(beats), facts.day)


def _upper_arm_woman(answers: Answers, facts: Facts) -> Assessment | None:
    arm = number(answers, "lila")
    return None if arm is None or facts.sex is not Sex.FEMALE else assess_upper_arm_woman(arm, facts.day)


def _waist(answers: Answers, facts: Facts) -> Assessment | None:
    waist = number(answers, "lingkar_perut")
    return None if waist is None or facts.sex is None else assess_waist(waist, facts.sex, facts.day)


def _adult(age: Age | None) -> bool:
    return age is not None and age.years >= ADULT_YEARS
