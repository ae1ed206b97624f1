"""What is asked before a medicine is prescribed: a dose that is too high, and an allergy on record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.domain.care.allergy import allergies_against
from ilp_desktop.domain.care.medicine_dose import DosedChild, dose_of, kilograms
from ilp_desktop.domain.orders.formulary import REFERENCE, Medicine, most_of
from ilp_desktop.domain.orders.signa import Signa, number_in_words
from ilp_desktop.domain.orders.signa_words import MILLILITRES
from ilp_desktop.reference import edition_on

ALLERGY, SINGLE, DAILY, CHILD, UNITS, OFTEN, LONG = "allergy", "single", "daily", "child", "units", "often", "long"
MILLIGRAM_UNIT = "mg"
_TOLD = re.compile(r"(?:[0-9.,]+\s*-\s*)?(?P<most>[0-9][0-9.]*(?:,[0-9]+)?)\s*mg")


@dataclass(frozen=True)
class Doubt:
    """Something to be looked at again; ``source`` who says so, empty where the limit is this program's own."""

    key: str
    says: str
    source: str = ""


@dataclass(frozen=True)
class Written:
    """A line of a prescription as far as doubts look at it; ``medicine`` is None where its name was typed freely."""

    name: str
    signa: Signa
    medicine: Medicine | None = None
    days: int | None = None

    @property
    def unit(self) -> str:
        """Return in what it is taken."""
        return self.signa.unit or (self.medicine.unit if self.medicine else "")

    def milligrams(self, amount: float | None) -> float | None:
        """Return how many milligrams an amount holds, or None where that cannot be told."""
        if amount is None or self.unit == MILLIGRAM_UNIT:
            return amount
        if self.medicine is None or self.medicine.milligrams is None:
            return None
        if self.medicine.is_liquid:
            held = MILLILITRES.get(self.unit)
            return None if held is None else amount * held * self.medicine.milligrams
        return amount * self.medicine.milligrams if self.unit == self.medicine.unit else None


def doubts_of(written: Written, child: DosedChild) -> tuple[Doubt, ...]:
    """Return what is to be asked about a line for somebody of this age, weight, and with these allergies."""
    against = allergies_against(child.allergies, written.name, child.day)
    said = [Doubt(ALLERGY, match.words) for match in against]
    return (*said, *_by_age(written, child), *_by_most(written, child), *_by_units(written, child))


def _by_age(written: Written, child: DosedChild) -> Iterator[Doubt]:
    """Compare with the table of doses for children, where the medicine stands in it for this age."""
    medicine = written.medicine
    limits = edition_on(REFERENCE, child.day).body
    if medicine is None or not medicine.child or child.age.years >= limits["child_below_years"]:
        return
    told = dose_of(medicine.child, DosedChild(child.age, child.weight_kg))
    given = written.milligrams(written.signa.amount)
    if told is None or given is None:
        return
    if told.problem:
        yield Doubt(CHILD, f"{told.name}: {told.problem}", told.source)
        return
    found = _TOLD.match(told.amount)
    if found and given > float(found["most"].replace(".", "").replace(",", ".")):
        weight = f" untuk {kilograms(child.weight_kg)} kg" if child.weight_kg else ""
        says = f"Sekali pakai {_mg(given)}; tabel dosis anak{weight}: {told.amount}."
        yield Doubt(CHILD, says, told.source)


def _by_most(written: Written, child: DosedChild) -> Iterator[Doubt]:
    most = most_of(written.medicine.drug, child.day) if written.medicine else None
    if most is None:
        return
    once, daily = written.milligrams(written.signa.amount), written.milligrams(written.signa.daily)
    if once is not None and once > most.at_a_time_mg:
        yield Doubt(SINGLE, f"Sekali pakai {_mg(once)}; paling banyak {_mg(most.at_a_time_mg)}.", most.source)
    if daily is not None and daily > most.a_day_mg:
        yield Doubt(DAILY, f"Sehari {_mg(daily)}; paling banyak {_mg(most.a_day_mg)}.", most.source)


def _by_units(written: Written, child: DosedChild) -> Iterator[Doubt]:
    limits, signa = edition_on(REFERENCE, child.day).body, written.signa
    most = limits["most_at_a_time"].get(written.unit)
    if most is not None and signa.amount is not None and signa.amount > most:
        yield Doubt(UNITS, f"{number_in_words(signa.amount)} {written.unit} sekali pakai. Periksa lagi banyaknya.")
    if signa.times is not None and signa.times > limits["most_times_a_day"]:
        yield Doubt(OFTEN, f"{signa.times:g} kali sehari. Periksa lagi berapa kali.")
    days = written.days if written.days is not None else signa.days
    if days is not None and days > limits["most_days"]:
        yield Doubt(LONG, f"Untuk {days} hari. Periksa lagi lamanya.")


def _mg(value: float) -> str:
    whole, _, part = f"{value:,.2f}".partition(".")
    part = part.rstrip("0")
    return f"{whole.replace(',', '.')}{',' + part if part else ''} mg"
