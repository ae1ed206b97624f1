"""How the stock of vaccines reads in tables."""

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.vaccine_stock import Expiry
from ilp_desktop.services.immunisation.vaccine_card_reading import CardEntry
from ilp_desktop.services.immunisation.vaccine_stock_reading import Stock, StockRow, VaccineSum
from ui.models.paged_table import Column
from ui.palette import Tone

EXPIRY_TONES = {Expiry.EXPIRED: Tone.BAD, Expiry.NEAR: Tone.WARN, Expiry.SOON: Tone.INFO, Expiry.FAR: None}
LOW, OVER = "stok rendah", "BUANG"
BAD_VVM = ("C", "D")


def lot_columns() -> tuple[Column[StockRow], ...]:
    """Return the columns of the table of batches."""
    return (
        Column("Vaksin", lambda row: row.name, 168, tooltip=lambda row: row.name),
        Column("Batch", lambda row: row.batch, 100, tooltip=lambda row: row.batch),
        Column("Kedaluwarsa", lambda row: indonesian_date(row.expires_on), 92),
        Column("", lambda row: row.expiry.value, 170, colour=lambda row: EXPIRY_TONES[row.expiry]),
        Column("VVM", lambda row: row.vvm or "-", 48, colour=lambda row: Tone.BAD if row.vvm in BAD_VVM else None),
        Column("Vial", lambda row: str(row.closed_vials), 48, align_right=True),
        Column("Vial terbuka", open_text, tooltip=open_text, colour=lambda row: Tone.BAD if is_over(row) else None),
        Column("Dosis", lambda row: str(row.doses_left), 56, align_right=True),
    )


def entry_columns() -> tuple[Column[CardEntry], ...]:
    """Return the columns of the history of a batch; what does not fit stands behind the words."""
    return (
        Column("Tanggal", lambda one: indonesian_date(one.day), 84),
        Column("Uraian", lambda one: one.what, tooltip=entry_told),
        Column("Vial", lambda one: f"{one.came - one.went:+d}", 44, align_right=True),
        Column("Sisa", lambda one: str(one.left), 44, align_right=True),
    )


def entry_told(one: CardEntry) -> str:
    """Return a line of the history in full."""
    return "\n".join(part for part in (one.what, one.doses, one.note, one.by) if part)


def sum_columns() -> tuple[Column[VaccineSum], ...]:
    """Return the columns of the table of vaccines."""
    return (
        Column("Vaksin", lambda one: one.name, tooltip=lambda one: one.name),
        Column("Sisa dosis", lambda one: str(one.doses_left), 84, align_right=True),
        Column("", lambda one: LOW if one.low else "", 100, colour=lambda one: Tone.WARN if one.low else None),
        Column("Diberikan", lambda one: str(one.usage.given), 84, align_right=True),
        Column("Vial dibuka", lambda one: str(one.usage.vials_opened), 88, align_right=True),
        Column("Terbuang", lambda one: str(one.usage.wasted), 84, align_right=True),
        Column("Indeks pemakaian", index_text, 124, align_right=True),
        Column("Pemborosan", wastage_text, 96, align_right=True),
        Column("Vial terbuka", lambda one: one.open_text, 100),
    )


def open_text(row: StockRow) -> str:
    """Return what is left in opened vials, and until when each may be used."""
    parts = []
    for vial in row.open_vials:
        until = OVER if vial.is_over else f"s.d. {vial.use_until:%d-%m %H.%M}"
        parts.append(f"{until}, sisa {vial.doses_left}")
    return "; ".join(parts)


def is_over(row: StockRow) -> bool:
    """Say whether an opened vial must be thrown away."""
    return any(vial.is_over for vial in row.open_vials)


def index_text(one: VaccineSum) -> str:
    """Return the index of use with one decimal."""
    return "-" if one.usage.index is None else f"{one.usage.index:.1f}".replace(".", ",")


def wastage_text(one: VaccineSum) -> str:
    """Return how much went to waste."""
    return "-" if one.usage.wastage_percent is None else f"{one.usage.wastage_percent:.0f} %"


def alarm_text(stock: Stock) -> str:
    """Return what has to be done about the stock, one sentence each; empty when nothing has."""
    over = [f"{row.name} batch {row.batch}" for row in stock.rows if is_over(row)]
    expired = [f"{row.name} batch {row.batch}" for row in stock.rows if row.expiry is Expiry.EXPIRED]
    low = [one.name for one in stock.sums if one.low]
    told = (("Buang vial terbuka", over), ("Keluarkan yang kedaluwarsa", expired), ("Stok rendah", low))
    return "\n".join(f"{words}: {', '.join(names)}." for words, names in told if names)
