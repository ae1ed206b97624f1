"""What a medicine holds, read off the words of its strength: how much, of what, and in how much of it."""

import re
from dataclasses import dataclass
from functools import lru_cache

PIECE, ML = "", "ml"
MG, MCG, GRAM, IU = "mg", "mcg", "g", "IU"
MASSES = {MCG: 0.001, MG: 1.0, GRAM: 1000.0}
"""How many milligrams each mass is."""
PERCENT_MG_A_ML = 10
MILLION = 1_000_000
_NUMBER = r"[0-9][0-9.]*(?:,[0-9]+)?"
_ONE = rf"(?P<amount>{_NUMBER})\s*(?P<millions>juta\s+)?(?P<unit>mg|mcg|g|IU|ml)"
_MORE = rf"(?:\s*\+\s*{_NUMBER}\s*(?:mg|mcg|g|IU))*"
_PER = rf"(?:\s*/\s*(?P<per>{_NUMBER})?\s*(?P<of>ml|g|vial|ampul|semprot|tablet|kapsul))?"
_HOLDS = re.compile(_ONE + _MORE + _PER)
_PERCENT = re.compile(rf"(?P<amount>{_NUMBER})\s*%.*")
_PARTS = re.compile(rf"({_NUMBER})\s*(mg|mcg|g)\b")


@dataclass(frozen=True)
class Strength:
    """What one piece, one millilitre, or one puff holds.

    Attributes:
        amount, unit: of the first of its parts, by which combinations are reckoned.
        of: in what; nothing for a piece, be it a tablet, a vial or a bag.
        whole_mg: all of its parts together, in milligrams; None where that is no mass.
    """

    amount: float
    unit: str
    of: str = PIECE
    whole_mg: float | None = None


@lru_cache(maxsize=1024)
def read_strength(text: str) -> Strength | None:
    """Return what a strength says, or None where it tells no amount."""
    percent = _PERCENT.fullmatch(text)
    if percent:
        held = number_of(percent["amount"]) * PERCENT_MG_A_ML
        return Strength(held, MG, ML, held)
    found = _HOLDS.fullmatch(text)
    if not found:
        return None
    per = number_of(found["per"] or "1")
    amount = number_of(found["amount"]) * (MILLION if found["millions"] else 1) / per
    of = found["of"] if found["of"] in (ML, "semprot", GRAM) else PIECE
    parts = _PARTS.findall(text.partition("/")[0])
    whole = sum(number_of(value) * MASSES[unit] for value, unit in parts) / per
    return Strength(amount, found["unit"], of, whole or None)


def number_of(text: str) -> float:
    """Return a number as it is written here: points between thousands, a decimal comma."""
    return float(text.replace(".", "").replace(",", "."))
