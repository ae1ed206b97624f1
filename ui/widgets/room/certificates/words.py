"""How certificates are worded and coloured."""

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.certificate.certificate_rows import CertificateRow, CertificateState
from ui.models.paged_table import Column
from ui.palette import Tone

TONES = {
    CertificateState.VALID: Tone.GOOD,
    CertificateState.EXPIRED: Tone.WARN,
    CertificateState.VOID: Tone.BLACK,
}


def row_columns() -> tuple[Column[CertificateRow], ...]:
    """Return the columns of the list."""
    return (
        Column("Status", lambda row: row.state.value, 104, colour=lambda row: TONES[row.state]),
        Column("Jenis", lambda row: row.label, 84),
        Column("Nomor", lambda row: row.number, tooltip=told),
        Column("Tanggal", lambda row: indonesian_date(row.day), 92),
        Column("Isi", lambda row: row.short, 168, tooltip=told),
    )


def told(row: CertificateRow) -> str:
    """Return everything the list knows of a certificate."""
    parts = [
        f"{row.title} {row.number}",
        f"Dokter: {row.doctor}",
        f"Berlaku sampai {indonesian_date(row.valid_until)}" if row.valid_until else "",
        f"Dicetak {row.prints} kali" if row.prints else "Belum dicetak",
        f"Dibatalkan {row.voided}: {row.reason}" if row.voided else "",
    ]
    return "\n".join(part for part in parts if part)
