"""Rows of one list that speak of the same person or claim the same place: in whatever order they stand."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow

ORDER = tuple(FamilyRelation)
MOST_LINES = 5


@dataclass(frozen=True)
class SettledRows:
    """The rows of a list once they were compared with each other.

    Attributes:
        people: whom the list brings, each once, family by family, the head first.
        refused: rows that contradict another row.
        doubled: rows that say what another row says, with the line of that row.
    """

    people: tuple[ImportedPerson, ...]
    refused: tuple[RefusedRow, ...]
    doubled: tuple[tuple[int, int], ...]


def settled(rows: Iterable[ImportedPerson]) -> SettledRows:
    """Compare rows with each other; which of two that contradict each other is right, nobody can tell: both go."""
    people, doubled = _once(rows)
    refused: dict[int, RefusedRow] = {}
    for field, told, key in (
        ("nik", "NIK ini tertulis juga pada {}, dengan isian lain.", _nik),
        ("name", "Orang ini tertulis juga pada {}, dengan isian lain.", _named),
        ("record_number", "No. RM ini tertulis juga pada {}.", _record_number),
        ("relation", "KK ini mempunyai kepala keluarga lain pada {}.", _headed),
    ):
        for line, others in _clashes(people, key).items():
            refused.setdefault(line, RefusedRow(line, {field: told.format(_lines(others))}))
        people = [one for one in people if one.line not in refused]
    shared = _clashes(people, lambda one: one.bpjs or None)
    kept = [_without_card(one, shared[one.line]) if one.line in shared else one for one in people]
    return SettledRows(
        tuple(sorted((_related(one) for one in kept), key=_place)),
        tuple(refused[line] for line in sorted(refused)),
        tuple(sorted(doubled)),
    )


def _once(rows: Iterable[ImportedPerson]) -> tuple[list[ImportedPerson], list[tuple[int, int]]]:
    first: dict[tuple[object, ...], ImportedPerson] = {}
    doubled = []
    for row in rows:
        known = first.setdefault(row.content, row)
        if known is not row:
            doubled.append((row.line, known.line))
    return list(first.values()), doubled


def _clashes(
    people: Sequence[ImportedPerson], key: Callable[[ImportedPerson], Hashable | None]
) -> dict[int, list[int]]:
    """Return the lines whose key others share, with the lines of these others."""
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for one in people:
        value = key(one)
        if value is not None:
            sharing[value].append(one.line)
    return {
        line: [other for other in lines if other != line]
        for lines in sharing.values()
        if len(lines) > 1
        for line in lines
    }


def _nik(one: ImportedPerson) -> Hashable | None:
    return one.nik or None


def _named(one: ImportedPerson) -> Hashable | None:
    return one.key if one.kk_number else None


def _record_number(one: ImportedPerson) -> Hashable | None:
    return one.record_number.upper() or None


def _headed(one: ImportedPerson) -> Hashable | None:
    return one.kk_number or None if one.relation is FamilyRelation.HEAD else None


def _without_card(one: ImportedPerson, others: Sequence[int]) -> ImportedPerson:
    note = f"No. BPJS ini tertulis juga pada {_lines(others)}. Tidak disimpan."
    return replace(one, bpjs="", notes=(*one.notes, note))


def _related(one: ImportedPerson) -> ImportedPerson:
    """Return a row with its relation; who stands on no card is a household of one."""
    if one.relation is not None:
        return one
    return replace(one, relation=FamilyRelation.OTHER if one.kk_number else FamilyRelation.HEAD)


def _place(one: ImportedPerson) -> tuple[object, ...]:
    relation = ORDER.index(one.relation) if one.relation else len(ORDER)
    return (one.kk_number, relation, one.birth_date, one.name, one.nik)


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in sorted(lines)[:MOST_LINES])
    more = len(lines) - MOST_LINES
    return f"baris {shown}{f' dan {more} lagi' if more > 0 else ''}"
