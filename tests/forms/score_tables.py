"""The official score tables of ``score_tables.toml``: their parts, and ways to answer that reach every total."""

import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Form
from tests.forms import ways
from tests.forms.shipped import form

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).parent.parent / "reference_cases" / "score_tables.toml"
MOST_WHOLE = 3000
"""Combinations tried without exception; of a longer table each way of each part, and some for every total."""

FOR_EACH_TOTAL = 6
TOLD = tomllib.loads(FILE.read_text(encoding="utf-8"))
NORMALLY = {"@months": "840", "@sex": "P"}
Way = tuple[str, int]
Typed = dict[str, str]


@dataclass(frozen=True)
class ScoreTable:
    """One official table: what each answer scores, and what each total means."""

    told: Mapping[str, Any]

    @property
    def form(self) -> Form:
        """Return the form that must follow the table."""
        return form(self.told["form"])

    @property
    def name(self) -> str:
        """Return what names the table in the output of a test run."""
        return f"{self.told['form']} {self.told.get('scale', '')}".strip()

    @property
    def totals(self) -> range:
        """Return every total from the lowest to the highest."""
        low, high = self.told["range"]
        return range(low, high + 1)

    @cached_property
    def parts(self) -> list[list[Way]]:
        """Return the ways of each part with their points."""
        if "graded" in self.told:
            graded = self.told["graded"]
            return [
                [(f"{graded['name'].format(at)}={points}", points) for points in range(graded["most"] + 1)]
                for at in range(1, graded["count"] + 1)
            ]
        if "yes_no" in self.told:
            asked = self.told["yes_no"]
            turned = asked.get("turned", [])
            return [_yes_or_no(asked["name"].format(at), at not in turned) for at in range(1, asked["count"] + 1)]
        return [[(text, points) for text, points in part] for part in self.told["parts"]]

    def codes(self, total: int) -> list[set[str]]:
        """Return the codes of each official band that a total lies in."""
        return [set(codes.split()) for low, high, codes in self.told["bands"] if low <= total <= high]

    @property
    def all_codes(self) -> set[str]:
        """Return the codes of all bands."""
        return {code for _, _, codes in self.told["bands"] for code in codes.split()}

    def is_alarm(self, typed: Typed) -> bool:
        """Say whether the answers hold one that counts at once."""
        told = self.told.get("alarm", ["", ""])[0].split()
        return any(f"{code}={text}" in told for code, text in typed.items())

    def combinations(self) -> Iterator[tuple[Typed, int]]:
        """Give answers to all parts with their total: all, or of many enough for each total and each way."""
        number = 1
        for part in self.parts:
            number *= len(part)
        chosen = product(*self.parts) if number <= MOST_WHOLE else self._some()
        for combination in chosen:
            texts = [text for text, _ in combination]
            yield NORMALLY | _typed(self.calm + texts), sum(points for _, points in combination)

    @property
    def calm(self) -> list[str]:
        """Return the answers to the rest of a form of which the table is one scale."""
        return [TOLD["calm"][self.told["form"]]] if "scale" in self.told else []

    def _some(self) -> Iterator[tuple[Way, ...]]:
        chance = random.Random(self.name)
        for at, part in enumerate(self.parts):
            for way in part:
                others = [chance.choice(other) for other in self.parts]
                yield (*others[:at], way, *others[at + 1 :])
        for total in self.totals:
            for _ in range(FOR_EACH_TOTAL):
                yield tuple(self._reaching(total, chance))

    def _reaching(self, total: int, chance: random.Random) -> Iterator[Way]:
        left = self.parts
        for at, part in enumerate(left):
            can_follow = _sums(left[at + 1 :])
            fitting = [way for way in part if total - way[1] in can_follow]
            assert fitting, f"{self.name}: {total} cannot be reached"
            way = chance.choice(fitting)
            total -= way[1]
            yield way


def _typed(texts: list[str]) -> Typed:
    return dict(pair.split("=") for text in texts for pair in text.split(";"))


def _yes_or_no(code: str, yes_scores: bool) -> list[Way]:
    return [(f"{code}=ya", int(yes_scores)), (f"{code}=tidak", int(not yes_scores))]


def _sums(parts: list[list[Way]]) -> set[int]:
    sums = {0}
    for part in parts:
        sums = {one + points for one in sums for _, points in part}
    return sums


def person(typed: Typed) -> Facts:
    """Return whom the answers are about."""
    return ways.person(int(typed["@months"]), Sex(typed["@sex"]))


TABLES = [ScoreTable(told) for told in TOLD["table"]]
