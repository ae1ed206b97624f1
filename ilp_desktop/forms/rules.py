"""The domain rules that a form may name, fed from its answers; a question code means the same in every form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.calendar_dates import short_year
from ilp_desktop.domain.chronic.chronic_record import SETTING
from ilp_desktop.domain.growth.body_measures import (
    assess_bmi_adult,
    assess_upper_arm_elderly,
    assess_upper_arm_woman,
    assess_waist,
)
from ilp_desktop.domain.measures.blood_pressure import assess_blood_pressure, hypertensive_crisis
from ilp_desktop.domain.measures.haemoglobin import assess_haemoglobin, assess_haemoglobin_in_pregnancy
from ilp_desktop.domain.measures.vitals import Vital, assess_vital
from ilp_desktop.domain.pregnancy.fetal_measures import assess_fetal_heart_rate, assess_fundal_height
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge
from ilp_desktop.forms.answered import chosen, number
from ilp_desktop.forms.facts import DAYS_A_WEEK, Facts
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.rules_adult import ADULT_RULES
from ilp_desktop.forms.rules_growth import GROWTH_RULES
from ilp_desktop.forms.rules_nutrition import NUTRITION_RULES
from ilp_desktop.forms.rules_vitals import vital_rules
from ilp_desktop.forms.schema import Answers
from ilp_desktop.forms.scoring import Rule


def _blood_pressure(answers: Answers, facts: Facts) -> Assessment | None:
    systolic, diastolic = number(answers, "sistolik"), number(answers, "diastolik")
    if systolic is None or diastolic is None or facts.age is None or facts.sex is None:
        return None
    pregnant = bool(facts.pregnant)
    setting = next(iter(chosen(answers, SETTING)), "")
    return assess_blood_pressure(
        int(systolic), int(diastolic), facts.age, facts.sex, pregnant=pregnant, setting=setting
    )


def _crisis(answers: Answers, facts: Facts) -> Assessment | None:
    systolic, diastolic = number(answers, "sistolik"), number(answers, "diastolik")
    if systolic is None or diastolic is None or facts.pregnant:
        return None
    return hypertensive_crisis(int(systolic), int(diastolic), facts.day)


def _vital(vital: Vital, code: str, answers: Answers, facts: Facts) -> Assessment | None:
    value = number(answers, code)
    return None if value is None or facts.age is None else assess_vital(vital, value, facts.age)


def _bmi_adult(answers: Answers, facts: Facts) -> Assessment | None:
    weight, height = number(answers, "berat"), number(answers, "tinggi")
    if weight is None or height is None:
        return None
    found = assess_bmi_adult(weight, height, facts.day)
    return replace(found, conclusion=f"IMT {decimal_text(found.score or 0)}: {found.conclusion}")


def _bmi_by_height_before(answers: Answers, facts: Facts) -> Assessment | None:
    """Read the index from an earlier height, marked as such, where none is measured today."""
    weight, before = number(answers, "berat"), facts.height_before
    if weight is None or before is None or number(answers, "tinggi") is not None:
        return None
    found = assess_bmi_adult(weight, before.height_cm, facts.day)
    height = f"{decimal_text(before.height_cm)} cm ({short_year(before.day)})"
    marked = f"IMT {decimal_text(found.score or 0)} dengan tinggi {height}"
    return replace(found, conclusion=f"{marked}: {found.conclusion}")


def _waist(answers: Answers, facts: Facts) -> Assessment | None:
    waist = number(answers, "lingkar_perut")
    return None if waist is None or facts.sex is None else assess_waist(waist, facts.sex, facts.day)


def _upper_arm(assess: Callable[[float, date], Assessment], answers: Answers, facts: Facts) -> Assessment | None:
    arm = number(answers, "lila")
    return None if arm is None else assess(arm, facts.day)


def _fundal_height(answers: Answers, facts: Facts) -> Assessment | None:
    height = number(answers, "tfu")
    if height is None or facts.gestation_days is None:
        return None
    age = GestationalAge(*divmod(facts.gestation_days, DAYS_A_WEEK))
    return assess_fundal_height(height, age, facts.day)


def _fetal_heart_rate(answers: Answers, facts: Facts) -> Assessment | None:
    rate = number(answers, "djj")
    return None if rate is None else assess_fetal_heart_rate(int(rate), facts.day)


def _haemoglobin(answers: Answers, facts: Facts) -> Assessment | None:
    """Read the haemoglobin; in a pregnancy of unknown age by the limits of the first trimester, the stricter ones."""
    value = number(answers, "hb")
    if value is None:
        return None
    if facts.pregnant:
        age = GestationalAge(*divmod(facts.gestation_days or 0, DAYS_A_WEEK))
        return _with_value(assess_haemoglobin_in_pregnancy(value, age, facts.day), value)
    if facts.age is None or facts.sex is None:
        return None
    found = assess_haemoglobin(value, facts.age, facts.sex, postpartum=answers.get("nifas") is True)
    return None if found is None else _with_value(found, value)


def _with_value(found: Assessment, grams_per_dl: float) -> Assessment:
    return replace(found, conclusion=f"Hb {decimal_text(grams_per_dl)}: {found.conclusion.removeprefix('Hb ')}")


_RULES: dict[str, Rule] = {
    "blood_pressure": _blood_pressure,
    "pulse": partial(_vital, Vital.PULSE, "nadi"),
    "respiration": partial(_vital, Vital.RESPIRATION, "napas"),
    "temperature": partial(_vital, Vital.TEMPERATURE, "suhu"),
    "spo2": partial(_vital, Vital.SPO2, "spo2"),
    "bmi_adult": _bmi_adult,
    "bmi_by_height_before": _bmi_by_height_before,
    "waist": _waist,
    "upper_arm_woman": partial(_upper_arm, assess_upper_arm_woman),
    "upper_arm_elderly": partial(_upper_arm, assess_upper_arm_elderly),
    "fundal_height": _fundal_height,
    "fetal_heart_rate": _fetal_heart_rate,
    "haemoglobin": _haemoglobin,
    "blood_pressure_crisis": _crisis,
    **GROWTH_RULES,
    **NUTRITION_RULES,
    **ADULT_RULES,
}
DOMAIN_RULES: Mapping[str, Rule] = MappingProxyType({**_RULES, **vital_rules(_RULES)})
"""The rules shipped with the program; handed to the catalogue and to scoring by whoever joins the parts."""
