"""Made-up adults of whom many have hypertension, some diabetes too, with a year of monthly controls."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from db.engine import open_sqlite
from db.migrate import upgrade
from db.models import Diagnosis, Encounter, FormResponse, Identifier, Observation, Person
from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import KEY, TODAY, Clinic, furnish, opened

ILL, WELL = 5000, 5000
CONTROLS, DAYS_APART, FEWER_RT = 12, 30, "003"
DIABETIC_EACH, CARELESS_EACH = 4, 5
LOT = 2000
AT = datetime(2026, 11, 20, 2, 0, tzinfo=timezone.utc)
Rows = Iterator[tuple[type[Any], dict[str, Any]]]


def house_of_the_ill(folder: Path, ill: int = ILL, well: int = WELL) -> Clinic:
    """Make a Puskesmas with so many people with hypertension among others, each with controls and other visits."""
    database = open_sqlite(folder / "ilp.db", KEY)
    upgrade(database.engine)
    clinic = opened(database, furnish(database))
    random = Random(2026)
    rows: dict[type[Any], list[dict[str, Any]]] = {}
    for number in range(ill + well):
        for model, values in _person(clinic, random, number, is_ill=number < ill):
            rows.setdefault(model, []).append(values)
    with database.writing() as session, session.begin():
        for model in (Person, Identifier, Encounter, Diagnosis, FormResponse, Observation):
            for start in range(0, len(rows[model]), LOT):
                session.execute(insert(model), rows[model][start : start + LOT])
    return clinic


def visits_of_one(clinic: Clinic, visits: int) -> UUID:
    """Add somebody with so many controls of both diseases; returns who."""
    random = Random(7)
    key = clinic.new_id()
    rows: dict[type[Any], list[dict[str, Any]]] = {Person: [_who(clinic, key, "Pasien Lama", date(1950, 1, 1))]}
    for number in range(visits):
        day = TODAY - timedelta(days=20 * number)
        for model, values in _control(clinic, random, key, day, ("I10", "E11.9")):
            rows.setdefault(model, []).append(values)
    with clinic.database.writing() as session, session.begin():
        for model in (Person, Encounter, Diagnosis, FormResponse, Observation):
            session.execute(insert(model), rows[model])
    return key


def _person(clinic: Clinic, random: Random, number: int, *, is_ill: bool) -> Rows:
    key = clinic.new_id()
    yield Person, _who(clinic, key, f"Warga {number:05}", date(1945, 1, 1) + timedelta(days=random.randrange(15000)))
    yield (
        Identifier,
        _owned(clinic) | {"person_id": key, "kind": "nik", "value": f"321601{number:010}", "verified": False},
    )
    careless = number % CARELESS_EACH == 0
    codes = ("I10", "E11.9") if number % DIABETIC_EACH == 0 else ("I10",)
    for month in range(CONTROLS if is_ill else 2):
        day = TODAY - timedelta(days=DAYS_APART * (month + (5 if careless else 0)) + random.randrange(10))
        yield from _control(clinic, random, key, day, codes if is_ill else ("J06.9",))


def _control(clinic: Clinic, random: Random, key: UUID, day: date, codes: tuple[str, ...]) -> Rows:
    visit, response = clinic.new_id(), clinic.new_id()
    yield (
        Encounter,
        _stamp(clinic, visit)
        | {"person_id": key, "day": day, "visit_kind": "lama", "sick": True, "triage": "0", "payer": "Umum"}
        | {"klaster": 3, "proposed_klaster": 3, "row_version": 1, "finished_at": AT},
    )
    for rank, code in enumerate(codes, 1):
        yield (
            Diagnosis,
            _stamp(clinic) | {"encounter_id": visit, "person_id": key, "day": day, "rank": rank, "code": code},
        )
    answers: dict[str, Any] = {
        "sistolik": random.randrange(110, 175),
        "diastolik": random.randrange(65, 100),
        "berat": 60.5,
        "keluhan_hipertensi": ["tidak_ada"],
        "obat_hipertensi": "ya",
    }
    if "E11.9" in codes:
        answers |= {"gdp": random.randrange(85, 190)}
    yield (
        FormResponse,
        _stamp(clinic, response)
        | {"person_id": key, "encounter_id": visit, "form_code": "hypertension_control", "form_version": "1"}
        | {"day": day, "answers": answers, "conclusion": None, "replaces_id": None, "reason": ""},
    )
    for code, value in answers.items():
        is_number = isinstance(value, int | float)
        word = None if is_number else ", ".join(value) if isinstance(value, list) else value
        yield (
            Observation,
            {"facility_id": clinic.doctor.facility_id, "response_id": response, "code": code, "person_id": key}
            | {"day": day, "number": float(value) if is_number else None, "word": word},
        )


def _who(clinic: Clinic, key: UUID, name: str, born: date) -> dict[str, Any]:
    return _stamp(clinic, key) | {
        "name": name,
        "sex": Sex.FEMALE if int(key.int) % 2 else Sex.MALE,
        "birth_date": born,
        "village_id": clinic.village_id,
        "rw": "001",
        "rt": FEWER_RT if int(key.int) % 7 == 0 else "002",
        "row_version": 1,
        "mother_id": None,
        "family_id": None,
        "left_on": None,
    }


def _stamp(clinic: Clinic, key: UUID | None = None) -> dict[str, Any]:
    return _owned(clinic, key) | {"recorded_at": AT, "recorded_by": clinic.doctor.staff_id}


def _owned(clinic: Clinic, key: UUID | None = None) -> dict[str, Any]:
    return {"id": key or clinic.new_id(), "facility_id": clinic.doctor.facility_id}
