"""Provinces, regencies, districts and villages of Indonesia by their Kemendagri codes.

The table of 92,000 lines is read when somebody asks and let go again: nothing of it stays in memory.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.reference import edition_on
from ilp_desktop.resources import resource_path

LEVELS = (2, 4, 6, 10)
"""How many digits the code of a province, a regency, a district and a village has."""
VILLAGE_DIGITS, DISTRICT_DIGITS, REGENCY_DIGITS = 10, 6, 4
_LEFT_OUT, _TO_SPACES = "'\u2019\"", "-/(),."
_DIGITS = re.compile(r"[\d.]+", re.ASCII)


@dataclass(frozen=True)
class Area:
    """An area with the names of those it lies in; names below its own level are empty."""

    code: str
    province: str
    regency: str = ""
    district: str = ""
    village: str = ""

    @property
    def name(self) -> str:
        """Return its own name."""
        return self.village or self.district or self.regency or self.province

    @property
    def within(self) -> str:
        """Return what it lies in, from the district up."""
        district = f"Kec. {self.district}" if self.district and self.village else ""
        regency = self.regency if self.district else ""
        province = self.province if self.regency else ""
        return ", ".join(part for part in (district, regency, province) if part)

    @property
    def full_name(self) -> str:
        """Return its own name and what it lies in."""
        return ", ".join(part for part in (self.name, self.within) if part)


@lru_cache(maxsize=64)
def area_by_code(code: str, day: date) -> Area | None:
    """Return the area of a code, with or without its dots; None when there is none."""
    wanted = code.strip().replace(".", "")
    if len(wanted) not in LEVELS or not wanted.isdigit():
        return None
    text = _text(day)
    names = [_named(text, wanted[:digits]) for digits in LEVELS if digits <= len(wanted)]
    return Area(wanted, *names) if all(names) else None


def find_areas(typed: str, day: date, limit: int, *, near: str = "", digits: int = VILLAGE_DIGITS) -> tuple[Area, ...]:
    """Return areas by a code or by words of their name and of what they lie in, in any order.

    Those whose code begins with ``near`` come first, then whole names, then names that begin with what is typed.
    """
    if _DIGITS.fullmatch(typed.strip()):
        found = area_by_code(typed, day)
        return (found,) if found is not None and len(found.code) == digits else ()
    words = normalised(typed).split()
    if not words:
        return ()
    text = _text(day)
    lines = text.split("\n")
    ranked = sorted((_rank(code, name, words, near), code) for code, name in _matching(_folded(text), words, digits))
    found_codes = [code for _, code in ranked[:limit]]
    names = _names_of(lines, {code[:length] for code in found_codes for length in LEVELS})
    return tuple(Area(code, *(names[code[:n]] for n in LEVELS if n <= digits)) for code in found_codes)


def village_code(name: str, regency: str, day: date) -> str:
    """Return the code of a village by its name and the whole name of its regency, nothing unless it is the only one."""
    lines = [line.partition("\t") for line in _text(day).split("\n")]
    wanted, plain = normalised(regency), normalised(name)
    within = next((c for c, _, said in lines if len(c) == REGENCY_DIGITS and normalised(said) == wanted), None)
    if within is None:
        return ""
    own = (line for line in lines if len(line[0]) == VILLAGE_DIGITS and line[0].startswith(within))
    found = [code for code, _, said in own if normalised(said) == plain]
    return found[0] if len(found) == 1 else ""


def short_place(area: Area, day: date, longest: int) -> str:
    """Return village, district and regency in at most so many letters, leaving out what does not fit."""
    regency = area.regency
    for long, short in edition_on("areas", day).body["short"].items():
        regency = regency.replace(long, short)
    tries = ((area.village, f"Kec. {area.district}", regency), (area.village, regency), (area.village,))
    return next((text for parts in tries if len(text := ", ".join(parts)) <= longest), area.village[:longest])


def _folded(text: str) -> list[str]:
    """Return the lines in small letters, every word of a name with a space before it."""
    text = text.lower().replace("\t", "\t ")
    for sign in _LEFT_OUT:
        text = text.replace(sign, "")
    for sign in _TO_SPACES:
        text = text.replace(sign, " ")
    return text.split("\n")


def _matching(lines: list[str], words: list[str], digits: int) -> Iterator[tuple[str, str]]:
    """Give the areas of one level where every word begins one of theirs or of what they lie in, one at least theirs."""
    every = (1 << len(words)) - 1
    marks = [(" " + word, 1 << number) for number, word in enumerate(words)]
    above = dict.fromkeys((0, *LEVELS), 0)
    level_above = dict(zip(LEVELS, (0, *LEVELS), strict=False))
    for line in lines:
        code, _, folded = line.partition("\t")
        level = len(code)
        if level not in level_above or level > digits:
            continue
        own = 0
        for mark, bit in marks:
            if mark in folded:
                own |= bit
        above[level] = own | above[level_above[level]]
        if own and level == digits and above[level] == every:
            yield code, folded.strip()


def _rank(code: str, name: str, words: list[str], near: str) -> tuple[bool, bool, bool, str]:
    typed = " ".join(words)
    elsewhere = bool(near) and not code.startswith(near)
    return elsewhere, not typed.startswith(name), not name.startswith(words[0]), name


def _names_of(lines: list[str], codes: set[str]) -> dict[str, str]:
    pairs = (line.split("\t", 1) for line in lines if line)
    return {code: name for code, name in pairs if code in codes}


def _named(text: str, code: str) -> str:
    mark = f"\n{code}\t"
    start = text.find(mark)
    return text[start + len(mark) : text.find("\n", start + 1)] if start >= 0 else ""


def _text(day: date) -> str:
    """Read the table; a line break stands before and behind every line."""
    file = resource_path("reference", "areas", edition_on("areas", day).body["codes"])
    return "\n" + gzip.decompress(file.read_bytes()).decode("utf-8")
