"""A desk and a room at work, as a script that can be ended anywhere: what it meant to save, and what was answered."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.engine import Database, open_sqlite
from db.models import ClientSave, Diagnosis, Encounter, FormResponse, Note, Person, Ticket
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import KEY, Clinic

PERSON, VISIT, RECORD, CORRECTION = STEPS = ("person", "visit", "record", "correction")
VITALS = {"sistolik": "150", "diastolik": "95", "nadi": "80", "suhu": "36,7"}


@dataclass(frozen=True)
class Save:
    """One save of the script.

    Attributes:
        step: which of the four saves of a patient it is.
        name: whose it is; no two patients have one.
        client_id: what makes a repeated save the same save.
        subject: the person a visit is for, or the visit that is written; empty for a new person.
    """

    step: str
    name: str
    client_id: str
    subject: str = ""


class Journal:
    """What was meant and what was answered, on the disk before the script goes on."""

    def __init__(self, file: Path) -> None:
        self._place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def mean(self, save: Save) -> None:
        """Note what is about to be saved."""
        self._write({"meant": asdict(save)}, sync=False)

    def answered(self, save: Save, made: str) -> None:
        """Note that a save was answered, and what it made."""
        self._write({"answered": save.client_id, "made": made}, sync=True)

    def _write(self, line: dict[str, object], *, sync: bool) -> None:
        os.write(self._place, f"{json.dumps(line)}\n".encode())
        if sync:
            os.fsync(self._place)


def read_journal(file: Path) -> tuple[dict[str, Save], dict[str, str]]:
    """Return every save that was meant, and what those made that were answered, by client id."""
    meant: dict[str, Save] = {}
    made: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        entry = json.loads(line)
        if "meant" in entry:
            save = Save(**entry["meant"])
            meant[save.client_id] = save
        else:
            made[entry["answered"]] = entry["made"]
    return meant, made


def send(clinic: Clinic, save: Save) -> str:
    """Send one save to the services and return what it made; sent again, it is the same save."""
    client_id = UUID(save.client_id)
    if save.step == PERSON:
        wanted = replace(clinic.person(save.name), client_id=client_id)
        return str(clinic.house.registration.register(clinic.desk, wanted).person_id)
    subject = UUID(save.subject)
    if save.step == VISIT:
        visit = NewVisit(client_id, subject, VisitFacts("0", True), Payer.SELF, "pusing")
        return str(clinic.house.visits.open(clinic.desk, visit).encounter_id)
    first = save.step == RECORD
    examination = Examination(
        client_id=client_id,
        encounter_id=subject,
        version=1 if first else 2,
        note=SoapNote(subjective=save.name, plan="Kontrol satu minggu"),
        diagnoses=(GivenDiagnosis("I10"), GivenDiagnosis("R51")),
        forms=(FilledForm("vital_signs", VITALS if first else VITALS | {"suhu": "38,2"}),),
    )
    clinic.house.encounters.record(clinic.doctor, examination)
    return save.subject


def work(clinic: Clinic, journal: Journal, prefix: str) -> Iterator[Save]:
    """Serve patients without end; yields each save once it is answered and noted."""
    number = 0
    while True:
        number += 1
        subject = ""
        for step in STEPS:
            save = Save(step, f"Orang {prefix}-{number}", str(clinic.new_id()), subject)
            journal.mean(save)
            subject = send(clinic, save)
            journal.answered(save, subject)
            yield save


def is_whole(file: Path) -> bool:
    """Check a file by a connection of its own: an older one may check the index of names by what it remembers."""
    fresh = open_sqlite(file, KEY)
    try:
        with fresh.reading() as session:
            faults = session.execute(text("PRAGMA foreign_key_check")).all()
            return not faults and session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    finally:
        fresh.close()


@dataclass
class Found:
    """What a look into the database says of what was answered."""

    acknowledged: int = 0
    lost: int = 0
    silent: int = 0
    doubled: int = 0


def look(database: Database, meant: dict[str, Save], made: dict[str, str]) -> Found:
    """Compare a database with the journal: each answered save once, and none in part."""
    found = Found(acknowledged=len(made))
    with database.reading() as session, session.begin():
        stored = set(session.scalars(select(ClientSave.client_id)))
        found.lost = sum(UUID(client_id) not in stored for client_id in made)
        done = {(save.name, save.step) for save in meant.values() if UUID(save.client_id) in stored}
        counted = _counted(session)
        for name, counts in counted.items():
            wanted = _wanted([(name, step) in done for step in STEPS])
            found.doubled += any(count > most for count, most in zip(counts, wanted, strict=True))
            found.silent += any(count < least for count, least in zip(counts, wanted, strict=True))
        found.silent += len({name for name, _ in done}) != len(counted)
    return found


def _wanted(done: list[bool]) -> tuple[int, ...]:
    """Return how many people, visits, tickets, notes, diagnoses and answers there must be after these steps."""
    person, visit, record, correction = done
    return (int(person), int(visit), int(visit), int(record), 2 * record, int(record) + correction)


def _counted(session: Session) -> dict[str, tuple[int, ...]]:
    """Return the same as it is stored, by the name of the person."""
    counts: dict[str, list[int]] = {}
    people = {row.id: row.name for row in session.execute(select(Person.id, Person.name))}
    for name in people.values():
        counts.setdefault(name, [0] * 6)[0] += 1
    whose = {row.id: row.person_id for row in session.execute(select(Encounter.id, Encounter.person_id))}
    for person_id in whose.values():
        counts[people[person_id]][1] += 1
    for place, model in enumerate((Ticket, Note, Diagnosis, FormResponse), 2):
        column = model.encounter_id  # type: ignore[attr-defined]
        for encounter_id, number in session.execute(select(column, func.count()).group_by(column)):
            if encounter_id is not None:
                counts[people[whose[encounter_id]]][place] += number
    return {name: tuple(held) for name, held in counts.items()}
