"""KSPR, preeclampsia screening and 4T of a pregnancy, reckoned anew on each day something became known."""

from collections.abc import Iterable, Mapping
from datetime import date

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.expressions.conditions import Known
from ilp_desktop.domain.measures.blood_pressure import assess_blood_pressure
from ilp_desktop.domain.measures.haemoglobin import assess_haemoglobin_in_pregnancy
from ilp_desktop.domain.pregnancy.antenatal_picture import years_between
from ilp_desktop.domain.pregnancy.pregnancy_past import PastOutcome
from ilp_desktop.forms.answered import number
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.risk_course import Recorded, RiskChange, RiskCourse, risk_course
from ilp_desktop.forms.risk_rules import PRESSURE_CLASS, RiskRules, read_risk_rules
from ilp_desktop.forms.schema import Answers, is_value
from ilp_desktop.services.antenatal.pregnancy_record import RISK_FORMS, PregnancyRecord
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM

SHORT_TITLES = {"kspr": "KSPR", "preeclampsia_screen": "Skrining preeklampsia", "four_too": "4T"}
SCORED = ("kspr",)
PREECLAMPSIA_BEFORE = "preeklampsia"
SHORT_BANDS = {"not_at_risk": "negatif", "at_risk": "berisiko", "no_four_too": "tidak ada", "four_too": ""}


def risk_courses(record: PregnancyRecord, catalogue: Catalogue, *, restricted: bool) -> tuple[RiskCourse, ...]:
    """Return each score from the first day to today; without leave no restricted answer counts."""
    today = record.today
    rules = read_risk_rules(catalogue.form(ANC_FORM, today), today)
    records = list(_records(record, rules))
    return tuple(
        risk_course(catalogue.form(code, today), rules.of_form(code), records, restricted=restricted)
        for code in RISK_FORMS
    )


def short_class(course: RiskCourse) -> str:
    """Return the class as it is spoken of: KRT of KSPR, else a word."""
    meaning = course.now.meaning
    inside = meaning.conclusion.rpartition("(")[2].removesuffix(")")
    return SHORT_BANDS.get(meaning.code, inside)


def risk_text(course: RiskCourse) -> str:
    """Return the score as it stands with its last change, e.g. ``KSPR 2 → 6 (KRT) sejak 12-10-2026: Hb 9,8``."""
    change, now, title = course.change, course.now, SHORT_TITLES[course.form]
    why = "; ".join(dict.fromkeys(one.text for one in now.factors))
    if course.form not in SCORED:
        since = f"sejak {indonesian_date(change.day)}" if change is not None else ""
        head = " ".join(part for part in (title, short_class(course), since) if part)
        return f"{head}: {why}" if why else head
    if change is None:
        head = f"{title} {decimal_text(now.score)} ({short_class(course)})"
        return f"{head}: {why}" if why else head
    head = f"{title} {decimal_text(change.before)} → {decimal_text(change.after)} ({short_class(course)})"
    return f"{head} sejak {indonesian_date(change.day)}: {_why(change)}"


def _why(change: RiskChange) -> str:
    new = "; ".join(dict.fromkeys(one.text for one in change.new))
    gone = "; ".join(dict.fromkeys(one.label for one in change.gone))
    return "; ".join(part for part in (new, f"tidak lagi {gone}" if gone else "") if part)


def _records(record: PregnancyRecord, rules: RiskRules) -> Iterable[Recorded]:
    asked: dict[date, dict[str, Answers]] = {}
    for response in reversed(record.responses):
        asked.setdefault(response.day, {})[response.form_code] = response.answers
    visits = {row.day: row.answers for row in record.file.visits}
    heavy = 0
    for day in sorted({*asked, *visits, record.today}):
        answers = visits.get(day, {})
        heavy += answers.get("protein_urin") in rules.heavy_protein
        facts = record.facts_at(day)
        values: dict[str, Known] = {
            **facts.values,
            **_history(record, rules, day),
            "protein_tinggi_kali": heavy,
            **{code: answer for code, answer in answers.items() if is_value(answer)},
            **_judged(answers, facts, record, rules),
        }
        yield Recorded(day, values, asked.get(day, {}))


def _history(record: PregnancyRecord, rules: RiskRules, day: date) -> Mapping[str, Known]:
    """Return what the record tells of the time before, and diagnoses until a day."""
    file = record.file
    gravida, para, abortus = file.counts
    known: dict[str, Known] = {"gravida": gravida, "para": para, "abortus": abortus}
    if file.height_cm is not None:
        known["tinggi"] = file.height_cm
    if file.weight_before_kg is not None:
        known["berat_sebelum_hamil"] = file.weight_before_kg
    if record.past.last_birth_on is not None:
        known["jarak_kehamilan"] = years_between(record.past.last_birth_on, file.last_period_on)
    if file.babies_expected is not None:
        known["janin_diharapkan"] = file.babies_expected
    known |= _past(record)
    for name, watched in rules.diagnoses.items():
        known[name] = any(
            code.startswith(watched.prefixes) and on <= day and (watched.ever or on >= file.last_period_on)
            for on, code in record.diagnoses
        )
    return known


def _past(record: PregnancyRecord) -> Mapping[str, Known]:
    """Return how earlier pregnancies went; «no» only where every one of them is told."""
    past, babies = record.past, record.file.earlier
    children_told = all(baby.living is not None for baby in babies if baby.outcome is PastOutcome.LIVE)
    found = {
        "pernah_sesar": (past.caesarean, record.past_told),
        "pernah_tarikan": (past.pulled, record.past_told),
        "pernah_uri_dirogoh": (past.manual_placenta, False),
        "pernah_transfusi": (past.transfusion, False),
        "pernah_gagal": (past.failed, record.past_told and children_told),
        "pernah_pe": (any(PREECLAMPSIA_BEFORE in baby.complications for baby in babies), False),
    }
    return {name: happened for name, (happened, told) in found.items() if happened or told}


def _judged(answers: Answers, facts: Facts, record: PregnancyRecord, rules: RiskRules) -> Mapping[str, Known]:
    """Return what rules read from the measurements of a visit."""
    found: dict[str, Known] = {}
    haemoglobin, systolic, diastolic = (number(answers, code) for code in ("hb", "sistolik", "diastolik"))
    if haemoglobin is not None:
        judged = assess_haemoglobin_in_pregnancy(haemoglobin, record.age_at(facts.day), facts.day)
        found["anemia"] = judged.urgency is not Urgency.NONE
    if systolic is not None and diastolic is not None and facts.age is not None and facts.sex is not None:
        pressure = assess_blood_pressure(int(systolic), int(diastolic), facts.age, facts.sex, pregnant=True)
        found[PRESSURE_CLASS] = rules.pressure_class(pressure.code)
    return found
