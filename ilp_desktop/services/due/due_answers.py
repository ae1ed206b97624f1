"""What a person answers to a service: declined or put off, by whom it was recorded, and until when that holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from db.models import Encounter, ServiceAnswer
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.due.service_plan import DueItem
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.due.due_book import DueEdition
from ilp_desktop.services.due.due_facts import DECLINED, PUT_OFF

LONGEST_REASON = 200
ONE_DAY = timedelta(days=1)
LAST_DAY = "Hari ini hari terakhir layanan ini; tidak dapat ditunda."


@dataclass(frozen=True)
class AnswerToService:
    """An answer to a service that was offered: declined, or put off until a day; ``until`` None takes the usual day."""

    client_id: UUID
    person_id: UUID
    service: str
    declined: bool
    reason: str
    until: date | None = None
    encounter_id: UUID | None = None


def answer_row(work: Work, wanted: AnswerToService, edition: DueEdition, item: DueItem) -> ServiceAnswer:
    """Return an answer to a service that is offered, to be stored; raises ``WrongAnswers``."""
    until = wanted.until or _usual_day(work.today, wanted, edition, item)
    problems = {"reason": _reason_problem(wanted), "until": _day_problem(until, work.today, wanted, item)}
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise WrongAnswers(found)
    if wanted.encounter_id is not None:
        work.own(Encounter, wanted.encounter_id)
    return ServiceAnswer(
        **work.stamp(),
        person_id=wanted.person_id,
        encounter_id=wanted.encounter_id,
        service=wanted.service,
        kind=DECLINED if wanted.declined else PUT_OFF,
        day=work.today,
        until=until,
        reason=wanted.reason.strip(),
    )


def _usual_day(today: date, wanted: AnswerToService, edition: DueEdition, item: DueItem) -> date:
    """Return when a service is offered again where nobody said: at the next visit, or in time before it closes.

    What is declined on its last day is not offered again.
    """
    if item.each_visit:
        return today + ONE_DAY
    usual = today + timedelta(days=edition.decline_days if wanted.declined else edition.postpone_days)
    if item.closes_on is None or usual < item.closes_on:
        return usual
    last = item.closes_on - ONE_DAY
    return item.closes_on if wanted.declined and last <= today else last


def _reason_problem(wanted: AnswerToService) -> str:
    reason = wanted.reason.strip()
    if wanted.declined and not reason:
        return "Tulis alasan menolak."
    return f"Alasan paling panjang {LONGEST_REASON} huruf." if len(reason) > LONGEST_REASON else ""


def _day_problem(until: date, today: date, wanted: AnswerToService, item: DueItem) -> str:
    if wanted.until is not None and item.closes_on is not None and until >= item.closes_on:
        closes = indonesian_date(item.closes_on)
        return f"Layanan ini tidak ditawarkan lagi mulai {closes}; pilih tanggal sebelumnya."
    if until > today:
        return ""
    return LAST_DAY if wanted.until is None else "Pilih tanggal sesudah hari ini."
