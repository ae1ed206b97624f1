"""What happened to a person, visit by visit, the newest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, Facility, Observation, Referral, Staff
from ilp_desktop.clock import local_day
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED

VISITS_SHOWN = 50
SHOWN_VALUES = (("sistolik", "TD"), ("berat", "BB"), ("suhu", "S"))


@dataclass(frozen=True)
class TimelineEntry:
    """One visit: day, klaster, complaint, diagnoses as ``code title``, and a letter if one was written.

    ``written_later`` says who wrote it down and when, where that was not done on its day.
    """

    encounter_id: UUID
    day: date
    klaster: Klaster
    complaint: str
    diagnoses: tuple[str, ...]
    measured: str
    referral: str
    finished: bool
    written_later: str = ""


def timeline_of(session: Session, person_id: UUID, codes: DiagnosisCodes) -> tuple[TimelineEntry, ...]:
    """Return the last visits of a person."""
    visits = session.scalars(
        select(Encounter)
        .where(Encounter.person_id == person_id, Encounter.destination != VISIT_CANCELLED)
        .order_by(Encounter.day.desc(), func.coalesce(Encounter.happened_at, Encounter.recorded_at).desc())
        .limit(VISITS_SHOWN)
    ).all()
    ids = [visit.id for visit in visits]
    diagnoses: dict[UUID, list[str]] = defaultdict(list)
    given = select(Diagnosis).where(Diagnosis.encounter_id.in_(ids)).order_by(Diagnosis.rank)
    for row in session.scalars(given):
        diagnoses[row.encounter_id].append(f"{row.code} {codes.title(row.code)}")
    written = select(Referral).where(
        Referral.encounter_id.in_(ids), Referral.state != ReferralState.VOID.value, Referral.restricted.is_(False)
    )
    letters = {row.encounter_id: row.number for row in session.scalars(written)}
    measured = _measured(session, person_id)
    later = _written_later(session, [visit for visit in visits if visit.happened_at is not None])
    return tuple(
        TimelineEntry(
            encounter_id=visit.id,
            day=visit.day,
            klaster=Klaster(visit.klaster),
            complaint=visit.complaint,
            diagnoses=tuple(diagnoses[visit.id]),
            measured=measured.get(visit.day, ""),
            referral=letters.get(visit.id, ""),
            finished=visit.finished_at is not None,
            written_later=later.get(visit.id, ""),
        )
        for visit in visits
    )


def _written_later(session: Session, visits: Sequence[Encounter]) -> dict[UUID, str]:
    """Return who wrote visits of paper down, and on which day where the Puskesmas stands."""
    if not visits:
        return {}
    zone = session.get_one(Facility, visits[0].facility_id).time_zone
    wanted = {visit.recorded_by for visit in visits}
    names = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(wanted)))}
    return {
        visit.id: f"dicatat kemudian oleh {names[visit.recorded_by]}, {local_day(visit.recorded_at, zone):%d-%m-%Y}"
        for visit in visits
    }


def _measured(session: Session, person_id: UUID) -> dict[date, str]:
    """Return blood pressure, weight and temperature of each day in one short line."""
    wanted = ("sistolik", "diastolik", "berat", "suhu")
    values: dict[date, dict[str, float]] = defaultdict(dict)
    rows = session.execute(
        select(Observation.day, Observation.code, Observation.number).where(
            Observation.person_id == person_id, Observation.code.in_(wanted), Observation.number.is_not(None)
        )
    )
    for row in rows:
        values[row.day][row.code] = row.number
    return {day: _line(found) for day, found in values.items()}


def _line(found: dict[str, float]) -> str:
    parts = []
    for code, label in SHOWN_VALUES:
        if code in found:
            value = f"{found[code]:g}".replace(".", ",")
            if code == "sistolik" and "diastolik" in found:
                value += f"/{found['diastolik']:g}"
            parts.append(f"{label} {value}")
    return " · ".join(parts)
