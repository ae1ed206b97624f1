"""The facts of children that columns of a register name: birth, growth, development."""

from collections.abc import Callable, Mapping

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.birth.postnatal import BABY_FORM
from ilp_desktop.domain.calendar_dates import indonesian_date, months_completed
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement
from ilp_desktop.domain.growth.growth_status import growth_status
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.weight_gain import WeightGain
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.kia.kia_services import HEEL_PRICK, visit_marks, what_given
from ilp_desktop.services.person.person_reads import NIK
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import (
    NAMED,
    NO,
    YES,
    Asked,
    Fact,
    answered,
    days_of,
    number_of,
    said,
)
from ilp_desktop.services.register.register_sources import Sources

FEEDING = "feeding"
DEVELOPMENT = "kpsp_"
MEASURED_BY = "vital_signs"
AT_BIRTH = ("hari_ini", "sudah")
ON_BIRTH = {"vitamin_k1": "vitamin_k", "salep_mata": "eye_ointment"}
TWICE, BELOW = "2T", "BGM"
GRAMS = 1000


def _mother(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    mother = sources.mothers.get(entry.person.id)
    return mother.name if mother else entry.person.mother_name or None


def _mother_nik(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    mother = sources.mothers.get(entry.person.id)
    return number_of(sources, mother, NIK) if mother else None


def _father(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    mother = sources.mothers.get(entry.person.id)
    return sources.husbands.get(mother.id) if mother else None


def _parents(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    both = (_mother(entry, sources, asked), _father(entry, sources, asked))
    return " / ".join(str(one) for one in both if one) or None


def _parents_phone(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    mother = sources.mothers.get(entry.person.id)
    return (mother.phone if mother else "") or entry.person.phone or None


def _moved(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    left = entry.person.left_on
    gone = entry.person.left_why == Leaving.MOVED.value and left is not None and left <= sources.world.day
    return YES if gone else None


def _of_birth(attribute: str) -> Callable[[Entry, Sources, Asked], Cell]:
    def read(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        birth = sources.births.get(entry.person.id)
        found: Cell = getattr(birth, attribute) if birth else None
        if isinstance(found, bool):
            return YES if found else NO
        return None if found == "" else found

    return read


def _birth_kg(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    birth = sources.births.get(entry.person.id)
    return birth.weight_g / GRAMS if birth and birth.weight_g else None


def _weeks_at_birth(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    days = sources.records[entry.person.id].birth.gestation_days
    return None if days is None else days // DAYS_A_WEEK


def _neonatal_visit(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    done = [one.day for one in reversed(sources.responses[entry.person.id]) if one.form_code == BABY_FORM]
    marks = visit_marks(done, BABY_FORM, entry.person.birth_date, sources.world.day)
    return next((one.done_on for one in marks if one.code == asked.argument), None)


def _at_birth(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return whether a newborn got something, by the record of its birth or whichever of its visits says so."""
    birth = sources.births.get(entry.person.id)
    if birth is not None and getattr(birth, ON_BIRTH[asked.argument]):
        return YES
    visits = (one for one in sources.responses[entry.person.id] if one.form_code == BABY_FORM)
    return YES if any(one.answers.get(asked.argument) in AT_BIRTH for one in visits) else None


def _heel_prick(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    found = [one.day for one in sources.responses[entry.person.id] if one.form_code == HEEL_PRICK]
    return found[-1] if found else None


def _breast_milk_alone(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    found = (_alone(one.answers) for one in answered(entry, sources, asked, FEEDING))
    return next((word for word in found if word), None)


def _alone(answers: Mapping[str, Answer]) -> str | None:
    still, other = answers.get("masih_asi"), answers.get("selain_asi_24_jam")
    if still is False or other is True:
        return NO
    return YES if still is True and other is False else None


def _in_month(measure: str) -> Callable[[Entry, Sources, Asked], Cell]:
    def read(entry: Entry, sources: Sources, asked: Asked) -> Cell:
        found = sources.monthly(entry.person, measure).get(asked.month) if asked.month else None
        value: Cell = getattr(found, measure) if found else None
        return value

    return read


def gain_text(gain: WeightGain | None) -> str | None:
    """Return what the KMS says of a weighing in the letters of a register: N, T, 2T, O or B, and BGM."""
    if gain is None:
        return None
    flags = gain.assessment.flags
    code = TWICE if TWICE in flags else gain.assessment.code
    return f"{code} {BELOW}" if BELOW in flags else code


def _gain(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    weighed = sources.monthly(entry.person, "weight_kg").get(asked.month) if asked.month else None
    return gain_text(sources.gains[entry.person.id].get(weighed.measured_on)) if weighed else None


def _latest(entry: Entry, sources: Sources, indicator: Indicator) -> GrowthResult | None:
    """Return the last measurement within the days of a row that has a score, as WHO's standard sees it."""
    measured = sources.measured(entry)
    if measured is not None:
        return sources.grown(measured)
    first, last = days_of(entry, Asked())
    for one in reversed(sources.measurements[entry.person.id]):
        if first <= one.measured_on <= last:
            result = sources.grown(one)
            if result.score(indicator).z is not None or result.measurement.oedema:
                return result
    return None


def _status(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    indicator = Indicator(asked.argument)
    result = _latest(entry, sources, indicator)
    status = growth_status(result, indicator) if result else None
    return status.conclusion if status else None


def _z(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    indicator = Indicator(asked.argument)
    result = _latest(entry, sources, indicator)
    return result.score(indicator).z if result else None


def _development(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return what the last KPSP of a half of the year concluded, and when."""
    half = int(asked.argument)
    for response in sources.responses[entry.person.id]:
        mine = response.form_code.startswith(DEVELOPMENT) and entry.first <= response.day <= entry.last
        if mine and response.found is not None and (response.day.month - 1) // 6 + 1 == half:
            return f"{response.found.conclusion} ({indonesian_date(response.day)})"
    return None


def _measured(read: Callable[[Measurement], Cell]) -> Callable[[Entry, Sources, Asked], Cell]:
    def found(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        measured = sources.measured(entry)
        return read(measured) if measured else None

    return found


def _age_measured(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    return age_on(entry.person.birth_date, entry.last).text if entry.taken_at else None


def _measured_gain(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    if entry.taken_at is None:
        return None
    gain = sources.gains[entry.person.id].get(entry.last)
    return gain.assessment.code if gain else None


def _measured_answer(entry: Entry, _sources: Sources, asked: Asked) -> Cell:
    """Return an answer of the measurement itself, as Sigizi writes it: a choice by its code, no as no."""
    answer = entry.answers.get(asked.argument)
    if isinstance(answer, bool):
        return YES if answer else NO
    return answer if isinstance(answer, str | int | float) else None


def _given_in_month(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return whether something was given in the month of a measurement."""
    if entry.taken_at is None:
        return None
    month = entry.last.replace(day=1)
    found = answered(entry, sources, Asked(asked.argument, month), asked.argument)
    return YES if any(what_given(sources.form(one), one.answers) for one in found) else None


def _answer_in_month(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return the last answer of the month of a measurement to a question of any form."""
    if entry.taken_at is None:
        return None
    form, code = asked.argument.split(".")
    found = answered(entry, sources, Asked(month=entry.last.replace(day=1)), form)
    return next(
        (said(sources.form(one).question(code), one.answers[code]) for one in found if code in one.answers), None
    )


def _times_given(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return how often something was given until a measurement; nothing where that was never."""
    if entry.taken_at is None:
        return None
    found = (one for one in sources.responses[entry.person.id] if one.form_code == asked.argument)
    return sum(bool(one.day <= entry.last and what_given(sources.form(one), one.answers)) for one in found) or None


def _development_until(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Return what the last KPSP concluded until a measurement, and when."""
    for response in sources.responses[entry.person.id]:
        if response.form_code.startswith(DEVELOPMENT) and response.day <= entry.last and response.found is not None:
            return f"{response.found.conclusion} ({indonesian_date(response.day)})"
    return None


def _breast_milk_at(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return whether a child got breast milk alone when it had completed so many months, as far as it was asked."""
    born, until = entry.person.birth_date, entry.last
    for one in sources.responses[entry.person.id]:
        if one.form_code == FEEDING and one.day <= until and months_completed(born, one.day) == int(asked.argument):
            return _alone(one.answers)
    return None


CHILD: Mapping[str, Fact] = {
    "mother": Fact(_mother),
    "mother_nik": Fact(_mother_nik),
    "father": Fact(_father),
    "parents": Fact(_parents),
    "parents_phone": Fact(_parents_phone),
    "moved": Fact(_moved),
    "birth_order": Fact(lambda entry, _sources, _asked: entry.person.birth_order),
    "birth_weight_g": Fact(_of_birth("weight_g")),
    "birth_weight_kg": Fact(_birth_kg),
    "birth_length_cm": Fact(_of_birth("length_cm")),
    "birth_head_cm": Fact(_of_birth("head_cm")),
    "early_breastfeeding": Fact(_of_birth("early_breastfeeding")),
    "birth_place": Fact(_of_birth("place")),
    "weeks_at_birth": Fact(_weeks_at_birth),
    "neonatal_visit": Fact(_neonatal_visit, (BABY_FORM,)),
    "at_birth": Fact(_at_birth, (BABY_FORM,), BABY_FORM),
    "heel_prick": Fact(_heel_prick, (HEEL_PRICK,)),
    "breast_milk_alone": Fact(_breast_milk_alone, (FEEDING,)),
    "weight": Fact(_in_month("weight_kg")),
    "length": Fact(_in_month("length_cm")),
    "gain": Fact(_gain),
    "status": Fact(_status),
    "z": Fact(_z),
    "development": Fact(_development, (DEVELOPMENT,)),
    "measured_on": Fact(_measured(lambda one: one.measured_on)),
    "age_measured": Fact(_age_measured),
    "measured_weight": Fact(_measured(lambda one: one.weight_kg)),
    "measured_length": Fact(_measured(lambda one: one.length_cm)),
    "measured_arm": Fact(_measured(lambda one: one.arm_cm)),
    "measured_head": Fact(_measured(lambda one: one.head_cm)),
    "measured_gain": Fact(_measured_gain),
    "measured_answer": Fact(_measured_answer, asks=MEASURED_BY),
    "times_given": Fact(_times_given, asks=NAMED),
    "development_until": Fact(_development_until, (DEVELOPMENT,)),
    "answer_in_month": Fact(_answer_in_month, asks=NAMED),
    "given_in_month": Fact(_given_in_month, asks=NAMED),
    "breast_milk_at": Fact(_breast_milk_at, (FEEDING,)),
}
"""Facts of a child."""
