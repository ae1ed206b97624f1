"""Today's queue as rows, and what the rows say together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus
from ilp_desktop.domain.queue.waiting_times import WaitFigures
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.queue.waiting_times import WaitingDay
from ui.front_desk.wording import PRIORITY_TONES, short_age
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.room.waiting_rows import minutes_text

HERE = (TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVED, TicketStatus.HELD)
STATUS_TONES = {
    TicketStatus.CALLED: Tone.INFO,
    TicketStatus.SERVED: Tone.GOOD,
    TicketStatus.ABSENT: Tone.WARN,
    TicketStatus.HELD: Tone.WARN,
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
        Column("Nama", _name, tooltip=lambda line: f"No. RM {line.row.record_number}"),
        Column("Umur", lambda line: _age_and_sex(line.row, today()), 108),
        Column("Klaster", lambda line: line.row.where, 146),
        Column(
            "Prioritas",
            lambda line: line.row.priority.value.capitalize(),
            98,
            tooltip=lambda line: line.row.place_reason,
            colour=lambda line: PRIORITY_TONES[line.row.priority],
        ),
        Column("PPI", lambda line: "Masker" if line.row.precaution else "", 84, colour=_mask_tone),
        Column("Status", _status, 108, tooltip=lambda line: line.row.room, colour=_status_tone),
        Column("Menunggu", lambda line: minutes_text(line.minutes), 92, align_right=True),
    ]


def _name(line: QueueLine) -> str:
    return f"{line.row.name} (luar wilayah)" if line.row.outside else line.row.name


def summary_of(lines: Sequence[QueueLine]) -> str:
    """Return who waits, how long on average, and who waits longest, on one line."""
    lines = [line for line in lines if line.row.stage is Stage.KLASTER]
    waiting = [line for line in lines if line.is_waiting()]
    if not waiting:
        return f"{len(lines)} kunjungan hari ini, tidak ada yang menunggu" if lines else "Belum ada kunjungan hari ini"
    average = round(sum(line.minutes for line in waiting) / len(waiting))
    longest = max(waiting, key=lambda line: line.minutes)
    return (
        f"{len(waiting)} menunggu · rata-rata {minutes_text(average)} · "
        f"terlama {longest.row.number} {longest.row.name}, {minutes_text(longest.minutes)}"
    )


def figures_text(day: WaitingDay) -> str:
    """Return today's waiting in a few lines: by step, by klaster, by hour."""
    lines = (
        ("Langkah", [(step.value, figures) for step, figures in day.by_step]),
        ("Klaster", [(klaster.label, figures) for klaster, figures in day.by_klaster]),
        ("Jam mulai", [(f"{hour:02}.00", figures) for hour, figures in day.by_hour]),
    )
    return "\n".join(f"{head}: {' · '.join(map(_figure, found)) or 'belum ada'}" for head, found in lines)


def _figure(named: tuple[str, WaitFigures]) -> str:
    name, figures = named
    average = "belum ada" if figures.average is None else f"rata-rata {minutes_text(figures.average)}"
    now = "" if figures.longest_now is None else f", kini terlama {minutes_text(figures.longest_now)}"
    return f"{name} {average}{now}"


def chosen_lines(lines: Sequence[QueueLine], where: str, statuses: Sequence[TicketStatus]) -> tuple[QueueLine, ...]:
    """Return the lines that wait for one place (nothing: of all) and of these statuses."""
    return tuple(line for line in lines if where in ("", line.row.where) and line.row.status in statuses)


def _age_and_sex(row: QueueRow, today: date) -> str:
    if row.birth_date is None or row.sex is None:
        return ""
    return f"{short_age(row.birth_date, today)} · {row.sex.value}"


def _comes_back(line: QueueLine) -> bool:
    return line.row.returned and line.is_waiting()


def _status(line: QueueLine) -> str:
    return "Kembali" if _comes_back(line) else line.row.status.value.capitalize()


def _mask_tone(line: QueueLine) -> Tone | None:
    return Tone.WARN if line.row.precaution else None


def _status_tone(line: QueueLine) -> Tone | None:
    return Tone.GOOD if _comes_back(line) else STATUS_TONES.get(line.row.status)
