"""Columns a Puskesmas arranges itself: a file of the data folder stands in for those that ship, if nothing is wrong."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.reference import edition_on
from ilp_desktop.services.register.keeping import kept
from ilp_desktop.services.register.register_columns import FACTS, MONTHLY, NUMBER, register_names
from ilp_desktop.services.register.register_facts import ANSWERS, EVERYBODY

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = "register"
KEYS = frozenset({"label", "fact", "letters", "each", "in_month", "tally", "restricted"})
LONGEST_LABEL, MOST_LETTERS, MOST_COLUMNS, LARGEST_FILE = 80, 80, 200, 200_000
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Arranged:
    """The columns of a register as the data folder arranges them.

    Attributes:
        rows: None where those that ship stand: there is no file, or something is wrong with it.
        file: the file that was read, empty where there is none.
        fault: why it is not used.
    """

    rows: Rows | None = None
    file: str = ""
    fault: str = ""


class OwnColumns:
    """The files of one data folder; each is read once, so that a list and its headings never part."""

    def __init__(self, folder: Path | None, catalogue: Catalogue) -> None:
        self._folder = None if folder is None else folder / FOLDER
        self._catalogue = catalogue
        self._read: dict[str, Arranged] = {}

    def of(self, code: str, day: date) -> Arranged:
        """Return how the columns of a register are arranged, as they were when they were first asked for."""
        return kept(self._read, code, lambda: self._arranged(code, day))

    def faults(self, day: date) -> list[str]:
        """Return what is wrong with the files of the folder, a line each; a file of no register is wrong too."""
        if self._folder is None or not self._folder.is_dir():
            return []
        found = []
        for file in sorted(self._folder.glob("*.toml")):
            known = file.stem in register_names()
            fault = self.of(file.stem, day).fault if known else "tidak ada register bernama ini"
            found += [f"{FOLDER}/{file.name}: {fault}"] if fault else []
        return found

    def _arranged(self, code: str, day: date) -> Arranged:
        file = None if self._folder is None else self._folder / f"{code}.toml"
        if file is None or not file.is_file():
            return Arranged()
        name = f"{FOLDER}/{file.name}"
        try:
            rows = _rows_in(file)
        except _Unfit as unfit:
            return Arranged(file=name, fault=str(unfit))
        allowed = _facts_of(code, day)
        for place, row in enumerate(rows, 1):
            fault = _row_fault(row) or self._fact_fault(str(row["fact"]), allowed, day)
            if fault:
                return Arranged(file=name, fault=f"kolom {place}: {fault}")
        return Arranged(rows, name)

    def _fact_fault(self, fact: str, allowed: frozenset[str], day: date) -> str:
        """Return why a register cannot tell something; answers of any form are told by form and question."""
        name, _, argument = fact.partition(":")
        if fact in allowed:
            return ""
        if name not in ANSWERS:
            return f'isi "{fact}" tidak ada pada register ini'
        form, question = FACTS[name].question(argument)
        if form not in {header.code for header in self._catalogue.listed(day)}:
            return f'formulir "{form}" tidak ada'
        codes = {one.code for one in self._catalogue.form(form, day).questions}
        if bool(question) != (name in WITH_QUESTION) or (question and question not in codes):
            return f'pertanyaan "{question}" tidak ada pada formulir "{form}"'
        return ""


WITH_QUESTION = frozenset({"last", "first", "sum"})
"""Facts whose argument names a question besides its form."""


class _Unfit(Exception):
    """A file cannot be read as columns; the words say why."""


def _rows_in(file: Path) -> Rows:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise _Unfit("berkasnya terlalu besar")
        body = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise _Unfit(f"susunan TOML salah ({error})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _Unfit("berkasnya tidak dapat dibaca; simpan sebagai teks UTF-8") from error
    rows = body.get("column")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _Unfit("daftar column tidak ada")
    if len(rows) > MOST_COLUMNS:
        raise _Unfit(f"lebih dari {MOST_COLUMNS} kolom")
    return rows


def _row_fault(row: Mapping[str, Any]) -> str:
    """Return what is wrong with the shape of one column, or nothing."""
    unknown = sorted(row.keys() - KEYS)
    if unknown:
        return f'"{unknown[0]}" tidak dikenal'
    return next(chain(_word_faults(row), _figure_faults(row)), "")


def _word_faults(row: Mapping[str, Any]) -> Iterator[str]:
    for key in ("label", "fact"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            yield f"{key} kosong"
    if len(str(row.get("label", ""))) > LONGEST_LABEL:
        yield f"label paling panjang {LONGEST_LABEL} huruf"
    if row.get("each", MONTHLY) != MONTHLY:
        yield f'each hanya boleh "{MONTHLY}"'


def _figure_faults(row: Mapping[str, Any]) -> Iterator[str]:
    for key, most in (("letters", MOST_LETTERS), ("in_month", MONTHS_A_YEAR)):
        if type(row.get(key, 1)) is not int or not 1 <= row.get(key, 1) <= most:
            yield f"{key} harus 1 sampai {most}"
    if not all(isinstance(row.get(key, False), bool) for key in ("tally", "restricted")):
        yield "tally dan restricted hanya true atau false"


def _facts_of(code: str, day: date) -> frozenset[str]:
    """Return what a register may tell: whatever registers of the same kind of row do that are no more restricted."""
    own = edition_on(code, day).body
    alike = (edition_on(name, day).body for name in register_names())
    told = {
        str(row["fact"])
        for body in alike
        if body["rows"] == own["rows"] and (own.get("restricted") or not body.get("restricted"))
        for row in body["column"]
    }
    return frozenset({NUMBER, *EVERYBODY, *told})
