"""Two thousand made-up children with a year of weighings, doses and births, and their mothers' pregnancies."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from db.engine import Database, open_sqlite
from db.migrate import upgrade
from db.models import Birth, DoseGiven, FormResponse, Identifier, Observation, Person, Pregnancy
from ilp_desktop.clock import day_began
from ilp_desktop.demo.growing import Grower
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.pregnancy.pregnancy import due_date
from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import KEY, TODAY, Clinic, furnish, opened

CHILDREN = 2000
WEIGHINGS = 12
AT = datetime(2026, 11, 20, 2, 0, tzinfo=timezone.utc)
PREGNANT_DAYS = 280
DAYS_APART = 30
LOT = 2000
FEWER_RT, FEWER_EACH = "003", 3


def house_of_children(folder: Path, children: int = CHILDREN) -> Clinic:
    """Make a Puskesmas with so many children between newborn and five years, each with its mother."""
    database = open_sqlite(folder / "ilp.db", KEY)
    upgrade(database.engine)
    clinic = opened(database, furnish(database))
    rows: dict[type[Any], list[dict[str, Any]]] = {}
    random = Random(2026)
    for number in range(children):
        for model, values in _child(clinic, random, number):
            rows.setdefault(model, []).append(values)
    _write(database, rows)
    return clinic


def _child(clinic: Clinic, random: Random, number: int) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    mother, child, pregnancy = clinic.new_id(), clinic.new_id(), clinic.new_id()
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    born = TODAY - timedelta(days=random.randrange(20, 5 * 365))
    yield Person, _person(clinic, mother, f"Ibu {number:04}", Sex.FEMALE, date(1994, 3, 1) + timedelta(days=number))
    yield Person, _person(clinic, child, f"Anak {number:04}", sex, born) | {"mother_id": mother}
    for who, digits in ((mother, 1), (child, 2)):
        nik = f"32160{digits}{number:010}"
        yield Identifier, _owned(clinic) | {"person_id": who, "kind": "nik", "value": nik, "verified": False}
    begun = born - timedelta(days=PREGNANT_DAYS)
    yield (
        Pregnancy,
        _stamp(clinic, pregnancy)
        | {
            "person_id": mother,
            "gravida": 2,
            "para": 1,
            "abortus": 0,
            "last_period_on": begun,
            "due_on": due_date(begun),
            "dating_method": "HPHT",
            "height_cm": 152.0,
            "weight_before_kg": 48.0,
            "ended_on": born,
            "outcome": "lahir hidup",
            "row_version": 1,
        },
    )
    yield (
        Birth,
        _stamp(clinic)
        | {
            "mother_id": mother,
            "pregnancy_id": pregnancy,
            "child_id": child,
            "place": "Puskesmas",
            "mode": "Spontan",
            "born_at": day_began(born, "Asia/Jakarta"),
            "hour_known": False,
            "helper": "Bidan",
            "weight_g": 3100,
            "length_cm": 49.0,
            "head_cm": 33.5,
            "early_breastfeeding": True,
        },
    )
    yield from _weighed(clinic, random, child, sex, born)
    yield from _vaccinated(clinic, random, child, born)


def _vaccinated(clinic: Clinic, random: Random, child: UUID, born: date) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    for dose in schedule_on(TODAY).doses:
        given = dose.start.after(born) + timedelta(days=random.randrange(20))
        if given < TODAY and not dose.endemic_only:
            yield (
                DoseGiven,
                _stamp(clinic)
                | {
                    "person_id": child,
                    "encounter_id": None,
                    "antigen": dose.antigen,
                    "dose": dose.dose,
                    "given_on": given,
                    "batch": "B1",
                    "told": False,
                },
            )


def _weighed(
    clinic: Clinic, random: Random, child: UUID, sex: Sex, born: date
) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    grower = Grower(random, sex.value)
    for month in range(WEIGHINGS):
        day = TODAY - timedelta(days=DAYS_APART * month + random.randrange(5))
        if day <= born:
            return
        typed = grower.typed((day - born).days, day)
        answers = {code: float(text.replace(",", ".")) if text[0].isdigit() else text for code, text in typed.items()}
        response = clinic.new_id()
        yield (
            FormResponse,
            _stamp(clinic, response)
            | {
                "person_id": child,
                "encounter_id": None,
                "form_code": "vital_signs",
                "form_version": "2",
                "day": day,
                "answers": answers,
                "conclusion": None,
                "replaces_id": None,
                "reason": "",
            },
        )
        for code, value in answers.items():
            number, word = (value, None) if isinstance(value, float) else (None, value)
            yield (
                Observation,
                {
                    "facility_id": clinic.doctor.facility_id,
                    "response_id": response,
                    "code": code,
                    "person_id": child,
                    "day": day,
                    "number": number,
                    "word": word,
                },
            )


def _person(clinic: Clinic, key: UUID, name: str, sex: Sex, born: date) -> dict[str, Any]:
    rt = FEWER_RT if int(name[-1]) % FEWER_EACH == 0 else "002"
    return _stamp(clinic, key) | {
        "name": name,
        "sex": sex,
        "birth_date": born,
        "village_id": clinic.village_id,
        "rw": "001",
        "rt": rt,
        "row_version": 1,
        "mother_id": None,
        "family_id": None,
        "left_on": None,
    }


def _stamp(clinic: Clinic, key: UUID | None = None) -> dict[str, Any]:
    return _owned(clinic, key) | {"recorded_at": AT, "recorded_by": clinic.doctor.staff_id}


def _owned(clinic: Clinic, key: UUID | None = None) -> dict[str, Any]:
    return {"id": key or clinic.new_id(), "facility_id": clinic.doctor.facility_id}


def _write(database: Database, rows: dict[type[Any], list[dict[str, Any]]]) -> None:
    order = (Person, Identifier, Pregnancy, Birth, FormResponse, Observation, DoseGiven)
    with database.writing() as session, session.begin():
        for model in order:
            some = rows[model]
            for start in range(0, len(some), LOT):
                session.execute(insert(model), some[start : start + LOT])
