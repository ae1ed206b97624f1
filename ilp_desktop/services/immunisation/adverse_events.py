"""Events after immunisation (KIPI): reporting one, following it up, the list and the sheet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AdverseEvent, DoseGiven, Encounter, Person
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.immunisation.adverse_event import EventVerdict, event_verdict, event_words
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.immunisation.adverse_event_reading import (
    REPORTERS,
    EventRow,
    event_page,
    event_rows,
    event_sheet,
    events_of,
    read_events,
)
from ilp_desktop.services.paperwork import event_pdf

LIMITS = {"reporter": ("Nama pelapor", 80), "treatment": ("Tindakan", 200), "note": ("Catatan", 300)}
HOURS_A_DAY = 24
SHORTEST_REASON, LONGEST_REASON = 5, 200
OTHER = "lain"
CHOOSE = "Pilih dari daftar."
OTHER_UNTOLD = "Tulis reaksi lainnya pada catatan laporan dahulu."


@dataclass(frozen=True)
class NewEvent:
    """A report of what happened after doses; ``criteria`` are those ticked that make it serious."""

    client_id: UUID
    person_id: UUID
    dose_ids: tuple[UUID, ...]
    onset_on: date | None
    reactions: tuple[str, ...]
    reported_by: str
    outcome: str
    onset_hours: float | None = None
    criteria: tuple[str, ...] = ()
    reporter: str = ""
    treatment: str = ""
    note: str = ""
    encounter_id: UUID | None = None


@dataclass(frozen=True)
class EventFollowUp:
    """What became of it by a later look; ``version`` is the report's version when it was read."""

    event_id: UUID
    version: int
    outcome: str
    criteria: tuple[str, ...] = ()
    treatment: str = ""
    note: str = ""


@dataclass(frozen=True)
class EventCorrection:
    """What was written down wrongly, as it should be, and why; ``version`` as for following up."""

    event_id: UUID
    version: int
    dose_ids: tuple[UUID, ...]
    onset_on: date | None
    onset_hours: float | None
    reactions: tuple[str, ...]
    reason: str


class AdverseEvents:
    """Reports of events after immunisation."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def report(self, user: SignedIn, wanted: NewEvent) -> EventVerdict:
        """Store a report and return what it comes to; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            person = work.own(Person, wanted.person_id)
            if wanted.encounter_id is not None:
                work.own(Encounter, wanted.encounter_id)
            verdict = event_verdict(wanted.reactions, wanted.criteria, wanted.outcome, work.today)
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("adverse_event", earlier, repeated=True)
                return verdict
            doses = _doses(work.session, person.id, wanted.dose_ids)
            problems = _problems(wanted, doses, work.today)
            if problems:
                raise WrongAnswers(problems)
            row = AdverseEvent(**work.stamp(), row_version=1, **_columns(wanted, work.today, verdict))
            work.session.add(row)
            work.session.flush()
            work.remember(wanted.client_id, row.id)
            work.touch("adverse_event", row.id)
            return verdict

    def follow_up(self, user: SignedIn, wanted: EventFollowUp) -> EventVerdict:
        """Store what became of it; what stood before is kept in the audit trail."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            work.own(AdverseEvent, wanted.event_id)
            row = work.claim(AdverseEvent, wanted.event_id, wanted.version)
            words = event_words(work.today)
            problems = {} if wanted.outcome in words.outcomes else {"outcome": "Pilih keadaannya sekarang."}
            problems |= too_long(wanted, {name: LIMITS[name] for name in ("treatment", "note")})
            if not set(wanted.criteria) <= set(words.criteria):
                problems["criteria"] = CHOOSE
            if problems:
                raise WrongAnswers(problems)
            verdict = event_verdict(row.reactions, wanted.criteria, wanted.outcome, work.today)
            work.touch("adverse_event", row.id, keadaan=wanted.outcome, sebelumnya=row.outcome)
            row.outcome, row.criteria = wanted.outcome, list(wanted.criteria)
            row.treatment = wanted.treatment.strip() or row.treatment
            row.note = wanted.note.strip() or row.note
            row.follow_up_on = verdict.look_again_on
            return verdict

    def correct(self, user: SignedIn, wanted: EventCorrection) -> EventVerdict:
        """Set doses, onset and reactions of a report right; what stood there is kept in the audit trail, with why."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            work.own(AdverseEvent, wanted.event_id)
            row = work.claim(AdverseEvent, wanted.event_id, wanted.version)
            doses = _doses(work.session, row.person_id, wanted.dose_ids)
            problems = _problems(_as_corrected(row, wanted), doses, work.today)
            if "note" in problems:
                problems["reactions"] = OTHER_UNTOLD
                del problems["note"]
            if not SHORTEST_REASON <= len(wanted.reason.strip()) <= LONGEST_REASON:
                problems["reason"] = f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf."
            if problems:
                raise WrongAnswers(problems)
            before = {name: getattr(row, name) for name in ("dose_ids", "onset_hours", "reactions")}
            work.touch(
                "adverse_event", row.id, alasan=wanted.reason.strip(), onset_on=row.onset_on.isoformat(), **before
            )
            row.dose_ids, row.reactions = [str(one) for one in wanted.dose_ids], list(wanted.reactions)
            row.onset_on, row.onset_hours = wanted.onset_on or row.onset_on, wanted.onset_hours
            verdict = event_verdict(row.reactions, row.criteria, row.outcome, work.today)
            row.follow_up_on = verdict.look_again_on
            return verdict

    def listed(self, user: SignedIn, *, waiting: bool, after: EventRow | None, limit: int) -> tuple[EventRow, ...]:
        """Return reports, those to be looked at again by their day, or all, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            rows = session.execute(event_page(user.facility_id, after, waiting=waiting).limit(limit)).all()
            return read_events(session, rows, user.time_zone)

    def of_person(self, user: SignedIn, person_id: UUID) -> tuple[EventRow, ...]:
        """Return the reports about somebody, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            owned(session, user.facility_id, Person, person_id)
            return events_of(session, person_id, user.time_zone)

    def pdf(self, user: SignedIn, event_id: UUID) -> bytes:
        """Return the report on paper."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            event = owned(session, user.facility_id, AdverseEvent, event_id)
            rows = session.execute(event_rows().where(AdverseEvent.id == event.id)).all()
            found = read_events(session, rows, user.time_zone)[0]
            person = owned(session, user.facility_id, Person, event.person_id)
            sheet = event_sheet(session, person, found, user.name)
            profile = profile_of(session, user.facility_id)
        return event_pdf(sheet, profile)


def _doses(session: Session, person_id: UUID, ids: tuple[UUID, ...]) -> list[DoseGiven]:
    found = session.scalars(select(DoseGiven).where(DoseGiven.person_id == person_id, DoseGiven.id.in_(ids)))
    return list(found)


def _as_corrected(row: AdverseEvent, wanted: EventCorrection) -> NewEvent:
    """Return the report as it would have been reported rightly, so that the same things are asked of it."""
    return NewEvent(
        client_id=row.id,
        person_id=row.person_id,
        dose_ids=wanted.dose_ids,
        onset_on=wanted.onset_on,
        reactions=wanted.reactions,
        reported_by=row.reported_by,
        outcome=row.outcome,
        onset_hours=wanted.onset_hours,
        criteria=tuple(row.criteria),
        note=row.note,
    )


def _columns(wanted: NewEvent, today: date, verdict: EventVerdict) -> dict[str, Any]:
    return {
        "person_id": wanted.person_id,
        "encounter_id": wanted.encounter_id,
        "day": today,
        "dose_ids": [str(one) for one in wanted.dose_ids],
        "onset_on": wanted.onset_on,
        "onset_hours": wanted.onset_hours,
        "reactions": list(wanted.reactions),
        "criteria": list(wanted.criteria),
        "outcome": wanted.outcome,
        "reported_by": wanted.reported_by,
        "reporter": wanted.reporter.strip(),
        "treatment": wanted.treatment.strip(),
        "note": wanted.note.strip(),
        "follow_up_on": verdict.look_again_on,
    }


def _problems(wanted: NewEvent, doses: list[DoseGiven], today: date) -> dict[str, str]:
    words = event_words(today)
    named = bool(doses) and len(doses) == len(set(wanted.dose_ids))
    asked = {
        "dose_ids": (named, "Centang dosis yang mendahuluinya."),
        "onset_on": (wanted.onset_on is not None, "Isi tanggal mulai gejala."),
        "reactions": (_are_known(wanted.reactions, words.reactions, least=1), "Centang paling sedikit satu reaksi."),
        "note": (OTHER not in wanted.reactions or wanted.note.strip(), "Tulis reaksi lainnya."),
        "criteria": (_are_known(wanted.criteria, words.criteria), CHOOSE),
        "outcome": (wanted.outcome in words.outcomes, "Pilih keadaannya sekarang."),
        "reported_by": (wanted.reported_by in REPORTERS, "Pilih siapa yang melapor."),
    }
    wrong = {name: text for name, (is_right, text) in asked.items() if not is_right} | too_long(wanted, LIMITS)
    if named and wanted.onset_on is not None:
        wrong |= _onset_problems(wanted, max(dose.given_on for dose in doses), wanted.onset_on, today)
    return wrong


def _are_known(codes: Collection[str], known: Collection[str], *, least: int = 0) -> bool:
    return len(codes) >= least and set(codes) <= set(known)


def _onset_problems(wanted: NewEvent, last_dose: date, onset_on: date, today: date) -> dict[str, str]:
    if onset_on < last_dose:
        return {"onset_on": f"Sebelum dosis terakhir yang dicentang, {indonesian_date(last_dose)}."}
    if onset_on > today:
        return {"onset_on": "Tanggal ini belum tiba."}
    hours = wanted.onset_hours
    if hours is None:
        return {}
    days = (onset_on - last_dose) / timedelta(days=1)
    if hours < 0 or not days - 1 <= hours / HOURS_A_DAY <= days + 1:
        return {"onset_hours": f"Tidak cocok dengan tanggal mulai: {days:.0f} hari setelah dosis."}
    return {}
