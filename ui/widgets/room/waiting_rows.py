"""How a ticket is worded in the list of a room."""

from collections.abc import Callable
from datetime import datetime

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.room.world import RoomWorld

SECONDS_A_MINUTE = 60
MINUTES_AN_HOUR = 60
SHORT_FROM_YEARS = 5
OPEN = (TicketStatus.CALLED, TicketStatus.SERVED, TicketStatus.WAITING, TicketStatus.HELD)
PRIORITY_TONES = {
    Priority.RED: Tone.BAD,
    Priority.YELLOW: Tone.WARN,
    Priority.PRIORITY: Tone.INFO,
    Priority.GENERAL: Tone.NEUTRAL,
}
STATUS_TONES = {TicketStatus.CALLED: Tone.ACCENT, TicketStatus.SERVED: Tone.INFO, TicketStatus.HELD: Tone.WARN}
PRECAUTION = "masker"
PRECAUTION_WHY = "Kewaspadaan penularan: masker dan ruang terpisah"


def waiting_columns(
    world: RoomWorld, is_kept: Callable[[QueueRow], bool], part_of: Callable[[QueueRow], str]
) -> tuple[Column[QueueRow], ...]:
    """Return the columns of the list.

    ``is_kept`` tells whether something typed for a visit is not stored yet, ``part_of`` in which part somebody waits.
    """
    now = world.house.uow.clock.now
    return (
        Column("No.", lambda row: row.number, 76),
        Column("Nama", lambda row: row.name, tooltip=person_text),
        Column("JK", lambda row: row.sex.value if row.sex else "", 44),
        Column("Umur", lambda row: age_text(age_on(row.birth_date, world.today())) if row.birth_date else "", 92),
        Column("Prioritas", lambda row: row.priority.value, 96, colour=lambda row: PRIORITY_TONES[row.priority]),
        Column(
            "Layanan",
            lambda row: str(row.due_count or ""),
            72,
            align_right=True,
            tooltip=lambda row: f"{row.due_count or 'Tidak ada'} layanan jatuh tempo",
        ),
        Column("Menunggu", lambda row: waited_text(row, now()), 92, align_right=True, tooltip=_place),
        Column("Kewaspadaan", _precaution, 112, tooltip=_precaution_why, colour=_precaution_tone),
        Column("Keluhan", lambda row: row.complaint, tooltip=lambda row: row.complaint),
        Column("No. RM", lambda row: row.record_number, 108),
        Column("Status", lambda row: status_text(row, part_of(row), kept=is_kept(row)), 248, colour=_status_tone),
    )


def age_text(age: Age) -> str:
    """Return an age as short as a list wants it: years, below five years with months, below a year with days."""
    if age.years >= SHORT_FROM_YEARS:
        return f"{age.years} th"
    return f"{age.years} th {age.months} bl" if age.years else f"{age.months} bl {age.days} hr"


def waited_text(row: QueueRow, now: datetime) -> str:
    """Return how long somebody has waited, or waited until called."""
    return minutes_text(waited_minutes(row, now))


def minutes_text(minutes: int) -> str:
    """Return minutes of waiting, from an hour on as hours and minutes."""
    if minutes < MINUTES_AN_HOUR:
        return f"{minutes} mnt"
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    return f"{hours} j {rest:02} mnt"


def waited_minutes(row: QueueRow, now: datetime) -> int:
    """Return the minutes from the ticket to the call, or to now for those still waiting."""
    until = now if row.status is TicketStatus.WAITING else (row.called_at or row.ended_at or now)
    return max(int((until - row.since).total_seconds()) // SECONDS_A_MINUTE, 0)


def status_text(row: QueueRow, part: str = "", *, kept: bool) -> str:
    """Return where a ticket stands, in which room or part of the list, and whether something typed is not stored."""
    if _comes_back(row):
        return f"kembali ke {row.room}"
    place = part if row.status is TicketStatus.WAITING else row.room
    room = f" · {place}" if place else ""
    return f"{row.status.value}{room}{' · belum disimpan' if kept else ''}"


def person_text(row: QueueRow) -> str:
    """Return who somebody is, for hovering."""
    if row.sex is None or row.birth_date is None:
        return f"{row.name}: loket melengkapi identitasnya"
    return f"{row.name} · {row.sex.word} · lahir {indonesian_date(row.birth_date)} · RM {row.record_number or '-'}"


def summary_text(rows: tuple[QueueRow, ...], now: datetime) -> str:
    """Return how many wait and who waits longest."""
    waiting = [row for row in rows if row.status is TicketStatus.WAITING]
    if not waiting:
        return "Tidak ada yang menunggu"
    longest = max(waiting, key=lambda row: waited_minutes(row, now))
    return f"{len(waiting)} menunggu · terlama {longest.number}, {waited_text(longest, now)}"


def _comes_back(row: QueueRow) -> bool:
    """Tell whether somebody waits for the room they were in before."""
    return row.returned and bool(row.room) and row.status is TicketStatus.WAITING


def _place(row: QueueRow) -> str:
    return row.place_reason


def _precaution(row: QueueRow) -> str:
    return PRECAUTION if row.precaution else ""


def _precaution_why(row: QueueRow) -> str:
    return PRECAUTION_WHY if row.precaution else ""


def _precaution_tone(row: QueueRow) -> Tone | None:
    return Tone.WARN if row.precaution else None


def _status_tone(row: QueueRow) -> Tone | None:
    if _comes_back(row):
        return Tone.GOOD
    return STATUS_TONES.get(row.status)
