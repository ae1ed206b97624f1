"""Files that somebody prepared to do harm: backups and lists are refused with a clear word, and nothing is written."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.keys.opener import OpenedBy, Opener
from ilp_desktop.exchange.table_cells import FileLimits, Formula, Row
from ilp_desktop.exchange.tables import table_rows
from ilp_desktop.services.backup.backup_making import DataSource, make_backup
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.backup.bringing_back import bring_back, listed_backups, prepare_from
from ilp_desktop.services.start.data_folder import DataFolder
from tests.exchange.test_tables import workbook
from tests.faults_table import Tally
from tests.house_fixtures import KEY, MORNING, PASSWORD, Users
from tests.services.backed_up import ring_of, silent

LIMITS = FileLimits(10_000_000, 40_000_000, 1000, 20)
Spoil = Callable[[BackupFolder], None]
BY_HEAD = Opener(OpenedBy.PASSWORD, PASSWORD, "kepala")


def written(name: str, text: str) -> Spoil:
    """Return what writes one file of a backup anew."""

    def spoil(backup: BackupFolder) -> None:
        (backup.path / name).write_text(text, encoding="utf-8")

    return spoil


def manifest_with(**changes: object) -> Spoil:
    """Return what changes entries of the manifest."""

    def spoil(backup: BackupFolder) -> None:
        held = json.loads(backup.manifest_file.read_text(encoding="utf-8"))
        backup.manifest_file.write_text(json.dumps(held | changes), encoding="utf-8")

    return spoil


def linked(name: str, to: str) -> Spoil:
    """Return what puts a link in place of a file."""

    def spoil(backup: BackupFolder) -> None:
        (backup.path / name).unlink()
        (backup.path / name).symlink_to(to)

    return spoil


def sized(name: str, size: int) -> Spoil:
    """Return what makes a file longer or shorter."""
    return lambda backup: os.truncate(backup.path / name, size)


def piped(backup: BackupFolder) -> None:
    """Put a pipe in place of the database, which nobody ever fills."""
    backup.database.unlink()
    os.mkfifo(backup.database)


DEEP = "[" * 100_000
SPOILT: dict[str, Spoil] = {
    "manifest nested too deep": written("cadangan.json", DEEP),
    "manifest of another shape": written("cadangan.json", "[1, 2]"),
    "manifest too large": sized("cadangan.json", 2_000_000_000),
    "manifest that is a link": linked("cadangan.json", "/etc/passwd"),
    "manifest with a moment of no zone": manifest_with(made_at="2026-11-23T07:30:00"),
    "manifest with endless numbers": manifest_with(size=float("inf")),
    "manifest with other counts": manifest_with(counts={"person": 5}),
    "manifest with a path for a name": manifest_with(program="../../../etc/cron.d/x"),
    "keys nested too deep": written("kunci.json", DEEP),
    "keys of another shape": written("kunci.json", '{"copies": 5, "salt": []}'),
    "keys without a salt": written("kunci.json", '{"copies": {}}'),
    "keys too large": sized("kunci.json", 2_000_000_000),
    "keys that are a link": linked("kunci.json", "/etc/passwd"),
    "database that is a link": linked("ilp.db", "/dev/zero"),
    "database that is a pipe": piped,
    "database cut short": sized("ilp.db", 40_960),
    "database of zeros at its end": lambda backup: sized("ilp.db", backup.database.stat().st_size + 4096)(backup),
    "database of 2 GB": sized("ilp.db", 2_000_000_000),
    "database of another kind": written("ilp.db", "PK\x03\x04" * 2000),
    "database that is empty": written("ilp.db", ""),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, sqlite_template: tuple[Path, Users]) -> BackupFolder:
    """Make one backup to spoil copies of."""
    data = DataFolder(tmp_path_factory.mktemp("made"))
    shutil.copyfile(sqlite_template[0], data.database)
    return make_backup(
        DataSource(data.database, ring_of(data.path), KEY), Place(data.backups), MORNING, MORNING, silent
    )


@pytest.mark.parametrize("fault", SPOILT)
def test_a_backup_that_was_tampered_with_is_refused_and_the_data_stays(
    good: BackupFolder, tmp_path: Path, fault: str, tally: Callable[[str], Tally]
) -> None:
    row, data = tally("malicious backup file"), DataFolder(tmp_path / "data")
    backup = BackupFolder(tmp_path / "data" / "cadangan" / "ilp-jahat")
    shutil.copytree(good.path, backup.path)
    data.database.write_bytes(b"data yang sekarang")
    SPOILT[fault](backup)
    before = sorted(file.name for file in data.path.iterdir())
    with pytest.raises(UserError) as refused:
        prepare_from(data, backup, BY_HEAD, SteppingClock(MORNING), silent)
    assert refused.value.message
    assert sorted(file.name for file in data.path.iterdir()) == before
    assert data.database.read_bytes() == b"data yang sekarang"
    listed_backups(data)
    row.add()


@pytest.mark.parametrize("fault", SPOILT)
def test_a_backup_that_was_tampered_with_is_not_brought_back_into_an_empty_folder(
    good: BackupFolder, tmp_path: Path, fault: str, tally: Callable[[str], Tally]
) -> None:
    row, data = tally("malicious backup file"), DataFolder(tmp_path / "data")
    backup = BackupFolder(tmp_path / "usb" / "cadangan" / "ilp-jahat")
    shutil.copytree(good.path, backup.path)
    SPOILT[fault](backup)
    for chosen in (backup.path, tmp_path / "usb"):
        with pytest.raises(UserError) as refused:
            bring_back(data, chosen, BY_HEAD, SteppingClock(MORNING), silent)
        assert refused.value.message
        assert not data.path.exists() or list(data.path.iterdir()) == []
    row.add()


def test_the_same_backup_untouched_is_taken(good: BackupFolder, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    data.path.mkdir()
    prepare_from(data, good, BY_HEAD, SteppingClock(MORNING), silent).discard()
    assert "0 orang" in bring_back(data, good.path, BY_HEAD, SteppingClock(MORNING), silent)
    assert data.database.exists()


def packed(file: Path, parts: dict[str, bytes]) -> Path:
    """Write a workbook from its parts; those not given are of a small one."""
    plain = workbook(file.with_name("kecil.xlsx"), [["Nama"], ["Budi"]])
    with zipfile.ZipFile(plain) as small, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in small.namelist():
            if name not in parts:
                made.writestr(name, small.read(name))
        for name, held in parts.items():
            made.writestr(name, held)
    return file


def read_or_refused(file: Path) -> list[Row]:
    """Return the rows of a list; none when it is refused, which is the only other thing that may happen."""
    with suppress(UserError):
        return [cells for _, cells in table_rows(file, LIMITS)]
    return []


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ENTITIES.split(b"]>")[
    1
].replace(b"&j;", b"&x;")
BOMBS: dict[str, Callable[[Path], Path]] = {
    "unpacks to a thousand times its size": lambda file: packed(file, {"xl/media/a.bin": bytes(50_000_000)}),
    "entities that grow a billion times": lambda file: packed(file, {SHEET: ENTITIES}),
    "an entity that names a file": lambda file: packed(file, {SHEET: OUTSIDE}),
    "elements nested 200,000 deep": lambda file: packed(file, {SHEET: b"<a>" * 200_000 + b"</a>" * 200_000}),
    "no sheet": lambda file: packed(file, {SHEET: b""}),
    "parts outside of the file": lambda file: packed(file, {"../../jahat-lepas": b"x", SHEET: b"<x/>"}),
}


@pytest.mark.parametrize("fault", BOMBS)
def test_a_workbook_that_would_do_harm_is_refused_or_read_without_it(
    tmp_path: Path, fault: str, tally: Callable[[str], Tally]
) -> None:
    row = tally("malicious import (workbook)")
    rows = read_or_refused(BOMBS[fault](tmp_path / "jahat.xlsx"))
    told = repr(rows)
    row.add(silent="root:" in told or len(told) > 10_000)
    row.require_none_harmed()
    assert not list(tmp_path.parent.rglob("jahat-lepas"))


@pytest.mark.parametrize(
    "content",
    [
        b"Nama;Desa\n" + b'"' + b"x" * 3_000_000,
        b"Nama;Desa\n" + b"a;" * 2_000_000,
        b"\xff\xfe" + b"\x00\xd8" * 1000,
        b"Nama\n" * 5000,
        b"\n" * 3_000_000,
    ],
)
def test_a_csv_that_would_do_harm_is_refused_or_cut(
    tmp_path: Path, content: bytes, tally: Callable[[str], Tally]
) -> None:
    row, file = tally("malicious import (CSV)"), tmp_path / "jahat.csv"
    file.write_bytes(content)
    rows = read_or_refused(file)
    row.add(silent=len(rows) > LIMITS.most_rows or any(len(cells) > LIMITS.most_columns for cells in rows))
    row.require_none_harmed()


def test_a_formula_is_told_as_such_and_never_computed(tmp_path: Path, tally: Callable[[str], Tally]) -> None:
    row = tally("malicious import (formulas)")
    formulas: list[object] = ['=HYPERLINK("http://x","klik")', "=cmd|' /C calc'!A0", "=1+1"]
    (cells,) = [cells for _, cells in table_rows(workbook(tmp_path / "a.xlsx", [formulas]), LIMITS)]
    assert all(isinstance(cell, Formula) for cell in cells)
    row.add(cases=len(formulas))
