"""The medicines of a text of therapy, judged by the same limits as the lines of a prescription."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.orders.dose_doubt import doubts_of
from ilp_desktop.domain.orders.formulary import REFERENCE, Medicine, formulary
from ilp_desktop.domain.orders.signa import Signa, read_signa
from ilp_desktop.domain.orders.signa_words import MILLILITRES, QUARTER
from ilp_desktop.domain.orders.signa_words import UNITS as UNIT_WORDS
from ilp_desktop.domain.orders.strength import MASSES, MG, PIECE, read_strength
from ilp_desktop.domain.orders.typed_medicine import FORM_WORDS, STRENGTH, form_in, forms_by_name, strength_in
from ilp_desktop.domain.orders.written_line import ALLERGY, Written
from ilp_desktop.reference import edition_on

SURE_HINT = "Tekan Benar bila memang demikian."
_WORD = re.compile(r"[a-z0-9+]+")
_GLUED = re.compile(r"(?<=[a-z]{4})(?=[0-9])")
_LINES = re.compile(r"[\n;]+")
_COMMA = re.compile(r",(?!\d)")
_MEASURES = "|".join(sorted(map(re.escape, chain.from_iterable(UNIT_WORDS.values())), key=len, reverse=True))
_TIMES = r"\d+(?:\s*-\s*\d+)?\s*(?:x|\u00d7|dd|d\.d|kali)"
_OFTEN = re.compile(rf"{_TIMES}|(?:tiap|setiap|per|q)\s*\d+\s*(?:jam|h)\b|\d\s*-\s*\d\s*-\s*\d")
_GOES_ON = re.compile(rf"(?:s\s*)?(?:{_TIMES}|[0-9½¼¾]|tiap|setiap|sehari|@|dosis)")
_COUNTS = re.compile(r"\([^)]*\)|(?:\b(?:no|nomor|jml|jumlah|sebanyak)\b|#)[.:\s]*(?:[0-9]+|[ivxlc]+\b)")
_BARE = re.compile(
    rf"\d+(?:[.,]\d+)?(?![\d.,/]|\s*(?:x|\u00d7|dd|d\.d|kali|-|/|hari|minggu|bulan|jam|{_MEASURES})(?![a-z]))"
)
_PARTS = re.compile(rf"(?:{STRENGTH.pattern})(?:\s*\+\s*(?:{STRENGTH.pattern}))*", re.IGNORECASE)
_EACH = re.compile(r"^\s*/\s*[a-z]+")
_POINTS = " \t.:,(-"


@dataclass(frozen=True)
class TherapyDoubt:
    """Something to be looked at again in a text of therapy; ``line`` is what was typed of that medicine."""

    line: str
    says: str
    source: str = ""


class _Known(NamedTuple):
    """What a name stands for: the forms of one medicine, or one of them where the name is its ``whole`` label."""

    forms: tuple[Medicine, ...]
    whole: bool = False


@dataclass(frozen=True)
class TypedLine:
    """What a text says of one medicine, as typed and as it is judged."""

    line: str
    written: Written


def therapy_doubts(text: str, person: DosedChild) -> tuple[TherapyDoubt, ...]:
    """Return what is to be asked about the medicines of a text; of allergies the text itself is warned of."""
    return tuple(
        TherapyDoubt(one.line, _named(one.written, doubt.says), doubt.source)
        for one in typed_lines(text, person.day)
        for doubt in doubts_of(one.written, person)
        if doubt.key != ALLERGY
    )


def doubts_since(text: str, stood: str, person: DosedChild) -> tuple[TherapyDoubt, ...]:
    """Return what is to be asked about a text, but for the medicines that stood like this in the text before."""
    found = therapy_doubts(text, person)
    known = {one.line for one in typed_lines(stood, person.day)} if found else set()
    return tuple(doubt for doubt in found if doubt.line not in known)


def typed_lines(text: str, day: date) -> tuple[TypedLine, ...]:
    """Return the medicines of the list that a text names, each with what is said of it; other words tell nothing."""
    return tuple(one for line in _LINES.split(text) for one in _lines_of(_GLUED.sub(" ", line.casefold()), day))


def _named(written: Written, says: str) -> str:
    label = written.medicine.label if written.medicine else written.name
    return says if written.medicine and says.startswith(written.medicine.name) else f"{label}: {says}"


def _lines_of(line: str, day: date) -> Iterator[TypedLine]:
    words = list(_WORD.finditer(line))
    found = list(_names_in(words, day))
    for place, (begins, ends, known) in enumerate(found):
        stop = words[found[place + 1][0]].start() if place + 1 < len(found) else len(line)
        said = _said_of_it(line[words[ends - 1].end() : stop])
        before = words[begins - 1][0] if begins else ""
        typed = " ".join((line[words[begins].start() : words[ends - 1].end()] + said).split()).strip(" .,+-")
        yield TypedLine(typed, _written(known, said, before, day))


def _names_in(words: list[re.Match[str]], day: date) -> Iterator[tuple[int, int, _Known]]:
    """Return each name with the place of its first word and the place behind its last; the longest name counts."""
    names, longest = _names_on(edition_on(REFERENCE, day).valid_from)
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            known = names.get(" ".join(word[0] for word in words[place : place + length]))
            if known:
                yield place, place + length, known
                place += length - 1
                break
        place += 1


def _said_of_it(rest: str) -> str:
    """Return what belongs to a medicine: up to a comma, and behind it what goes on with strength or signa."""
    parts = _COMMA.split(rest)
    kept = [parts[0]]
    for part in parts[1:]:
        if not _GOES_ON.match(part.strip()):
            break
        kept.append(part)
    return ",".join(kept)


def _written(known: _Known, said: str, before: str, day: date) -> Written:
    """Return a line as it is judged; a medicine named in full needs nothing more than its signa."""
    first = known.forms[0]
    if known.whole:
        return Written(first.name, _with_amount(_signa_in(said), first, known.forms, day), first)
    told, strength, rest = _head(said)
    signa = _signa_in(rest)
    listed = [one.form for one in known.forms if strength and one.strength == strength]
    spoon = ["sirup"] if signa.unit in MILLILITRES else []
    form = form_in([before, *told, *listed, signa.unit, *spoon], strength, known.forms)
    meant = first._replace(key="", form=form, strength=strength)
    return Written(meant.name, _with_amount(signa, meant, known.forms, day), meant)


def _head(said: str) -> tuple[list[str], str, str]:
    """Return words of form, the strength, and what follows behind a name; a strength also stands behind the signa."""
    told, rest = [], said.lstrip(_POINTS)
    while (word := _WORD.match(rest)) and (word[0] in FORM_WORDS or word[0] in FORM_WORDS.values()):
        told.append(word[0])
        rest = rest[word.end() :].lstrip(_POINTS)
    found = _PARTS.match(rest) or _BARE.match(rest)
    if found:
        parts = " + ".join(strength_in(part) for part in found[0].split("+"))
        strength = parts if read_strength(parts) else strength_in(found[0])
        return told, strength, _EACH.sub("", rest[found.end() :])
    behind = next((one for one in STRENGTH.finditer(rest) if _is_apart(rest[: one.start()].rstrip())), None)
    if behind and _OFTEN.search(rest[: behind.start()]):
        return told, strength_in(behind[0]), f"{rest[: behind.start()]} {rest[behind.end() :]}"
    return told, "", rest


def _is_apart(before: str) -> bool:
    """Say whether what follows is no amount of a signa."""
    return not before.endswith(("x", "\u00d7", "@", "-", "dd", "kali", "sehari", "/"))


def _signa_in(text: str) -> Signa:
    """Return how it is taken; words nobody understands before it do not count."""
    text = _COUNTS.sub(" ", text).strip(" .,:;()-+/")
    signa, often = read_signa(text), _OFTEN.search(text)
    return read_signa(text[often.start() :]) if signa.unknown and often else signa


def _with_amount(signa: Signa, medicine: Medicine, forms: tuple[Medicine, ...], day: date) -> Signa:
    """Return a signa whose amount is what the text means: a number alone is none, and 1x10 may be 10 mg."""
    if signa.times is None and not signa.unit:
        signa = replace(signa, amount=None)
    held = medicine.holds
    if signa.amount is None:
        if held is None or held.of != PIECE or held.unit not in MASSES or medicine.key:
            return signa
        return replace(signa, amount=held.amount, unit=held.unit)
    most = edition_on(REFERENCE, day).body["most_at_a_time"].get(medicine.unit)
    if signa.unit or held is not None or most is None or signa.amount <= most:
        return signa
    least = min(_milligrams(forms, medicine.form), default=None)
    return replace(signa, unit=MG) if least is not None and signa.amount >= least * QUARTER else signa


def _milligrams(forms: tuple[Medicine, ...], form: str) -> Iterator[float]:
    return (held.amount for one in forms if one.form == form and (held := one.holds) and held.unit == MG)


def told_doubts(doubts: Iterable[TherapyDoubt]) -> str:
    """Return doubts as they stand beneath the text, and how they are confirmed."""
    told = " ".join(doubt.says for doubt in doubts)
    return f"{told} {SURE_HINT}" if told else ""


@lru_cache(maxsize=2)
def _names_on(edition: date) -> tuple[dict[str, _Known], int]:
    """Return the medicines of the list by name and by whole label, and how many words the longest has.

    A name that is no more than a form, as tetes telinga, tells of none.
    """
    shelf = formulary(edition)
    forms = {one.form for one in shelf}
    found = {name: _Known(some) for name, some in forms_by_name(edition).items() if name not in forms}
    found |= {" ".join(_WORD.findall(one.label.casefold())): _Known((one,), whole=True) for one in shelf}
    return found, max(len(name.split()) for name in found)
