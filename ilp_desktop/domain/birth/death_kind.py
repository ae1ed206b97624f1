"""What kind of death the registers of mother and child count, and by when it is to be notified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.pregnancy.pregnancy import counts_until
from ilp_desktop.domain.pregnancy.pregnancy_end import OPEN_ENDED, PregnancyEnd
from ilp_desktop.reference import edition_on

RULES = "death_record"


class DeathKind(Enum):
    """A death that is notified; the value is the word on screen and paper."""

    PREGNANT = "ibu hamil"
    DELIVERING = "ibu bersalin"
    POSTNATAL = "ibu nifas"
    STILLBORN = "lahir mati"
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


@dataclass(frozen=True)
class PregnancySpan:
    """From when on weeks of a pregnancy are counted, and when and how it ended."""

    counted_from: date
    ended_on: date | None = None
    outcome: str = ""


def mother_facts(pregnancies: Sequence[PregnancySpan], day: date) -> MotherFacts:
    """Return a woman's pregnancies as they stood on a day.

    One that closed because she moved away or died had not ended by that. One whose end nobody recorded counts as long
    as she would have been pregnant or in her maternal days; one that never was does not count.
    """
    known = [one for one in pregnancies if one.counted_from <= day and one.outcome != PregnancyEnd.MISTAKEN.value]
    ended = [
        one.ended_on
        for one in known
        if one.ended_on is not None and one.ended_on <= day and one.outcome not in OPEN_ENDED
    ]
    last = max(ended, default=None)
    return MotherFacts(any(_goes_on(one, last, day) for one in known), last)


def _goes_on(one: PregnancySpan, last_end: date | None, day: date) -> bool:
    if one.ended_on is not None and one.ended_on <= day and one.outcome not in OPEN_ENDED:
        return False
    if last_end is not None and last_end > one.counted_from:
        return False
    days = edition_on(RULES, day).body["maternal_days"]
    return day <= counts_until(one.counted_from, day) + timedelta(days=days)


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
    return kind.is_maternal and is_kept_from_some(birth_date, died_on)


def is_kept_from_some(mother_born_on: date, day: date) -> bool:
    """Say whether a mother is so young on a day that only some may know of her pregnancy, and of what became of it."""
    below = int(edition_on(RULES, day).body["restricted_below_years"])
    return age_on(mother_born_on, day).years < below


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
