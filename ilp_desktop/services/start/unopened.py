"""Why the database of this computer does not open, found out without changing a byte of it."""

from pathlib import Path

from sqlalchemy import text

from db.engine import Database
from db.page_check import PAGE_BYTES, PageCheck, check_pages
from ilp_desktop.domain.errors import DataTrouble

AS_IT_IS = "Berkas dibiarkan apa adanya."
WAYS = f"{AS_IT_IS} Pulihkan dari cadangan, atau simpan salinannya dan minta bantuan."


def require_pages(file: Path) -> None:
    """Raise ``DataTrouble`` for a file without a single page, of which SQLite would make an empty database."""
    size = file.stat().st_size if file.exists() else 0
    if size < PAGE_BYTES:
        raise DataTrouble(
            "Berkas data tidak dapat dibuka: kosong atau terpotong.", WAYS, (f"ukuran berkas data {size} byte",)
        )


def require_whole_length(database: Database, file: Path) -> None:
    """Raise ``DataTrouble`` for a file that is shorter than it says; what its log still holds is not yet in it."""
    with database.reading() as session:
        pages = int(session.execute(text("PRAGMA page_count")).scalar_one())
    log, size = Path(f"{file}-wal"), file.stat().st_size
    if size < pages * PAGE_BYTES and not (log.exists() and log.stat().st_size):
        told = f"terpotong, {pages - size // PAGE_BYTES} dari {pages} halamannya hilang"
        raise DataTrouble(f"Berkas data tidak dapat dibuka: {told}.", WAYS, (f"ukuran berkas data {size} byte",))


def why_not_opened(file: Path, key: bytes) -> DataTrouble:
    """Return what is wrong with a file that this key does not open, or that broke while it was opened."""
    found = check_pages(file, key)
    return DataTrouble(f"Berkas data tidak dapat dibuka: {_what(found)}.", _remedy(found), facts_of(found))


def facts_of(found: PageCheck) -> tuple[str, ...]:
    """Return what looking at the pages found, for whoever helps."""
    named = f", mulai halaman {', '.join(map(str, found.first))}" if found.damaged else ""
    facts = [f"halaman {found.pages}, tidak utuh {found.damaged}{named}"]
    if found.rest:
        facts.append(f"sisa di belakang halaman terakhir {found.rest} byte")
    if found.plain:
        facts.append("berkas SQLite tanpa enkripsi")
    return tuple(facts)


def _what(found: PageCheck) -> str:
    if found.plain:
        return "bukan data program ini"
    if found.other_key:
        return "rusak seluruhnya, atau kunci di folder ini bukan kunci berkas itu"
    if found.damaged or found.rest:
        return f"rusak, {max(found.damaged, 1)} dari {found.pages} halamannya tidak utuh"
    return "susunannya rusak, walau semua halamannya utuh"


def _remedy(found: PageCheck) -> str:
    if found.other_key or found.plain:
        return f"Letakkan ilp.db dan kunci.json yang berpasangan, atau pulihkan dari cadangan. {AS_IT_IS}"
    return WAYS
