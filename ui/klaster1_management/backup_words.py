"""How backups are told of on their panel."""

from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.services.backup.backup_rows import BackupRow, ServerBackup
from ilp_desktop.services.backup.backup_state import BackupState

MIB = 1 << 20
NEVER = "Belum ada cadangan."
NO_SECOND = "Belum dipilih. Cadangan di komputer ini ikut hilang bila komputernya rusak atau dicuri."
NO_DRILL = "Belum pernah dilatih."


def thousands(number: int) -> str:
    """Return a number with points between thousands."""
    return f"{number:,}".replace(",", ".")


def size_text(size: int) -> str:
    """Return a size in megabytes."""
    return f"{size / MIB:.1f} MB".replace(".", ",")


def last_text(row: BackupRow | None) -> str:
    """Return when the newest was made and what is in it."""
    if row is None:
        return NEVER
    held = f"{thousands(row.people)} orang, {thousands(row.visits)} kunjungan, {size_text(row.size)}"
    return f"{indonesian_moment(row.local_at)}: {held}. Sudah dibuka dan dihitung."


def failure_text(state: BackupState, zone: str) -> str:
    """Return why the last attempt failed, or nothing."""
    if state.failed_at is None:
        return ""
    return f"Percobaan {indonesian_moment(local_time(state.failed_at, zone))} gagal. {state.failure}"


def second_text(state: BackupState, zone: str) -> str:
    """Return where copies go, and how the last one went."""
    if not state.second:
        return NO_SECOND
    if state.second_failure:
        return f"{state.second}: {state.second_failure}"
    if state.second_at is None:
        return f"{state.second}: cadangan berikutnya disalin ke sana."
    return f"{state.second}: terakhir sampai {indonesian_moment(local_time(state.second_at, zone))}."


def drill_text(state: BackupState, zone: str) -> str:
    """Return what the last restore drill found."""
    if state.drilled_at is None:
        return NO_DRILL
    when = indonesian_moment(local_time(state.drilled_at, zone))
    if state.drill_fault:
        return f"{when}: GAGAL. {state.drill_fault} Buat cadangan baru sekarang."
    return (
        f"{when}: berhasil dalam {state.drill_seconds} detik; {thousands(state.drill_rows)} baris dibuka dan dihitung."
    )


def server_text(made: ServerBackup, zone: str) -> str:
    """Return what the server's own timer last did."""
    lines = []
    if made.made_at is None:
        lines.append("Server belum pernah mencatat cadangan. Jalankan di server: sudo ilp-cadangan")
    else:
        when = indonesian_moment(local_time(made.made_at, zone))
        lines.append(f"Cadangan server terakhir: {when}, {size_text(made.size)}.")
    if made.fault:
        lines.append(f"Percobaan terakhir gagal: {made.fault}.")
    if made.drill_fault:
        lines.append(f"Latihan pemulihan GAGAL: {made.drill_fault}.")
    elif made.drilled_at is None:
        lines.append("Latihan pemulihan di server belum pernah dijalankan.")
    else:
        when = indonesian_moment(local_time(made.drilled_at, zone))
        lines.append(f"Latihan pemulihan: {when}, berhasil; {thousands(made.drill_rows)} baris dibuka dan dihitung.")
    return "\n".join(lines)
