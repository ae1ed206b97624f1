"""A small Puskesmas whose registers have something in every row: children, twins, pregnancies, one of a minor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from ilp_desktop.demo.growing import Grower
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterRow
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import ALARMING, ANC, DAUGHTER_BORN, at, birth, examine, family

YEAR = TODAY.year
MINOR_BORN = date(2010, 5, 17)
BIRTHDAYS = (
    *(date(2022, 1, 31), date(2023, 11, 23), date(2024, 2, 29), date(2025, 1, 1), date(2025, 6, 15)),
    *(date(2025, 12, 31), date(2026, 10, 2)),
)
FULL_DAYS = (date(2026, 8, 12), date(2026, 8, 13), TODAY - timedelta(days=3))
TWINS_BORN = date(2026, 9, 20)


@dataclass(frozen=True)
class Line:
    """A row of a register, its cells by their headings."""

    row: RegisterRow
    cells: dict[str, Cell]

    def __getitem__(self, heading: str) -> Cell:
        """Return the cell under a heading."""
        return self.cells[heading]

    @property
    def who(self) -> UUID:
        """Return whose record it leads to."""
        return self.row.person_id


@dataclass(frozen=True)
class Story:
    """Who is who."""

    children: tuple[UUID, ...]
    wife: UUID
    daughter: UUID
    expecting: UUID
    minor: UUID
    of_twins: UUID
    twins: tuple[UUID, UUID]
    long_ago: UUID


def tell(clinic: Clinic) -> Story:
    """Let all of it happen, and come back to today."""
    wife, daughter = _delivered(clinic)
    long_ago = _mother(clinic, "Ibu Lampau", date(1988, 1, 1))
    _pregnant(clinic, long_ago, date(2023, 1, 10))
    expecting = _expecting(clinic)
    minor = _mother(clinic, "Remaja Hamil", MINOR_BORN)
    _pregnant(clinic, minor, date(2026, 6, 1))
    of_twins, twins = _twins(clinic)
    children = tuple(_child(clinic, number, born) for number, born in enumerate(BIRTHDAYS))
    at(clinic, TODAY)
    return Story(children, wife, daughter, expecting, minor, of_twins, twins, long_ago)


def rows_of(clinic: Clinic, code: str, *, month: int = 0, user: SignedIn | None = None, year: int = YEAR) -> list[Line]:
    """Return the rows of a register."""
    wanted = RegisterFilter(code, year, month)
    reader = user or clinic.doctor
    head = clinic.house.registers.head(reader, wanted)
    headings = [one.heading for one in head.columns]
    return [Line(row, dict(zip(headings, row.cells, strict=True))) for row in listed(clinic, wanted, reader)]


def listed(clinic: Clinic, wanted: RegisterFilter, user: SignedIn | None = None) -> tuple[RegisterRow, ...]:
    """Return everything of a register at once."""
    return clinic.house.registers.listed(user or clinic.doctor, wanted, None, 200)


def _mother(clinic: Clinic, name: str, born: date, **changes: object) -> UUID:
    return clinic.register(name, birth_date=born, **changes).person_id


def _pregnant(clinic: Clinic, mother: UUID, last_period_on: date) -> UUID:
    at(clinic, last_period_on + timedelta(weeks=7))
    wanted = NewPregnancy(clinic.new_id(), mother, last_period_on, 2, 1, 0, 154.0, 49.5)
    return clinic.house.pregnancies.start(clinic.doctor, wanted)


def _delivered(clinic: Clinic) -> tuple[UUID, UUID]:
    """Let a wife bear her daughter, and come in nifas."""
    wife, daughter = family(clinic)
    born = DAUGHTER_BORN
    _pregnant(clinic, wife, born - timedelta(weeks=39))
    for weeks in (9, 20, 31):
        at(clinic, born - timedelta(weeks=39 - weeks))
        examine(clinic, wife, "anc_visit", ANC)
    at(clinic, born + timedelta(days=5))
    clinic.house.children.record_birth(clinic.doctor, daughter, birth(clinic, born))
    nifas = {"nifas_tanda_bahaya": "tidak_ada", "nifas_vitamin_a": "dua_kapsul", "kb_pascasalin": "iud"}
    examine(clinic, wife, "postnatal_visit", nifas)
    return wife, daughter


def _expecting(clinic: Clinic) -> UUID:
    mother = _mother(clinic, "Ibu Hamil", date(1999, 2, 3), nik="3216014302990001")
    _pregnant(clinic, mother, date(2026, 5, 10))
    for day, typed in ((date(2026, 7, 1), ANC), (date(2026, 9, 2), ANC), (date(2026, 11, 20), ALARMING)):
        at(clinic, day)
        examine(clinic, mother, "anc_visit", typed)
    at(clinic, date(2026, 11, 21))
    four = {"hamil_pertama": "tidak", "belum_pernah_melahirkan": "tidak", "jarak_kehamilan": "1,5", "jumlah_anak": "1"}
    examine(clinic, mother, "four_too", four)
    return mother


def _twins(clinic: Clinic) -> tuple[UUID, tuple[UUID, UUID]]:
    mother = _mother(clinic, "Ibu Kembar", date(1996, 7, 7))
    _pregnant(clinic, mother, TWINS_BORN - timedelta(weeks=37))
    at(clinic, TWINS_BORN + timedelta(days=1))
    both = []
    for number, weight in ((1, 2300), (2, 2150)):
        child = clinic.register(f"Kembar {number}", birth_date=TWINS_BORN, mother_id=mother).person_id
        wanted = birth(clinic, TWINS_BORN, weight_g=weight)
        clinic.house.children.record_birth(clinic.doctor, child, wanted)
        both.append(child)
    visit = {"bbl_tanda_bahaya": "tidak_ada", "vitamin_k1": "sudah", "salep_mata": "sudah"}
    examine(clinic, both[0], "neonatal_visit", visit)
    return mother, (both[0], both[1])


def _child(clinic: Clinic, number: int, born: date) -> UUID:
    """Register a child that is weighed now and then, vaccinated with gaps, and given what children are given."""
    random = Random(number)
    at(clinic, max(born, date(2025, 10, 1)))
    sex = random.choice((Sex.FEMALE, Sex.MALE))
    rt = random.choice(("002", "003"))
    child = clinic.register(f"Anak {number}", birth_date=born, sex=sex, rt=rt).person_id
    grower = Grower(random, sex.value)
    for day in _weighing_days(random, born):
        at(clinic, day)
        typed = grower.typed((day - born).days, day)
        left_out = ("tinggi", "posisi_ukur") if random.random() < 0.3 else ()
        measures = {code: text for code, text in typed.items() if code not in left_out}
        examine(clinic, child, "vital_signs", measures, confirmed=_unlikely(clinic, child, measures))
    at(clinic, TODAY)
    for dose in schedule_on(TODAY).doses if number % 2 else ():
        given = dose.start.after(born) + timedelta(days=random.randrange(10))
        if given <= TODAY and random.random() < 0.8 and not dose.endemic_only:
            wanted = NewDose(clinic.new_id(), child, dose.antigen, dose.dose, given, told=True, confirmed=True)
            clinic.house.children.give(clinic.doctor, wanted)
    if (TODAY - born).days > 400:
        at(clinic, date(2026, 8, 12))
        examine(clinic, child, "vitamin_a", {"vitamin_a_merah": "ya", "vitamin_a_alasan": "rutin"})
        at(clinic, date(2026, 8, 13))
        examine(clinic, child, "deworming", {"albendazol_200" if born > date(2024, 8, 12) else "albendazol_400": "ya"})
    elif (TODAY - born).days < 180:
        at(clinic, TODAY - timedelta(days=3))
        examine(clinic, child, "feeding", {"masih_asi": "ya", "selain_asi_24_jam": "tidak"})
    return child


def _unlikely(clinic: Clinic, child: UUID, measures: dict[str, str]) -> frozenset[str]:
    """Return what is asked once more of some measures, for made-up children shrink now and then."""
    screening = clinic.house.screening
    form, facts = screening.form(clinic.doctor, "vital_signs"), screening.facts(clinic.doctor, child)
    checked = screening.check(form, FilledForm("vital_signs", measures), facts)
    return frozenset(doubt.key for doubt in checked.doubts.values())


def _weighing_days(random: Random, born: date) -> Iterator[date]:
    day = max(born, date(2025, 11, 2)) + timedelta(days=3)
    while day < TODAY:
        yield day
        day += timedelta(days=random.randrange(24, 60))
        if day in FULL_DAYS:
            day += timedelta(days=2)
