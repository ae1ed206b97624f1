"""A made-up patient with 500 visits and 10,000 observations, and neighbours around."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from db.engine import open_sqlite
from db.migrate import upgrade
from db.models import Diagnosis, Encounter, FormResponse, Note, Observation, Ticket
from tests.house_fixtures import KEY, TODAY, Clinic, furnish, opened

VISITS = 500
NEIGHBOURS = 40
VISITS_OF_NEIGHBOUR = 25
CODES = ("I10", "E11.9", "J06.9", "K30", "M79.1", "E78.5", "R51")
NUMBERS = {
    "vital_signs": ("sistolik", "diastolik", "nadi", "napas", "suhu", "berat", "tinggi", "spo2", "lingkar_perut"),
    "lipids": ("kolesterol_total", "ldl", "hdl", "trigliserida"),
    "glucose": ("gds", "gdp", "gd2pp", "hba1c"),
    "kidney_liver": ("kreatinin", "ureum", "sgot"),
}
WORDS = "Pasien kontrol rutin, obat diminum teratur, keluhan pusing berkurang, tidak ada sesak dan nyeri dada."
OBSERVATIONS = VISITS * sum(map(len, NUMBERS.values()))


@contextmanager
def clinic_with_long_record() -> Iterator[tuple[Clinic, UUID]]:
    """Yield a Puskesmas on SQLite and the visit of today of somebody with a very long record."""
    folder = Path(tempfile.mkdtemp())
    database = open_sqlite(folder / "ilp.db", KEY)
    upgrade(database.engine)
    clinic = opened(database, furnish(database))
    try:
        people = [clinic.register(f"Tetangga {number}").person_id for number in range(NEIGHBOURS)]
        patient = clinic.register("Pasien Lama").person_id
        fill(clinic, patient, VISITS)
        for person in people:
            fill(clinic, person, VISITS_OF_NEIGHBOUR)
        yield clinic, clinic.visit(patient).encounter_id
    finally:
        database.close()
        shutil.rmtree(folder)


def fill(clinic: Clinic, person: UUID, visits: int) -> None:
    """Write a person's past in bulk, two visits a month back from today."""
    chance = random.Random(person.int)
    rows: dict[Any, list[dict[str, Any]]] = {
        model: [] for model in (Encounter, Note, Diagnosis, FormResponse, Observation, Ticket)
    }
    for number in range(visits):
        _visit(clinic, person, number, chance, rows)
    with clinic.database.writing() as session, session.begin():
        for model, made in rows.items():
            session.execute(insert(model), made)


def _visit(
    clinic: Clinic, person: UUID, number: int, chance: random.Random, rows: dict[Any, list[dict[str, Any]]]
) -> None:
    day = TODAY - timedelta(days=14 * (number + 1))
    at = datetime.combine(day, time(1, 15), timezone.utc)
    own = {"facility_id": clinic.doctor.facility_id}
    stamp = own | {"recorded_at": at, "recorded_by": clinic.doctor.staff_id}
    visit = clinic.new_id()
    rows[Encounter].append(
        stamp
        | {"id": visit, "row_version": 2, "person_id": person, "day": day, "visit_kind": "lama", "sick": True}
        | {"complaint": "kontrol tekanan darah", "triage": "0", "payer": "Umum", "documents": [], "klaster": 3}
        | {"proposed_klaster": 3, "proposal_reasons": [], "precaution": False, "destination": "pulang"}
        | {"finished_at": at + timedelta(minutes=20)}
    )
    note = {"subjective": WORDS, "objective": WORDS, "plan": "Kontrol 2 minggu", "therapy": "Amlodipin 10 mg 1x1"}
    rows[Note].append(stamp | {"id": clinic.new_id(), "encounter_id": visit, "version": 1} | note)
    for rank, code in enumerate(chance.sample(CODES, 2), start=1):
        named = {"id": clinic.new_id(), "encounter_id": visit, "person_id": person, "day": day}
        rows[Diagnosis].append(stamp | named | {"rank": rank, "code": code, "new_case": False})
    for form, codes in NUMBERS.items():
        response = clinic.new_id()
        answers = {code: float(chance.randint(60, 160)) for code in codes}
        named = {"id": response, "person_id": person, "encounter_id": visit, "form_code": form, "form_version": "1"}
        rows[FormResponse].append(stamp | named | {"day": day, "answers": answers})
        for code, value in answers.items():
            rows[Observation].append(
                own | {"response_id": response, "code": code, "person_id": person, "day": day, "number": value}
            )
    rows[Ticket].append(
        own
        | {"id": clinic.new_id(), "row_version": 1, "encounter_id": visit, "day": day, "letter": "B"}
        | {"number": person.int % 9_000_000 + number, "klaster": 3, "priority": "hijau", "status": "selesai"}
        | {"issued_at": at}
    )
