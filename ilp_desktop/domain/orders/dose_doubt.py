"""What is asked before a medicine is prescribed: a dose too high, an allergy on record, a number that slipped."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ilp_desktop.domain.care.allergy import allergies_against
from ilp_desktop.domain.care.medicine_dose import NO_WEIGHT, Dose, DosedChild, dose_of, kilograms
from ilp_desktop.domain.orders.dose_limits import Limit, limits_for, needs_weight
from ilp_desktop.domain.orders.formulary import REFERENCE, Medicine
from ilp_desktop.domain.orders.quantity_doubt import quantity_doubts
from ilp_desktop.domain.orders.signa import number_in_words
from ilp_desktop.domain.orders.strength import MG, number_of
from ilp_desktop.domain.orders.written_line import (
    ALLERGY,
    CHILD,
    DAILY,
    LONG,
    OFTEN,
    SINGLE,
    TWICE,
    UNITS,
    Doubt,
    Written,
    is_same_measure,
)
from ilp_desktop.reference import edition_on

_TOLD = re.compile(r"(?:[0-9.,]+\s*-\s*)?(?P<most>[0-9][0-9.]*(?:,[0-9]+)?)\s*mg")
_ROUNDING = 1.0001
_ONCE, _DAILY = "Sekali pakai {}; paling banyak {}{}.", "Sehari {}; paling banyak {}{}."

ALREADY = "{} sudah ada pada resep ini."


def doubts_of(written: Written, person: DosedChild) -> tuple[Doubt, ...]:
    """Return what is to be asked about a line for somebody of this age, weight, and with these allergies."""
    against = allergies_against(person.allergies, written.name, person.day)
    told = _table_dose(written, person)
    most_mg = _milligrams_of(told)
    limits = limits_for(written.medicine, person, children=most_mg is None) if written.medicine else ()
    dose = [*_by_table(written, person, told, most_mg), *_by_most(written, limits)]
    return (
        *(Doubt(ALLERGY, match.words) for match in against),
        *dose,
        *(one for one in _by_units(written, person) if one.key != UNITS or not dose),
        *quantity_doubts(written, person.day),
    )


def doubled(medicine: Medicine | None, others: Iterable[Medicine | None], day: date) -> tuple[Doubt, ...]:
    """Return that a medicine already stands in a prescription, taken in the same way; cream and tablet are two."""
    if medicine is None:
        return ()
    routes = edition_on(REFERENCE, day).body["routes"]
    same = next((one for one in others if one and one.drug == medicine.drug and _alike(one, medicine, routes)), None)
    return (Doubt(TWICE, ALREADY.format(same.label)),) if same else ()


def _alike(one: Medicine, other: Medicine, routes: dict[str, list[str]]) -> bool:
    """Say whether two forms go the same way into somebody."""
    return one.form == other.form or any(one.form in forms and other.form in forms for forms in routes.values())


def _table_dose(written: Written, person: DosedChild) -> Dose | None:
    """Return what the table of doses for children says, where the medicine stands in it for this age."""
    medicine = written.medicine
    if medicine is None or not medicine.child or not _is_child(person):
        return None
    return dose_of(medicine.child, DosedChild(person.age, person.weight_kg))


def _milligrams_of(told: Dose | None) -> float | None:
    found = _TOLD.match(told.amount) if told else None
    return number_of(found["most"]) if found else None


def _by_table(written: Written, person: DosedChild, told: Dose | None, most_mg: float | None) -> Iterator[Doubt]:
    """Compare with the table of doses for children; where it has no line, what the formulary says stands."""
    medicine, given = written.medicine, written.amount_in(MG, written.signa.amount)
    if medicine is None or written.signa.amount is None or not _is_child(person):
        return
    if (told and told.problem == NO_WEIGHT) or needs_weight(medicine, person):
        source = told.source if told else limits_for(medicine, person)[0].source
        yield Doubt(CHILD, f"{medicine.name}: {NO_WEIGHT}", source)
    elif told and told.problem and not limits_for(medicine, person):
        yield Doubt(CHILD, f"{told.name}: {told.problem}", told.source)
    elif told and most_mg is not None and given is not None and given > most_mg * _ROUNDING:
        says = f"Sekali pakai {_said(given, MG)}; tabel dosis anak{_of_weight(person.weight_kg)}: {told.amount}."
        yield Doubt(CHILD, says, told.source)


def _by_most(written: Written, limits: tuple[Limit, ...]) -> Iterator[Doubt]:
    """Ask about what is above a limit, once at a time and once a day: by the one that is exceeded most."""
    once, daily = written.signa.amount, written.signa.daily
    for key, words, amount in ((SINGLE, _ONCE, once), (DAILY, _DAILY, daily if daily != once else None)):
        worst, says, source = 1.0, "", ""
        for limit in limits:
            most = limit.at_a_time if key == SINGLE else limit.a_day
            given = written.amount_in(limit.unit, amount)
            if most is None or given is None or given <= most * _ROUNDING * worst:
                continue
            worst, source = given / most, limit.source
            says = words.format(_said(given, limit.unit), _said(most, limit.unit), _of_weight(limit.weight_kg))
        if says:
            yield Doubt(key, says, source)


def _by_units(written: Written, person: DosedChild) -> Iterator[Doubt]:
    limits, signa = edition_on(REFERENCE, person.day).body, written.signa
    most = _most_at_a_time(written, person)
    if most is not None and signa.amount is not None and signa.amount > most:
        yield Doubt(UNITS, f"{number_in_words(signa.amount)} {written.unit} sekali pakai. Periksa lagi banyaknya.")
    if signa.times is not None and signa.times > limits["most_times_a_day"]:
        yield Doubt(OFTEN, f"{signa.times:g} kali sehari. Periksa lagi berapa kali.")
    group = written.medicine.group if written.medicine else ""
    if written.lasting is not None and written.lasting > limits["most_days_of"].get(group, limits["most_days"]):
        yield Doubt(LONG, f"Untuk {written.lasting} hari. Periksa lagi lamanya.")


def _most_at_a_time(written: Written, person: DosedChild) -> float | None:
    """Return how many of a measure are usual, unless the table says it of this very medicine in this measure."""
    medicine, body = written.medicine, edition_on(REFERENCE, person.day).body
    if medicine and any(is_same_measure(one.unit, written.unit) for one in limits_for(medicine, person)):
        return None
    measures: dict[str, float] = dict(body["most_at_a_time"])
    measures |= body["most_at_a_time_of_children"] if _is_child(person) else {}
    measures |= body["most_at_a_time_of"].get(medicine.form, {}) if medicine else {}
    return measures.get(written.unit)


def _is_child(person: DosedChild) -> bool:
    years: int = edition_on(REFERENCE, person.day).body["child_below_years"]
    return person.age.years < years


def _of_weight(weight_kg: float | None) -> str:
    return f" untuk {kilograms(weight_kg)} kg" if weight_kg else ""


def _said(value: float, unit: str) -> str:
    """Return an amount as people write it; the smaller it is the more places it needs."""
    whole, _, part = f"{value:,.{2 if value >= 1 else 4}f}".partition(".")
    part = part.rstrip("0")
    return f"{whole.replace(',', '.')}{',' + part if part else ''} {unit}"
