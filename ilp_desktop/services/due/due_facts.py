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
    CARRIED,
    CLASS,
    CONTACT,
    DELIVERY,
    DOSE,
    HOUSEHOLD,
    MEDICINE,
    PREGNANCY,
    READING,
    SAID,
    TEST,
    Wanted,
    due_events,
)
from db.queries.due_histories import ANSWER, DIAGNOSIS, FORM, HELD, TO_COME, days_in
from db.queries.referral_events import CONTROL, PRB, REFERRAL, RESTRICTED
from ilp_desktop.domain.calendar_dates import DAYS_A_WEEK, indonesian_date
from ilp_desktop.domain.care.referral_dues import ControlAgreed, LetterOut, referral_dues
from ilp_desktop.domain.care.referral_state import UNANSWERED, ReferralState
from ilp_desktop.domain.chronic.chronic_record import CONTROL_CODES, SEVERAL
from ilp_desktop.domain.contraception.planning_dues import planning_dues
from ilp_desktop.domain.due.due_facts import Awaited, DueFacts, Finding, Said, Series
from ilp_desktop.domain.due.service_plan import DOCTOR, WAITING
from ilp_desktop.domain.due.service_registers import Register, chronic_prefixes, household_prefixes
from ilp_desktop.domain.growth.growth_prematurity import gestation_believed
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts
from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.domain.pregnancy.pregnancy import counts_until
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED
from ilp_desktop.domain.school_year import SchoolClass, class_known
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.due.due_book import DueEdition
from ilp_desktop.services.due.due_findings import findings_of, is_awaited, recall_days
from ilp_desktop.services.due.due_followed import ChronicRows
from ilp_desktop.services.due.due_orders import WaitingOrders
from ilp_desktop.services.due.due_told import TOLD_CODES, Told
from ilp_desktop.services.pregnancy.antenatal_record import ANC_FORM, DOCTORS

CATIN_EVENT = "form:catin"
OPEN_PREGNANCY = "pregnancy:open"
ANTENATAL_EVENT = f"form:{ANC_FORM}"
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
    rows = happened(session, [person.id for person in people], edition, today)
    by_person: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.day <= today:
            by_person[row.person_id].append(row)
    return {person.id: _facts(person, by_person[person.id], edition, today) for person in people}


def happened(session: Session, people: Sequence[UUID], edition: DueEdition, today: date) -> Sequence[Row[Any]]:
    """Return everything that ever happened to people as far as the rules of a day ask for it."""
    series = tuple(one.prefix for one in edition.series)
    wanted = Wanted(household_prefixes(today), chronic_prefixes(today), CONTROL_CODES, series)
    return due_events(session, people, sorted(edition.answers | TOLD_CODES), wanted, today)


def _facts(person: DuePerson, rows: Iterable[Row[Any]], edition: DueEdition, today: date) -> DueFacts:
    gathered = _Gathered(edition, today, person.birth_date)
    for row in rows:
        gathered.take(row)
    followed = gathered.chronic.followed(person.birth_date, today, pregnant=gathered.last_period_on is not None)
    engaged = gathered.events.get(CATIN_EVENT, ())
    catin_until = engaged[-1] + timedelta(days=edition.catin_days) if engaged else None
    vaccines = VaccineFacts(
        birth_date=person.birth_date,
        sex=person.sex,
        given=tuple(gathered.doses),
        je_endemic=edition.je_endemic,
        school_class=gathered.class_now(),
        pregnant=gathered.last_period_on is not None,
        catin=catin_until is not None and today < catin_until,
    )
    return DueFacts(
        birth_date=person.birth_date,
        sex=person.sex,
        living_here=person.living_here,
        last_period_on=gathered.last_period_on,
        delivered_on=gathered.delivered_on,
        pregnant_until=gathered.pregnant_until,
        events={**{key: tuple(sorted(days)) for key, days in gathered.events.items()}, **followed.events},
        findings=tuple(finding for found in gathered.findings.values() for finding in found),
        said=gathered.said,
        awaited=gathered.awaited(),
        vaccines=vaccines,
        catin_until=catin_until,
        gestation_days=gathered.gestation_days(person.birth_date),
        on_target=followed.on_target,
        control_at=followed.control_at,
        control_changes_on=followed.changes_on,
        recalls=gathered.recalls,
    )


class _Gathered:
    """Takes the rows of one person, the earliest first."""

    def __init__(self, edition: DueEdition, today: date, birth_date: date) -> None:
        self._edition = edition
        self._registers: Sequence[Register] = edition.registers
        self._today = today
        self.events: dict[str, list[date]] = defaultdict(list)
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.recalls: dict[str, tuple[date, int | None]] = {}
        self.said: dict[str, Said] = {}
        self.doses: list[GivenDose] = []
        self.last_period_on: date | None = None
        self.pregnant_until: date | None = None
        self.delivered_on: date | None = None
        self._reckoned: int | None = None
        self._told = Told()
        self._listed_class: SchoolClass | None = None
        self._letters: list[LetterOut] = []
        self._controls: list[ControlAgreed] = []
        self.orders = WaitingOrders(today, birth_date)
        self.chronic = ChronicRows()
        self._takers = {
            HELD: self._held,
            FORM: self._form,
            ANSWER: self._answer,
            DOSE: self._dose,
            PREGNANCY: self._pregnancy,
            DELIVERY: self._delivery,
            CONTACT: self._contact,
            DIAGNOSIS: self._diagnosis,
            HOUSEHOLD: self._household,
            SAID: self._said,
            REFERRAL: self._referral,
            CONTROL: self._control,
            CARRIED: self._carried,
            CLASS: self._listed,
            TEST: self._ordered,
            MEDICINE: self._ordered,
            READING: self.chronic.take,
        }

    def take(self, row: Row[Any]) -> None:
        """Take one row."""
        self._takers[row.kind](row)

    def _held(self, row: Row[Any]) -> None:
        always = row.key in self._edition.contacts
        days = [day for day, standing in days_in(row.value, self._today) if always or standing != TO_COME]
        if days:
            self.events[f"form:{row.key}"] += days

    def _form(self, row: Row[Any]) -> None:
        edition = self._edition
        found = findings_of(row.key, row.day, row.detail, edition.closed_forms, edition.look_again)
        if not is_awaited(row.detail):
            self.recalls[row.key] = (row.day, recall_days(row.detail))
        series = next((one for one in edition.series if row.key.startswith(one.prefix)), None)
        before = self._before(row.key, series)
        if series is not None and before:
            found = tuple(series.still(before[0], one) for one in found)
        if found:
            self.findings[row.key] = found

    def _before(self, form: str, series: Series | None) -> tuple[Finding, ...]:
        """Take away what the same form, or another of its series, found before, and return it."""
        keys = [key for key in self.findings if key == form or (series and key.startswith(series.prefix))]
        return tuple(finding for key in keys for finding in self.findings.pop(key))

    def _answer(self, row: Row[Any]) -> None:
        code, days = row.key, defaultdict[str, list[date]](list)
        for day, value in days_in(row.value, self._today):
            days[value].append(day)
            self._told.take(code, day, value)
        for value, on in days.items():
            for part in value.split(SEVERAL):
                self.events[f"{ANSWER}:{code}={part}"] += on
            if value in self._edition.still_to_come:
                self.events[f"{WAITING}:{code}"] += on
            elif value not in self._edition.no_results:
                self.events[f"{ANSWER}:{code}"] += on

    def _dose(self, row: Row[Any]) -> None:
        self.doses.append(GivenDose(row.key, int(row.value), row.day))
        self.events[f"dose:{row.key}:{row.value}"].append(row.day)

    def _pregnancy(self, row: Row[Any]) -> None:
        is_open = row.until is None or row.until > self._today
        until = counts_until(row.day, self._today)
        counts = is_open and self._today < until
        self.last_period_on, self.pregnant_until = (row.day, until) if counts else (None, None)
        self.events.pop(OPEN_PREGNANCY, None)
        if is_open:
            self.events[OPEN_PREGNANCY].append(row.day)
        elif row.key in DELIVERED:
            self._delivered(row.until)

    def _delivery(self, row: Row[Any]) -> None:
        self._delivered(row.day)

    def _contact(self, row: Row[Any]) -> None:
        self.events[ANTENATAL_EVENT].append(row.day)

    def _delivered(self, day: date) -> None:
        self.delivered_on = max(day, self.delivered_on or day)

    def _diagnosis(self, row: Row[Any]) -> None:
        registers = [one.code for one in self._registers if row.key.startswith(one.prefixes)]
        for day, profession in days_in(row.value, self._today) if registers else ():
            by_doctor = profession in DOCTORS
            for register in registers:
                self.events[f"diagnosis:{register}"].append(day)
                self.chronic.see(register, day, by_doctor=by_doctor)
                if by_doctor:
                    self.events[f"{DOCTOR}:{register}"].append(day)

    def _household(self, row: Row[Any]) -> None:
        for register in self._registers:
            if register.household and row.key.startswith(register.prefixes):
                self.events[f"household:{register.code}"].append(row.day)

    def _said(self, row: Row[Any]) -> None:
        kind, by, reason = row.value.split("|", 2)
        words = f"{kind.capitalize()} {indonesian_date(row.day)}, dicatat {by}"
        self.said[row.key] = Said(row.day, row.until or row.day, f"{words}: {reason}" if reason else words)

    def gestation_days(self, birth_date: date) -> int | None:
        """Return the gestational age at the person's birth: by the pregnancy on record, else as it was told."""
        if self._reckoned is not None or self._told.weeks is None:
            return self._reckoned
        return gestation_believed(round(self._told.weeks * DAYS_A_WEEK), birth_date)

    def class_now(self) -> SchoolClass | None:
        """Return the class by the list of the school, or by what was answered in a later school year."""
        return class_known(self._listed_class, self._told.school_class)

    def _listed(self, row: Row[Any]) -> None:
        self._listed_class = SchoolClass(int(row.value), row.day.year)

    def _carried(self, row: Row[Any]) -> None:
        self._reckoned = gestation_believed((row.day - row.until).days, row.day)

    def _ordered(self, row: Row[Any]) -> None:
        self.orders.take(OrderKind.TEST if row.kind == TEST else OrderKind.MEDICINE, row.key, row.value, row.day)

    def _referral(self, row: Row[Any]) -> None:
        closed, state, to = row.value.split("|", 2)
        kind = self._edition.referral_rules.kinds.get(row.key)
        if state == ReferralState.VOID.value or kind is None:
            return
        if kind.settles:
            self.events["referral"].append(row.day)
        if ReferralState(state) in UNANSWERED:
            self._letters.append(
                LetterOut(row.key, row.day, to, closed == RESTRICTED, state == ReferralState.RECEIVED.value)
            )

    def _control(self, row: Row[Any]) -> None:
        if row.key == ReferralState.ANSWERED.value:
            closed, programme, examined, to = row.value.split("|", 3)
            last = date.fromisoformat(examined) if examined else None
            self._controls.append(ControlAgreed(row.day, row.until, last, to, closed == RESTRICTED, programme == PRB))

    def awaited(self) -> tuple[Awaited, ...]:
        """Return the results and medicines ordered, the next visit for family planning, and what referrals ask for."""
        ordered = self.orders.awaited()
        if self.last_period_on is None:
            ordered = (*ordered, *planning_dues(self._told.planning(), self._today))
        if not (self._letters or self._controls):
            return ordered
        rules, late = self._edition.referral_rules, self._edition.rules.follow_up_late_days
        return (*ordered, *referral_dues(rules, self._letters, self._controls, late, self._today))
