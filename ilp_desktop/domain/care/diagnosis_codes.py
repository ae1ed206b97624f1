"""The ICD-10 codes a clinician writes, with Indonesian names, read from ``resources/reference/icd10``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from ilp_desktop.domain.care.code_rows import parts_of, rows_of
from ilp_desktop.domain.care.code_search import CodeIndex, Searchable, offered
from ilp_desktop.reference import ReferenceFault, edition_on

REFERENCE = "icd10"
_WRITTEN_CODE = re.compile(r"([A-Z][0-9][0-9A-Z])\.?([0-9])?[+*†]?")
_START_OF_CODE = re.compile(r"[a-z][0-9][0-9a-z]{0,2}")


class DiagnosisCode(NamedTuple):
    """One code.

    Attributes:
        code: with its dot, e.g. ``E11.9``.
        title_en: the title in ICD-10.
        title_id: the Indonesian name, empty when none has been written yet.
        synonyms: everyday words that lead to this code.
        common: how often primary care sees it: 3 daily, 2 ordinary, 1 now and then, 0 unknown.
        is_heading: a category that is divided further; a finer code exists.
        is_asterisk: it tells where a disease shows itself, and stands beside the code of the disease.
    """

    code: str
    title_en: str
    title_id: str = ""
    synonyms: tuple[str, ...] = ()
    common: int = 0
    is_heading: bool = False
    is_asterisk: bool = False

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

    def choices(self, text: str, usual: Sequence[str] = (), limit: int = 20) -> tuple[DiagnosisCode, ...]:
        """Return what may be written as a diagnosis, the best matches first and of these the usual codes.

        Where nothing is typed, the usual codes are all there is.
        """
        found = offered(self._index, text, usual, limit, self.may_be_chosen)
        return tuple(self._entries[code] for code in found)

    def holds_all(self, text: str) -> bool:
        """Return whether every word typed leads to a code; what is found else is only like it."""
        return not text.strip() or self._index.holds_all(text)

    def may_be_chosen(self, code: str) -> bool:
        """Return whether a code may be written as a diagnosis: it is in the list and no heading."""
        entry = self._entries.get(code)
        return entry is not None and not entry.is_heading

    @cached_property
    def _index(self) -> CodeIndex:
        named = sorted(
            (entry for entry in self if entry.title_id),
            key=lambda entry: (-entry.common, entry.is_heading, entry.code),
        )
        unnamed = (entry for entry in self if not entry.title_id)
        return CodeIndex(
            [Searchable(entry.code, (entry.title_id, *entry.synonyms), entry.title_en) for entry in named],
            [Searchable(entry.code, (), entry.title_en) for entry in unnamed],
            starts_a_code=_START_OF_CODE,
        )


def diagnosis_codes(on: date) -> DiagnosisCodes:
    """Return the code list in force on a day; read from disk once."""
    body = edition_on(REFERENCE, on).body
    return _read_codes(body["who_codes"], body["local_codes"], body["indonesian_names"], frozenset(body["asterisk"]))


@lru_cache(maxsize=2)
def _read_codes(who_codes: str, local_codes: str, indonesian_names: str, asterisk: frozenset[str]) -> DiagnosisCodes:
    names = {row[0]: row for row in rows_of(REFERENCE, indonesian_names)}
    entries = []
    for code, level, title_en in (*rows_of(REFERENCE, who_codes), *rows_of(REFERENCE, local_codes)):
        _, common, title_id, written = names.pop(code, ("", "0", "", ""))
        kind = {"is_heading": level == "heading", "is_asterisk": code[:3] in asterisk}
        entries.append(DiagnosisCode(code, title_en, title_id, parts_of(written), int(common), **kind))
    if names:
        raise ReferenceFault(f"{indonesian_names}: not in the code list: {', '.join(names)}")
    return DiagnosisCodes(entries)
