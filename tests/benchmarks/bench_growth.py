"""How fast WHO's z-scores are reckoned: 100,000 toddlers, six indicators each, and the first reading of the tables."""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter

from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import read_rows, standard_on
from ilp_desktop.domain.sex import Sex

CHILDREN = 100_000
INDICATORS = 6
FIRST_DAY = date(2024, 1, 1)


def children() -> Iterator[Measurement]:
    """Yield the same made-up toddlers at every run, measured over one year."""
    chance = random.Random(2006)
    for number in range(CHILDREN):
        age_days = chance.randrange(91, 1826)
        yield Measurement(
            sex=Sex.MALE if number % 2 else Sex.FEMALE,
            age_days=age_days,
            measured_on=FIRST_DAY + timedelta(days=number % 365),
            weight_kg=round(5 + age_days / 150 + chance.uniform(-3, 4), 1),
            length_cm=round(60 + age_days / 38 + chance.uniform(-8, 8), 1),
            posture=Posture.LYING if age_days < 731 else Posture.STANDING,
            head_cm=round(44 + age_days / 300 + chance.uniform(-2, 2), 1),
            arm_cm=round(14 + chance.uniform(-2, 3), 1),
        )


def seconds_of_baseline() -> float:
    """Return how long as many bare powers take as the scores need at least."""
    numbers = [1 + number / CHILDREN for number in range(CHILDREN)]
    start = perf_counter()
    for _ in range(INDICATORS):
        for number in numbers:
            pow(number, -0.35)
    return perf_counter() - start


def seconds_of_first_reading() -> float:
    """Return how long all tables of WHO 2006 take to read when none has been read yet."""
    read_rows.cache_clear()
    standard_on.cache_clear()
    start = perf_counter()
    standard = standard_on(FIRST_DAY)
    for table in (*standard.females.lying, *standard.females.standing):
        read_rows(table.file)
    return perf_counter() - start


def main() -> None:
    """Print one line for each figure."""
    reading = seconds_of_first_reading()
    sample = list(children())
    baseline = seconds_of_baseline()
    start = perf_counter()
    for child in sample:
        growth(child)
    taken = perf_counter() - start
    sys.stdout.write(
        f"growth, all WHO 2006 tables read: {reading * 1000:.1f} ms ({reading / baseline:.2f} x baseline)\n"
    )
    sys.stdout.write(
        f"growth, {CHILDREN} toddlers, six indicators: {taken:.2f} s ({taken / baseline:.1f} x baseline)\n"
    )
    sys.stdout.write(f"growth, baseline of {CHILDREN * INDICATORS} powers: {baseline:.3f} s (1.0 x baseline)\n")
