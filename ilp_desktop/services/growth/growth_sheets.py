"""The growth sheet and the growth card of a child, filled from the record."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Observation, Person
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, indonesian_date, months_after, months_completed
from ilp_desktop.domain.growth.growth_prematurity import source_of_correction, weeks_text
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.growth_velocity import velocity_tables
from ilp_desktop.domain.growth.weight_gain import card_months, card_source, least_gain
from ilp_desktop.printing.contents.charts import Axis, GrowthChart, ZCurve
from ilp_desktop.printing.contents.growth import (
    CardMonth,
    CardPage,
    GrowthCard,
    GrowthHead,
    GrowthLine,
    GrowthSheet,
)
from ilp_desktop.printing.wording import figure, signed
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint
from ilp_desktop.services.growth.growth_series import (
    INFANT,
    LYING_CM,
    MEASURES,
    SCHOOL,
    SHOWN,
    STANDING_CM,
    TODDLER,
    AgeRange,
    calendar_months,
    curves_of,
    index_names,
    months_of_age,
    places,
    range_for,
    shown_on,
    velocity_curves,
    velocity_places,
    velocity_span,
)
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
FIRST_HALF_YEAR = 6
LENGTH_STEP = 5
COLUMNS = (
    "Tanggal",
    "Umur",
    "BB kg",
    "PB/TB cm",
    "LK cm",
    "LiLA cm",
    "BB/U",
    "PB|TB/U",
    "BB/PB|TB",
    "IMT/U",
    "LK/U",
    "LiLA/U",
    "Naik g (KBM)",
    "KMS",
)
JUDGED_EARLIER = "* dinilai menurut umur koreksi"
FED, OTHER_FOOD, FED_SIX_MONTHS = "masih_asi", "selain_asi_24_jam", "asi_eksklusif_6_bulan"
VITAMIN_A = ("vitamin_a_biru", "vitamin_a_merah")


def head_of(
    session: Session, child: Person, file: GrowthFile, printed: tuple[str, datetime], today: date
) -> GrowthHead:
    """Return whose growth it is; ``printed`` says by whom and when."""
    mother = session.get(Person, child.mother_id) if child.mother_id else None
    numbers = numbers_of(session, child.id)
    return GrowthHead(
        name=child.name,
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        birth_date=child.birth_date,
        age=age_on(child.birth_date, today).text,
        sex=child.sex,
        mother_name=mother.name if mother else child.mother_name,
        printed_by=printed[0],
        printed_at=printed[1],
        birth=_birth(file),
        remarks=corrected_remarks(file),
    )


def corrected_remarks(file: GrowthFile) -> tuple[str, ...]:
    """Return what must be said of a child born too early; nothing for others."""
    if not file.early_days or file.birth.gestation_days is None:
        return ()
    born = weeks_text(file.birth.gestation_days)
    until = "sampai umur 24 bulan dinilai menurut umur koreksi"
    return (f"Lahir pada {born} ({file.birth.gestation_by}): {until}, {file.early_days} hari lebih muda.",)


def growth_sheet(head: GrowthHead, file: GrowthFile, span: AgeRange, day: date) -> GrowthSheet:
    """Return every index of a range on its curve, and all measurements."""
    charts = tuple(chart_of(file, indicator, span, day) for indicator in shown_on(span))
    speeds = velocity_charts(file, day) if span is INFANT else ()
    lines = tuple(GrowthLine(_cells(point)) for point in reversed(file.points))
    note = JUDGED_EARLIER if any(point.measurement.early_days for point in file.points) else ""
    return GrowthSheet(head, charts, COLUMNS, lines, note, speeds)


def velocity_charts(file: GrowthFile, day: date) -> tuple[GrowthChart, ...]:
    """Return each velocity that two measurements of the child tell, before WHO's increments."""
    seen = (
        (table, velocity_span(table, day), velocity_places(file, table.code))
        for table in velocity_tables(file.sex, day)
    )
    return tuple(
        GrowthChart(
            title=f"Laju tumbuh, {table.name}, {file.sex.word.lower()}, {span.label}",
            x_axis=_axis(Indicator.WEIGHT_FOR_AGE, span),
            measure=table.axis,
            curves=tuple(ZCurve(line.z, line.points) for line in velocity_curves(file.sex, table.code, day)),
            points=tuple((months, one.evened) for _, one, months in gains),
            source=table.source,
        )
        for table, span, gains in seen
        if gains
    )


def chart_of(file: GrowthFile, indicator: Indicator, span: AgeRange, day: date) -> GrowthChart:
    """Return one index of a range with the child's measurements."""
    lines = curves_of(file.sex, indicator, span, day)
    by_length = indicator is Indicator.WEIGHT_FOR_LENGTH
    points = [
        (x, y) for point, x, y in places(file, indicator) if not by_length or range_for(months_of_age(point)) is span
    ]
    standard = "WHO Reference 2007" if span is SCHOOL else "WHO Child Growth Standards 2006"
    source = f"{standard}; {source_of_correction(day)}" if file.early_days and span is INFANT else standard
    return GrowthChart(
        title=f"{index_names(span)[indicator]}, {file.sex.word.lower()}, {span.label}",
        x_axis=_axis(indicator, span),
        measure=MEASURES[indicator],
        curves=tuple(ZCurve(line.z, line.points) for line in lines),
        points=tuple(points),
        source=source,
        calendar=() if by_length else _by_calendar(file, indicator),
    )


def _by_calendar(file: GrowthFile, indicator: Indicator) -> tuple[tuple[float, float], ...]:
    """Return where measurements judged by the corrected age would stand by the age since birth."""
    return tuple((calendar_months(point), y) for point, _, y in places(file, indicator) if point.measurement.early_days)


def growth_card(head: GrowthHead, file: GrowthFile, session: Session, child_id: UUID, day: date) -> GrowthCard:
    """Return the growth card of a child: the first two years, and the rest once the child is older."""
    said = _said(session, child_id, day)
    spans = (
        (INFANT, TODDLER) if head.birth_date and months_completed(head.birth_date, day) >= INFANT.stop else (INFANT,)
    )
    return GrowthCard(head, tuple(_page(file, span, said, day) for span in spans), card_source(day))


def _page(file: GrowthFile, span: AgeRange, said: Mapping[str, dict[date, str]], day: date) -> CardPage:
    chart = chart_of(file, Indicator.WEIGHT_FOR_AGE, span, day)
    last = card_months(day)
    months = range(int(span.start), min(int(span.stop), last) + 1)
    return CardPage(chart, tuple(_month(file, number, said, day) for number in months))


def _month(file: GrowthFile, number: int, said: Mapping[str, dict[date, str]], day: date) -> CardMonth:
    begins = months_after(file.birth_date, number)
    weighed = [
        point for point in file.points if point.age.total_months == number and point.measurement.weight_kg is not None
    ]
    last = weighed[-1] if weighed else None
    gain = None if last is None else last.gain
    mark = "" if gain is None else "2T" if "2T" in gain.assessment.flags else gain.assessment.code
    return CardMonth(
        number=number,
        month=MONTH_NAMES[begins.month - 1] if begins <= day else "",
        weight_kg=None if last is None else last.measurement.weight_kg,
        least_gain_g=least_gain(file.sex, number, day),
        mark=mark,
        breastfed=_breastfed(file.birth_date, number, said),
        vitamin_a=any(
            word == "ya" and months_completed(file.birth_date, given) == number
            for code in VITAMIN_A
            for given, word in said.get(code, {}).items()
        ),
    )


def _breastfed(birth_date: date, number: int, said: Mapping[str, dict[date, str]]) -> bool | None:
    """Return whether the child had nothing but breast milk in a month of the first half year."""
    if number == FIRST_HALF_YEAR:
        words = said.get(FED_SIX_MONTHS, {})
        return None if not words else words[max(words)] == "ya"
    if number > FIRST_HALF_YEAR:
        return None
    other, fed = said.get(OTHER_FOOD, {}), said.get(FED, {})
    days = [day for day in other if months_completed(birth_date, day) == number]
    return None if not days else all(other[day] == "tidak" and fed.get(day) != "tidak" for day in days)


def _said(session: Session, child_id: UUID, day: date) -> dict[str, dict[date, str]]:
    """Return what was answered about breast milk and vitamin A, by question and day."""
    codes = (FED, OTHER_FOOD, FED_SIX_MONTHS, *VITAMIN_A)
    rows = session.execute(
        select(Observation.code, Observation.day, Observation.word).where(
            Observation.person_id == child_id, Observation.code.in_(codes), Observation.day <= day
        )
    )
    found: dict[str, dict[date, str]] = {}
    for row in rows:
        found.setdefault(row.code, {})[row.day] = row.word or ""
    return found


def _axis(indicator: Indicator, span: AgeRange) -> Axis:
    if indicator is Indicator.WEIGHT_FOR_LENGTH:
        lying = span is INFANT
        label = "Panjang badan (cm)" if lying else "Tinggi badan (cm)"
        return Axis(label, *(LYING_CM if lying else STANDING_CM), LENGTH_STEP)
    if span is SCHOOL:
        return Axis("Umur (tahun)", span.start, span.stop, span.step, MONTHS_A_YEAR)
    return Axis("Umur (bulan)", span.start, span.stop, span.step)


def _birth(file: GrowthFile) -> str:
    birth = file.birth
    measures = (
        ("berat", birth.weight_g, "g"),
        ("panjang", birth.length_cm, "cm"),
        ("lingkar kepala", birth.head_cm, "cm"),
    )
    said = [f"{name} {figure(value)} {unit}" for name, value, unit in measures if value is not None]
    said += [f"usia kehamilan {weeks_text(birth.gestation_days)}"] if birth.gestation_days else []
    return f"Lahir: {', '.join(said)}." if said else ""


def _gain(point: GrowthPoint) -> str:
    """Return the grams gained since the month before beside the least ones."""
    gain = point.gain
    if gain is None or gain.gain_g is None or gain.least_gain_g is None:
        return ""
    return f"{gain.gain_g:+d} ({gain.least_gain_g})"


def _cells(point: GrowthPoint) -> tuple[str, ...]:
    measured = point.measurement
    figures = (measured.weight_kg, measured.length_cm, measured.head_cm, measured.arm_cm)
    mark = "" if point.gain is None else "2T" if "2T" in point.gain.assessment.flags else point.gain.assessment.code
    scores = (point.result.score(indicator).z for indicator in SHOWN)
    return (
        indonesian_date(point.day),
        f"{point.age.text}{' *' if measured.early_days else ''}",
        *("" if value is None else figure(value) for value in figures),
        *("" if z is None else signed(z) for z in scores),
        _gain(point),
        "Lahir" if point.at_birth else mark,
    )
