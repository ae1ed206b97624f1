"""Registers of 2,000 children: to the first screen and to XLSX, and 500 KIA summaries in one PDF."""

import gc
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from sqlalchemy import select

from db.models import Person
from ilp_desktop.exchange.spreadsheets import write_table
from ilp_desktop.services.due.due_rows import Place
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.benchmarks.figures import show
from tests.benchmarks.register_people import CHILDREN, FEWER_RT, house_of_children
from tests.house_fixtures import TODAY, Clinic

PAGE = 50
ROUNDS = 12
SUMMARIES, WARM = 500, 50
RAW_READ, RAW_FILE, RAW_ONE = "the same people by ORM", "the same cells from memory", "one summary"
KOHORT = ("register_infant", "register_toddler", "register_mother")


def timed(work: object) -> float:
    """Return how many milliseconds something takes."""
    start = perf_counter()
    work()  # type: ignore[operator]
    return (perf_counter() - start) * 1000


def worked(work: object) -> float:
    """Return how many milliseconds the processor works for something, whatever else the machine does meanwhile."""
    start = process_time()
    work()  # type: ignore[operator]
    return (process_time() - start) * 1000


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20)[-1]


def resident_mb() -> float:
    """Return the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def by_orm(clinic: Clinic) -> None:
    """Read fifty people and nothing else."""
    with clinic.database.reading() as session:
        list(session.scalars(select(Person).order_by(Person.name).limit(PAGE)))


def first_screen(clinic: Clinic, wanted: RegisterFilter) -> None:
    """Do what the screen does until the first rows stand there."""
    clinic.house.registers.head(clinic.doctor, wanted, PAGE)


def measure_screens(clinic: Clinic) -> None:
    """Print how long the first screen of each kohort takes, for a month and for the year."""
    raw = median(timed(partial(by_orm, clinic)) for _ in range(ROUNDS))
    show("fifty people by ORM", raw, "ms")
    for code in KOHORT:
        for month in (0, TODAY.month):
            wanted = RegisterFilter(code, TODAY.year, month)
            first = timed(partial(first_screen, clinic, wanted))
            times = [timed(partial(first_screen, clinic, wanted)) for _ in range(ROUNDS)]
            what = f"{code}, {'a month' if month else 'the year'}, first screen"
            show(f"{what}, first time", first, "ms", raw, RAW_READ)
            show(f"{what}, p95 (target 300)", p95(times), "ms", raw, RAW_READ)


def measure_files(clinic: Clinic, folder: Path) -> None:
    """Print how long the XLSX of a year takes, beside one whose cells are at hand."""
    for code in KOHORT:
        wanted = RegisterFilter(code, TODAY.year)
        head = clinic.house.registers.head(clinic.doctor, wanted)
        rows = clinic.house.registers.listed(clinic.doctor, wanted, None, CHILDREN)
        headings = [(one.heading, one.letters) for one in head.columns]
        cells = [row.cells for row in rows]
        raw = timed(partial(write_table, folder / "raw.xlsx", "x", headings, cells, ())) / 1000
        write = partial(
            clinic.house.register_papers.export, clinic.doctor, wanted, folder / "x.xlsx", lambda *_told: None
        )
        took = min(timed(write) for _ in range(3)) / 1000
        show(f"{code} of the year to XLSX, {len(rows)} rows (target 4)", took, "s", raw, RAW_FILE)


def measure_summaries(clinic: Clinic, folder: Path) -> None:
    """Print how long summaries take one by one and 500 in one file, and how much memory those need."""
    wanted = RegisterFilter("register_infant", TODAY.year)
    rows = clinic.house.registers.listed(clinic.doctor, wanted, None, ROUNDS * 2)
    one = [timed(partial(clinic.house.kia.pdf, clinic.doctor, None, row.person_id)) for row in rows]
    show("one KIA summary, p95 (target 250)", p95(one), "ms")
    told: list[float] = []
    start = perf_counter()

    def heard(_fraction: float, _text: str) -> None:
        gc.collect()
        told.append(resident_mb())
        if len(told) == SUMMARIES:
            raise KeyboardInterrupt

    wanted = RegisterFilter("register_toddler", TODAY.year, TODAY.month, Place(clinic.village_id, "001", FEWER_RT))
    try:
        clinic.house.register_papers.summaries(clinic.doctor, wanted, folder / "kia.pdf", heard)
    except KeyboardInterrupt:
        show("stopped after", len(told), "summaries")
    each = (perf_counter() - start) * 1000 / len(told)
    show(f"{len(told)} KIA summaries in one PDF, each", each, "ms", median(one), RAW_ONE)
    show(f"growth of memory from summary {WARM} to {len(told)}", told[-1] - told[WARM], "MB")


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    clinic = house_of_children(folder)
    gc.collect()
    gc.freeze()
    gc.disable()  # as in the program, which collects on the GUI thread alone
    measure_screens(clinic)
    measure_files(clinic, folder)
    measure_summaries(clinic, folder)
    clinic.database.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
