"""Asks about unlikely measures of a child while a form is filled in: by the curves, and by what was measured before."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth import MEASURES
from ilp_desktop.domain.growth.growth_doubt import OWN, GrowthDoubt, growth_doubts, likely_value
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked, Doubt
from ilp_desktop.forms.parsing import decimal_text, parse
from ilp_desktop.forms.rules_growth import measurement_of
from ilp_desktop.forms.schema import Answers, Form

CODES: Mapping[str, str] = {
    "weight_kg": "berat",
    "length_cm": "tinggi",
    "head_cm": "lingkar_kepala",
    "arm_cm": "lila",
    "posture": "posisi_ukur",
}
"""The question that asks each measure, in every form."""
FIELDS: Mapping[str, str] = {code: field for field, code in CODES.items() if field != "posture"}
GROWN_YEARS = 18
MEANT = "Maksudnya {} {}?"


def ask_about_growth(
    form: Form, checked: Checked, typed: Mapping[str, str], facts: Facts, confirmations: Collection[str]
) -> Checked:
    """Return what came of the typed text with the doubts of growth among it; nothing changes for adults."""
    if facts.age is None or facts.age.years >= GROWN_YEARS or not typed.keys() & set(CODES.values()):
        return checked
    child = measurement_of(checked.answers, facts)
    if child is None:
        return checked
    doubts = dict(checked.doubts)
    for doubt in _doubts(child, facts):
        code = CODES[doubt.field]
        if code in checked.answers:
            key = _key(doubt, code, checked.answers)
            doubts.pop(code, None)
            if key not in confirmations:
                doubts[code] = _asked(doubt, key, getattr(child, doubt.field))
    beyond = {code: found for code in checked.errors if (found := _beyond(form, code, typed, child, facts)) is not None}
    errors = {
        code: f"{text} {beyond[code].message}" if code in beyond else text for code, text in checked.errors.items()
    }
    return replace(checked, doubts=doubts, errors=errors, beyond={**checked.beyond, **beyond})


def _asked(doubt: GrowthDoubt, key: str, value: object) -> Doubt:
    meant = "" if doubt.meant is None else decimal_text(doubt.meant)
    said = " ".join(doubt.reasons)
    if meant:
        said = f"{said} {MEANT.format(meant, MEASURES[doubt.field][1])}"
    return Doubt(
        key,
        f"{said} Sudah benar?",
        "" if doubt.indicator is None else doubt.indicator.value,
        value if isinstance(value, (int, float)) else None,
        meant,
    )


def _doubts(child: Measurement, facts: Facts) -> tuple[GrowthDoubt, ...]:
    earlier = () if facts.growth is None else facts.growth.earlier
    try:
        return growth_doubts(child, earlier)
    except WrongAnswers:
        return ()


def _key(doubt: GrowthDoubt, code: str, answers: Answers) -> str:
    """Return what a confirmation is remembered by: the value, and the other one where both are asked about together."""
    key = f"{code}={_said(answers[code])}"
    return f"{key};berat={_said(answers.get('berat'))}" if doubt.pair else key


def _said(answer: object) -> str:
    return decimal_text(answer) if isinstance(answer, (int, float)) else str(answer)


def _beyond(form: Form, code: str, typed: Mapping[str, str], child: Measurement, facts: Facts) -> Doubt | None:
    """Return where a value beyond all limits lies, and what was probably meant by it; None where nobody can tell."""
    field = FIELDS.get(code)
    answer = None if field is None else parse(form.question(code), typed.get(code, ""), facts.day).answer
    if field is None or not isinstance(answer, (int, float)):
        return None
    meant = likely_value(child, field, float(answer))
    if meant is None:
        return None
    text = decimal_text(meant)
    return Doubt("", MEANT.format(text, MEASURES[field][1]), OWN[field].value, float(answer), text)
