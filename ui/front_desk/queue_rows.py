"""Today's queue as rows, and what the rows say together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.visit_words import TicketStatus
from ilp_desktop.services.queue_rows import QueueRow
from ui.front_desk.wording import PRIORITY_TONES, short_age
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.room.waiting_rows import minutes_text

HERE = (TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVED)
STATUS_TONES = {
    TicketStatus.CALLED: Tone.INFO,
    TicketStatus.SERVED: Tone.GOOD,
    TicketStatus.ABSENT: Tone.WARN,
}


@dataclass(frozen=True)
class QueueLine:
    """A ticket, and how many minutes its holder has waited."""

    row: QueueRow
    minutes: int

    @property
    def id(self) -> UUID:
        """Return what tells lines apart."""
        return self.row.ticket_id

    def is_waiting(self) -> bool:
        """Tell whether the person still waits."""
        return self.row.status is TicketStatus.WAITING


def queue_columns(today: Callable[[], date]) -> list[Column[QueueLine]]:
    """Return the columns of the queue."""
    return [
        Column("Nomor", lambda line: line.row.number, 76),
        Column("Nama", lambda line: line.row.name, tooltip=lambda line: f"No. RM {line.row.record_number}"),
        Column("Umur", lambda line: f"{short_age(line.row.birth_date, today())} · {line.row.sex.value}", 108),
        Column("Klaster", lambda line: line.row.klaster.label, 146),
        Column(
            "Prioritas",
            lambda line: line.row.priority.value.capitalize(),
            98,
            tooltip=lambda line: line.row.place_reason,
            colour=lambda line: PRIORITY_TONES[line.row.priority],
        ),
        Column("PPI", lambda line: "Masker" if line.row.precaution else "", 84, colour=_mask_tone),
        Column("Status", lambda line: line.row.status.value.capitalize(), 108, colour=_status_tone),
        Column("Menunggu", lambda line: minutes_text(line.minutes), 92, align_right=True),
    ]


def summary_of(lines: Sequence[QueueLine]) -> str:
    """Return who waits, how long on average, and who waits longest, on one line."""
    waiting = [line for line in lines if line.is_waiting()]
    if not waiting:
        return f"{len(lines)} kunjungan hari ini, tidak ada yang menunggu" if lines else "Belum ada kunjungan hari ini"
    average = round(sum(line.minutes for line in waiting) / len(waiting))
    longest = max(waiting, key=lambda line: line.minutes)
    return (
        f"{len(waiting)} menunggu · rata-rata {minutes_text(average)} · "
        f"terlama {longest.row.number} {longest.row.name}, {minutes_text(longest.minutes)}"
    )


def chosen_lines(
    lines: Sequence[QueueLine], klaster: Klaster | None, statuses: Sequence[TicketStatus]
) -> tuple[QueueLine, ...]:
    """Return the lines of a klaster (None: of all) and of these statuses."""
    return tuple(
        line for line in lines if (klaster is None or line.row.klaster is klaster) and line.row.status in statuses
    )


def _mask_tone(line: QueueLine) -> Tone | None:
    return Tone.WARN if line.row.precaution else None


def _status_tone(line: QueueLine) -> Tone | None:
    return STATUS_TONES.get(line.row.status)
