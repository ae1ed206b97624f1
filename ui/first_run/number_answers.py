"""Patterns of the medical record number to choose from, and what the next numbers would look like."""

from datetime import date

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation, propose_suffix
from ilp_desktop.domain.identity.record_number import RecordPattern, format_number, parse_pattern, pattern_problem

OWN = "own"
SHOWN_COUNT = 123
FIRST_VILLAGE = 1
EXAMPLES = (
    ("{family:06}-{member:02}", "nomor keluarga dan akhiran anggota"),
    ("{village:02}-{family:05}-{member:02}", "kode desa, nomor keluarga, akhiran anggota"),
    ("{serial:06}", "nomor urut orang, enam angka"),
    ("{serial:08}", "nomor urut orang, delapan angka"),
)
SHOWN_MEMBERS = (FamilyRelation.HEAD, FamilyRelation.SPOUSE, FamilyRelation.CHILD)


def choices(today: date) -> tuple[tuple[str, str], ...]:
    """Return what can be chosen: each pattern with a number written by it, and the own pattern."""
    shown = tuple(
        (text, f"{_number(parse_pattern(text), SHOWN_COUNT, FamilyRelation.HEAD, today)}, {words}")
        for text, words in EXAMPLES
    )
    return (*shown, (OWN, "Pola sendiri"))


def preview(pattern: str, last: object, today: date) -> tuple[tuple[str, str], ...]:
    """Return the next numbers and whose they would be; nothing while pattern or last number cannot be used."""
    if pattern_problem(pattern) or not (last is None or isinstance(last, int)):
        return ()
    parsed = parse_pattern(pattern)
    following = (last or 0) + 1
    head = FamilyRelation.HEAD
    try:
        if parsed.by_family:
            return tuple((_number(parsed, following, member, today), member.word) for member in SHOWN_MEMBERS)
        return (
            (_number(parsed, following, head, today), "Orang berikutnya"),
            (_number(parsed, following + 1, head, today), "Orang sesudahnya"),
        )
    except UserError as error:
        return ((error.message, ""),)


def _number(pattern: RecordPattern, count: int, member: FamilyRelation, today: date) -> str:
    suffix = propose_suffix(member, (), today, birth_order=1).suffix
    return format_number(pattern, {"family": count, "serial": count, "member": suffix, "village": FIRST_VILLAGE})
