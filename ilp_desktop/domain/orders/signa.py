"""How a medicine is taken, from a few letters: ``3x1 pc`` is "3 kali sehari 1 tablet sesudah makan"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Any

from ilp_desktop.domain.orders.signa_words import (
    FRACTIONS,
    MOMENTS,
    OTHERS,
    PLACES,
    SIGNS,
    TIMING,
    UNITS,
    told_by,
)

_UNIT_WORDS, _TIMING_WORDS, _PLACE_WORDS, _OTHER_WORDS = (told_by(words) for words in (UNITS, TIMING, PLACES, OTHERS))
HOURS_A_DAY, DAYS_A_WEEK = 24, 7
NO_UNIT = "Tulis satuannya, misalnya 3x5 ml atau 3x1 sendok takar."
NO_TIMES = "Tulis berapa kali sehari, misalnya 3x1."
NO_AMOUNT = "Tulis berapa sekali pakai, misalnya 3x1."
NOTHING = "Kali sehari dan banyaknya harus lebih dari nol."
DECIMAL_UNITS = ("ml", "mg", "mcg", "g", "unit")
BY_NEED = ("bila ", "tiap ")


@dataclass(frozen=True)
class Signa:
    """What was understood.

    Attributes:
        times: how often a day; the greater number of a range, less than one for what is not taken daily.
        often: the same in words.
        amount: how much at a time; the greater number of a range or of the moments of a day.
        said: the same as people write it.
        unit: in what; empty where that follows from the medicine.
        timing, places, others: when and where, in words.
        days: for how long.
        a_day: how much a day where that is not times by amount.
        unknown: words nobody understands; the text then stands as it was typed.
    """

    typed: str
    times: float | None = None
    often: str = ""
    amount: float | None = None
    said: str = ""
    unit: str = ""
    timing: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    days: int | None = None
    a_day: float | None = None
    unknown: tuple[str, ...] = ()

    @property
    def daily(self) -> float | None:
        """Return how much is taken a day, or None where it does not say."""
        if self.a_day is not None:
            return self.a_day
        return None if self.times is None or self.amount is None else self.times * self.amount

    @property
    def by_need(self) -> bool:
        """Return whether it is taken only when needed."""
        return any(word.startswith(BY_NEED) for word in self.others)

    @property
    def is_range(self) -> bool:
        """Return whether less may be taken than the most that stands there."""
        return "-" in self.said or "-" in self.often

    def in_words(self, unit: str = "") -> str:
        """Return what is printed for whoever takes it; ``unit`` is the medicine's own.

        A text with words nobody understands stays as it was typed.
        """
        if self.unknown:
            return self.typed
        measure = self.unit or unit
        told = self.said and (measure or not self.places)
        amount = " ".join(part for part in (self.said, measure) if part) if told else ""
        parts = (self.often, amount, *self.timing, *self.places, *self.others)
        days = f"selama {self.days} hari" if self.days else ""
        return ", ".join(part for part in (" ".join(part for part in parts if part), days) if part)

    def problem(self, unit: str = "") -> str:
        """Return what is missing, or nothing; ``unit`` is the medicine's own."""
        if self.times == 0 or self.amount == 0:
            return NOTHING
        if self.unknown or self.places or "dosis tunggal" in self.others:
            return ""
        if self.times is None and not self.by_need:
            return NO_TIMES
        if self.amount is None:
            return NO_AMOUNT
        return "" if self.unit or unit else NO_UNIT

    def count(self, days: int | None = None) -> int | None:
        """Return how many units last for the days, or None where that cannot be reckoned."""
        lasting = days if days is not None else self.days
        daily = self.daily
        return None if lasting is None or daily is None or self.unknown else ceil(round(daily * lasting, 6))


_NUMBER = r"\d+\s*/\s*\d+|\d+[.,]\d+|\d+\s*[½¼¾]|\d+|[½¼¾]|setengah|seperempat"
_AMOUNT = rf"(?P<low>{_NUMBER})(?:\s*(?:-|s/d|sampai)\s*(?P<high>{_NUMBER}))?"
_UNIT = rf"(?:\s*(?P<unit>{'|'.join(re.escape(word) for word in sorted(_UNIT_WORDS, key=len, reverse=True))})\b\.?)?"
_TIMES = r"(?P<least>\d+)(?:\s*-\s*(?P<most>\d+))?"
_DAILY = r"(?:\s*(?:per hari|/\s*hari|/\s*hr|sehari|tiap hari|setiap hari)\b)?"
_FACTOR = r"[\s.]*(?:x|\u00d7|dd|d\.\s*d\.?|kali)\s*"
_MOMENT = rf"(?:{_NUMBER}|0)"
_LATER = r"(?![\d½¼¾])"
_SHORT = (*_UNIT_WORDS, *_TIMING_WORDS, *_PLACE_WORDS, *_OTHER_WORDS, "selama")
_KNOWN = "|".join(re.escape(word) for word in sorted(_SHORT, key=len, reverse=True))
_UNIT_FIRST = rf"(?P<unit>{'|'.join(re.escape(word) for word in sorted(_UNIT_WORDS, key=len, reverse=True))})\b\.?\s*"


def read_signa(text: str) -> Signa:
    """Return what a signa says, as far as it can be understood; any text is answered."""
    found = Signa(" ".join(text.split()))
    rest = found.typed.lower().replace("\u2013", "-").strip(" .,;")
    while rest:
        for pattern, take in _READERS:
            match = pattern.match(rest)
            if match and match.end():
                found = take(found, match)
                rest = rest[match.end() :].lstrip(" .,;")
                break
        else:
            word = re.split(r"[\s,;]", rest, maxsplit=1)[0]
            found = replace(found, unknown=(*found.unknown, word))
            rest = rest[len(word) :].lstrip(" .,;")
    return found


def number_in_words(value: float) -> str:
    """Return an amount as people write it: halves and quarters as such."""
    whole, part = int(value), round(value - int(value), 3)
    if part in SIGNS:
        return f"{whole or ''}{SIGNS[part]}"
    return f"{value:g}".replace(".", ",")


def _amount_said(value: float, unit: str) -> str:
    return f"{value:g}".replace(".", ",") if unit in DECIMAL_UNITS else number_in_words(value)


def _read_number(text: str) -> float:
    text = text.replace(" ", "")
    if text in FRACTIONS:
        return FRACTIONS[text]
    if "/" in text:
        upper, lower = text.split("/")
        return float(upper) / float(lower) if float(lower) else 0.0
    if text[-1] in FRACTIONS:
        return float(text[:-1]) + FRACTIONS[text[-1]]
    return float(text.replace(",", "."))


def _with_amount(found: Signa, match: re.Match[str]) -> Signa:
    if match["low"] is None:
        return found
    low = _read_number(match["low"])
    high = _read_number(match["high"]) if match["high"] else low
    unit = _UNIT_WORDS[match["unit"]] if match["unit"] else found.unit
    if found.amount is not None:
        return replace(found, unknown=(*found.unknown, match[0]))
    low_said, high_said = _amount_said(low, unit), _amount_said(high, unit)
    said = low_said if high == low else f"{low_said}-{high_said}"
    return replace(found, amount=max(low, high), said=said, unit=unit)


def _often(found: Signa, match: re.Match[str]) -> Signa:
    if found.times is not None:
        return replace(found, unknown=(*found.unknown, match[0]))
    least, most = match["least"], match["most"]
    times = float(most or least)
    often = f"{least}-{most} kali sehari" if most else f"{least} kali sehari"
    return _with_amount(replace(found, times=times, often=often), match)


def _weekly(found: Signa, match: re.Match[str]) -> Signa:
    times = int(match["least"])
    found = replace(found, times=times / DAYS_A_WEEK, often=f"{times} kali seminggu")
    return _with_amount(found, match)


def _hourly(found: Signa, match: re.Match[str]) -> Signa:
    hours = int(match["hours"])
    if not hours or found.times is not None:
        return replace(found, unknown=(*found.unknown, match[0]))
    often = f"tiap {hours}-{match['until']} jam" if match["until"] else f"tiap {hours} jam"
    return _with_amount(replace(found, times=HOURS_A_DAY / hours, often=often), match)


def _moments(found: Signa, match: re.Match[str]) -> Signa:
    """Read how much is taken in the morning, at noon and at night."""
    amounts = [_read_number(match[moment]) for moment in MOMENTS]
    taken = [f"{moment} {number_in_words(amount)}" for moment, amount in zip(MOMENTS, amounts, strict=True) if amount]
    unit = _UNIT_WORDS[match["unit"]] if match["unit"] else found.unit
    return replace(
        found,
        times=float(len(taken)),
        often="",
        amount=max(amounts),
        said=", ".join(taken),
        unit=unit,
        a_day=sum(amounts),
    )


def _days(found: Signa, match: re.Match[str]) -> Signa:
    weeks = DAYS_A_WEEK if match["long"].startswith("minggu") else 1
    return replace(found, days=int(match["days"]) * weeks)


def _when_ill(found: Signa, match: re.Match[str]) -> Signa:
    word = "tiap" if match["when"] in ("tiap", "setiap") else "bila"
    return replace(found, others=(*found.others, f"{word} {match['ill'].strip()}"))


def _word(found: Signa, match: re.Match[str], kind: str, meanings: dict[str, str]) -> Signa:
    meaning = meanings[match["word"]]
    told: tuple[str, ...] = getattr(found, kind)
    more: dict[str, Any] = {kind: told if meaning in told else (*told, meaning)}
    return replace(found, **more)


def _nothing(found: Signa, _match: re.Match[str]) -> Signa:
    return found


def _one_of(meanings: dict[str, str]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(meanings, key=len, reverse=True))
    return re.compile(rf"(?P<word>{words})\b\.?")


_READERS: tuple[tuple[re.Pattern[str], Callable[[Signa, re.Match[str]], Signa]], ...] = (
    (re.compile(r"(?:s\b\.?\s*|s(?=\s*\d)|(?:et|dan)\b)"), _nothing),
    (
        re.compile(rf"(?P<pagi>{_MOMENT})\s*-\s*(?P<siang>{_MOMENT})\s*-\s*(?P<malam>{_MOMENT}){_LATER}{_UNIT}"),
        _moments,
    ),
    (re.compile(rf"(?P<least>\d+){_FACTOR}(?:seminggu|per minggu|/\s*minggu)\s*(?:{_AMOUNT}{_UNIT})?"), _weekly),
    (re.compile(rf"seminggu\s*(?P<least>\d+){_FACTOR}(?:{_AMOUNT}{_UNIT})?"), _weekly),
    (re.compile(rf"(?:sehari\s*)?{_TIMES}{_FACTOR}{_DAILY}\s*(?:@\s*)?(?:{_AMOUNT}{_UNIT})?{_DAILY}"), _often),
    (
        re.compile(
            rf"(?:tiap|setiap|per|/|q)\s*(?P<hours>\d+)\s*(?:-\s*(?P<until>\d+)\s*)?(?:jam|h)\b\s*(?:{_AMOUNT}{_UNIT})?"
        ),
        _hourly,
    ),
    (re.compile(r"(?:selama\s*)?(?P<days>\d+)\s*(?P<long>hari|hr|h|d|minggu|mgg)\b"), _days),
    (
        re.compile(
            rf"(?P<when>bila|jika|kalau|kp|k/p|tiap|setiap)\s+(?P<ill>(?!(?:{_KNOWN})\b)[a-z]+"
            rf"(?: (?!(?:{_KNOWN})\b)[a-z]+)?)"
        ),
        _when_ill,
    ),
    (_one_of(_OTHER_WORDS), partial(_word, kind="others", meanings=_OTHER_WORDS)),
    (_one_of(_TIMING_WORDS), partial(_word, kind="timing", meanings=_TIMING_WORDS)),
    (_one_of(_PLACE_WORDS), partial(_word, kind="places", meanings=_PLACE_WORDS)),
    (re.compile(rf"{_UNIT_FIRST}{_AMOUNT}(?!\s*(?:hari|hr|h|d|minggu|mgg)\b)"), _with_amount),
    (re.compile(rf"{_AMOUNT}{_UNIT}"), _with_amount),
)
