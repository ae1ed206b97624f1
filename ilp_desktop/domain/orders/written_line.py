"""A line of a prescription as it is judged: who, what, and how much of it in which measure."""

from dataclasses import dataclass

from ilp_desktop.domain.orders.formulary import Medicine
from ilp_desktop.domain.orders.signa import Signa
from ilp_desktop.domain.orders.signa_words import MILLILITRES
from ilp_desktop.domain.orders.strength import IU, MASSES, ML, PIECE

ALLERGY, SINGLE, DAILY, CHILD, UNITS, OFTEN, LONG = "allergy", "single", "daily", "child", "units", "often", "long"
QUANTITY, TWICE = "quantity", "twice"
TABLETS = ("tablet", "kaplet", "kapsul", "tablet kunyah")
PIECES = (*TABLETS, "supositoria", "ovula", "vial", "ampul", "kolf", "bungkus")
INSULIN_UNIT, DROP, PUFF = "unit", "tetes", "semprot"
DROPS_A_ML = 20
"""A dropper of a pharmacy gives twenty drops of water a millilitre (Farmakope Indonesia, penetes baku)."""


@dataclass(frozen=True)
class Doubt:
    """Something to be looked at again; ``source`` who says so, empty where the limit is this program's own."""

    key: str
    says: str
    source: str = ""


@dataclass(frozen=True)
class Written:
    """A line as far as doubts look at it; ``medicine`` is None where its name was typed freely and tells of none."""

    name: str
    signa: Signa
    medicine: Medicine | None = None
    days: int | None = None
    quantity: float | None = None

    @property
    def unit(self) -> str:
        """Return in what it is taken."""
        return self.signa.unit or (self.medicine.unit if self.medicine else "")

    @property
    def lasting(self) -> int | None:
        """Return for how many days it is prescribed, if that is said."""
        return self.days if self.days is not None else self.signa.days

    def amount_in(self, wanted: str, amount: float | None) -> float | None:
        """Return an amount in another measure, or None where strength and measure do not tell it."""
        taken = self.unit
        if amount is None or not taken:
            return None
        if taken in MASSES:
            return self._from_mass(amount * MASSES[taken], wanted)
        if is_same_measure(taken, wanted):
            return amount
        if taken == INSULIN_UNIT:
            return amount if wanted == IU else None
        millilitres = self._millilitres(taken)
        if millilitres is not None:
            return amount * millilitres if wanted == ML else self._held(amount * millilitres, ML, wanted)
        return self._held(amount, taken if taken == PUFF else PIECE, wanted) if taken in (*PIECES, PUFF) else None

    def _from_mass(self, milligrams: float, wanted: str) -> float | None:
        """Return a mass in another measure; of a combination the whole is meant, and its first part is told."""
        held = self.medicine.holds if self.medicine else None
        if held is None or held.whole_mg is None:
            return milligrams / MASSES[wanted] if wanted in MASSES else None
        parts = milligrams / held.whole_mg
        if wanted in MASSES:
            return parts * held.amount * MASSES[held.unit] / MASSES[wanted]
        return parts if (wanted in TABLETS and held.of == PIECE) or wanted == held.of else None

    def _held(self, amount: float, of: str, wanted: str) -> float | None:
        """Return what so many pieces, millilitres or puffs hold."""
        held = self.medicine.holds if self.medicine else None
        if held is None or held.of != of:
            return None
        if held.unit in MASSES and wanted in MASSES:
            return amount * held.amount * MASSES[held.unit] / MASSES[wanted]
        return amount * held.amount if held.unit == wanted else None

    def _millilitres(self, taken: str) -> float | None:
        """Return how many millilitres a measure holds; a drop only of what is swallowed."""
        if taken == DROP:
            return 1 / DROPS_A_ML if self.medicine and self.medicine.is_liquid else None
        return MILLILITRES.get(taken)


def is_same_measure(one: str, other: str) -> bool:
    """Say whether two measures count the same; tablets, caplets and capsules do."""
    return one == other or (one in TABLETS and other in TABLETS)
