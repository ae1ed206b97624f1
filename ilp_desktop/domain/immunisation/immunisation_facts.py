"""What the doses open to somebody depend on, and what one open dose says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord
from ilp_desktop.domain.immunisation.immunisation_waiting import Waiting
from ilp_desktop.domain.school_year import SchoolClass
from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class VaccineFacts:
    """What is known of somebody.

    Attributes:
        given: every dose on record, in any order.
        je_endemic: whether the vaccine of endemic areas is given where they live.
        school_class: the class they were seen in; None when nobody recorded it, then age decides.
        pregnant: a woman with a pregnancy in progress.
        catin: somebody who is about to marry.
    """

    birth_date: date
    sex: Sex
    given: tuple[GivenDose, ...] = ()
    je_endemic: bool = False
    school_class: SchoolClass | None = None
    pregnant: bool = False
    catin: bool = False


@dataclass(frozen=True)
class OpenDose:
    """The next dose of an antigen.

    Attributes:
        due_from: first day it may be given; later than today when it is still to come.
        late_from: first day it is late, never before ``due_from``; None when it is never late.
        closes_on: first day it is no longer given; None when nothing closes it.
        why: the rule and what it waits for, one Indonesian sentence.
        source: regulation.
    """

    antigen: str
    dose: int
    label: str
    due_from: date
    late_from: date | None
    closes_on: date | None
    why: str
    source: str


@dataclass(frozen=True)
class Case:
    """Somebody's facts and record as they stand on one day; ``filled`` holds what counts then, by antigen."""

    facts: VaccineFacts
    record: DoseRecord
    filled: Mapping[str, Mapping[int, date]]
    waiting: Waiting

    @property
    def today(self) -> date:
        """Return the day."""
        return self.waiting.today

    def live_today(self, antigen: str) -> list[date]:
        """Return tomorrow when another live vaccine was given today, as it stands in the way from then on."""
        given = any(on == self.today and other != antigen for on, other in self.record.live)
        return [self.today + timedelta(days=1)] if given else []

    def in_vain(self, antigen: str) -> str:
        """Return which dose of an antigen did not count since the last that did, as the end of a sentence."""
        if not self.record.in_vain:
            return ""
        counted = max(self.filled.get(antigen, {}).values(), default=date.min)
        vain = [
            each.given.on
            for each in self.record.in_vain
            if each.given.antigen == antigen and counted <= each.given.on <= self.today
        ]
        return f"; dosis {indonesian_date(vain[-1])} tidak dihitung" if vain else ""


Opening = tuple[list[OpenDose], list[date]]
