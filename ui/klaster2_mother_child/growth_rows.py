"""How a growth measurement reads in a table, beside a point and in a chip."""

from datetime import timedelta

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.growth_velocity import Velocity
from ilp_desktop.domain.growth.nutrition_steps import gain_text
from ilp_desktop.services.growth.growth_files import GrowthPoint
from ilp_desktop.services.growth.growth_series import SHOWN, place_of
from ui.klaster2_mother_child.rows import Numbered
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.plot_frame import value_text

PointRow = Numbered[GrowthPoint]


def z_text(point: GrowthPoint, indicator: Indicator) -> str:
    """Return a z-score with its sign, or a dash."""
    z = point.result.score(indicator).z
    return "-" if z is None else f"{z:+.2f}".replace(".", ",")


def gain_mark(point: GrowthPoint) -> str:
    """Return N, T, O or B as on the card, and 2T for the second T."""
    if point.gain is None:
        return ""
    return "2T" if "2T" in point.gain.assessment.flags else point.gain.assessment.code


def gain_figure(point: GrowthPoint) -> str:
    """Return the grams gained since the month before, with the least gain."""
    gain = point.gain
    if gain is None or gain.gain_g is None:
        return ""
    return f"{gain.gain_g:+d}" if gain.least_gain_g is None else f"{gain.gain_g:+d}/{gain.least_gain_g}"


def gain_tone(point: GrowthPoint) -> Tone | None:
    """Return the tone of the card's mark; None without one."""
    return None if point.gain is None else PILL_TONES[point.gain.assessment.urgency]


def concerns(point: GrowthPoint) -> str:
    """Return the classes that ask for something to be done, or that there are none."""
    found = [status.conclusion for status in point.statuses.values() if status.urgency is not Urgency.NONE]
    return " · ".join(found) if found else ("dalam batas normal" if point.statuses else "tidak dinilai")


def said_of(point: GrowthPoint, indicator: Indicator) -> str:
    """Return a measurement and what one index says of it, for hovering."""
    status: Assessment | None = point.statuses.get(indicator)
    label = f" ({status.conclusion})" if status else ""
    table = point.result.score(indicator).table
    when = f"{indonesian_date(point.day)}, {age_text(point)}"
    place = place_of(point.result, indicator)
    value = "" if place is None else f" {value_text(place[1])} {table.unit},"
    by = "Catatan kelahiran" if point.at_birth else measured_by(point)
    return f"{when}:{value} {table.index} {z_text(point, indicator)}{label}" + (f"\n{by}" if by else "")


def measured_by(point: GrowthPoint) -> str:
    """Return who measured, and where when it was not in the Puskesmas."""
    where = f" di {point.place}" if point.place else ""
    return f"Diukur {point.by}{where}" if point.by else ""


def gained_of(point: GrowthPoint) -> str:
    """Return the gain of a month in words, for hovering."""
    gain = point.gain
    if gain is None:
        return ""
    return f"{indonesian_date(point.day)}, {age_text(point)}: {gain.assessment.conclusion}{gain_text(gain)}"


def speed_of(point: GrowthPoint, velocity: Velocity) -> str:
    """Return how fast a measure grew to a measurement, for hovering."""
    return f"{indonesian_date(point.day)}, {age_text(point)}: {speed_text(velocity)}"


def speed_text(velocity: Velocity) -> str:
    """Return a velocity in words, e.g. ``BB 1 bulan +640 g dalam 31 hari, persentil 24 (-0,71)``."""
    table = velocity.table
    gain = f"{velocity.gain:+.0f}" if table.shift else f"{velocity.gain:+.1f}".replace(".", ",")
    z = f"{velocity.z:+.2f}".replace(".", ",")
    return f"{table.name} {gain} {table.unit} dalam {velocity.days} hari, persentil {velocity.percentile} ({z})"


def age_text(point: GrowthPoint) -> str:
    """Return the age, and the corrected one of a child born too early."""
    early = point.measurement.early_days
    if not early:
        return point.age.text
    judged = point.measurement.age_days
    corrected = "sebelum cukup bulan" if judged < 0 else f"koreksi {corrected_age(point).text}"
    return f"{point.age.text} ({corrected})"


def corrected_age(point: GrowthPoint) -> Age:
    """Return the age by which a child was judged; asked only from term on."""
    return age_on(point.day - timedelta(days=point.measurement.age_days), point.day)


def _figure(value: float | None) -> str:
    return "-" if value is None else value_text(value)


def _score(number: int, row: PointRow) -> str:
    return z_text(row.thing, SHOWN[number])


COLUMNS: tuple[Column[PointRow], ...] = (
    Column("Tanggal", lambda row: indonesian_date(row.thing.day), 92),
    Column("Umur", lambda row: row.thing.age.text, 112, tooltip=lambda row: age_text(row.thing)),
    Column("BB (kg)", lambda row: _figure(row.thing.measurement.weight_kg), 66, align_right=True),
    Column("PB/TB", lambda row: _figure(row.thing.measurement.length_cm), 62, align_right=True),
    Column("LK", lambda row: _figure(row.thing.measurement.head_cm), 54, align_right=True),
    Column("LiLA", lambda row: _figure(row.thing.measurement.arm_cm), 54, align_right=True),
    Column("BB/U", lambda row: _score(0, row), 64, align_right=True),
    Column("PB|TB/U", lambda row: _score(1, row), 76, align_right=True),
    Column("BB/PB|TB", lambda row: _score(2, row), 84, align_right=True),
    Column("IMT/U", lambda row: _score(3, row), 64, align_right=True),
    Column("LK/U", lambda row: _score(4, row), 64, align_right=True),
    Column("LiLA/U", lambda row: _score(5, row), 64, align_right=True),
    Column("Naik (g)", lambda row: gain_figure(row.thing), 86, align_right=True),
    Column("KMS", lambda row: gain_mark(row.thing), 58, colour=lambda row: gain_tone(row.thing)),
    Column(
        "Status",
        lambda row: concerns(row.thing),
        tooltip=lambda row: concerns(row.thing),
    ),
)
