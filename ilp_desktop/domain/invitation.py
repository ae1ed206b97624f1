"""What an invitation says: it may lie open on a table, so it names no diagnosis and nothing restricted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import quote

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import DAY_NAMES
from ilp_desktop.domain.forbidden_words import forbidden_word
from ilp_desktop.domain.identity.identifiers import check_phone
from ilp_desktop.domain.typed.typed_date import MONTH_NAMES
from ilp_desktop.reference import edition_on

NAME, TO, SERVICES, DAY, PLACE = "nama", "kepada", "layanan", "tanggal", "tempat"
BRING, FACILITY = "bawaan", "puskesmas"
BLANKS = (NAME, TO, SERVICES, DAY, PLACE, BRING, FACILITY)
BLANK = re.compile(r"\{([^{}]*)\}")
MOBILE_PREFIX, COUNTRY = "08", "62"


@dataclass(frozen=True)
class InvitationRules:
    """The edition in force: the text to begin with, public words by code, and how long things hold.

    Attributes:
        words: public words by code; a code that ends in ``*`` stands for all that begin so.
        otherwise: what everything else is called.
        forbidden, forbidden_beginnings: what no text may hold, and how no word of it may begin.
        endings: what may hang on to a forbidden word.
        bring: what everybody is asked to bring.
        bring_too: what to bring besides, by public word.
        to_adult, to_child: how a person, or a child's parents, are addressed.
        any_day: what stands for a day that was left open.
        came_within_days: how long after the day invited for a visit still counts as coming.
        again_within_days: how soon nobody is invited again unasked.
    """

    version: str
    text: str
    words: Mapping[str, str]
    otherwise: str
    forbidden: tuple[str, ...]
    forbidden_beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    to_adult: str
    to_child: str
    child_below_years: int
    bring: str
    bring_too: Mapping[str, str]
    any_day: str
    came_within_days: int
    again_within_days: int

    def word_of(self, code: str) -> str:
        """Return the public word of a service that may be named."""
        exact = self.words.get(code)
        if exact is not None:
            return exact
        starts = (word for start, word in self.words.items() if start.endswith("*") and code.startswith(start[:-1]))
        return next(starts, self.otherwise)

    def words_of(self, codes: Iterable[str | None]) -> tuple[str, ...]:
        """Return what services are called in public, each word once, the vaguest last; None may not be named."""
        found = dict.fromkeys(self.otherwise if code is None else self.word_of(code) for code in codes)
        return tuple(sorted(found, key=lambda word: word == self.otherwise)) or (self.otherwise,)

    def counts_from(self, today: date) -> date:
        """Return the first day an invitation still open today was for."""
        return today - timedelta(days=self.came_within_days)

    def recent_from(self, today: date) -> date:
        """Return the first day of invitations too recent to repeat unasked."""
        return today - timedelta(days=self.again_within_days - 1)


def invitation_rules(day: date) -> InvitationRules:
    """Return the rules in force on a day."""
    return _rules_from(edition_on("invitation", day).valid_from)


@lru_cache(maxsize=8)
def _rules_from(valid_from: date) -> InvitationRules:
    edition = edition_on("invitation", valid_from)
    body = dict(edition.body)
    words = {code: row["word"] for row in body["word"] for code in row["services"]}
    kept = {key: body[key] for key in InvitationRules.__dataclass_fields__ if key in body}
    bring_too = {row["word"]: row["bring"] for row in body["word"] if "bring" in row}
    rest = {"version": edition.version, "words": words, "bring_too": bring_too, "text": body["text"].strip()}
    lists = {key: tuple(body[key]) for key in ("forbidden", "forbidden_beginnings", "endings")}
    return InvitationRules(**{**kept, **rest, **lists})


def text_problem(text: str, rules: InvitationRules) -> str:
    """Return why a text may not be sent, or nothing: a word it may not hold, or a blank nobody fills."""
    found = forbidden_word(text, rules.forbidden, rules.forbidden_beginnings, rules.endings)
    if found:
        return f"Undangan tidak boleh menyebut «{found}»: siapa saja di rumah dapat membacanya."
    unknown = next((found for found in BLANK.findall(text) if found not in BLANKS), None)
    if unknown is not None:
        return f"«{{{unknown}}}» tidak dikenal. Yang diisi program: {', '.join(f'{{{blank}}}' for blank in BLANKS)}."
    return ""


@dataclass(frozen=True)
class Invited:
    """One person as an invitation speaks to them; ``words`` are the public words of their services."""

    name: str
    birth_date: date
    words: tuple[str, ...]
    invited_for: date | None
    place: str


def addressed_to(name: str, birth_date: date, rules: InvitationRules, day: date) -> str:
    """Return whom the invitation speaks to: the person, or the parents of a child."""
    is_child = age_on(birth_date, day).years < rules.child_below_years
    return (rules.to_child if is_child else rules.to_adult).replace(f"{{{NAME}}}", name)


def filled(text: str, one: Invited, facility: str, rules: InvitationRules, day: date) -> str:
    """Return the text with its blanks filled; what is filled in is not searched for blanks again."""
    values = {
        NAME: one.name,
        TO: addressed_to(one.name, one.birth_date, rules, day),
        SERVICES: listed_words(one.words),
        DAY: day_in_words(one.invited_for) if one.invited_for is not None else rules.any_day,
        PLACE: one.place or facility,
        BRING: listed_things(one.words, rules),
        FACILITY: facility,
    }
    return BLANK.sub(lambda found: values.get(found.group(1), found.group(0)), text)


def listed_words(words: Sequence[str]) -> str:
    """Return words joined as in a sentence: a, b dan c."""
    return " dan ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def listed_things(words: Sequence[str], rules: InvitationRules) -> str:
    """Return what to bring to services called by these public words."""
    further = dict.fromkeys(rules.bring_too[word] for word in words if word in rules.bring_too)
    return ", serta ".join((rules.bring, *further))


def day_in_words(day: date) -> str:
    """Return a day as an invitation names it: Senin, 23 November 2026; no line ends within the date."""
    return f"{DAY_NAMES[day.weekday()]}, {day.day}\u00a0{MONTH_NAMES[day.month - 1]}\u00a0{day.year}"


def mobile_number(phone: str) -> str:
    """Return the number as WhatsApp wants it, e.g. ``6281234567890``; empty where it is no mobile number."""
    checked = check_phone(phone) if phone.strip() else None
    if checked is None or not checked.accepted or not checked.value.startswith(MOBILE_PREFIX):
        return ""
    return COUNTRY + checked.value[1:]


def whatsapp_link(number: str, text: str) -> str:
    """Return the address that opens WhatsApp with a number and a text; empty without a number."""
    return f"https://wa.me/{number}?text={quote(text)}" if number else ""
