"""Which rows of the records of today's patients a workstation copies, so that a room goes on with them.

Of the day everything is copied; of what was before, what forms and alerts rest on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from db.models import (
    Birth,
    CorrectionPermit,
    Diagnosis,
    Encounter,
    FormResponse,
    LabOrder,
    LabourObservation,
    NoKnownAllergy,
    Note,
    Observation,
    Pregnancy,
    PrescriptionLine,
    Problem,
    RecordSignature,
    Referral,
    VisitAction,
    WithdrawnAllergy,
)
from db.queries.stand_in_copy import Copied, lots

OF_VISIT = (Note, RecordSignature, CorrectionPermit)
LASTING = (Diagnosis, Problem, NoKnownAllergy, WithdrawnAllergy, PrescriptionLine, LabOrder)
"""What a person's alerts rest on, however old."""
COPIED_OF_RECORDS = (*OF_VISIT, *LASTING, VisitAction, Referral, FormResponse, Observation, Birth, LabourObservation)


@dataclass(frozen=True)
class Before:
    """What is copied of the time before the day.

    Attributes:
        codes: questions whose answers count however old they are.
        forms: forms whose answers last.
        judged_since, judged: answers to these questions since then are copied with their form.
    """

    codes: tuple[str, ...]
    forms: tuple[str, ...]
    judged: tuple[str, ...]
    judged_since: date


def patients_since(
    session: Session, facility_id: UUID, since: date, among: Collection[UUID] | None = None
) -> frozenset[UUID]:
    """Return who has a visit since a day, of some people if named."""
    wanted = select(Encounter.person_id).where(Encounter.facility_id == facility_id, Encounter.day >= since)
    if among is None:
        return frozenset(session.scalars(wanted))
    return frozenset(one for lot in lots(among) for one in session.scalars(wanted.where(Encounter.person_id.in_(lot))))


def add_records(session: Session, patients: Collection[UUID], since: date, before: Before, copied: Copied) -> None:
    """Read the records of patients as far as a room needs them for the day."""
    for model in LASTING:
        copied.replace(session, model, "person_id", patients)
    copied.replace(session, VisitAction, "person_id", patients, VisitAction.day >= since)
    copied.replace(session, Referral, "person_id", patients, Referral.day >= since)
    answered = exists().where(Observation.response_id == FormResponse.id, Observation.code.in_(before.judged))
    copied.replace(
        session,
        FormResponse,
        "person_id",
        patients,
        or_(
            FormResponse.day >= since,
            FormResponse.form_code.in_(before.forms),
            and_(FormResponse.day >= before.judged_since, answered),
        ),
    )
    counts = or_(Observation.day >= since, Observation.code.in_((*before.codes, *before.judged)))
    copied.replace(session, Observation, "person_id", patients, counts)
    mothers = copied.replace(session, Birth, "mother_id", patients)
    known = {row["child_id"] for row in mothers}
    copied.replace(session, Birth, "child_id", [one for one in patients if one not in known])
    _add_visits(session, patients, since, copied)


def forget_records(facility_id: UUID, copied: Copied) -> None:
    """Let the records of everybody go, before those of the day's patients are read."""
    for model in COPIED_OF_RECORDS:
        copied.let_go(model, facility_id)


def _add_visits(session: Session, patients: Collection[UUID], since: date, copied: Copied) -> None:
    visits: list[UUID] = []
    labours: list[UUID] = []
    for lot in lots(patients):
        visits += session.scalars(select(Encounter.id).where(Encounter.person_id.in_(lot), Encounter.day >= since))
        goes_on = select(Pregnancy.id).where(Pregnancy.person_id.in_(lot), Pregnancy.ended_on.is_(None))
        labours += session.scalars(goes_on)
    for model in OF_VISIT:
        copied.replace(session, model, "encounter_id", visits)
    copied.replace(session, LabourObservation, "pregnancy_id", labours)
