"""Medical record numbers by the Puskesmas's own pattern, e.g. ``{village:02}-{family:05}-{member:02}``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ilp_desktop.domain.errors import UserError, WrongAnswers

FIELDS = {"family": "nomor keluarga", "member": "akhiran anggota", "village": "kode desa", "serial": "nomor urut"}
LONGEST_NUMBER = 20
_FIELD = re.compile(r"\{([a-z]+):0([1-9])\}")
_PATTERN = re.compile(r"(?:\{[a-z]+:0[1-9]\}|[A-Za-z./ -])+")
_EXISTING = re.compile(r"[0-9A-Z./ -]*[0-9][0-9A-Z./ -]*", re.ASCII)


@dataclass(frozen=True)
class RecordPattern:
    """A checked pattern and the width of each of its fields, in order."""

    text: str
    widths: Mapping[str, int]

    @property
    def by_family(self) -> bool:
        """Return whether the number is a family number with a suffix for each member."""
        return "family" in self.widths

    @property
    def counted(self) -> str:
        """Return the field that a counter fills: ``family`` or ``serial``."""
        return "family" if self.by_family else "serial"


def pattern_problem(text: str) -> str:
    """Return what is wrong with a pattern, in Indonesian; empty when it can be used."""
    if not _PATTERN.fullmatch(text):
        return "Pola memakai {serial:06}, {family:06}, {member:02} atau {village:02} dengan tanda - . / saja."
    names = [name for name, _ in _FIELD.findall(text)]
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        return f"Bagian {unknown[0]} tidak dikenal dalam pola nomor."
    if len(names) != len(set(names)):
        return "Tiap bagian pola hanya boleh ditulis satu kali."
    return _combination_problem(set(names), text)


def parse_pattern(text: str) -> RecordPattern:
    """Read a pattern; raises ``WrongAnswers`` under the field ``pattern`` when it cannot be used."""
    problem = pattern_problem(text)
    if problem:
        raise WrongAnswers({"pattern": problem})
    return RecordPattern(text, {name: int(width) for name, width in _FIELD.findall(text)})


def format_number(pattern: RecordPattern, parts: Mapping[str, int]) -> str:
    """Write a number; raises ``UserError`` when a part is missing or has outgrown its width."""
    for name, width in pattern.widths.items():
        if name not in parts:
            raise UserError(f"Nomor RM memerlukan {FIELDS[name]}.", "Lengkapi dahulu data keluarga dan desanya.")
        if not 0 <= parts[name] < 10**width:
            raise UserError(
                f"{FIELDS[name].capitalize()} {parts[name]} tidak muat dalam {width} angka.",
                "Perlebar pola nomor RM di pengaturan.",
            )
    return _FIELD.sub(lambda found: f"{parts[found[1]]:0{found[2]}}", pattern.text)


def read_number(pattern: RecordPattern, text: str) -> dict[str, int] | None:
    """Return the parts of a number written by the pattern, or None when it is of another shape."""
    pieces = re.split(r"\{([a-z]+):0([1-9])\}", pattern.text)
    shape = "".join(
        re.escape(literal) + (f"(?P<{name}>[0-9]{{{width}}})" if name else "")
        for literal, name, width in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True)
    )
    found = re.fullmatch(shape, text.strip(), re.IGNORECASE)
    return {name: int(digits) for name, digits in found.groupdict().items()} if found else None


def clean_existing(text: str) -> str:
    """Return an old shelf number as it is stored; raises ``WrongAnswers`` when it cannot be one."""
    value = " ".join(text.upper().split())
    if len(value) > LONGEST_NUMBER or not _EXISTING.fullmatch(value):
        raise WrongAnswers(
            {"record_number": f"Nomor RM lama berisi angka, paling panjang {LONGEST_NUMBER} huruf dan angka."}
        )
    return value


def _combination_problem(names: set[str], text: str) -> str:
    if ("serial" in names) == ("family" in names):
        return "Pola memerlukan {serial:06}, atau {family:06} dengan {member:02}; tidak keduanya."
    if ("family" in names) != ("member" in names):
        return "{family:06} dan {member:02} harus ditulis bersama."
    widths = {name: int(width) for name, width in _FIELD.findall(text)}
    if widths.get("member", 2) < 2:
        return "Akhiran anggota memerlukan dua angka, misalnya {member:02}."
    if len(_FIELD.sub(lambda found: "0" * int(found[2]), text)) > LONGEST_NUMBER:
        return f"Nomor menurut pola ini lebih dari {LONGEST_NUMBER} huruf."
    return ""
