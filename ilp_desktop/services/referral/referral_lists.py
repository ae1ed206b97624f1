"""Referrals as a worklist: whom to phone, what comes in, who comes back for control; and the same as a spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, not_, or_
from sqlalchemy.orm import Session

from db.models import Person, ReferralAnswer
from db.queries.person_search import has_words
from db.queries.referral_lists import (
    After,
    ReferralsWanted,
    control_until,
    count_of_referrals,
    in_states,
    is_open_to_all,
    lives_in,
    of_kinds,
    older_than,
    page_of_referrals,
    seen_in,
    to_units,
    written_until,
)
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_kind import COMMUNITY, INTERNAL, ReferralRules, referral_rules_on
from ilp_desktop.domain.care.referral_state import UNANSWERED, ReferralState
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.search_text import search_words
from ilp_desktop.exchange.spreadsheets import Cell, write_table
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.due.due_papers import PRIVATE, UNWRITABLE, Progress
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.letter.referral_steps import last_valid, shown_state
from ilp_desktop.services.person.person_finding import ways_of
from ilp_desktop.services.referral.referral_loop import sender_of

AT_ONCE = 500
STORED_OPEN = tuple(state.value for state in UNANSWERED if state is not ReferralState.EXPIRED)
ON_THE_WAY = (ReferralState.CREATED.value, ReferralState.SENT.value)
COLUMNS = (
    *(("Nomor", 26.0), ("Tanggal", 12.0), ("Jenis", 20.0), ("Nama", 28.0), ("Desa", 18.0), ("RW", 6.0), ("RT", 6.0)),
    *(("Telepon", 18.0), ("Tujuan", 30.0), ("Poli", 20.0), ("Status", 14.0), ("Lama (hari)", 10.0)),
    *(("Berlaku sampai", 14.0), ("Jawaban", 12.0), ("Kontrol", 12.0), ("PRB", 6.0)),
)


class ReferralView(Enum):
    """A part of the worklist; the value is the Indonesian word."""

    CHASE = "Perlu ditagih"
    INCOMING = "Masuk"
    OPEN = "Berjalan"
    CONTROL = "Kontrol"
    ALL = "Semua"


@dataclass(frozen=True)
class ReferralFilter:
    """What is wanted of the list.

    Attributes:
        klaster: whose incoming referrals; 0 is every klaster's.
        kind, state: a code and a word; empty is every one.
    """

    view: ReferralView = ReferralView.CHASE
    klaster: int = 0
    kind: str = ""
    state: str = ""
    village_id: UUID | None = None
    search: str = ""


@dataclass(frozen=True)
class ReferralRow:
    """One referral of the list.

    Attributes:
        to: where to; ``sent_from`` who asks, where that is not this Puskesmas as a whole.
        clinic: empty for those who may not see records, since it tells what somebody has.
        late_days: for how many days the answer, or the control, is late; below 1 it is not.
    """

    id: UUID
    person_id: UUID
    name: str
    birth_date: date
    phone: str
    village: str
    rw: str
    rt: str
    kind: str
    number: str
    day: date
    to: str
    clinic: str
    sent_from: str
    state: ReferralState
    valid_until: date | None
    answered_on: date | None
    control_on: date | None
    prb: bool
    late_days: int
    restricted: bool


class ReferralLists:
    """Referrals of the whole Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(
        self, user: SignedIn, wanted: ReferralFilter, after: ReferralRow | None, limit: int
    ) -> tuple[ReferralRow, ...]:
        """Return referrals after a row, at most ``limit``: the oldest first, of all of them the newest first."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            return _page(session, user, wanted, after, limit, today)

    def counts(self, user: SignedIn, klaster: int = 0) -> dict[ReferralView, int]:
        """Return how many stand in each part of the list but the last, for a klaster or for everybody."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            return {
                view: count_of_referrals(session, _wanted(session, user, ReferralFilter(view, klaster), today))
                for view in ReferralView
                if view is not ReferralView.ALL
            }

    def incoming(self, user: SignedIn, klaster: int) -> int:
        """Return how many referrals wait for an answer of a klaster."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            wanted = _wanted(session, user, ReferralFilter(ReferralView.INCOMING, klaster), today)
            return count_of_referrals(session, wanted)

    def export(self, user: SignedIn, wanted: ReferralFilter, file: Path, progress: Progress) -> int:
        """Write the list as it is shown into an XLSX file and return how many rows it has."""
        today = self._uow.today(user)
        require(user, Act.TAKE_LIST)
        with self._uow.reading(user, Act.SEE_REFERRALS) as session:
            about = (
                profile_of(session, user.facility_id).name,
                f"Rujukan: {wanted.view.value.lower()}",
                f"Keadaan {indonesian_date(today)}, dibuat oleh {user.name}",
                PRIVATE,
            )
            rows = (_cells(row) for row in _everything(session, user, wanted, today, progress))
            try:
                count = write_table(file, "Rujukan", COLUMNS, rows, about)
            except OSError as error:
                raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        with self._uow.writing(user, Act.TAKE_LIST) as work:
            work.touch("referral_list", None, kind="xlsx", rows=count)
        return count


def _everything(
    session: Session, user: SignedIn, wanted: ReferralFilter, today: date, progress: Progress
) -> Iterator[ReferralRow]:
    after, done = None, 0
    total = max(1, count_of_referrals(session, _wanted(session, user, wanted, today)))
    while page := _page(session, user, wanted, after, AT_ONCE, today):
        yield from page
        after, done = page[-1], done + len(page)
        progress(min(1.0, done / total), f"{done} rujukan ditulis")
        session.expunge_all()


def _page(
    session: Session, user: SignedIn, wanted: ReferralFilter, after: ReferralRow | None, limit: int, today: date
) -> tuple[ReferralRow, ...]:
    chosen = _wanted(session, user, wanted, today)
    place = None
    if after is not None:
        by = after.control_on if chosen.controls else after.day
        place = After(by or after.day, after.id)
    rows = page_of_referrals(session, chosen, place, limit)
    return tuple(_row(row, user, today) for row in rows)


def _wanted(session: Session, user: SignedIn, wanted: ReferralFilter, today: date) -> ReferralsWanted:
    rules, view = referral_rules_on(today), wanted.view
    clauses = list(_of_view(view, wanted.klaster, rules, today))
    if not user.may(Act.SEE_RESTRICTED):
        clauses.append(is_open_to_all())
    if not user.may(Act.SEE_EVERY_REFERRAL):
        clauses.append(of_kinds((INTERNAL,)))
    if wanted.kind:
        clauses.append(of_kinds((wanted.kind,)))
    if wanted.state:
        clauses += _of_state(ReferralState(wanted.state), rules, today)
    if wanted.village_id is not None:
        clauses.append(lives_in(wanted.village_id))
    words = search_words(wanted.search, today)
    if words:
        clauses.append(has_words(session, Person.id, ways_of(words)))
    elif wanted.search.strip():
        clauses.append(of_kinds(()))
    return ReferralsWanted(
        user.facility_id, tuple(clauses), view is ReferralView.CONTROL, newest_first=view is ReferralView.ALL
    )


def _of_view(view: ReferralView, klaster: int, rules: ReferralRules, today: date) -> Iterator[ColumnElement[bool]]:
    if view is ReferralView.CONTROL:
        yield in_states((ReferralState.ANSWERED.value,))
        ahead = edition_on("referral_kind", today).body["controls_ahead_days"]
        yield control_until(today + timedelta(days=ahead))
        return
    if view is not ReferralView.ALL:
        yield in_states(STORED_OPEN)
    if view is ReferralView.CHASE:
        yield written_until({code: today - timedelta(days=kind.answer_days) for code, kind in rules.kinds.items()})
    if view is ReferralView.INCOMING:
        yield of_kinds((INTERNAL, COMMUNITY))
        if klaster:
            came = of_kinds((COMMUNITY,)) & seen_in(klaster)
            yield or_(to_units(rules.units_for(klaster)), came)
    elif klaster:
        yield or_(seen_in(klaster), of_kinds((COMMUNITY,)) & to_units(rules.units_for(klaster)))


def _of_state(state: ReferralState, rules: ReferralRules, today: date) -> list[ColumnElement[bool]]:
    expired = older_than(_valid_since(rules, today))
    if state is ReferralState.EXPIRED:
        return [in_states(ON_THE_WAY), expired]
    return [in_states((state.value,)), *([not_(expired)] if state.value in ON_THE_WAY else [])]


def _valid_since(rules: ReferralRules, today: date) -> Mapping[str, date]:
    """Return, by kind, the first day of which a letter is still valid."""
    return {
        code: today - timedelta(days=kind.validity_days)
        for code, kind in rules.kinds.items()
        if kind.validity_days is not None
    }


def _row(row: Row[Any], user: SignedIn, today: date) -> ReferralRow:
    referral, person, village, place, answer = row
    rules = referral_rules_on(referral.day)
    kind, state = rules.kind(referral.kind), shown_state(referral, today)
    return ReferralRow(
        id=referral.id,
        person_id=person.id,
        name=person.name,
        birth_date=person.birth_date,
        phone=person.phone,
        village=village or person.outside_village,
        rw=person.rw,
        rt=person.rt,
        kind=kind.label,
        number=referral.number,
        day=referral.day,
        to=place or referral.to_name,
        clinic=referral.clinic if user.may(Act.SEE_RECORD) else "",
        sent_from=sender_of(referral),
        state=state,
        valid_until=last_valid(referral),
        answered_on=answer.answered_on if answer else None,
        control_on=answer.control_on if answer else None,
        prb=bool(answer and answer.prb),
        late_days=_late_days(state, referral.day + timedelta(days=kind.answer_days), answer, today),
        restricted=referral.restricted,
    )


def _late_days(state: ReferralState, asked_on: date, answer: ReferralAnswer | None, today: date) -> int:
    """Return for how many days what is waited for is late: the answer, then the control; 0 where nothing is."""
    if state in UNANSWERED:
        return (today - asked_on).days
    control_on = answer.control_on if answer is not None and state is ReferralState.ANSWERED else None
    return (today - control_on).days if control_on is not None else 0


def _cells(row: ReferralRow) -> tuple[Cell, ...]:
    return (
        *(row.number, row.day, row.kind, row.name, row.village, row.rw, row.rt, row.phone),
        *(row.to, row.clinic, row.state.value, max(row.late_days, 0), row.valid_until),
        *(row.answered_on, row.control_on, "ya" if row.prb else ""),
    )
