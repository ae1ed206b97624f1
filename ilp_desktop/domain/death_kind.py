"""What kind of death the registers of mother and child count, and by when it is to be notified."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.reference import edition_on

RULES = "death_record"


class DeathKind(Enum):
    """A death that is notified; the value is the word on screen and paper."""

    PREGNANT = "ibu hamil"
    DELIVERING = "ibu bersalin"
    POSTNATAL = "ibu nifas"
    EARLY_NEONATAL = "neonatal dini"
    LATE_NEONATAL = "neonatal lanjut"
    INFANT = "bayi"
    TODDLER = "anak balita"

    @property
    def is_maternal(self) -> bool:
        """Say whether it is the death of a mother."""
        return self in (DeathKind.PREGNANT, DeathKind.DELIVERING, DeathKind.POSTNATAL)


@dataclass(frozen=True)
class MotherFacts:
    """A woman's pregnancies as far as they bear on her death: whether one was open, and when the last one ended."""

    pregnant: bool = False
    ended_on: date | None = None


def death_kind(birth_date: date, died_on: date, mother: MotherFacts | None = None) -> DeathKind | None:
    """Return the kind of a death; None where the registers of mother and child do not count it."""
    rules = edition_on(RULES, died_on).body
    if mother is not None and mother.ended_on is not None:
        days = (died_on - mother.ended_on).days
        if 0 <= days <= rules["maternal_days"]:
            return DeathKind.DELIVERING if days == 0 else DeathKind.POSTNATAL
    if mother is not None and mother.pregnant:
        return DeathKind.PREGNANT
    days = (died_on - birth_date).days
    if days < rules["early_neonatal_days"]:
        return DeathKind.EARLY_NEONATAL
    if days < rules["neonatal_days"]:
        return DeathKind.LATE_NEONATAL
    if died_on < months_after(birth_date, rules["infant_months"]):
        return DeathKind.INFANT
    return DeathKind.TODDLER if died_on < months_after(birth_date, rules["toddler_months"]) else None


def is_restricted(kind: DeathKind, birth_date: date, died_on: date) -> bool:
    """Say whether a death tells of the pregnancy of somebody so young that only some may see it."""
    years = edition_on(RULES, died_on).body["restricted_below_years"]
    return kind.is_maternal and age_on(birth_date, died_on).years < years


def causes(kind: DeathKind, day: date) -> tuple[tuple[str, str], ...]:
    """Return code and label of the direct causes that may be chosen for a kind of death."""
    wanted = ("both", "maternal" if kind.is_maternal else "child")
    return tuple((row["code"], row["label"]) for row in edition_on(RULES, day).body["cause"] if row["of"] in wanted)


def cause_label(code: str, day: date) -> str:
    """Return the words of a cause, the code itself where the table no longer has it."""
    rows = edition_on(RULES, day).body["cause"]
    return next((str(row["label"]) for row in rows if row["code"] == code), code)


def notify_by(kind: DeathKind, died_on: date) -> date:
    """Return the day by which the health office is to be told."""
    days = edition_on(RULES, died_on).body["notify_days"]
    return died_on + timedelta(days=days["maternal" if kind.is_maternal else "child"])


def oldest_child_born(day: date) -> date:
    """Return the birth date since which somebody who died on a day is counted among the children."""
    return date(day.year - edition_on(RULES, day).body["toddler_months"] // 12 - 1, 1, 1)
