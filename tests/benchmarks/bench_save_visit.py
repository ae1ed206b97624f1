"""Saving a visit and searching, over 30,000 people, beside raw SQLite doing the like in the same run."""

import shutil
import sqlite3
import statistics
from pathlib import Path
from time import perf_counter
from uuid import UUID

from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.lists import settings
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.identity import Identities
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening
from tests.benchmarks.demo_data import demo_folder
from tests.benchmarks.demo_day import MORNING
from tests.benchmarks.figures import show

VISITS = 60
WARM = 10
ADULTS_BORN_BEFORE = 2000
VITALS = {
    "sistolik": "150",
    "diastolik": "95",
    "nadi": "80",
    "napas": "18",
    "suhu": "36,7",
    "berat": "61,5",
    "tinggi": "158",
}
TYPED = ("siti", "sri w", "budi santoso", "ahmad", "nur", "wati sri", "3299", "000123-00", "17-5-1990", "putri a")


def open_house(folder: Path) -> tuple[House, SignedIn, SignedIn]:
    """Open the demo and sign a doctor and a clerk in."""
    password = settings("staff")["password"]
    vault = Opening(DataFolder(folder)).unlock("dokter", password)
    clock = SteppingClock(MORNING)
    house = build_house(vault.database, vault, clock, Identities(clock))
    return house, house.access.sign_in("dokter", password), house.access.sign_in("loket", password)


def visits(house: House, clerk: SignedIn) -> list[UUID]:
    """Open visits to be recorded."""
    people: list[UUID] = []
    for typed in TYPED:
        found = house.registration.search(clerk, typed)
        people += [person.id for person in found if person.birth_date.year < ADULTS_BORN_BEFORE]
    opened: list[UUID] = []
    for person_id in dict.fromkeys(people):
        if len(opened) == VISITS or house.registration.person(clerk, person_id).open_today:
            continue
        wanted = NewVisit(house.uow.identities.new(), person_id, VisitFacts("0", sick=True), Payer.SELF, "pusing")
        opened.append(house.visits.open(clerk, wanted).encounter_id)
    return opened


def record(house: House, doctor: SignedIn, encounter_id: UUID) -> float:
    """Record a visit with vital signs, two diagnoses and a letter; returns milliseconds."""
    place = next(one for one in house.facilities.destinations(doctor) if "Penyakit Dalam" in one.clinics)
    draft = ReferralDraft(place.id, "Penyakit Dalam", doctor.staff_id, "3", "Curiga komplikasi", external_missing=True)
    version = house.encounters.open(doctor, encounter_id).version
    wanted = Examination(
        client_id=house.uow.identities.new(),
        encounter_id=encounter_id,
        version=version,
        note=SoapNote(subjective="Pusing tiga hari", plan="Kontrol", therapy="Amlodipin 5 mg 1x1"),
        diagnoses=(GivenDiagnosis("I10"), GivenDiagnosis("R51")),
        forms=(FilledForm("vital_signs", VITALS),),
        referral=draft,
    )
    start = perf_counter()
    house.encounters.record(doctor, wanted)
    return (perf_counter() - start) * 1000


def size(folder: Path, house: House) -> int:
    """Return the bytes of the database with its log folded in."""
    with house.uow.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "ilp.db").stat().st_size


def raw_commit_ms(folder: Path) -> float:
    """Return the median of a bare durable SQLite transaction that writes as many rows."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)")
    spent = []
    for _ in range(VISITS):
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO t (a, b) VALUES (?, ?)", [("x" * 60, "y" * 60)] * 20)
        connection.execute("COMMIT")
        spent.append((perf_counter() - start) * 1000)
    connection.close()
    return statistics.median(spent)


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Measure and print."""
    folder = demo_folder()
    house, doctor, clerk = open_house(folder)
    opened = visits(house, clerk)
    for encounter_id in opened[:WARM]:
        record(house, doctor, encounter_id)
    before = size(folder, house)
    spent = [record(house, doctor, encounter_id) for encounter_id in opened[WARM:]]
    growth = (size(folder, house) - before) / len(spent) / 1000
    raw = raw_commit_ms(folder)
    show("save a visit, median", statistics.median(spent), "ms", raw, "raw SQLite commit of 20 rows")
    show("save a visit, p95", p95(spent), "ms", raw, "raw SQLite commit of 20 rows")
    show("database growth a visit", growth, "kB")
    searches = []
    for _ in range(20):
        for typed in TYPED:
            start = perf_counter()
            house.registration.search(clerk, typed)
            searches.append((perf_counter() - start) * 1000)
    show("search service, median", statistics.median(searches), "ms", raw, "raw SQLite commit of 20 rows")
    show("search service, p95", p95(searches), "ms", raw, "raw SQLite commit of 20 rows")
    house.uow.database.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
