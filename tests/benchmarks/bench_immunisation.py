"""How fast plans of immunisation are made: one child, and all 9,000 children of a Puskesmas, with any history."""

import random
import sys
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts
from ilp_desktop.domain.immunisation.immunisation_plan import immunisation_plan
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.sex import Sex

CHILDREN = 9_000
ONE_CHILD_MS, ALL_S = 1.0, 15.0
TODAY = date(2026, 11, 23)
OLDEST_DAYS = 18 * 365
LATEST_DAYS = 200


def child(chance: random.Random) -> VaccineFacts:
    """Return a made-up child that got some of its doses, some late."""
    birth = TODAY - timedelta(days=chance.randrange(OLDEST_DAYS))
    given = []
    for dose in schedule_on(TODAY).doses:
        on = dose.start.after(birth) + timedelta(days=chance.randrange(LATEST_DAYS))
        if on <= TODAY and chance.random() < 0.7:
            given.append(GivenDose(dose.antigen, dose.dose, on))
    return VaccineFacts(birth, chance.choice(list(Sex)), tuple(given), je_endemic=chance.random() < 0.3)


def seconds_of_baseline() -> float:
    """Return how long as many additions of days take as the plans need at least."""
    start = perf_counter()
    for number in range(CHILDREN * 100):
        _ = TODAY + timedelta(days=number % 365)
    return perf_counter() - start


def main() -> None:
    """Print one line for each figure."""
    chance = random.Random(2023)
    children = [child(chance) for _ in range(CHILDREN)]
    newborn = VaccineFacts(TODAY - timedelta(days=150), Sex.FEMALE)
    immunisation_plan(newborn, TODAY)
    baseline = seconds_of_baseline()
    one = []
    for _ in range(200):
        start = perf_counter()
        immunisation_plan(newborn, TODAY)
        one.append((perf_counter() - start) * 1000)
    start = perf_counter()
    for each in children:
        immunisation_plan(each, TODAY)
    everybody = perf_counter() - start
    sys.stdout.write(
        f"immunisation plan, one child without a dose: {median(one):.2f} ms ({median(one) / ONE_CHILD_MS:.2f} of "
        f"{ONE_CHILD_MS:.0f} ms)\n"
    )
    sys.stdout.write(
        f"immunisation plan, {CHILDREN} children: {everybody:.2f} s ({everybody / ALL_S:.2f} of {ALL_S:.0f} s, "
        f"{everybody / baseline:.1f} x baseline)\n"
    )
    sys.stdout.write(f"immunisation plan, baseline of {CHILDREN * 100} additions: {baseline:.3f} s (1.0 x baseline)\n")
