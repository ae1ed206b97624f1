"""Opening the record of a patient with 500 visits and 10,000 observations, searching in it, and copying it."""

import gc
from collections.abc import Callable
from datetime import date
from functools import partial
from statistics import median, quantiles
from time import perf_counter
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from sqlalchemy import Engine, event

from ilp_desktop.domain.care.certificate import CertificateDraft
from ilp_desktop.services.certificate.certificates import NewCertificate
from ilp_desktop.services.chart.record_papers import CopyKind, CopyWanted
from ilp_desktop.services.chart.rows import RecordFilter, RecordKind
from tests.benchmarks.figures import show
from tests.benchmarks.long_record import OBSERVATIONS, VISITS, clinic_with_long_record
from tests.house_fixtures import Clinic
from ui.widgets.room.opened_visit import read_visit
from ui.widgets.room.world import RoomWorld

ROUNDS = 60
PAGE = 51
RAW = "the same rows by the driver"
ROWS_OF_A_PAGE = (
    "SELECT * FROM encounter WHERE person_id = ? ORDER BY day DESC, recorded_at DESC LIMIT 50",
    (
        "SELECT d.* FROM diagnosis d JOIN (SELECT id FROM encounter WHERE person_id = ? ORDER BY day DESC LIMIT 50) v"
        " ON v.id = d.encounter_id"
    ),
    (
        "SELECT f.id, f.form_code FROM form_response f JOIN"
        " (SELECT id FROM encounter WHERE person_id = ? ORDER BY day DESC LIMIT 50) v ON v.id = f.encounter_id"
    ),
    (
        "SELECT o.* FROM form_response f JOIN observation o ON o.response_id = f.id JOIN"
        " (SELECT id FROM encounter WHERE person_id = ? ORDER BY day DESC LIMIT 50) v ON v.id = f.encounter_id"
        " WHERE o.code IN ('sistolik', 'diastolik', 'berat', 'suhu')"
    ),
)


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def by_driver(clinic: Clinic, person: UUID) -> None:
    """Read the rows of the first page and do nothing with them."""
    connection = clinic.database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        for statement in ROWS_OF_A_PAGE:
            cursor.execute(statement, (person.bytes,)).fetchall()
        connection.rollback()
    finally:
        connection.close()


def measure(name: str, work: Callable[[], object], raw: float, rounds: int = ROUNDS) -> None:
    """Print the 95th percentile of a piece of work and how many statements it sends."""
    statements: list[str] = []

    def count(*args: object) -> None:
        statements.append(str(args[2]))

    event.listen(Engine, "before_cursor_execute", count)
    work()
    event.remove(Engine, "before_cursor_execute", count)
    asked = [one for one in statements if one.lstrip().upper().startswith(("SELECT", "WITH"))]
    gc.collect()  # the program collects while nobody waits: here between two measures
    times = [timed(work) for _ in range(rounds)]
    p95 = quantiles(times, n=20)[-1] if rounds > 1 else times[0]
    show(f"{name}, median", median(times), "ms", raw, RAW)
    show(f"{name}, p95, {len(asked)} statements", p95, "ms", raw, RAW)


def measure_resume(clinic: Clinic, visit: UUID, raw: float) -> None:
    """Print how long a resume medis of every visit takes: read, issued, laid out."""
    certificates, doctor = clinic.house.certificates, clinic.doctor
    draft = CertificateDraft("resume", doctor_id=doctor.staff_id, purpose="Klaim asuransi", since=date(1990, 1, 1))
    wanted = NewCertificate(clinic.new_id(), visit, draft)
    clinic.house.record_papers.pdf(doctor, CopyWanted(visit, visit_id=visit))  # typefaces are loaded by then
    begin = perf_counter()
    read = certificates.read_resume(doctor, wanted)
    reading = (perf_counter() - begin) * 1000
    row = certificates.issue(doctor, wanted, read)
    certificates.pdf(doctor, row.id)
    taken = (perf_counter() - begin) * 1000
    show(f"resume medis of {VISITS} visits, read", reading, "ms", raw, RAW)
    show(f"resume medis of {VISITS} visits, read, issued and laid out (target 2000)", taken, "ms", raw, RAW)


def main() -> None:
    """Print one line for each figure."""
    with clinic_with_long_record() as (clinic, visit):
        gc.freeze()
        gc.disable()
        house, doctor = clinic.house, clinic.doctor
        person = house.encounters.open(doctor, visit).patient.person_id
        raw = median(timed(partial(by_driver, clinic, person)) for _ in range(ROUNDS))
        show(f"rows of the first page, {VISITS} visits, {OBSERVATIONS} observations", raw, "ms")
        measure("open the record", partial(house.encounters.open, doctor, visit), raw)
        room = cast("RoomWorld", SimpleNamespace(house=house, user=doctor))
        screen = partial(read_visit, room, visit, frozenset(), with_letter=False)
        measure("everything the room shows first (target 100)", screen, raw)
        measure("what it can be narrowed to", partial(house.records.outline, doctor, visit), raw)
        page = partial(house.records.page, doctor, visit)
        for wanted in (RecordFilter(), RecordFilter(text="pusing"), RecordFilter(kind=RecordKind.MEASURE, year=2020)):
            measure(f"page {wanted.kind.value} «{wanted.text}» {wanted.year or ''}", partial(page, wanted), raw)
        measure("one visit of the past", partial(house.records.visit, doctor, visit, visit), raw)
        measure("trend of one measure", partial(house.records.trend, doctor, visit, "sistolik"), raw)
        for kind in CopyKind:
            wanted_copy = CopyWanted(visit, kind)
            taken = min(timed(partial(house.record_papers.pdf, doctor, wanted_copy)) for _ in range(2))
            show(f"{kind.value} of {VISITS} visits as PDF (target 2000)", taken, "ms", raw, RAW)
        measure_resume(clinic, visit, raw)
