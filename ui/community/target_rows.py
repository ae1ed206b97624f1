"""The columns of the list of names."""

from collections.abc import Callable
from datetime import date

from ilp_desktop.services.due.due_rows import DueRow, DueState
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.date_field import date_text

NOTHING = "-"
STATE_TONES = {DueState.LATE: Tone.WARN, DueState.DUE: Tone.INFO, DueState.COMING: Tone.NEUTRAL}


def target_columns(today: Callable[[], date]) -> tuple[Column[DueRow], ...]:
    """Return the columns: who, where, what is due and since when, when invited last."""
    return (
        Column("Nama", lambda row: row.name, 152, tooltip=_who),
        Column("Umur", lambda row: row.age.short_text, 76),
        Column("JK", lambda row: row.sex.value, 36),
        Column("RW/RT", lambda row: f"{row.rw or NOTHING}/{row.rt or NOTHING}", 78, tooltip=_where),
        Column("Ibu", lambda row: row.mother_name or NOTHING, 96, tooltip=lambda row: row.mother_name),
        Column("Layanan", services_text, tooltip=_services),
        Column("Keadaan", lambda row: state_of(row, today()).value, 96, colour=lambda row: _tone(row, today())),
        Column("Sejak", lambda row: date_text(row.due_from), 98),
        Column("Diundang", lambda row: date_text(row.invited_on) if row.invited_on else NOTHING, 98),
    )


def services_text(row: DueRow) -> str:
    """Return the first service, and how many more there are."""
    more = f" (+{len(row.services) - 1})" if len(row.services) > 1 else ""
    return row.services[0].name.label + more


def state_of(row: DueRow, today: date) -> DueState:
    """Return how the most pressing service of somebody stands."""
    states = {one.state_on(today) for one in row.services}
    return next(state for state in (DueState.LATE, DueState.DUE, DueState.COMING) if state in states)


def _tone(row: DueRow, today: date) -> Tone:
    return STATE_TONES[state_of(row, today)]


def _who(row: DueRow) -> str:
    return f"{row.name}, lahir {date_text(row.birth_date)}" + (f", HP {row.phone}" if row.phone else "")


def _where(row: DueRow) -> str:
    return ", ".join(part for part in (row.address, f"Desa {row.village}") if part)


def _services(row: DueRow) -> str:
    """Return every service with its days, a line each."""
    lines = []
    for one in row.services:
        late = f", terlambat sejak {date_text(one.late_from)}" if one.late_from is not None else ""
        lines.append(f"{one.name.label}: sejak {date_text(one.due_from)}{late}")
    return "\n".join(lines)
