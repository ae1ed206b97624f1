"""The checks before a delivery is stored; what is wrong stands beside its field."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from ilp_desktop.clock import day_began, instant_of
from ilp_desktop.domain.birth.delivery import (
    BirthOutcome,
    PregnancyDates,
    choices,
    complications,
    count_doubt,
    delivery_day_problem,
    grams_problem,
    most_babies,
    repeated_orders,
    twin_day_problem,
    unlikely,
)
from ilp_desktop.services.birth.delivery_data import (
    APGAR,
    HB0_HERE,
    HB0_TOLD,
    NewBaby,
    NewDelivery,
    baby_key,
)
from ilp_desktop.services.core.entry_limits import out_of_limits
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.immunisation.dose_giving import NO_BATCH, NO_GIVER, NO_ROUTE, NO_SITE
from ilp_desktop.services.people.birth_checks import ASK_TO_CONFIRM, CONFIRM, MEASURES, UNLIKELY, order_problem
from ilp_desktop.services.people.births import UNKNOWN_WORD

MOTHERS_LONGEST = {
    "place_name": ("Nama tempat", 80),
    "helper_name": ("Nama penolong", 80),
    "complication_note": ("Keterangan komplikasi", 200),
}
BABYS_LONGEST = {"anomalies": ("Kelainan bawaan", 200), "name": ("Nama bayi", 120)}
CHOSEN = {
    "place": "place",
    "helper": "helper",
    "perineum": "perineum",
    "placenta": "placenta",
    "mother_state": "mother_state",
    "companion": "companion",
}
HB0_MANNER = {
    "hb0_route": NO_ROUTE,
    "hb0_site": NO_SITE,
    "hb0_giver": NO_GIVER,
}


def delivery_problems(
    wanted: NewDelivery, dates: PregnancyDates, now: datetime, today: date, time_zone: str
) -> dict[str, str]:
    """Return what cannot be stored of a delivery: field name to message; babies' fields by ``baby_key``."""
    problems = too_long(wanted, MOTHERS_LONGEST) | out_of_limits(wanted, "delivery", today)
    day = wanted.delivered_on
    wrong_day = delivery_day_problem(day, dates, today)
    if wrong_day or day is None:
        problems["delivered_on"] = wrong_day
        return problems | _babies_problems(wanted, None, now, time_zone)
    problems |= _word_problems(wanted, day)
    problems |= _babies_problems(wanted, day, now, time_zone)
    doubts = _doubts(wanted, day)
    count = count_doubt(len(wanted.babies), dates.expected)
    if not problems and (doubts or count) and not wanted.confirmed:
        asked = f"{count} {UNLIKELY if doubts else ''}".strip()
        return {**doubts, CONFIRM: f"{asked} {ASK_TO_CONFIRM}"}
    return problems


def moment_of(baby: NewBaby, delivered_on: date, time_zone: str) -> datetime:
    """Return when a baby was born; the first moment of its day where nobody knows the hour."""
    day = baby.born_on or delivered_on
    return day_began(day, time_zone) if baby.hour is None else instant_of(day, baby.hour, time_zone)


def _word_problems(wanted: NewDelivery, day: date) -> dict[str, str]:
    problems = {
        field: UNKNOWN_WORD
        for field, kind in CHOSEN.items()
        if getattr(wanted, field) and getattr(wanted, field) not in choices(kind, day)
    }
    problems |= {field: "Harus diisi." for field in ("place", "helper") if not getattr(wanted, field)}
    known = {code for code, _ in complications(day)}
    if not known.issuperset(wanted.complications):
        problems["complications"] = UNKNOWN_WORD
    return problems


def _babies_problems(wanted: NewDelivery, day: date | None, now: datetime, time_zone: str) -> dict[str, str]:
    if not wanted.babies:
        return {"babies": "Isi paling sedikit satu bayi."}
    if len(wanted.babies) > most_babies(now.date()):
        return {"babies": f"Paling banyak {most_babies(now.date())} bayi."}
    problems: dict[str, str] = {}
    for place, baby in enumerate(wanted.babies):
        found = baby_problems(baby, now.date())
        if day is not None:
            found |= _time_problems(baby, day, now, time_zone)
        problems |= {baby_key(place, field): text for field, text in found.items()}
    repeated = repeated_orders([baby.order for baby in wanted.babies])
    return problems | {baby_key(place, "order"): text for place, text in repeated.items()}


def baby_problems(baby: NewBaby, today: date) -> dict[str, str]:
    """Return what is wrong with a baby by itself: field name to message."""
    problems = too_long(baby, BABYS_LONGEST) | out_of_limits(baby, "birth", today) | _apgar_problems(baby)
    if grams_problem(baby.weight_g):
        problems["weight_g"] = grams_problem(baby.weight_g)
    if baby.order is None or baby.order < 1:
        problems["order"] = "Isi anak ke berapa."
    if baby.sex is None:
        problems["sex"] = "Pilih jenis kelamin."
    if baby.outcome is None:
        problems["outcome"] = "Pilih keadaan bayi."
    if baby.outcome is BirthOutcome.STILLBORN and (baby.hb0 in (HB0_HERE, HB0_TOLD) or baby.early_breastfeeding):
        problems["outcome"] = "Bayi lahir mati tidak mendapat IMD atau HB0: periksa isiannya."
    if baby.vitamin_k_hour is not None and not baby.vitamin_k:
        problems["vitamin_k"] = "Ada jamnya: pilih Ya bila vitamin K1 diberikan."
    return problems | _hb0_problems(baby) | _death_problems(baby)


def _apgar_problems(baby: NewBaby) -> dict[str, str]:
    highest = 10
    return {
        name: f"APGAR 0 sampai {highest}."
        for name in APGAR
        if (value := getattr(baby, name)) is not None and not 0 <= value <= highest
    }


def _hb0_problems(baby: NewBaby) -> dict[str, str]:
    given = baby.hb0 in (HB0_HERE, HB0_TOLD)
    if not given:
        typed = baby.hb0_on is not None or baby.hb0_hour is not None or baby.hb0_batch.strip()
        return {"hb0": "Ada tanggal, jam atau batch: pilih di mana HB0 diberikan."} if typed else {}
    problems = {}
    if baby.hb0_on is None:
        problems["hb0_on"] = "Isi tanggal HB0."
    if baby.hb0 == HB0_HERE and not baby.hb0_batch.strip():
        problems["hb0_batch"] = NO_BATCH
    if baby.hb0 == HB0_HERE:
        asked = {"hb0_route": baby.hb0_route, "hb0_site": baby.hb0_site, "hb0_giver": baby.hb0_giver}
        problems |= {name: HB0_MANNER[name] for name, said in asked.items() if not said}
    return problems


def _death_problems(baby: NewBaby) -> dict[str, str]:
    if baby.outcome not in (BirthOutcome.DIED, BirthOutcome.STILLBORN):
        return {}
    problems = {}
    if baby.died_on is None and baby.outcome is BirthOutcome.DIED:
        problems["died_on"] = "Isi tanggal meninggal."
    if not baby.death_cause:
        problems["death_cause"] = "Pilih penyebab langsung."
    return problems


def _time_problems(baby: NewBaby, day: date, now: datetime, time_zone: str) -> dict[str, str]:
    """Return which moments of a baby cannot be."""
    problems = {}
    born_on = baby.born_on or day
    wrong = twin_day_problem(born_on, day)
    if wrong:
        problems["born_on"] = wrong
    born_at = moment_of(baby, day, time_zone)
    if born_at > now:
        problems["hour" if baby.hour is not None else "born_on"] = "Jam lahir belum terjadi."
    for field, when, hour in (("hb0_on", baby.hb0_on, baby.hb0_hour), ("died_on", baby.died_on, baby.died_hour)):
        if when is None:
            continue
        moment = day_began(when, time_zone) if hour is None else instant_of(when, hour, time_zone)
        if when < born_on or (hour is not None and baby.hour is not None and moment < born_at):
            problems[field] = "Sebelum bayi lahir."
        elif moment > now:
            problems[field] = "Belum terjadi."
    return problems


def _doubts(wanted: NewDelivery, day: date) -> dict[str, str]:
    doubts: dict[str, str] = {}
    for place, baby in enumerate(wanted.babies):
        measures: Mapping[str, float | None] = {name: getattr(baby, name) for name in MEASURES}
        doubts |= {baby_key(place, name): text for name, text in unlikely(measures, day).items()}
    return doubts


def taken_orders(babies: Collection[NewBaby], taken: Mapping[int, str]) -> dict[str, str]:
    """Return which babies carry the number of an earlier child; ``taken`` is anak ke- to that child's name."""
    return {
        baby_key(place, "order"): order_problem(baby.order, taken[baby.order])
        for place, baby in enumerate(babies)
        if baby.order is not None and baby.order in taken
    }
