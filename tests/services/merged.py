"""A woman entered twice, with something of everything under each of her identities."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.base import Base
from db.models import Person
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.due.due_answers import AnswerToService
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.merge.merging import NewMerge
from ilp_desktop.services.merge.merging_tables import MOVES
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from tests.house_fixtures import Clinic
from tests.services.invited import invite

LOSER_NIK, SURVIVOR_NIK = "3201015705900001", "3201015705900002"
KK, OTHER_KK = "3201010101200001", "3201010101200002"


@dataclass(frozen=True)
class Twice:
    """Both identities of one woman, and a child of each."""

    loser: UUID
    survivor: UUID
    child: UUID
    loser_number: str
    survivor_number: str


def examine(clinic: Clinic, person_id: UUID, code: str = "A15.0", letter: ReferralDraft | None = None) -> UUID:
    """Let somebody be examined at a visit of the day; returns the visit."""
    visit = clinic.visit(person_id).encounter_id
    forms = (FilledForm("vital_signs", {"berat": "61,5", "sistolik": "150", "diastolik": "95"}),)
    wanted = Examination(clinic.new_id(), visit, 1, SoapNote(), (GivenDiagnosis(code),), forms, letter)
    clinic.house.encounters.record(clinic.doctor, wanted)
    return visit


def letter_of(clinic: Clinic) -> ReferralDraft:
    """Return a letter that can be written."""
    return ReferralDraft(
        destination_id=clinic.house.facilities.destinations(clinic.doctor)[0].id,
        clinic="Penyakit Dalam",
        doctor_id=clinic.doctor.staff_id,
        reason_code="3",
        reason_note="Curiga komplikasi",
        external_missing=True,
    )


def entered_twice(clinic: Clinic) -> Twice:
    """Register a woman twice, with a history under each."""
    house, phone = clinic.house, {"phone": "081234567890", "mother_name": "Kartini"}
    first = replace(clinic.person("Siti Aminah", nik=LOSER_NIK, bpjs="0001234567890", **phone), kk_number=KK)
    loser = house.registration.register(clinic.desk, first)
    second = replace(clinic.person("Siti Aminah", nik=SURVIVOR_NIK), kk_number=OTHER_KK)
    survivor = house.registration.register(clinic.desk, second)
    child = clinic.register("Anak Siti", birth_date=date(2025, 11, 23), mother_id=loser.person_id).person_id
    examine(clinic, loser.person_id, letter=letter_of(clinic))
    house.pregnancies.start(clinic.doctor, NewPregnancy(clinic.new_id(), loser.person_id, date(2026, 6, 1), 2, 1, 0))
    for person_id, days in ((loser.person_id, (100, 60)), (survivor.person_id, (100,))):
        for number, ago in enumerate(days, start=1):
            _give(clinic, person_id, number, ago)
    house.registration.add_allergy(clinic.desk, loser.person_id, "Amoksisilin", "gatal")
    house.dues.answer(
        clinic.doctor, AnswerToService(clinic.new_id(), loser.person_id, "vision_adult", declined=True, reason="Sibuk")
    )
    invite(clinic, loser.person_id)
    clinic.clock.forward(timedelta(minutes=1))
    return Twice(loser.person_id, survivor.person_id, child, loser.record_number, survivor.record_number)


def _give(clinic: Clinic, person_id: UUID, number: int, days_ago: int) -> None:
    day = clinic.house.uow.today(clinic.doctor) - timedelta(days=days_ago)
    dose = NewDose(clinic.new_id(), person_id, "Td", number, day, told=True, confirmed=True)
    clinic.house.children.give(clinic.doctor, dose)


def tried(clinic: Clinic, twice: Twice, reason: str = "NIK salah ketik, orangnya satu") -> NewMerge:
    """Return the merge as its dry run allows it."""
    plan = clinic.house.merging.plan(clinic.head, twice.loser, twice.survivor)
    versions = (plan.loser_version, plan.survivor_version)
    return NewMerge(clinic.new_id(), twice.loser, twice.survivor, *versions, plan.seal, reason)


def merge(clinic: Clinic, twice: Twice) -> UUID:
    """Try a merge and do it."""
    done = clinic.house.merging.merge(clinic.head, tried(clinic, twice))
    clinic.clock.forward(timedelta(minutes=1))
    return done


def everything(clinic: Clinic) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row in which a person is named, but for what counts its changes."""
    tables = {move.table.name: move.table for move in MOVES} | {
        name: Base.metadata.tables[name] for name in ("person", "observation", "due", "due_count")
    }
    passing = {"row_version"}
    with clinic.database.reading() as session:
        return {
            name: sorted(
                (
                    tuple(value for key, value in row._mapping.items() if key not in passing)
                    for row in session.execute(select(table))
                ),
                key=repr,
            )
            for name, table in tables.items()
        }


def owners(clinic: Clinic) -> set[tuple[str, str, UUID, UUID]]:
    """Return whose every row is that can move: table, column, row, person."""
    with clinic.database.reading() as session:
        return {
            (*move.key, row.id, getattr(row, move.column))
            for move in MOVES
            for row in session.scalars(select(move.model))
            if getattr(row, move.column) is not None
        }


def removed(clinic: Clinic, person_id: UUID) -> bool:
    """Say whether an identity is out of use."""
    with clinic.database.reading() as session:
        return session.get_one(Person, person_id).removed_at is not None
