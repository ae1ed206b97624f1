"""The command ``ilp-desktop check``: whether the shipped reference tables and forms can be used."""

import csv
import sys
from argparse import Namespace
from pathlib import Path

from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.reference import ReferenceFault, editions, names
from ilp_desktop.resources import resource_path


def run(_arguments: Namespace) -> int:
    """Check every file, say what is wrong, and return 1 when something is."""
    tables = sorted(resource_path("reference").rglob("*.tsv"))
    checks = [f"acuan {name}: {fault}" for name in names() if (fault := edition_fault(name))]
    checks += [f"acuan {file.name}: {fault}" for file in tables if (fault := table_fault(file))]
    checks += [f"formulir {fault}" for fault in form_faults(resource_path("forms"))]
    for fault in checks:
        sys.stdout.write(f"SALAH  {fault}\n")
    forms = len(list(resource_path("forms").glob("*.toml")))
    state = f"{len(checks)} kesalahan" if checks else "semua dapat dipakai"
    sys.stdout.write(f"Diperiksa: {len(names())} acuan, {len(tables)} tabel, {forms} formulir; {state}.\n")
    return 1 if checks else 0


def edition_fault(name: str) -> str:
    """Return what is wrong with the editions of a reference table, or nothing."""
    try:
        editions(name)
    except (ReferenceFault, ValueError) as error:
        return str(error)
    return ""


def table_fault(file: Path) -> str:
    """Return what is wrong with a table of tab-separated values, or nothing."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = [len(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return f"tidak dapat dibaca: {error}"
    odd = [number for number, width in enumerate(rows, 1) if width != rows[0]]
    return f"baris {odd[0]} tidak memiliki {rows[0]} kolom" if odd else ""


def form_faults(folder: Path) -> list[str]:
    """Return what is wrong with the forms of a folder, a line each."""
    return [str(fault) for fault in Catalogue(folder, DOMAIN_RULES).faults()]
