"""People entered twice among 100,000: advice at the desk, the search over everybody, and what it finds."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from db.engine import open_sqlite
from db.migrate import upgrade
from ilp_desktop.services.person.person_data import PersonData
from tests.benchmarks.bench_dues import timed
from tests.benchmarks.bench_save_visit import p95
from tests.benchmarks.entered_people import Register
from tests.benchmarks.figures import show
from tests.house_fixtures import KEY, TODAY, Clinic, furnish, opened

PEOPLE = 100_000
AT_THE_DESK = 300


def measure_desk(clinic: Clinic, register: Register) -> None:
    """Print how long the advice takes for people who are registered, as every field stands filled."""
    step = max(len(register.people) // AT_THE_DESK, 1)
    typed = [
        PersonData(
            name=row["name"],
            sex=row["sex"],
            birth_date=row["birth_date"],
            mother_name=row["mother_name"],
            village_id=row["village_id"],
            rw=row["rw"],
            rt=row["rt"],
        )
        for row in register.people[::step]
    ]
    for name, data in (("name and date", typed), ("name alone", [replace(one, birth_date=None) for one in typed])):
        spent = [timed(partial(clinic.house.duplicates.likely, clinic.desk, one)) for one in data]
        show(f"advice at the desk, {name}, p95", p95(spent[10:]), "ms")
        show(f"advice at the desk, {name}, longest", max(spent[10:]), "ms")


def measure_search(clinic: Clinic, register: Register) -> None:
    """Print how long the search over everybody takes, its longest lot, and how much of what was planted it finds."""
    scan, head, spent = clinic.house.duplicate_scan, clinic.head, []
    state = scan.begin(head)
    while state.is_under_way:
        start = perf_counter()
        state = scan.go_on(head)
        spent.append((perf_counter() - start) * 1000)
    show(f"search over everybody, {len(spent)} lots", sum(spent) / 1000, "s")
    show("longest lot, after which it can be stopped", max(spent), "ms")
    start = perf_counter()
    pairs = clinic.house.duplicates.pairs(head, None, 50)
    show("first page of the list", (perf_counter() - start) * 1000, "ms")
    while len(page := clinic.house.duplicates.pairs(head, pairs[-1], 500)):
        pairs += page
    found = {frozenset(pair.key) for pair in pairs}
    planted = {frozenset(pair) for pair in register.twice}
    show("pairs in the list", len(found), "pairs")
    show("found of those entered twice", len(found & planted) / len(planted) * 100, "%")


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        database = open_sqlite(Path(folder) / "ilp.db", KEY)
        upgrade(database.engine)
        clinic = opened(database, furnish(database))
        register = Register(clinic)
        register.fill(PEOPLE, TODAY)
        measure_desk(clinic, register)
        measure_search(clinic, register)
        database.close()


if __name__ == "__main__":
    main()
