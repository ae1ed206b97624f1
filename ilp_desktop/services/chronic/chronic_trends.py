"""Blood pressure, glucose, weight and lipids of one person over the years, each value with its class and target."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.chronic.chronic_control import DIASTOLIC, SYSTOLIC, number_text, rhythm
from ilp_desktop.domain.chronic.chronic_record import SETTING, TARGETS, ChronicFile, Taken
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.body_measures import assess_bmi_adult, assess_waist
from ilp_desktop.domain.measures.blood_glucose import Glucose, assess_glucose, assess_low_glucose
from ilp_desktop.domain.measures.blood_pressure import assess_blood_pressure
from ilp_desktop.domain.measures.control_targets import (
    DIABETES,
    HYPERTENSION,
    assess_control,
    assess_random_glucose,
    targets_for,
)
from ilp_desktop.domain.measures.kidney_function import assess_kidney_ckg, filtration_rate
from ilp_desktop.domain.measures.lipids import Lipid, assess_lipid
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

ON_TARGET = Assessment("on_target", "pada sasaran", Urgency.NONE, "")
OFF_TARGET = Assessment("off_target", "di luar sasaran", Urgency.WATCH, "")
NO_TARGET = Assessment("no_target", "tanpa sasaran", Urgency.NONE, "")
TOO_HIGH = "terlalu tinggi"
SETTING_WORDS = {"rumah": "di rumah", "abpm": "ABPM"}


@dataclass(frozen=True)
class Point:
    """One value; ``second`` is the diastolic pressure beside the systolic one, ``judge`` tells the class."""

    day: date
    value: float
    second: float | None
    judge: Callable[[], Assessment | None]
    place: str

    @cached_property
    def found(self) -> Assessment | None:
        """Return the class, worked out when it is looked at: of hundreds of values a screen shows some."""
        return self.judge()

    @property
    def text(self) -> str:
        """Return the value as it is written."""
        return (
            number_text(self.value) if self.second is None else f"{number_text(self.value)}/{number_text(self.second)}"
        )

    @property
    def conclusion(self) -> str:
        """Return the class in words, or nothing."""
        return "" if self.found is None else self.found.conclusion

    @property
    def short(self) -> str:
        """Return the class as a narrow column shows it."""
        return self.conclusion.removeprefix("kisaran ").removeprefix("Fungsi ginjal ")


@dataclass(frozen=True)
class Band:
    """Where values should lie: from ``lower`` to ``upper``, and below ``second`` for the diastolic pressure.

    Attributes:
        closed: whether ``upper`` itself is still within.
    """

    lower: float | None = None
    upper: float | None = None
    second: float | None = None
    closed: bool = False

    @property
    def text(self) -> str:
        """Return the band in words."""
        if self.second is not None and self.upper is not None:
            return f"< {number_text(self.upper)}/{number_text(self.second)}"
        sign = "" if self.closed else "<"
        if self.lower is not None and self.upper is not None:
            return f"{number_text(self.lower)} - {sign}{number_text(self.upper)}"
        if self.upper is not None:
            return f"{'≤' if self.closed else '<'} {number_text(self.upper)}"
        return f"≥ {number_text(self.lower)}" if self.lower is not None else ""


@dataclass(frozen=True)
class Trend:
    """One measure over time, the earliest first; ``source`` is where its band stands."""

    code: str
    label: str
    unit: str
    points: tuple[Point, ...]
    band: Band
    source: str = ""

    @property
    def last(self) -> Point:
        """Return the newest value."""
        return self.points[-1]


@dataclass(frozen=True)
class Body:
    """Whose values they are, as far as classes depend on it; ``pregnancies`` are the days between which one ran."""

    birth_date: date
    sex: Sex
    pregnancies: Sequence[tuple[date, date | None]] = ()

    def pregnant_on(self, day: date) -> bool:
        """Say whether a pregnancy ran on a day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.pregnancies)

    def is_grown_on(self, day: date) -> bool:
        """Say whether the tables of adults hold."""
        return self.years_on(day) >= rhythm(day)["adult_years"]

    def years_on(self, day: date) -> int:
        """Return the age in completed years."""
        return age_on(self.birth_date, day).years


Judge = Callable[[float, date], Assessment | None]


def trends_of(file: ChronicFile, body: Body) -> tuple[Trend, ...]:
    """Return every measure of which there is a value."""
    found = (_pressure(file, body), *_sugars(file), *_body(file, body), *_lipids(file, body), _filtration(file, body))
    return tuple(one for one in found if one.points)


def _values(file: ChronicFile, code: str) -> Iterator[tuple[Taken, float]]:
    for one in file.taken:
        if code in one.numbers:
            yield one, one.numbers[code]


def _single(file: ChronicFile, code: str, label: str, unit: str, judge: Judge, band: tuple[Band, str]) -> Trend:
    points = tuple(
        Point(one.day, value, None, partial(judge, value, one.day), one.place) for one, value in _values(file, code)
    )
    return Trend(code, label, unit, points, *band)


def _pressure(file: ChronicFile, body: Body) -> Trend:
    targets = file.judged.targets(HYPERTENSION, file.day)
    points = []
    for one in file.taken:
        upper, lower = one.numbers.get("sistolik"), one.numbers.get("diastolik")
        if upper is not None and lower is not None:
            setting = one.words.get(SETTING, "")
            judge = partial(_pressure_class, int(upper), int(lower), one.day, body, setting)
            points.append(Point(one.day, upper, lower, judge, SETTING_WORDS.get(setting, one.place)))
    band = Band(upper=targets.limits[SYSTOLIC]["below"], second=targets.limits[DIASTOLIC]["below"])
    return Trend("sistolik", "Tekanan darah", "mmHg", tuple(points), band, targets.source)


def _pressure_class(upper: int, lower: int, day: date, body: Body, setting: str) -> Assessment | None:
    age, pregnant = age_on(body.birth_date, day), body.pregnant_on(day)
    try:
        return assess_blood_pressure(upper, lower, age, body.sex, pregnant=pregnant, setting=setting)
    except WrongAnswers:
        return None


def _sugars(file: ChronicFile) -> Iterator[Trend]:
    known = any(one.target == DIABETES for one in file.own)
    for code, label, unit, kind in (
        ("gdp", "GDP", "mg/dL", Glucose.FASTING),
        ("gd2pp", "GD 2 jam", "mg/dL", None),
        ("gd_ttgo", "TTGO 2 jam", "mg/dL", Glucose.AFTER_LOAD),
        ("gds", "GDS", "mg/dL", Glucose.RANDOM),
        ("hba1c", "HbA1c", "%", Glucose.HBA1C),
    ):
        judge = _by_target(code, file) if known and code in TARGETS else _by_table(kind)
        yield _single(file, code, label, unit, judge, _sugar_band(code, kind, file, known=known))


def _by_table(kind: Glucose | None) -> Judge:
    return lambda value, day: None if kind is None else assess_glucose(kind, value, day)


def _by_target(code: str, file: ChronicFile) -> Judge:
    targets = file.judged.targets(DIABETES, file.day)

    def judge(value: float, day: date) -> Assessment | None:
        low = None if code == "hba1c" else assess_low_glucose(value, day)
        if low is not None:
            return low
        if code == "gds":
            high = assess_random_glucose(value, day)
            return NO_TARGET if high is None else replace(high, conclusion=TOO_HIGH)
        found = assess_control(DIABETES, {TARGETS[code]: value}, day, targets=targets)
        return ON_TARGET if found is not None and found.code == "controlled" else OFF_TARGET

    return judge


def _sugar_band(code: str, kind: Glucose | None, file: ChronicFile, *, known: bool) -> tuple[Band, str]:
    targets = file.judged.targets(DIABETES, file.day)
    name = TARGETS.get(code, "")
    if known:
        limit = targets.limits.get(name)
        return (_band_of([limit]), targets.source) if limit is not None else (Band(), "")
    if kind is None:
        return Band(), ""
    edition = edition_on("blood_glucose", file.day)
    return _band_of(_good(edition.body[kind.value])), edition.source


def _body(file: ChronicFile, body: Body) -> Iterator[Trend]:
    bmi, waist = edition_on("bmi_adult", file.day), edition_on("waist", file.day)
    yield _single(file, "berat", "Berat badan", "kg", lambda _value, _day: None, (Band(), ""))
    yield Trend("imt", "IMT", "kg/m²", tuple(_indices(file, body)), _band_of(_good(bmi.body["row"])), bmi.source)
    yield _single(
        *(file, "lingkar_perut", "Lingkar perut", "cm"),
        lambda value, day: assess_waist(value, body.sex, day) if body.is_grown_on(day) else None,
        (_band_of(_good(waist.body[body.sex.value])), waist.source),
    )


def _indices(file: ChronicFile, body: Body) -> Iterator[Point]:
    """Give the body mass index of each weighing by the height measured then, or last before as a grown-up."""
    height: float | None = None
    for one in file.taken:
        if not body.is_grown_on(one.day):
            continue
        height = one.numbers.get("tinggi", height)
        weight = one.numbers.get("berat")
        if weight is not None and height is not None and not body.pregnant_on(one.day):
            found = assess_bmi_adult(weight, height, one.day)
            yield Point(one.day, found.score or 0, None, partial(_known, found), one.place)


def _known(found: Assessment) -> Assessment:
    return found


def _lipids(file: ChronicFile, body: Body) -> Iterator[Trend]:
    edition = edition_on("lipids", file.day)
    known = any(one.target == DIABETES for one in file.own)
    own: Mapping[str, Row] = edition_on("control_targets", file.day).body[DIABETES].get("lipids", {}) if known else {}
    for lipid, code, label in (
        (Lipid.TOTAL, "kolesterol_total", "Kolesterol total"),
        (Lipid.LDL, "ldl", "LDL"),
        (Lipid.HDL, "hdl", "HDL"),
        (Lipid.TRIGLYCERIDES, "trigliserida", "Trigliserida"),
    ):
        target = own.get(lipid.value) or own.get(f"{lipid.value}_{body.sex.value}")
        rows = [target] if target is not None else _good(edition.body[lipid.value])
        source = edition.source if target is None else targets_for(DIABETES, (), file.day).source
        yield _single(file, code, label, "mg/dL", _lipid_judge(lipid), (_band_of(rows), source))


def _lipid_judge(lipid: Lipid) -> Judge:
    return lambda value, day: assess_lipid(lipid, value, day)


def _filtration(file: ChronicFile, body: Body) -> Trend:
    """Return the filtration rate as the laboratory wrote it, else from creatinine."""
    points = []
    for one in file.taken:
        rate = one.numbers.get("elfg")
        if rate is None and "kreatinin" in one.numbers:
            rate = filtration_rate(one.numbers["kreatinin"], body.years_on(one.day), body.sex, one.day)
        if rate is not None:
            judge = partial(assess_kidney_ckg, {"filtration": rate}, one.day)
            points.append(Point(one.day, rate, None, judge, one.place))
    edition = edition_on("kidney_function", file.day)
    return Trend(
        "elfg", "eLFG", "mL/menit", tuple(points), _band_of([edition.body["limits"]["filtration"]]), edition.source
    )


def _good(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a table that ask for nothing."""
    return [row for row in rows if row["urgency"] == Urgency.NONE.value]


def _band_of(rows: Collection[Mapping[str, Any]]) -> Band:
    """Return the stretch that some rows hold together."""
    lows = [row.get("at_least", row.get("above")) for row in rows]
    highs = [row.get("below", row.get("at_most")) for row in rows]
    return Band(
        None if not lows or None in lows else min(low for low in lows if low is not None),
        None if not highs or None in highs else max(high for high in highs if high is not None),
        closed=any("at_most" in row for row in rows),
    )
