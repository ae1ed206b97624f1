"""The medicines a Puskesmas writes, each in its forms and strengths; others may be typed freely."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from ilp_desktop.domain.care.code_rows import parts_of, rows_of
from ilp_desktop.domain.care.code_search import CodeIndex, Searchable, offered
from ilp_desktop.domain.orders.strength import Strength, read_strength
from ilp_desktop.reference import edition_on

REFERENCE = "formulary"
_STRENGTH = re.compile(r"(?P<form>.*?)\s*(?P<strength>[0-9][0-9.,:]*\s*(?:%|mg|mcg|g\b|ml|IU|juta).*)?")
LIQUIDS = ("sirup", "suspensi", "drop")
COUNTED = ("tablet", "kaplet", "kapsul", "tablet kunyah", "supositoria")
UNITS = {"tablet dispersibel": "tablet", "tablet vaginal": "tablet", "kapsul biru": "kapsul", "kapsul merah": "kapsul"}


class Medicine(NamedTuple):
    """One medicine in one form and strength.

    Attributes:
        key: names medicine, form and strength.
        drug: code of the medicine, its INN.
        child: its code in the table of doses for children, if it stands there.
    """

    key: str
    drug: str
    name: str
    form: str
    strength: str
    synonyms: tuple[str, ...] = ()
    group: str = ""
    child: str = ""
    common: int = 1
    restricted: bool = False

    @property
    def label(self) -> str:
        """Return name, form and strength as a prescription says them."""
        return " ".join(part for part in (self.name, self.form, self.strength) if part)

    @property
    def unit(self) -> str:
        """Return in what it is taken, or nothing where that has to be said each time."""
        unit = UNITS.get(self.form, self.form)
        return unit if unit in COUNTED else ""

    @property
    def holds(self) -> Strength | None:
        """Return what a piece, a millilitre or a puff holds; None where the strength does not tell."""
        return read_strength(self.strength)

    @property
    def is_liquid(self) -> bool:
        """Return whether it is measured in millilitres."""
        return self.form in LIQUIDS


class Formulary:
    """One edition of the list."""

    def __init__(self, medicines: Iterable[Medicine]) -> None:
        self._medicines = {medicine.key: medicine for medicine in medicines}

    def __iter__(self) -> Iterator[Medicine]:
        return iter(self._medicines.values())

    def get(self, key: str) -> Medicine | None:
        """Return a medicine, or None when the list has none of this key."""
        return self._medicines.get(key)

    def restricted(self) -> frozenset[str]:
        """Return the codes of the medicines not everybody may know of."""
        return frozenset(medicine.drug for medicine in self if medicine.restricted)

    def choices(
        self, text: str, usual: Sequence[str] = (), limit: int = 20, *, restricted: bool = True
    ) -> tuple[Medicine, ...]:
        """Return the medicines that match, the usual ones first; only the usual where nothing is typed."""

        def wanted(key: str) -> bool:
            medicine = self._medicines.get(key)
            return medicine is not None and (restricted or not medicine.restricted)

        return tuple(self._medicines[key] for key in offered(self._index, text, usual, limit, wanted))

    def knows(self, text: str) -> bool:
        """Return whether a medicine matches what is typed as it stands, without reading slips."""
        return self._index.knows(text)

    @cached_property
    def _index(self) -> CodeIndex:
        named = sorted(self, key=lambda medicine: -medicine.common)
        return CodeIndex([Searchable(one.key, _phrases(one), one.group) for one in named])


def formulary(on: date) -> Formulary:
    """Return the list in force on a day; read from disk once."""
    return _read_medicines(edition_on(REFERENCE, on).body["drugs"])


def expected_days(on: date) -> int:
    """Return after how many days a prescription that nobody has handed out is late."""
    days: int = edition_on(REFERENCE, on).body["expected_days"]
    return days


def longest_days(on: date) -> int:
    """Return for how many days a medicine may be prescribed at most."""
    days: int = edition_on(REFERENCE, on).body["longest_days"]
    return days


def _phrases(one: Medicine) -> tuple[str, ...]:
    """Return the ways a medicine is written: each of its names with form and strength in either order."""
    names = (one.name, *one.synonyms)
    return (*names, *(f"{name} {one.form} {one.strength}" for name in names))


@lru_cache(maxsize=2)
def _read_medicines(file_name: str) -> Formulary:
    medicines = []
    for code, common, name, synonyms, forms, group, child, restricted in rows_of(REFERENCE, file_name):
        for written in parts_of(forms):
            found = _STRENGTH.fullmatch(written)
            form, strength = (found["form"], found["strength"] or "") if found else (written, "")
            medicines.append(
                Medicine(
                    key=f"{code}/{written}",
                    drug=code,
                    name=name,
                    form=form,
                    strength=strength,
                    synonyms=parts_of(synonyms),
                    group=group,
                    child=child,
                    common=int(common),
                    restricted=restricted == "1",
                )
            )
    return Formulary(medicines)
