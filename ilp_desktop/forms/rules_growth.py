"""The domain rules of the growth of children: categories of each index, and acute malnutrition."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_malnutrition import (
    acute_malnutrition,
    low_weight,
    malnutrition_by_arm,
    malnutrition_by_mtbs,
)
from ilp_desktop.domain.growth.growth_prematurity import early_days
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement, Posture
from ilp_desktop.domain.growth.growth_status import growth_status
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.newborn_weight import weight_after_birth
from ilp_desktop.domain.growth.nutrition_steps import visit_gain
from ilp_desktop.domain.growth.weight_gain import Weighing, weight_gains
from ilp_desktop.forms.answered import chosen, number
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Answers
from ilp_desktop.forms.scoring import Rule

NO_SIGN = "tidak_ada"
POSTURES: Mapping[str, Posture] = {"terlentang": Posture.LYING, "berdiri": Posture.STANDING}


def measurement_of(answers: Answers, facts: Facts) -> Measurement | None:
    """Return the growth measurement in the answers, or None without birth date or sex."""
    if facts.age is None or facts.sex is None:
        return None
    born_at = None if facts.growth is None else facts.growth.gestation_days
    early = early_days(facts.age.total_days, born_at, facts.day)
    return Measurement(
        sex=facts.sex,
        age_days=facts.age.total_days - early,
        measured_on=facts.day,
        weight_kg=number(answers, "berat"),
        length_cm=number(answers, "tinggi"),
        posture=POSTURES.get(str(answers.get("posisi_ukur")), Posture.UNKNOWN),
        oedema=answers.get("edema") is True,
        head_cm=number(answers, "lingkar_kepala"),
        arm_cm=number(answers, "lila"),
        early_days=early,
    )


def _growth_of(indicator: Indicator, answers: Answers, facts: Facts) -> Assessment | None:
    child = measurement_of(answers, facts)
    if child is None:
        return None
    result = growth(child)
    found, score = growth_status(result, indicator), result.score(indicator)
    if found is None:
        return None
    z = "" if score.z is None else f" {score.z:+.2f}".replace(".", ",")
    return replace(found, conclusion=f"{score.table.index}{z}: {found.conclusion}")


def _acute_malnutrition(answers: Answers, facts: Facts) -> Assessment | None:
    child = measurement_of(answers, facts)
    if child is None:
        return None
    result = growth(child)
    found = acute_malnutrition(result)
    return None if found is None else _told_by_signs(found, result)


def _arm_malnutrition(answers: Answers, facts: Facts) -> Assessment | None:
    child = measurement_of(answers, facts)
    found = None if child is None else malnutrition_by_arm(growth(child))
    if found is None or child is None:
        return None
    return replace(found, conclusion=f"LiLA {decimal_text(child.arm_cm or 0)}: {found.conclusion}")


def _mtbs_malnutrition(answers: Answers, facts: Facts) -> Assessment | None:
    """Read the class of MTBS; a general danger sign is a complication as well."""
    child = measurement_of(answers, facts)
    if child is None:
        return None
    result = growth(child)
    seen = chosen(answers, "gizi_komplikasi"), chosen(answers, "mtbs_tanda_bahaya")
    complicated = any(signs - {NO_SIGN} for signs in seen) or (False if seen[0] else None)
    found = malnutrition_by_mtbs(result, complicated=complicated)
    return None if found is None else _told_by_signs(found, result)


def _low_weight(answers: Answers, facts: Facts) -> Assessment | None:
    """Read a low weight for age off the index itself; nothing where it was chosen, and so is said, already."""
    child = None if answers.get("mtbm_bbu") == "rendah" else measurement_of(answers, facts)
    score = None if child is None else growth(child).score(Indicator.WEIGHT_FOR_AGE)
    if score is None or score.z is None:
        return None
    return low_weight(score.z, facts.day)


def _weight_after_birth(answers: Answers, facts: Facts) -> Assessment | None:
    child = measurement_of(answers, facts)
    if child is None or facts.growth is None:
        return None
    found = weight_after_birth(facts.growth.birth_weight_kg, child)
    if found is None or found.score is None:
        return found
    change = f"{-found.score:+.1f}".replace(".", ",")
    return replace(found, conclusion=f"{change}% dari berat lahir: {found.conclusion}")


def _weight_gain(answers: Answers, facts: Facts) -> Assessment | None:
    """Read N, T, O or B of today's weighing against those before it."""
    child, history = measurement_of(answers, facts), facts.growth
    if child is None or child.weight_kg is None or child.sex is None or history is None or facts.birth_date is None:
        return None
    weighings = [Weighing(one.measured_on, one.weight_kg) for one in history.earlier if one.weight_kg is not None]
    today = Weighing(facts.day, child.weight_kg)
    gains = weight_gains(child.sex, facts.birth_date, [*weighings, today], history)
    return visit_gain(gains[-1]) if gains and gains[-1].weighing == today else None


def _told_by_signs(found: Assessment, result: GrowthResult) -> Assessment:
    """Say which of the signs speak for the class, so that it is not read off another one."""
    words = {"oedema": "edema", "weight_for_length": result.weight_for_length.table.index, "arm": "LiLA"}
    signs = " dan ".join(word for sign, word in words.items() if sign in found.flags)
    return replace(found, conclusion=f"{found.conclusion}, menurut {signs}")


GROWTH_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "weight_for_age": partial(_growth_of, Indicator.WEIGHT_FOR_AGE),
        "length_for_age": partial(_growth_of, Indicator.LENGTH_FOR_AGE),
        "weight_for_length": partial(_growth_of, Indicator.WEIGHT_FOR_LENGTH),
        "bmi_for_age": partial(_growth_of, Indicator.BMI_FOR_AGE),
        "head_for_age": partial(_growth_of, Indicator.HEAD_FOR_AGE),
        "acute_malnutrition": _acute_malnutrition,
        "arm_malnutrition": _arm_malnutrition,
        "weight_after_birth": _weight_after_birth,
        "weight_gain": _weight_gain,
        "mtbs_malnutrition": _mtbs_malnutrition,
        "mtbm_low_weight": _low_weight,
    }
)
"""Part of the shipped rules, by the names that forms use."""
