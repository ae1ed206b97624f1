"""Registers of 5,000 people with hypertension among 10,000: to the first screen; and the tab PTM after 500 visits."""

import gc
import shutil
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import event

from ilp_desktop.services.due.due_rows import Place
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.benchmarks.bench_registers import PAGE, ROUNDS, by_orm, first_screen, p95, timed, worked
from tests.benchmarks.chronic_people import FEWER_RT, house_of_the_ill, visits_of_one
from tests.benchmarks.figures import show
from tests.house_fixtures import TODAY, Clinic

VISITS = 500
RAW = "fifty people by ORM"


def measure_registers(clinic: Clinic, raw: float) -> None:
    """Print how long the first screen takes: of everybody, of one RT, of those narrowed by state, for the year."""
    hypertension, diabetes = "register_hypertension", "register_diabetes"
    place = Place(clinic.village_id, "001", FEWER_RT)
    for what, wanted in (
        ("hypertension, a month", RegisterFilter(hypertension, TODAY.year, TODAY.month)),
        ("hypertension, the year", RegisterFilter(hypertension, TODAY.year)),
        ("hypertension, one RT", RegisterFilter(hypertension, TODAY.year, TODAY.month, place)),
        ("hypertension, lost", RegisterFilter(hypertension, TODAY.year, TODAY.month, state="lost")),
        (
            "hypertension, uncontrolled",
            RegisterFilter(hypertension, TODAY.year, TODAY.month, state="uncontrolled"),
        ),
        ("hypertension, by name", RegisterFilter(hypertension, TODAY.year, TODAY.month, search="warga 0123")),
        ("diabetes, a month", RegisterFilter(diabetes, TODAY.year, TODAY.month)),
        ("diabetes, lost", RegisterFilter(diabetes, TODAY.year, TODAY.month, state="lost")),
    ):
        first = timed(partial(first_screen, clinic, wanted))
        times = [timed(partial(first_screen, clinic, wanted)) for _ in range(ROUNDS)]
        show(f"{what}, first time", first, "ms", raw, RAW)
        show(f"{what}, p95 (target 200)", p95(times), "ms", raw, RAW)
        show_work(what, partial(first_screen, clinic, wanted), partial(by_orm, clinic))
    wanted = RegisterFilter(hypertension, TODAY.year, TODAY.month)
    head = timed(lambda: clinic.house.registers.head(clinic.doctor, wanted))
    show("its head alone", head, "ms", raw, RAW)
    last = clinic.house.registers.listed(clinic.doctor, wanted, None, PAGE)[-1]
    show(
        "its next page", timed(lambda: clinic.house.registers.listed(clinic.doctor, wanted, last, PAGE)), "ms", raw, RAW
    )
    tally = timed(lambda: clinic.house.registers.tallies(clinic.doctor, wanted)) / 1000
    show("its tallies over all rows, in the background", tally, "s")


def show_work(what: str, work: object, simple: object) -> None:
    """Print how long the processor works for something, beside something simple: it holds on a busy machine too."""
    of_both = median(worked(work) for _ in range(ROUNDS)), median(worked(simple) for _ in range(ROUNDS))
    show(f"{what}, processor", of_both[0], "ms", of_both[1], RAW)


def measure_picture(clinic: Clinic, raw: float) -> None:
    """Print how long the tab takes, and how many statements, for somebody who came five hundred times."""
    person = visits_of_one(clinic, VISITS)
    sent: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = clinic.database.reading().get_bind()
    event.listen(engine, "before_cursor_execute", heard)
    clinic.house.chronic.picture(clinic.doctor, person)
    event.remove(engine, "before_cursor_execute", heard)
    times = [timed(lambda: clinic.house.chronic.picture(clinic.doctor, person)) for _ in range(ROUNDS)]
    show(f"the tab PTM after {VISITS} visits, p95 (target 100)", p95(times), "ms", raw, RAW)
    show_work("the tab PTM", lambda: clinic.house.chronic.picture(clinic.doctor, person), partial(by_orm, clinic))
    show("its statements", len(sent), "")


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    clinic = house_of_the_ill(folder)
    gc.collect()
    gc.freeze()
    gc.disable()  # as in the program, which collects on the GUI thread alone
    raw = median(timed(partial(by_orm, clinic)) for _ in range(ROUNDS))
    show(RAW, raw, "ms")
    measure_registers(clinic, raw)
    measure_picture(clinic, raw)
    clinic.database.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
