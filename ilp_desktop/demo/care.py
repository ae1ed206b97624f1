"""What happened to made-up people over three years: visits, measurements, pregnancies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ilp_desktop.demo.growing import grower_of
from ilp_desktop.demo.lists import FEMALE, Complaint, complaints, therapy_for
from ilp_desktop.demo.population import Someone
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.diagnosis_fit import Fit, fitting
from ilp_desktop.domain.life_stage import life_stage
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK
from ilp_desktop.domain.sex import Sex

YEARS = 3
DAYS_A_YEAR = 365
SUNDAY = 6
WELL_CHILD, ANTENATAL, HYPERTENSION, DIABETES = "Z00.1", "Z34.9", "I10", "E11.9"
LEAST_BMI = 17.0
MOTHER_AGES = (18, 42)
ANTENATAL_WEEKS = (9, 16, 22, 28, 33, 37)
GIVEN_SHARE = 0.88


@dataclass(frozen=True)
class PlannedVisit:
    """A visit that took place; ``forms`` holds what was typed, by form code."""

    day: date
    complaint: str
    codes: tuple[str, ...]
    sick: bool
    maternal: bool = False
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def therapy(self) -> tuple[str, str]:
        """Return therapy and plan."""
        return therapy_for(self.codes[0])


@dataclass(frozen=True)
class PlannedPregnancy:
    """A pregnancy in progress, or one that ended with the birth of ``child``."""

    last_period_on: date
    height_cm: float
    weight_before_kg: float
    child: Someone | None = None


def not_sunday(day: date) -> date:
    """Return the day, or the one after it when that is a Sunday."""
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def open_days(day: date, today: date) -> date:
    """Return the day, or the one after it when that is a Sunday; never later than yesterday."""
    return min(not_sunday(day), today - timedelta(days=1))


def child_visits(random: Random, child: Someone, today: date) -> Iterator[PlannedVisit]:
    """Weigh a child under five now and then, along its own curve with a little noise."""
    grower = grower_of(child.name, child.birth_date, child.sex)
    for month in (0, 1, 2, 3, 4, 6, 9, 12, 18, 24, 30, 36, 42, 48, 54):
        day = open_days(child.birth_date + timedelta(days=int(month * 30.44) + random.randint(3, 20)), today)
        if (today - day).days > YEARS * DAYS_A_YEAR or day >= today - timedelta(days=2):
            continue
        if random.random() < 0.45:
            measured = grower.typed((day - child.birth_date).days, day)
            yield PlannedVisit(day, "Timbang dan imunisasi", (WELL_CHILD,), sick=False, forms={"vital_signs": measured})


def pregnancy_of(random: Random, woman: Someone, children: list[Someone], today: date) -> PlannedPregnancy | None:
    """Return the pregnancy of a woman that is in progress, or that ended within three years."""
    height = round(random.gauss(153, 5), 1)
    weight = round(max(LEAST_BMI * (height / 100) ** 2, random.gauss(54, 9)), 1)
    young = [child for child in children if (today - child.birth_date).days < YEARS * DAYS_A_YEAR]
    if young:
        child = max(young, key=lambda one: one.birth_date)
        return PlannedPregnancy(child.birth_date - timedelta(days=random.randint(266, 286)), height, weight, child)
    if MOTHER_AGES[0] <= woman.age(today) <= MOTHER_AGES[1] and random.random() < 0.11:
        return PlannedPregnancy(today - timedelta(days=random.randint(30, 270)), height, weight)
    return None


def antenatal_visits(random: Random, plan: PlannedPregnancy, today: date) -> Iterator[PlannedVisit]:
    """Examine a pregnant woman at the weeks of the schedule, most of the time."""
    pressure = int(random.gauss(112, 9))
    end = plan.child.birth_date if plan.child else today
    for week in ANTENATAL_WEEKS:
        day = open_days(plan.last_period_on + timedelta(days=week * DAYS_A_WEEK + random.randint(0, 9)), today)
        if day >= end - timedelta(days=1) or random.random() > GIVEN_SHARE:
            continue
        weeks = (day - plan.last_period_on).days // DAYS_A_WEEK
        typed = _antenatal_answers(random, plan, weeks, pressure + weeks // 6)
        yield PlannedVisit(
            day, "Kontrol kehamilan", (ANTENATAL,), sick=False, maternal=True, forms={"anc_visit": typed}
        )


def chronic_visits(random: Random, adult: Someone, today: date) -> Iterator[PlannedVisit]:
    """Follow adults with high blood pressure or diabetes, with a slowly falling pressure."""
    age = adult.age(today)
    codes = [code for code, share in ((HYPERTENSION, 0.24), (DIABETES, 0.06)) if random.random() < share]
    if age < 40 or not codes:
        return
    systolic, weight, height = random.gauss(162, 12), max(38.0, random.gauss(60, 10)), random.gauss(157, 7)
    day = today - timedelta(days=random.randint(200, YEARS * DAYS_A_YEAR))
    for _ in range(random.randint(2, 7)):
        day = open_days(day + timedelta(days=random.randint(25, 75)), today)
        if day >= today - timedelta(days=1):
            return
        systolic = max(118.0, systolic - random.gauss(3, 5))
        typed = adult_answers(random, int(systolic), (weight, height))
        yield PlannedVisit(day, "Kontrol penyakit kronis", tuple(codes), sick=True, forms={"vital_signs": typed})


def complaint_of(random: Random, sex: str, birth_date: date, day: date) -> Complaint:
    """Return what somebody comes for on a day, of a diagnosis that fits sex and age."""
    found, weights = complaints(life_stage(age_on(birth_date, day)).code, sex)
    first = random.choices(found, weights)[0]
    if _fits(first, sex, birth_date, day):
        return first
    left = [one for one in found if _fits(one, sex, birth_date, day)]
    return random.choices(left, [one.weight for one in left])[0]


def _fits(complaint: Complaint, sex: str, birth_date: date, day: date) -> bool:
    return fitting(complaint.code, Sex(sex), birth_date, day).fit is Fit.FITS


def other_visit(random: Random, person: Someone, today: date) -> PlannedVisit:
    """Return a visit for whatever people of this age come for."""
    oldest = min(YEARS * DAYS_A_YEAR, (today - person.birth_date).days)
    day = open_days(today - timedelta(days=random.randint(1, max(1, oldest))), today)
    day = max(day, person.birth_date)
    complaint = complaint_of(random, person.sex, person.birth_date, day)
    typed = {}
    if person.age(day) >= 15 and random.random() < 0.8:
        build = (max(35.0, random.gauss(57, 10)), random.gauss(157 if person.sex == FEMALE else 164, 6))
        typed = {"vital_signs": adult_answers(random, int(random.gauss(120, 12)), build)}
    return PlannedVisit(day, complaint.words, (complaint.code,), sick=complaint.sick, forms=typed)


def adult_answers(random: Random, systolic: int, build: tuple[float, float]) -> dict[str, str]:
    """Return typed vital signs of an adult of a weight in kg and height in cm."""
    weight, height = build
    systolic = max(92, min(systolic, 205))
    return {
        "sistolik": str(systolic),
        "diastolik": str(max(55, min(118, int(systolic * 0.62 + random.gauss(2, 5))))),
        "nadi": str(int(max(58, min(110, random.gauss(80, 8))))),
        "napas": str(int(max(14, min(24, random.gauss(18, 1.5))))),
        "suhu": _comma(max(36.0, min(38.9, random.gauss(36.6, 0.4)))),
        "berat": _comma(weight + random.gauss(0, 0.6)),
        "tinggi": _comma(height),
    }


def _antenatal_answers(random: Random, plan: PlannedPregnancy, weeks: int, pressure: int) -> dict[str, str]:
    gain = max(0.0, (weeks - 8) * random.gauss(0.38, 0.05))
    typed = {
        "tanda_bahaya": "tidak_ada",
        "berat": _comma(plan.weight_before_kg + gain),
        "tinggi": _comma(plan.height_cm),
        "sistolik": str(max(92, min(pressure, 160))),
        "diastolik": str(max(55, min(100, int(pressure * 0.63)))),
        "lila": _comma(max(20.0, random.gauss(25.5, 2))),
        "jenis_tablet": "TTD",
        "jumlah_tablet": "30",
        "tindak_lanjut": "kontrol" if pressure < 140 else "dokter",
        "hb_status": random.choice(("ada_hasil", "belum", "belum")),
        "protein_urin": "negatif",
        "gds_status": "belum",
    }
    if typed["hb_status"] == "ada_hasil":
        typed["hb"] = _comma(max(8.4, random.gauss(11.4, 0.9)))
    if weeks >= 13:
        typed |= {"djj_terdengar": "ya", "djj": str(max(120, min(160, int(random.gauss(142, 7)))))}
    if weeks >= 21:
        typed |= {"tfu": _comma(weeks + random.gauss(-0.5, 1)), "presentasi": "kepala"}
    return typed


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
