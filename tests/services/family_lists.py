"""Lists of families as other programs write them, and an import of one without a screen."""

import csv
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.family_import.family_import_data import ImportPlan, ImportResult, ImportWanted
from tests.house_fixtures import Clinic

TITLES = ("No. KK", "NIK", "Nama Lengkap", "Hubungan", "L/P", "Tgl Lahir", "Desa", "RT", "RW", "Alamat")
CARD, OTHER_CARD = "3201010101200003", "3201010202200004"
FAMILY = (
    (
        CARD,
        "3201010201700001",
        "H. Budi Santoso, S.Pd.",
        "Kepala Keluarga",
        "L",
        "02-01-1970",
        "Sukamaju",
        "2",
        "1",
        "Kp. A",
    ),
    (CARD, "3201014403720002", "Siti Nur'aini", "Istri", "P", "04-03-1972", "Sukamaju", "2", "1", "Kp. A"),
    (CARD, "3201014605000003", "Citra", "Anak", "P", "06-05-2000", "Sukamaju", "2", "1", "Kp. A"),
)
NEIGHBOURS = (
    (OTHER_CARD, "3201010708650004", "Dodi", "Kepala Keluarga", "L", "07-08-1965", "desa Sukamaju", "3", "1", "Kp. B"),
    (OTHER_CARD, "", "Eka", "Anak", "Laki-laki", "08-09-2010", "SUKAMAJU", "3", "1", "Kp. B"),
)


def unheard(_fraction: float, _text: str) -> None:
    """Hear nothing of how far it is."""


def csv_list(file: Path, rows: Sequence[Sequence[object]], titles: Sequence[str] = TITLES) -> Path:
    """Write a list as CSV and return its file."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([titles, *rows])
    return file


def planned(
    clinic: Clinic, file: Path, user: SignedIn | None = None, *, village_id: UUID | None = None, **columns: int
) -> ImportPlan:
    """Read a list by the columns that are guessed, or by those given."""
    imports, clerk = clinic.house.family_imports, user or clinic.desk
    table = imports.inspect(clerk, file)
    wanted = ImportWanted(file, table.header, {**table.header.columns, **columns}, village_id)
    return imports.prepare(clerk, wanted, unheard)


def imported(clinic: Clinic, file: Path, user: SignedIn | None = None) -> ImportResult:
    """Import a list, without a pause for others."""
    clinic.house.family_imports._pause = lambda _seconds: None
    plan = planned(clinic, file, user)
    return clinic.house.family_imports.run(user or clinic.desk, plan, unheard)
