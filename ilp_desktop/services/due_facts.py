"""What the rules of due services need to know of people, read in one statement for one person as for five hundred."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.queries.due_events import (
    ANSWER,
    DELIVERY,
    DIAGNOSIS,
    DOSE,
    FORM,
    HOUSEHOLD,
    PREGNANCY,
    REFERRAL,
    SAID,
    due_events,
)
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.due_facts import DueFacts, Finding, Said
from ilp_desktop.domain.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation_open import VaccineFacts
from ilp_desktop.domain.immunisation_school import school_schedule_on
from ilp_desktop.domain.school_year import SchoolClass, school_year
from ilp_desktop.domain.service_registers import Register, household_prefixes
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.scoring import CLOSED
from ilp_desktop.services.due_book import DueEdition

SCHOOL_CLASS = "kelas"
CATIN_EVENT = "form:catin"
DECLINED, PUT_OFF = "ditolak", "ditunda"


@dataclass(frozen=True)
class DuePerson:
    """A person as far as services depend on the row itself."""

    id: UUID
    birth_date: date
    sex: Sex
    living_here: bool


def load_facts(session: Session, people: Sequence[DuePerson], edition: DueEdition, today: date) -> dict[UUID, DueFacts]:
    """Return the facts of people on a day; what is dated after it is not known yet."""
    household = household_prefixes(today)
    rows = due_events(session, [person.id for person in people], {*edition.answers, SCHOOL_CLASS}, household)
    by_person: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.day <= today:
            by_person[row.person_id].append(row)
    return {person.id: _facts(person, by_person[person.id], edition, today) for person in people}


def _facts(person: DuePerson, rows: Iterable[Row[Any]], edition: DueEdition, today: date) -> DueFacts:
    gathered = _Gathered(edition.registers, today)
    for row in rows:
        gathered.take(row)
    engaged = gathered.events.get(CATIN_EVENT, ())
    catin_until = engaged[-1] + timedelta(days=edition.catin_days) if engaged else None
    vaccines = VaccineFacts(
        birth_date=person.birth_date,
        sex=person.sex,
        given=tuple(gathered.doses),
        je_endemic=edition.je_endemic,
        school_class=gathered.school_class,
        pregnant=gathered.last_period_on is not None,
        catin=catin_until is not None and today < catin_until,
    )
    return DueFacts(
        birth_date=person.birth_date,
        sex=person.sex,
        living_here=person.living_here,
        last_period_on=gathered.last_period_on,
        delivered_on=gathered.delivered_on,
        events={key: tuple(days) for key, days in gathered.events.items()},
        findings=tuple(gathered.findings.values()),
        said=gathered.said,
        vaccines=vaccines,
        catin_until=catin_until,
    )


class _Gathered:
    """Takes the rows of one person, the earliest first."""

    def __init__(self, registers: Sequence[Register], today: date) -> None:
        self._registers = registers
        self._today = today
        self.events: dict[str, list[date]] = defaultdict(list)
        self.findings: dict[str, Finding] = {}
        self.said: dict[str, Said] = {}
        self.doses: list[GivenDose] = []
        self.last_period_on: date | None = None
        self.delivered_on: date | None = None
        self.school_class: SchoolClass | None = None
        self._takers = {
            FORM: self._form,
            ANSWER: self._answer,
            DOSE: self._dose,
            PREGNANCY: self._pregnancy,
            DELIVERY: self._delivery,
            DIAGNOSIS: self._diagnosis,
            HOUSEHOLD: self._household,
            SAID: self._said,
            REFERRAL: self._referral,
        }

    def take(self, row: Row[Any]) -> None:
        """Take one row."""
        self._takers[row.kind](row)

    def _form(self, row: Row[Any]) -> None:
        self.events[f"form:{row.key}"].append(row.day)
        finding = finding_of(row.key, row.day, row.detail)
        if finding is not None:
            self.findings[row.key] = finding
        else:
            self.findings.pop(row.key, None)

    def _answer(self, row: Row[Any]) -> None:
        if row.key == SCHOOL_CLASS:
            year = school_year(row.day, school_schedule_on(row.day).first_month)
            self.school_class = SchoolClass(int(float(row.value)), year)
        if row.value != "tidak":
            self.events[f"answer:{row.key}"].append(row.day)
            self.events[f"answer:{row.key}={row.value}"].append(row.day)

    def _dose(self, row: Row[Any]) -> None:
        self.doses.append(GivenDose(row.key, int(row.value), row.day))
        self.events[f"dose:{row.key}:{row.value}"].append(row.day)

    def _pregnancy(self, row: Row[Any]) -> None:
        self.last_period_on = row.day if row.until is None or row.until > self._today else None

    def _delivery(self, row: Row[Any]) -> None:
        self.delivered_on = row.day

    def _diagnosis(self, row: Row[Any]) -> None:
        for register in self._registers:
            if row.key.startswith(register.prefixes):
                self.events[f"diagnosis:{register.code}"].append(row.day)

    def _household(self, row: Row[Any]) -> None:
        for register in self._registers:
            if register.household and row.key.startswith(register.prefixes):
                self.events[f"household:{register.code}"].append(row.day)

    def _said(self, row: Row[Any]) -> None:
        kind, _, reason = row.value.partition("|")
        words = f"{kind.capitalize()} {indonesian_date(row.day)}"
        self.said[row.key] = Said(row.day, row.until or row.day, f"{words}: {reason}" if reason else words)

    def _referral(self, row: Row[Any]) -> None:
        self.events["referral"].append(row.day)


def _is_closed_wait(part: dict[str, Any]) -> bool:
    return part["urgency"] == Urgency.AWAITED.value and CLOSED in part.get("flags", ())


def finding_of(form: str, day: date, conclusion: dict[str, Any] | None) -> Finding | None:
    """Return what a stored conclusion asks for, or None when it asks for nothing.

    That a restricted result is on its way is left out: the list of dues is open to the desk.
    """
    members = [conclusion, *conclusion.get("parts", ())] if conclusion else []
    parts = [part for part in members if not _is_closed_wait(part)]
    if not parts:
        return None
    conclusion = max(parts, key=lambda part: Urgency(part["urgency"]).rank)
    follow_ups = tuple(dict.fromkeys(part["follow_up"] for part in parts if part.get("follow_up")))
    repeat = conclusion.get("repeat_days")
    urgency = Urgency(conclusion["urgency"])
    awaited = "; ".join(part["conclusion"] for part in parts if part["urgency"] == Urgency.AWAITED.value)
    if not (follow_ups or repeat or awaited) and urgency not in (Urgency.REFER, Urgency.EMERGENCY):
        return None
    return Finding(
        form=form,
        day=day,
        conclusion=conclusion["conclusion"],
        urgency=urgency,
        follow_ups=follow_ups,
        refer_to=conclusion.get("refer_to", ""),
        repeat_days=repeat,
        awaited=awaited,
    )
