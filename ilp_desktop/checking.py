"""The command ``ilp-desktop check``: whether the shipped reference tables and forms can be used."""

import csv
import sys
from argparse import Namespace
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from ilp_desktop.clock import SystemClock, local_day
from ilp_desktop.domain.due.service_reading import PlanFault, read_plan
from ilp_desktop.domain.due.service_registers import who_names
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.reference import Edition, ReferenceFault, editions, names
from ilp_desktop.resources import resource_path
from ilp_desktop.services.due.due_book import packages
from ilp_desktop.services.house import DEFAULT_TIME_ZONE
from ilp_desktop.services.register.own_columns import OwnColumns


def run(arguments: Namespace) -> int:
    """Check every file, say what is wrong, and return 1 when something is."""
    tables = sorted(resource_path("reference").rglob("*.tsv"))
    checks = [f"acuan {name}: {fault}" for name in names() if (fault := edition_fault(name))]
    checks += [f"acuan {file.name}: {fault}" for file in tables if (fault := table_fault(file))]
    checks += [f"formulir {fault}" for fault in form_faults(resource_path("forms"))]
    checks += [f"paket layanan {fault}" for fault in package_faults(Catalogue(resource_path("forms"), DOMAIN_RULES))]
    checks += [f"folder data, {fault}" for fault in own_faults(arguments.data)]
    for fault in checks:
        sys.stdout.write(f"SALAH  {fault}\n")
    forms = len(list(resource_path("forms").glob("*.toml")))
    state = f"{len(checks)} kesalahan" if checks else "semua dapat dipakai"
    sys.stdout.write(f"Diperiksa: {len(names())} acuan, {len(tables)} tabel, {forms} formulir; {state}.\n")
    return 1 if checks else 0


def own_faults(folder: Path) -> list[str]:
    """Return what is wrong with the columns of registers that a data folder arranges itself, a line each."""
    today = local_day(SystemClock().now(), DEFAULT_TIME_ZONE)
    return OwnColumns(folder, Catalogue(resource_path("forms"), DOMAIN_RULES)).faults(today)


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


def package_faults(catalogue: Catalogue) -> list[str]:
    """Return what is wrong with the service packages, a line each: unreadable rows, forms that are not there."""
    found: list[str] = []
    for name in packages():
        for edition in editions(name):
            known = {header.code for header in catalogue.listed(edition.valid_from)}
            found += [
                f"{name}: {fault}" for row in edition.body["service"] if (fault := row_fault(row, edition, known))
            ]
    return found


def row_fault(row: Mapping[str, Any], edition: Edition, forms: Collection[str]) -> str:
    """Return what is wrong with one service, or nothing."""
    try:
        plan = read_plan(row, edition.source, who_names(edition.valid_from))
    except (PlanFault, ValueError) as fault:
        return str(fault)
    named = {key.partition(":")[2] for key in (*plan.done_by, f"form:{plan.form}") if key.startswith("form:")}
    lost = sorted(named - {""} - set(forms))
    return f'layanan "{plan.code}": formulir "{lost[0]}" tidak ada' if lost else ""


def form_faults(folder: Path) -> list[str]:
    """Return what is wrong with the forms of a folder, a line each."""
    return [str(fault) for fault in Catalogue(folder, DOMAIN_RULES).faults()]
