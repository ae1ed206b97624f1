"""How two people, a dry run and an undoing are put into words and tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ilp_desktop.services.merge.duplicates import Pair
from ilp_desktop.services.merge.merging_plan import MergePlan
from ilp_desktop.services.merge.merging_rows import RowTold
from ilp_desktop.services.merge.unmerging import UndoPlan
from ilp_desktop.services.person.person_reads import PersonFile
from ui.widgets.date_field import date_text
from ui.widgets.reading import Block

NOTHING = "-"
ROW_HEADINGS = ("Data", "Tanggal", "Keterangan")
ROW_WIDTHS = (34, 18, 48)
SIDE_WIDTHS = (22, 39, 39)
NO_ROWS = "Tidak ada."
KEPT_HEADING = "Identitas yang dipertahankan tetap memiliki semua datanya sendiri."


def comparison(one: PersonFile, other: PersonFile) -> Block:
    """Return two people beside each other; what differs stands out by its sign."""
    rows = [
        (_marked(name, left, right), left or NOTHING, right or NOTHING)
        for name, left, right in zip(NAMES, _facts(one), _facts(other), strict=True)
    ]
    return Block("", ("", "Identitas 1", "Identitas 2"), tuple(rows), widths=SIDE_WIDTHS)


def reasons(pair: Pair) -> Block:
    """Return what speaks for and against one person."""
    lines = [("Cocok", pair.agrees), ("Berbeda", pair.differs)]
    return Block("", (), tuple((f"{name}: {', '.join(words)}",) for name, words in lines if words))


NAMES = (
    *("Nama", "No. RM", "NIK", "No. BPJS", "Tanggal lahir", "Jenis kelamin", "Ibu", "Anak ke-"),
    *("KK", "Alamat", "Domisili", "Telepon", "Alergi", "Kunjungan terakhir"),
)


def _facts(file: PersonFile) -> tuple[str, ...]:
    data = file.data
    born = date_text(data.birth_date) if data.birth_date else ""
    place = "/".join(part.lstrip("0") or part for part in (data.rt, data.rw) if part)
    return (
        data.name,
        ", ".join((file.record_number, *(f"{number} (lama)" for number in file.old_record_numbers))),
        data.nik,
        data.bpjs,
        f"{born} (perkiraan)" if data.birth_date_estimated else born,
        data.sex.word if data.sex else "",
        data.mother_name,
        str(data.birth_order or ""),
        file.family.kk_number if file.family else "",
        data.address,
        f"{file.village}{f', RT/RW {place}' if place else ''}",
        data.phone,
        ", ".join(substance for substance, _ in file.allergies),
        date_text(file.last_visit_on) if file.last_visit_on else "belum pernah",
    )


def _marked(name: str, left: str, right: str) -> str:
    return f"{name} ≠" if left and right and left != right else name


def trial_blocks(plan: MergePlan) -> Iterator[Block]:
    """Give what a merge would do."""
    if plan.warnings:
        yield Block("Perhatikan", (), tuple((warning,) for warning in plan.warnings))
    moving = [row for row in plan.rows if row.moves]
    staying = [row for row in plan.rows if not row.moves]
    yield rows_block(f"Dipindah: {counted(moving)}", moving)
    if staying:
        yield rows_block(f"Tidak dipindah: {counted(staying)}", staying)
    if plan.filled:
        yield Block("Isian kosong yang dilengkapi", ("Isian", "Menjadi"), plan.filled, widths=(34, 66))
    yield Block("", (), ((KEPT_HEADING,),))


def undo_blocks(plan: UndoPlan) -> Iterator[Block]:
    """Give what undoing a merge would do."""
    yield rows_block(f"Kembali ke identitas lama: {counted(plan.returning)}", plan.returning)
    with_visit = [row for row in plan.since if row.moves]
    by_hand = [row for row in plan.since if not row.moves]
    if with_visit:
        yield rows_block(f"Dicatat sesudah digabung, ikut kunjungannya: {counted(with_visit)}", with_visit)
    if by_hand:
        yield rows_block(f"Dicatat sesudah digabung, ditetapkan sesudah dibatalkan: {counted(by_hand)}", by_hand)
    if plan.gone:
        yield Block("", (), ((f"{plan.gone} data yang dulu dipindah sudah tidak ada atau sudah milik orang lain.",),))


def rows_block(title: str, rows: Sequence[RowTold]) -> Block:
    """Return rows as a table."""
    if not rows:
        return Block(title, (), ((NO_ROWS,),))
    lines = tuple((row.label, day_text(row.day), row.note) for row in rows)
    return Block(title, ROW_HEADINGS, lines, widths=ROW_WIDTHS)


def counted(rows: Iterable[RowTold]) -> str:
    """Return how many rows there are, in words."""
    return f"{len(tuple(rows))} data"


def day_text(day: date | None) -> str:
    """Return a day, nothing when there is none."""
    return date_text(day) if day else ""
