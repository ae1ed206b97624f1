"""The domain rules of the forms of adults: glucose, lipids, kidneys, control of known disease, cardiovascular risk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType

from ilp_desktop.domain.assessment import Assessment, Urgency, worst
from ilp_desktop.domain.chronic.chronic_control import Reading
from ilp_desktop.domain.chronic.chronic_record import SETTING, TARGETS, ChronicFile
from ilp_desktop.domain.chronic.control_conclusion import conclude_control
from ilp_desktop.domain.growth.body_measures import body_mass_index
from ilp_desktop.domain.measures.blood_glucose import Glucose, assess_glucose
from ilp_desktop.domain.measures.control_targets import DIABETES, HYPERTENSION
from ilp_desktop.domain.measures.cvd_risk import (
    Person,
    assess_cvd_risk,
    assess_known_disease,
    cvd_risk_lab,
    cvd_risk_nonlab,
    with_standing_advice,
)
from ilp_desktop.domain.measures.kidney_function import assess_kidney_ckg, filtration_rate, filtration_source
from ilp_desktop.domain.measures.lipids import Lipid, assess_lipid, assess_lipids_ckg
from ilp_desktop.forms.answered import chosen, number, numbers
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Answers
from ilp_desktop.forms.scoring import Rule

CLASSIC_SYMPTOMS = "classic_symptoms"
CARDIOVASCULAR = frozenset({"jantung", "stroke", "pembuluh"})
"""Values of ``riwayat_diri`` that are cardiovascular disease."""


@dataclass(frozen=True)
class Asked:
    """Where a glucose value stands in the answers, and how it is spoken of."""

    code: str
    label: str
    unit: str


GLUCOSE: Mapping[Glucose, Asked] = {
    Glucose.RANDOM: Asked("gds", "GDS", "mg/dL"),
    Glucose.FASTING: Asked("gdp", "GDP", "mg/dL"),
    Glucose.AFTER_LOAD: Asked("gd_ttgo", "GD 2 jam TTGO", "mg/dL"),
    Glucose.HBA1C: Asked("hba1c", "HbA1c", "%"),
}
LIPIDS: Mapping[Lipid, str] = {
    Lipid.TOTAL: "kolesterol_total",
    Lipid.LDL: "ldl",
    Lipid.HDL: "hdl",
    Lipid.TRIGLYCERIDES: "trigliserida",
}
PRESSURES: Mapping[str, str] = {"systolic": "sistolik", "diastolic": "diastolik"}


def _glucose_value(kind: Glucose, answers: Answers, facts: Facts) -> Assessment | None:
    value = number(answers, GLUCOSE[kind].code)
    return None if value is None or facts.pregnant else assess_glucose(kind, value, facts.day)


def _glucose(answers: Answers, facts: Facts) -> Assessment | None:
    """Conclude with the worst of the values, the words of the others behind it."""
    found = [(kind, _glucose_value(kind, answers, facts)) for kind in GLUCOSE]
    head = worst([_told_glucose(kind, said) for kind, said in found if said is not None])
    if head is None:
        return None
    told = "; ".join(one.conclusion for one in head.members)
    if answers.get("gejala_klasik") is True and head.urgency is Urgency.REFER:
        head = replace(head, flags=(CLASSIC_SYMPTOMS,))
        told = f"{told}; dengan gejala klasik"
    return replace(head, conclusion=told, score=None, parts=())


def _told_glucose(kind: Glucose, said: Assessment) -> Assessment:
    asked = GLUCOSE[kind]
    return replace(said, conclusion=f"{asked.label} {decimal_text(said.score or 0)} {asked.unit}: {said.conclusion}")


def _lipid(lipid: Lipid, answers: Answers, facts: Facts) -> Assessment | None:
    value = number(answers, LIPIDS[lipid])
    return None if value is None else assess_lipid(lipid, value, facts.day)


def _lipids(answers: Answers, facts: Facts) -> Assessment | None:
    found = {lipid: number(answers, code) for lipid, code in LIPIDS.items()}
    return assess_lipids_ckg({lipid: value for lipid, value in found.items() if value is not None}, facts.day)


def _filtration(answers: Answers, facts: Facts) -> float | None:
    creatinine = number(answers, "kreatinin")
    if creatinine is None or facts.age is None or facts.sex is None:
        return None
    return filtration_rate(creatinine, facts.age.years, facts.sex, facts.day)


def _filtration_rate(answers: Answers, facts: Facts) -> Assessment | None:
    rate = _filtration(answers, facts)
    if rate is None:
        return None
    told = f"eLFG {decimal_text(rate)} mL/menit/1,73m²"
    return Assessment("filtration_rate", told, Urgency.NONE, filtration_source(facts.day), score=rate)


def _kidney(answers: Answers, facts: Facts) -> Assessment | None:
    values = numbers(answers, {"creatinine": "kreatinin", "urea": "ureum", "filtration": "elfg"})
    rate = _filtration(answers, facts)
    if rate is not None:
        values.setdefault("filtration", rate)
    return assess_kidney_ckg(values, facts.day)


def _control(disease: str, answers: Answers, facts: Facts) -> Assessment | None:
    """Conclude from today's answers and what is known from before, as the person's record does afterwards."""
    before = facts.chronic or ChronicFile(facts.birth_date, facts.day)
    codes = [code for code, name in TARGETS.items() if (name in PRESSURES) is (disease == HYPERTENSION)]
    values = {TARGETS[code]: value for code in codes if (value := number(answers, code)) is not None}
    setting = next(iter(chosen(answers, SETTING)), "")
    who = replace(before.judged, pregnant=bool(facts.pregnant))
    return conclude_control(disease, before.readings, Reading(facts.day, values, setting), who)


def _cvd_risk(
    risk: Callable[[Person, Answers, date], float | None], answers: Answers, facts: Facts
) -> Assessment | None:
    systolic, smoking, history = (
        number(answers, "sistolik"),
        chosen(answers, "status_merokok"),
        chosen(answers, "riwayat_diri"),
    )
    if facts.age is None or facts.sex is None or systolic is None or not smoking or not history:
        return None
    if history & CARDIOVASCULAR:
        return assess_known_disease(facts.day, diabetes="diabetes" in history)
    percent = risk(Person(facts.sex, facts.age.years, systolic, "aktif" in smoking), answers, facts.day)
    if percent is None:
        return None
    found = assess_cvd_risk(percent, facts.age.years, facts.day)
    if found.score is not None:
        told = f"Risiko kardiovaskular 10 tahun {decimal_text(found.score)} %: {found.conclusion}"
        found = replace(found, conclusion=told)
    return with_standing_advice(found, numbers(answers, {**PRESSURES, "cholesterol": LIPIDS[Lipid.TOTAL]}), facts.day)


def _risk_lab(person: Person, answers: Answers, day: date) -> float | None:
    cholesterol = number(answers, LIPIDS[Lipid.TOTAL])
    diabetes = "diabetes" in chosen(answers, "riwayat_diri")
    return None if cholesterol is None else cvd_risk_lab(person, cholesterol, diabetes=diabetes, day=day)


def _risk_nonlab(person: Person, answers: Answers, day: date) -> float | None:
    weight, height = number(answers, "berat"), number(answers, "tinggi")
    if weight is None or height is None:
        return None
    return cvd_risk_nonlab(person, float(body_mass_index(weight, height)), day)


CONTROL_RULES: Mapping[str, Rule] = {
    "hypertension_control": partial(_control, HYPERTENSION),
    "diabetes_control": partial(_control, DIABETES),
}
"""The rules that look at what was measured and aimed at before."""
ADULT_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "glucose": _glucose,
        "random_glucose": partial(_glucose_value, Glucose.RANDOM),
        "fasting_glucose": partial(_glucose_value, Glucose.FASTING),
        "glucose_after_load": partial(_glucose_value, Glucose.AFTER_LOAD),
        "hba1c": partial(_glucose_value, Glucose.HBA1C),
        "total_cholesterol": partial(_lipid, Lipid.TOTAL),
        "ldl": partial(_lipid, Lipid.LDL),
        "hdl": partial(_lipid, Lipid.HDL),
        "triglycerides": partial(_lipid, Lipid.TRIGLYCERIDES),
        "lipids": _lipids,
        "filtration_rate": _filtration_rate,
        "kidney": _kidney,
        **CONTROL_RULES,
        "cvd_risk_lab": partial(_cvd_risk, _risk_lab),
        "cvd_risk_nonlab": partial(_cvd_risk, _risk_nonlab),
    }
)
"""Part of the shipped rules, by the names that forms use."""
