"""The triage field of the front desk: one or more digits, or 0 when asked and nothing was found."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on


class TriageSign(Enum):
    """What the desk asks for; the value is the code in the reference table."""

    EMERGENCY = "emergency"
    FEVER = "fever"
    CONTACT = "contact"
    MATERNAL = "maternal"


@dataclass(frozen=True)
class TriageChoice:
    """A digit that may be typed, with its Indonesian label; ``sign`` is None for 0."""

    digit: str
    label: str
    sign: TriageSign | None


@dataclass(frozen=True)
class TriageReading:
    """What was typed in the triage field.

    Attributes:
        digits: what is stored, e.g. ``24`` or ``0``; empty when there is a problem.
        signs: the signs found.
        problem: why it cannot be saved, in Indonesian; empty when it can.
    """

    digits: str
    signs: frozenset[TriageSign] = frozenset()
    problem: str = ""


def triage_choices(sex: Sex, age: Age) -> tuple[TriageChoice, ...]:
    """Return the digits offered for this person, 0 last; pregnancy is asked of women of an age for it only."""
    body = edition_on("triage", age.day).body
    signs = tuple(TriageChoice(row["digit"], row["label"], TriageSign(row["code"])) for row in body["sign"])
    offered = tuple(choice for choice in signs if choice.sign is not TriageSign.MATERNAL or asks_maternal(sex, age))
    return (*offered, TriageChoice(body["none"]["digit"], body["none"]["label"], None))


def asks_maternal(sex: Sex, age: Age) -> bool:
    """Return whether pregnancy and nifas are asked of this person at all."""
    limits = edition_on("triage", age.day).body["maternal_question"]
    return sex is Sex.FEMALE and bool(limits["from_years"] <= age.years <= limits["to_years"])


def may_be_mother(sex: Sex, age: Age) -> bool:
    """Return whether somebody is a woman of an age from which pregnancy is asked at all."""
    limits = edition_on("triage", age.day).body["maternal_question"]
    return sex is Sex.FEMALE and bool(limits["from_years"] <= age.years)


def parse_triage(text: str, sex: Sex, age: Age) -> TriageReading:
    """Read the triage field; blank means nobody asked and is refused."""
    typed = [character for character in text if character not in " ,."]
    if not typed:
        return TriageReading("", problem="Triase belum ditanyakan; ketik 0 bila tidak ada tanda.")
    choices = {choice.digit: choice for choice in triage_choices(sex, age)}
    unknown = [character for character in typed if character not in choices]
    if unknown:
        return TriageReading("", problem=_unknown(unknown[0], sex, age, tuple(choices)))
    chosen = [choice for digit, choice in sorted(choices.items()) if digit in typed]
    signs = frozenset(choice.sign for choice in chosen if choice.sign is not None)
    if len(signs) != len(chosen) and signs:
        return TriageReading("", problem="0 berarti tidak ada tanda; hapus 0 atau hapus angka lainnya.")
    return TriageReading("".join(choice.digit for choice in chosen), signs)


def stored_signs(digits: str, day: date) -> frozenset[TriageSign]:
    """Return the signs that stored digits stand for."""
    rows = edition_on("triage", day).body["sign"]
    return frozenset(TriageSign(row["code"]) for row in rows if row["digit"] in digits)


def _unknown(character: str, sex: Sex, age: Age, offered: tuple[str, ...]) -> str:
    rows = edition_on("triage", age.day).body["sign"]
    hidden = {row["digit"] for row in rows} - set(offered)
    if character in hidden:
        whom = "laki-laki" if sex is Sex.MALE else f"umur {age.years} tahun"
        return f"Pilihan {character} (hamil/nifas) tidak berlaku untuk {whom}."
    return f"Angka {character} tidak ada dalam pilihan triase ({', '.join(offered)})."
