"""What may be said of a delivery and its babies, and what follows from the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import Row, assessed, row_for
from ilp_desktop.domain.calendar_dates import indonesian_date, months_shifted
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK, gestational_age, last_period_problem
from ilp_desktop.reference import edition_on

WORDS = "delivery_record"
MONTHS_A_YEAR = 12
ROMAN = ("I", "II", "III", "IV")
KILOGRAMS_BELOW = 20
"""A weight below this many grams was typed in kilograms."""


class BirthOutcome(Enum):
    """Whether a baby lived; the value is the Indonesian word that is stored."""

    ALIVE = "hidup"
    STILLBORN = "lahir mati"
    DIED = "meninggal"

    @property
    def label(self) -> str:
        """Return the words people choose by."""
        return {
            BirthOutcome.ALIVE: "Hidup",
            BirthOutcome.STILLBORN: "Lahir mati",
            BirthOutcome.DIED: "Lahir hidup, lalu meninggal",
        }[self]


@dataclass(frozen=True)
class PregnancyDates:
    """What a day of delivery must agree with.

    Attributes:
        last_period_on: None where no pregnancy was recorded.
        visits: days of the antenatal contacts of the pregnancy, here and elsewhere.
        died_on: when the mother died; None while she lives.
        expected: how many babies were expected; None where nobody said.
    """

    mother_born_on: date
    last_period_on: date | None
    visits: tuple[date, ...] = ()
    died_on: date | None = None
    expected: int | None = None


def choices(kind: str, day: date) -> tuple[str, ...]:
    """Return the words one question of the delivery record offers, e.g. the places."""
    return tuple(row["label"] for row in edition_on(WORDS, day).body[kind])


def listed(kind: str, day: date) -> tuple[tuple[str, str], ...]:
    """Return the same words as (code, label), for a field to choose from."""
    return tuple((word, word) for word in choices(kind, day))


def complications(day: date) -> tuple[tuple[str, str], ...]:
    """Return code and label of every complication."""
    return tuple((row["code"], row["label"]) for row in edition_on(WORDS, day).body["complication"])


def is_here(place: str, day: date) -> bool:
    """Say whether a place of birth is this Puskesmas or part of it."""
    return any(row["label"] == place and row.get("here", False) for row in edition_on(WORDS, day).body["place"])


def place_words(place: str, name: str, facility: str, day: date) -> str:
    """Return a place of birth as a letter names it; this Puskesmas by its own name."""
    rows = edition_on(WORDS, day).body["place"]
    named = any(row["label"] == place and row.get("named_as_facility", False) for row in rows)
    return ", ".join(part for part in (facility if named else place, name) if part)


def most_babies(day: date) -> int:
    """Return how many babies one delivery record takes."""
    return int(edition_on(WORDS, day).body["most_babies"])


def awaited_days(day: date) -> int:
    """Return how long before the day a woman is due her delivery stands among those awaited."""
    return int(edition_on(WORDS, day).body["awaited_days"])


def told_within_days(day: date) -> int:
    """Return for how long a delivery is awaited of a pregnancy whose end alone is on record."""
    return int(edition_on(WORDS, day).body["told_within_days"])


def delivery_day_problem(day: date | None, dates: PregnancyDates, today: date, *, lives: bool = False) -> str:
    """Return why a pregnancy cannot have ended in a delivery on a day, in Indonesian; empty when it can.

    Where the child ``lives`` too few weeks mean a wrong date, never an abortion.
    """
    if day is None:
        return "Isi tanggal persalinan."
    if day > today:
        return "Tanggal persalinan belum terjadi."
    if dates.died_on is not None and day > dates.died_on:
        return f"Ibu meninggal {indonesian_date(dates.died_on)}."
    return _pregnancy_problem(day, dates, lives=lives) or motherhood_problem(dates.mother_born_on, day)


def _pregnancy_problem(day: date, dates: PregnancyDates, *, lives: bool) -> str:
    if dates.last_period_on is None:
        return ""
    if day < dates.last_period_on:
        return f"Sebelum HPHT ({indonesian_date(dates.last_period_on)})."
    return _visits_problem(day, dates.visits) or _weeks_problem(day, dates.last_period_on, lives=lives)


def _visits_problem(day: date, visits: Sequence[date]) -> str:
    first, last = min(visits, default=day), max(visits, default=day)
    if day < first:
        return f"Sebelum kunjungan ANC pertama ({indonesian_date(first)})."
    if day < last:
        return f"Masih ada kunjungan ANC sesudahnya ({indonesian_date(last)}): periksa tanggalnya."
    return ""


def _weeks_problem(day: date, last_period_on: date, *, lives: bool) -> str:
    fewest = edition_on("pregnancy_end", day).body["abortus_below_weeks"]
    weeks = gestational_age(last_period_on, day).weeks
    if weeks < fewest and lives:
        return f"Umur kehamilan {weeks} minggu: periksa HPHT dan tanggal lahir."
    if weeks < fewest:
        return f"Umur kehamilan {weeks} minggu: catat sebagai abortus pada Akhir kehamilan."
    if last_period_problem(last_period_on, day):
        return f"Umur kehamilan {weeks} minggu: periksa HPHT dan tanggal persalinan."
    return ""


def motherhood_problem(mother_born_on: date, born_on: date) -> str:
    """Return why a woman of this birth date cannot have borne a child on a day; empty when she can."""
    years = edition_on("motherhood_limits", born_on).body["youngest_years"]
    if months_shifted(mother_born_on, years * MONTHS_A_YEAR) > born_on:
        return f"Ibu lahir {indonesian_date(mother_born_on)}, belum {years} tahun: periksa ibunya atau tanggalnya."
    return ""


def twin_day_problem(born_on: date, first_on: date) -> str:
    """Return why a baby cannot belong to a delivery whose first was born on another day; empty when it can."""
    days = edition_on(WORDS, first_on).body["twin_days"]
    if not 0 <= (born_on - first_on).days <= days:
        return f"Bayi kembar lahir paling lama {days} hari sesudah yang pertama."
    return ""


def count_doubt(babies: int, expected: int | None) -> str:
    """Return that another number of babies was expected than was born, in Indonesian; empty when they agree."""
    if expected is None or babies == expected:
        return ""
    return f"Pada kehamilan tercatat {expected} janin, di sini {babies} bayi, yang lahir mati termasuk."


def repeated_orders(orders: Sequence[int | None]) -> dict[int, str]:
    """Return which babies carry the number of an earlier one: place in the list to message."""
    found: dict[int, str] = {}
    for place, order in enumerate(orders):
        if order is not None and order in orders[:place]:
            found[place] = f"Anak ke-{order} dipakai dua bayi."
    return found


def grams_problem(weight_g: float | None) -> str:
    """Return that a weight is no whole number of grams, with what was probably meant; empty when it is."""
    if weight_g is None or (float(weight_g).is_integer() and weight_g >= KILOGRAMS_BELOW):
        return ""
    if 0 < weight_g < KILOGRAMS_BELOW:
        return f"Isi dalam gram: {_comma(weight_g)} kg ditulis {round(weight_g * 1000)}."
    return "Isi gram, tanpa koma."


def unlikely(measures: Mapping[str, float | None], day: date) -> dict[str, str]:
    """Return which measures of a newborn are unlikely and have to be confirmed: name to message."""
    found = {}
    for name, limit in edition_on(WORDS, day).body["unlikely"].items():
        value = measures.get(name)
        if value is not None and not limit["from"] <= value <= limit["to"]:
            found[name] = f"{_comma(value)} tidak lazim (biasanya {limit['from']}-{limit['to']})."
    return found


def weight_class(weight_g: int, day: date) -> Assessment:
    """Return the class of a birth weight."""
    edition = edition_on("birth_weight", day)
    return assessed(row_for(edition.body["row"], weight_g), edition.source, weight_g)


def gestation_class(last_period_on: date, born_on: date) -> str:
    """Return kurang, cukup or lebih bulan."""
    weeks = (born_on - last_period_on).days // DAYS_A_WEEK
    rows: Sequence[Row] = edition_on("birth_weight", born_on).body["gestation"]
    return str(next(row["conclusion"] for row in rows if weeks < row.get("below_weeks", weeks + 1)))


def haemorrhage(blood_loss_ml: int | None, day: date) -> Assessment | None:
    """Return that blood loss was a haemorrhage, None where it was not or was not measured."""
    rule = edition_on(WORDS, day).body["haemorrhage"]
    if blood_loss_ml is None or blood_loss_ml <= rule["above_ml"]:
        return None
    return Assessment(
        code="haemorrhage",
        conclusion=rule["conclusion"],
        urgency=Urgency.EMERGENCY,
        source=rule["source"],
        score=blood_loss_ml,
        advice=rule["advice"],
    )


def name_of_baby(mother: str, place: int, babies: int, longest: int = 120) -> str:
    """Return what a baby is called until it is named, e.g. ``By. Ny. Siti II`` for the second of twins."""
    number = f" {ROMAN[place]}" if babies > 1 else ""
    return f"By. Ny. {mother}"[: longest - len(number)].rstrip() + number


def _comma(value: float) -> str:
    return f"{value:g}".replace(".", ",")
