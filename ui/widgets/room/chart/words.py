"""How a visit of the past, an entry and a dry run of a move are put into tables to be read."""

from collections.abc import Iterator

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.services.chart.rows import PLACES, SEALED, RecordEntry, RecordKind, TimelineEntry, WholeVisit
from ilp_desktop.services.chart.visit_moves import MovePlan
from ui.widgets.reading import Block

NOTHING = "-"
HEADINGS = ("Jenis", "Isi", "Oleh", "Waktu")
WIDTHS = (11, 61, 16, 12)
REPLACED = "sudah diganti"
OPENED_BY_REASON = "buka kunjungannya untuk membacanya dengan alasan."
OPENED_AT_VISIT = "hanya dibuka saat pasien dilayani."
NOTHING_MOVES = "Hanya kunjungannya; belum ada yang dicatat."


def visit_title(visit: WholeVisit) -> str:
    """Return what stands above a visit."""
    place = f" · {PLACES.get(visit.place, visit.place)}" if visit.place else ""
    return f"Kunjungan {indonesian_date(visit.day)} pukul {visit.at:%H.%M} · {visit.klaster.label}{place}"


def visit_blocks(visit: WholeVisit) -> Iterator[Block]:
    """Give what a visit says: what it was, then a table of its entries."""
    yield Block("", (), tuple((line,) for line in _facts(visit)))
    rows = [_row(entry) for kind in RecordKind for entry in visit.of(kind)]
    if rows:
        yield Block("", HEADINGS, tuple(rows), widths=WIDTHS)


def _facts(visit: WholeVisit) -> Iterator[str]:
    state = "sakit" if visit.sick else "sehat"
    examined = f" Diperiksa oleh {visit.examined_by}." if visit.examined_by else ""
    yield f"Jenis {visit.visit_kind}, {state}, penjamin {visit.payer}. Didaftarkan {visit.registered_by}.{examined}"
    ending = "Belum selesai."
    if visit.finished_at is not None:
        ending = f"Selesai {indonesian_moment(visit.finished_at)}, {visit.destination or 'tanpa keterangan'}."
    yield f"Keluhan: {visit.complaint}. {ending}" if visit.complaint else ending
    if visit.written_later:
        yield f"{visit.written_later[0].upper()}{visit.written_later[1:]}."
    yield from (f"{move}." for move in visit.moves)
    if visit.sealed:
        yield f"{SEALED} dari klaster lain."


def _row(entry: RecordEntry) -> tuple[str, str, str, str]:
    return entry.kind.value, entry_text(entry), entry.author or NOTHING, indonesian_moment(entry.at)


def entry_blocks(entry: RecordEntry) -> tuple[Block, ...]:
    """Return one entry by itself."""
    return (Block("", HEADINGS, (_row(entry),), widths=WIDTHS),)


def entry_text(entry: RecordEntry) -> str:
    """Return an entry as lines; a note needs no title unless it has several versions."""
    title = f"{entry.title} ({REPLACED})" if entry.superseded else entry.title
    lines = [f"{label}: {text}" if text else label for label, text in entry.lines]
    return "\n".join(lines if title == entry.kind.value else [title, *lines])


def row_text(row: TimelineEntry, *, treating: bool) -> str:
    """Return what a row of the timeline says beside the visit it may be, in lines; seals open while one treats."""
    if row.kind is not RecordKind.VISIT:
        own = [row.moved, *row.doses, *row.forms, SEALED if row.sealed else ""]
        return "\n".join(line for line in (row.kind.value, *own) if line)
    diagnoses = [f"• {diagnosis}" for diagnosis in row.diagnoses] or ["• belum ada diagnosis"]
    later = f"{row.written_later[0].upper()}{row.written_later[1:]}" if row.written_later else ""
    told = [
        f"{row.where} · {'selesai' if row.finished else 'belum selesai'}",
        f"Keluhan: {row.complaint or NOTHING}",
        f"Pengukuran: {row.measured or NOTHING}",
        "Diagnosis:",
        *diagnoses,
        f"Formulir: {', '.join(row.forms)}" if row.forms else "",
        f"Imunisasi: {', '.join(row.doses)}" if row.doses else "",
        f"Surat rujukan: {row.referral}" if row.referral else "",
        later,
        row.moved,
        (f"{SEALED}: {OPENED_BY_REASON if treating else OPENED_AT_VISIT}" if row.sealed else ""),
    ]
    return "\n".join(line for line in told if line)


def plan_blocks(plan: MovePlan) -> Iterator[Block]:
    """Give what a move would do: what keeps it, what goes along, what should be known."""
    if plan.refusals:
        yield Block("Tidak dapat dipindahkan", (), tuple((f"{what} {way}",) for what, way in plan.refusals))
    rows = tuple((label, str(count)) for label, count in plan.rows)
    if rows:
        yield Block("Ikut pindah", ("Data", "Jumlah"), rows, figures=frozenset({1}), widths=(80, 20))
    else:
        yield Block("Ikut pindah", (), ((NOTHING_MOVES,),))
    if plan.warnings:
        yield Block("Perhatikan dahulu", (), tuple((warning,) for warning in plan.warnings))
