"""Controls of a day that are written down already: who wrote which, and whether whoever looks may correct it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Person, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.care.record_closing import Writing
from ilp_desktop.domain.chronic.chronic_record import PLACES, TARGETS
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Answer
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.record.standing import standing_of

WRITTEN = "Sudah dicatat {by} di {place}, {at}: {told}."
NOT_HERS = "Hanya {by} yang dapat memperbaiki catatan itu."
NEEDS_LEAVE = "Perbaikan catatan itu perlu izin kepala Puskesmas: minta di rekam medisnya."


@dataclass(frozen=True)
class RecordedControl:
    """A control that is written down.

    Attributes:
        line: by whom, where, when, and what was measured, in words.
        refused: why whoever looks may not correct it; empty where they may.
        answers: what was answered, by form code.
    """

    encounter_id: UUID
    place: str
    line: str
    refused: str
    answers: Mapping[str, Mapping[str, Answer]]


@dataclass(frozen=True)
class Looking:
    """Who looks at which day, and at which forms."""

    user: SignedIn
    now: datetime
    day: date
    forms: Collection[str]


def recorded_controls(
    session: Session, catalogue: Catalogue, person: Person, looking: Looking
) -> tuple[RecordedControl, ...]:
    """Return the controls of a day outside the Puskesmas, the earliest first; what was emptied is none."""
    rows = session.execute(
        select(FormResponse, Encounter, Staff.name)
        .join(Encounter, Encounter.id == FormResponse.encounter_id)
        .join(Staff, Staff.id == FormResponse.recorded_by)
        .where(
            *(Encounter.person_id == person.id, Encounter.day == looking.day, Encounter.place != ""),
            *(FormResponse.form_code.in_(looking.forms), in_force()),
        )
        .order_by(Encounter.recorded_at, Encounter.id, FormResponse.recorded_at, FormResponse.form_code)
    )
    visits: dict[UUID, list[tuple[FormResponse, Encounter, str]]] = defaultdict(list)
    for response, encounter, name in rows:
        visits[encounter.id].append((response, encounter, name))
    return tuple(_control(session, catalogue, found, looking) for found in visits.values())


def _control(
    session: Session, catalogue: Catalogue, found: list[tuple[FormResponse, Encounter, str]], looking: Looking
) -> RecordedControl:
    last, encounter, _ = found[-1]
    names = ", ".join(dict.fromkeys(name for _, _, name in found))
    told = ", ".join(text for response, _, _ in found for text in _measured(catalogue, response))
    at = indonesian_moment(local_time(last.recorded_at, looking.user.time_zone))
    writing = standing_of(session, encounter, looking.user, looking.now).writing
    refused = {
        Writing.NOT_HERS: NOT_HERS.format(by=names),
        Writing.ASK: NEEDS_LEAVE,
        Writing.WAITING: NEEDS_LEAVE,
    }.get(writing, "")
    return RecordedControl(
        encounter_id=encounter.id,
        place=encounter.place,
        line=WRITTEN.format(by=names, place=PLACES.get(encounter.place, encounter.place), at=at, told=told),
        refused=refused,
        answers={response.form_code: response.answers for response, _, _ in found},
    )


def _measured(catalogue: Catalogue, response: FormResponse) -> Iterator[str]:
    """Give what control is judged by, in words."""
    form = catalogue.edition(response.form_code, response.form_version)
    for question in form.questions:
        if question.code in TARGETS and question.code in response.answers:
            yield f"{question.label} {answer_text(question, response.answers[question.code])}"
