"""An audience that fits nobody, so that a form could never be opened."""

from collections.abc import Iterator, Mapping
from itertools import product

from ilp_desktop.domain.expressions.conditions import Condition, Value, Values, edges
from ilp_desktop.domain.sex import Sex

DAYS_A_MONTH, DAYS_A_YEAR, MONTHS_A_YEAR = 30.4375, 365.25, 12
OLDEST_DAYS = 45000
COUNTS = ("usia_kehamilan_minggu", "masa_nifas")


def fits_somebody(audience: Condition) -> bool:
    """Say whether there is an age, a sex, a pregnancy or weeks after a birth for which an audience holds."""
    return any(audience.holds(values) for values in _people(audience))


def _people(audience: Condition) -> Iterator[Values]:
    """Give people at each edge that the audience looks at, and a little on either side of it."""
    counts = [_counts(audience, name) for name in COUNTS]
    sexes: list[Mapping[str, Value]] = [{"jenis_kelamin": sex.value} for sex in Sex]
    pregnant: list[Mapping[str, Value]] = [{}, {"hamil": True}, {"hamil": False}]
    for known in product(_ages(audience), sexes, pregnant, *counts):
        yield {name: value for part in known for name, value in part.items()}


def _ages(audience: Condition) -> list[Mapping[str, Value]]:
    ages = {0, OLDEST_DAYS}
    for name, length in (("umur_hari", 1.0), ("umur_bulan", DAYS_A_MONTH), ("umur_tahun", DAYS_A_YEAR)):
        for edge in edges(audience.root, name):
            middle = float(edge) * length
            ages |= {round(middle + shift * length) for shift in (-1, -0.5, 0, 0.5, 1)}
    return [{}, *(_aged(days) for days in sorted(ages) if 0 <= days <= OLDEST_DAYS)]


def _aged(days: int) -> Mapping[str, Value]:
    months = int(days / DAYS_A_MONTH)
    return {"umur_hari": days, "umur_bulan": months, "umur_tahun": months // MONTHS_A_YEAR}


def _counts(audience: Condition, name: str) -> list[Mapping[str, Value]]:
    found = {int(edge) + shift for edge in edges(audience.root, name) for shift in (-1, 0, 1)}
    return [{}, *({name: count} for count in sorted(found) if count >= 0)]
