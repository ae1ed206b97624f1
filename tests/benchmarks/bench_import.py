"""Registering at the desk while another process imports 50,000 people into the same file."""

import csv
import shutil
import statistics
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, sleep

from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.lists import settings
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.family_import.family_import_data import ImportWanted
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening
from tests.benchmarks.demo_data import demo_folder
from tests.benchmarks.demo_day import MORNING
from tests.benchmarks.figures import show

PEOPLE = 50_000
FAULTY_EVERY = 33
REGISTERED = 200
BETWEEN_S = 0.15
A_FAMILY = 4
RELATIONS = ("Kepala Keluarga", "Istri", "Anak", "Anak")
TITLES = ("No KK", "NIK", "Nama", "Hubungan", "JK", "Tgl Lahir", "Desa", "RW", "RT", "Alamat")
LIMIT_MS = 150.0


def write_list(file: Path, village: str) -> None:
    """Write a list of families of which every 33rd row has a NIK of 15 digits."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(TITLES)
        for number in range(PEOPLE):
            family, member = divmod(number, A_FAMILY)
            born = date(1960 + 25 * (member > 1), 1, 1) + timedelta(days=number % 3000)
            sex = "LPLP"[member]
            block, serial = divmod(number, 9_998)
            day = born.day + (40 if sex == "P" else 0)
            nik = f"3299{block + 1:02}{day:02}{born:%m%y}{serial + 1:04}"
            card = f"3299{family // 9_998 + 1:02}010120{family % 9_998 + 1:04}"
            nik = nik[:15] if number % FAULTY_EVERY == 0 else nik
            name = f"Orang Impor {number}"
            words = (card, nik, name, RELATIONS[member], sex, f"{born:%d-%m-%Y}", village, "001", "001", "Kp. Contoh")
            rows.writerow(words)


def open_house(folder: Path) -> tuple[House, SignedIn]:
    """Open the demo and sign a clerk in."""
    password = settings("staff")["password"]
    vault = Opening(DataFolder(folder)).unlock("loket", password)
    clock = SteppingClock(MORNING)
    house = build_house(vault.database, vault, clock, Identities(clock))
    return house, house.access.sign_in("loket", password)


def import_list(folder: Path, file: Path) -> None:
    """Import the list, telling how far it is; what the other process does."""
    house, clerk = open_house(folder)
    imports = house.family_imports
    table = imports.inspect(clerk, file)
    plan = imports.prepare(clerk, ImportWanted(file, table.header, table.header.columns), lambda *_told: None)
    sys.stdout.write(f"ready {len(plan.people)} {len(plan.refused)}\n")
    sys.stdout.flush()
    imports.run(clerk, plan, lambda _fraction, text: (sys.stdout.write(f"{text}\n"), sys.stdout.flush()))


def register(house: House, clerk: SignedIn, number: int) -> float:
    """Register somebody; returns milliseconds."""
    village = house.facilities.area(clerk)[0]
    data = PersonData(
        f"Pendaftar {number}", Sex.MALE, date(1980, 1, 1), village_id=village.id, rw="001", rt="001", payer=Payer.SELF
    )
    wanted = NewPerson(house.uow.identities.new(), data, FamilyRelation.HEAD)
    start = perf_counter()
    house.registration.register(clerk, wanted)
    return (perf_counter() - start) * 1000


def registered(house: House, clerk: SignedIn, first: int) -> list[float]:
    """Register people one after the other, as a desk does, and return how long each took."""
    spent = []
    for number in range(REGISTERED):
        spent.append(register(house, clerk, first + number))
        sleep(BETWEEN_S)
    return spent


def main() -> None:
    """Measure and print."""
    folder = demo_folder()
    file = folder / "daftar.csv"
    house, clerk = open_house(folder)
    write_list(file, house.facilities.area(clerk)[0].name)
    alone = statistics.quantiles(registered(house, clerk, 0), n=20)[-1]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.bench_import", str(folder), str(file)],
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        if other.stdout is None:
            raise AssertionError("the other process tells nothing")
        begun = perf_counter()
        ready = other.stdout.readline().split()
        show("list of 50,000 read and compared", perf_counter() - begun, "s")
        begun = perf_counter()
        spent = registered(house, clerk, REGISTERED)
        elapsed = perf_counter() - begun
        other.terminate()
        told = other.stdout.read().splitlines()
    done = int(told[-2].split()[0]) if len(told) > 1 else 0
    show("rows refused of 50,000", float(ready[2]), "rows")
    show("people imported a second meanwhile", done / elapsed, "a second")
    show("registering beside an import, median", statistics.median(spent), "ms")
    show(
        "registering beside an import, p95",
        statistics.quantiles(spent, n=20)[-1],
        "ms",
        alone,
        "registering alone, p95",
    )
    show("registering beside an import, longest", max(spent), "ms")
    house.uow.database.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        import_list(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
