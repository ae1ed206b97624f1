"""The ICD-10 codes a clinician writes, with Indonesian names, read from ``resources/reference/icd10``."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from ilp_desktop.domain.care.diagnosis_search import DiagnosisIndex, Searchable
from ilp_desktop.reference import ReferenceFault, edition_on
from ilp_desktop.resources import resource_path

REFERENCE = "icd10"
_WRITTEN_CODE = re.compile(r"([A-Z][0-9][0-9A-Z])\.?([0-9])?[+*†]?")


class DiagnosisCode(NamedTuple):
    """One code.

    Attributes:
        code: with its dot, e.g. ``E11.9``.
        title_en: the title in ICD-10.
        title_id: the Indonesian name, empty when none has been written yet.
        synonyms: everyday words that lead to this code.
        common: how often primary care sees it: 3 daily, 2 ordinary, 1 now and then, 0 unknown.
        is_heading: a category that is divided further; a finer code exists.
    """

    code: str
    title_en: str
    title_id: str = ""
    synonyms: tuple[str, ...] = ()
    common: int = 0
    is_heading: bool = False

    @property
    def title(self) -> str:
        """Return the Indonesian name, or the title in ICD-10 where there is none."""
        return self.title_id or self.title_en


def normalise(text: str) -> str | None:
    """Return a code as ICD-10 writes it (``e119`` is ``E11.9``), or None when the text has not its form."""
    found = _WRITTEN_CODE.fullmatch("".join(text.split()).upper())
    if not found:
        return None
    category, digit = found.groups()
    return f"{category}.{digit}" if digit else str(category)


class DiagnosisCodes:
    """One edition of the code list; finds a code by its number or by the words people use."""

    def __init__(self, entries: Iterable[DiagnosisCode]) -> None:
        self._entries = {entry.code: entry for entry in sorted(entries)}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[DiagnosisCode]:
        return iter(self._entries.values())

    def get(self, code: str) -> DiagnosisCode | None:
        """Return the entry of a code, however it is written, or None when it is not in the list."""
        return self._entries.get(normalise(code) or "")

    def exists(self, code: str) -> bool:
        """Return whether the list has this code, however it is written."""
        return self.get(code) is not None

    def title(self, code: str) -> str:
        """Return what the screen shows for a code; the code itself when the list does not have it."""
        entry = self.get(code)
        return entry.title if entry else code

    def search(self, text: str, limit: int = 20) -> tuple[DiagnosisCode, ...]:
        """Return the best matches first: code, Indonesian names and everyday words, then ICD-10's titles."""
        return tuple(self._entries[code] for code in self._index.search(text, limit))

    @cached_property
    def _index(self) -> DiagnosisIndex:
        named = sorted(
            (entry for entry in self if entry.title_id),
            key=lambda entry: (-entry.common, entry.is_heading, entry.code),
        )
        unnamed = (entry for entry in self if not entry.title_id)
        return DiagnosisIndex(
            [Searchable(entry.code, (entry.title_id, *entry.synonyms), entry.title_en) for entry in named],
            [Searchable(entry.code, (), entry.title_en) for entry in unnamed],
        )


def diagnosis_codes(on: date) -> DiagnosisCodes:
    """Return the code list in force on a day; read from disk once."""
    files = edition_on(REFERENCE, on).body
    return _read_codes(files["who_codes"], files["local_codes"], files["indonesian_names"])


@lru_cache(maxsize=2)
def _read_codes(who_codes: str, local_codes: str, indonesian_names: str) -> DiagnosisCodes:
    names = {row[0]: row for row in _read_rows(indonesian_names)}
    entries = []
    for code, level, title_en in (*_read_rows(who_codes), *_read_rows(local_codes)):
        is_heading = level == "heading"
        if code in names:
            _, common, title_id, written = names.pop(code)
            synonyms = tuple(written.split("; ")) if written else ()
            entries.append(DiagnosisCode(code, title_en, title_id, synonyms, int(common), is_heading))
        else:
            entries.append(DiagnosisCode(code, title_en, is_heading=is_heading))
    if names:
        raise ReferenceFault(f"{indonesian_names}: not in the code list: {', '.join(names)}")
    return DiagnosisCodes(entries)


def _read_rows(file_name: str) -> list[list[str]]:
    text = resource_path("reference", REFERENCE, file_name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
