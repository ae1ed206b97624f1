"""Where and when somebody with hypertension or diabetes comes next: monthly at the Pustu, or to the doctor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ilp_desktop.domain.calendar_dates import (
    DAYS_A_WEEK,
    MONTHS_A_YEAR,
    indonesian_date,
    months_completed,
    months_shifted,
)
from ilp_desktop.domain.chronic.chronic_control import ControlState, rhythm
from ilp_desktop.reference import edition_on

TWO_WEEKS = 14
SEEN_BY_DOCTOR = "Dokter terakhir {day}; setiap {months} bulan ke dokter."
NEVER_BY_DOCTOR = "Belum tercatat diperiksa dokter."
LOST = "putus kontrol"
SENT_BACK = "Diukur di {place} {day}: {why}. Ke dokter Puskesmas sekarang."


class ControlPlace(Enum):
    """Where the next control is; the value is what people read."""

    PUSTU = "Pustu"
    DOCTOR = "dokter Puskesmas"


@dataclass(frozen=True)
class ChronicDisease:
    """A disease register that is followed month by month.

    Attributes:
        register: its code among the registers.
        target: its code among the targets of treatment.
        measured: what counts as a control of it.
        form: what a control is written into.
    """

    register: str
    target: str
    label: str
    measured: tuple[str, ...]
    form: str


@dataclass(frozen=True)
class LastControl:
    """The last control of somebody.

    Attributes:
        place: where, in words; empty at the Puskesmas.
        by_doctor: the last day on which a doctor saw the person.
        alarming: a disease was found uncontrolled then, or a complaint was told.
    """

    day: date
    place: str = ""
    by_doctor: date | None = None
    alarming: bool = False


@dataclass(frozen=True)
class NextControl:
    """The next control; ``why`` says in Indonesian why there.

    Attributes:
        at_once: it is due now, since what was found outside the Puskesmas is the doctor's.
    """

    on: date
    place: ControlPlace
    why: str
    at_once: bool = False


def diseases_on(day: date) -> tuple[ChronicDisease, ...]:
    """Return the diseases that are followed."""
    return tuple(
        ChronicDisease(row["register"], row["target"], row["label"], tuple(row["measured"]), row["form"])
        for row in edition_on("chronic_care", day).body["disease"]
    )


def next_control(
    states: Mapping[str, ControlState],
    last: LastControl,
    complaints: Iterable[str],
    day: date,
    lapsed: Iterable[str] = (),
) -> NextControl:
    """Return the next control of somebody; ``states`` and ``complaints`` are as at the last control, by their labels.

    Controlled and without complaints is the Pustu's for as many months as the doctor's medicine may be repeated, and
    as long as that still holds on the day: ``lapsed`` says in words which disease is lost to control or no longer
    judged by then. Who is found uncontrolled, or complains, outside the Puskesmas goes to its doctor at once.
    """
    months = rhythm(day)
    on = months_shifted(last.day, months["control_months"])
    last_doctor = last.by_doctor
    bad = [f"{label} {state.value}" for label, state in states.items() if state is not ControlState.CONTROLLED]
    told = tuple(complaints)
    told = (f"Ada keluhan: {', '.join(told)}",) if told else ()
    seen_since = last_doctor is not None and last_doctor >= last.day
    if last.place and last.alarming and not seen_since:
        why = SENT_BACK.format(place=last.place, day=indonesian_date(last.day), why="; ".join((*bad, *told)))
        return NextControl(last.day, ControlPlace.DOCTOR, why, at_once=True)
    ended = tuple(lapsed)
    if bad or told or ended:
        return NextControl(on, ControlPlace.DOCTOR, f"{'; '.join((*bad, *told, *ended))}.")
    if last_doctor is None:
        return NextControl(on, ControlPlace.DOCTOR, NEVER_BY_DOCTOR)
    again = doctor_from(last_doctor, day)
    why = SEEN_BY_DOCTOR.format(day=indonesian_date(last_doctor), months=months["doctor_months"])
    if again <= max(on, day):
        return NextControl(on, ControlPlace.DOCTOR, why)
    return NextControl(on, ControlPlace.PUSTU, f"Terkendali, tanpa keluhan. {why}")


def is_lost(last_control: date, day: date) -> bool:
    """Say whether somebody was not controlled for longer than allowed."""
    return day >= lost_from(last_control, day)


def lost_from(last_control: date, day: date) -> date:
    """Return the first day, by the rules of a day, on which somebody is lost who is not controlled again before."""
    return months_shifted(last_control, rhythm(day)["lost_months"]) + timedelta(days=1)


def doctor_from(last_doctor: date, day: date) -> date:
    """Return when the doctor is to see somebody again, by the rules of a day."""
    return months_shifted(last_doctor, rhythm(day)["doctor_months"])


def lost_before(day: date) -> date:
    """Return the day before which the last control lies of whoever is lost on a day."""
    found = months_shifted(day, -rhythm(day)["lost_months"])
    while is_lost(found, day):
        found += timedelta(days=1)
    while not is_lost(found - timedelta(days=1), day):
        found -= timedelta(days=1)
    return found


def is_old(measured_on: date, day: date) -> bool:
    """Say whether a value is so old that it says little of today."""
    return day > months_shifted(measured_on, rhythm(day)["old_months"])


def controls_between(days: Sequence[date], first: date, last: date) -> int:
    """Return on how many days somebody was controlled, both ends included."""
    return len({day for day in days if first <= day <= last})


def ago(day: date, today: date) -> str:
    """Return how long ago a day was, in the words of people."""
    days = (today - day).days
    if days <= 1:
        return "hari ini" if days <= 0 else "kemarin"
    months = months_completed(day, today)
    if months < 1:
        return f"{days} hari lalu" if days < TWO_WEEKS else f"{days // DAYS_A_WEEK} minggu lalu"
    if months < MONTHS_A_YEAR:
        return f"{months} bulan lalu"
    years, rest = divmod(months, MONTHS_A_YEAR)
    return f"{years} tahun lalu" if not rest else f"{years} tahun {rest} bulan lalu"
