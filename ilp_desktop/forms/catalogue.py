"""All forms of a folder: listed by their headers, read when first opened, several editions of each side by side."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ilp_desktop.domain.errors import UserError
from ilp_desktop.forms.code_meanings import Meanings, read_meanings
from ilp_desktop.forms.faults import Fault, FormFaults
from ilp_desktop.forms.loading import parse_form, parse_header
from ilp_desktop.forms.loading_scoring import SCORING_SECTION
from ilp_desktop.forms.schema import Form, Header, Sensitivity

Faults = tuple[Fault, ...]


@dataclass(frozen=True)
class _Listing:
    """What a folder holds: headers by file name, and what keeps other files from being listed.

    Attributes:
        telling: files that hold the word for restricted things.
    """

    headers: Mapping[str, Header]
    faults: Faults
    telling: frozenset[str] = frozenset()


class Catalogue:
    """The forms of one folder. A file with faults is out of use, and the others work all the same."""

    def __init__(self, folder: Path, rules: Collection[str] = ()) -> None:
        self._folder = folder
        self._rules = frozenset(rules)
        self._opened: dict[str, Form | Faults] = {}
        self._listed: dict[date, tuple[Header, ...]] = {}

    def listed(self, day: date) -> tuple[Header, ...]:
        """Return the edition of every form in force on a day, by title; before its first edition, the first."""
        if day not in self._listed:
            headers = self._listing.headers
            in_force = {self._file_on(header.code, day) for header in headers.values()}
            self._listed[day] = tuple(sorted((headers[file] for file in in_force), key=lambda header: header.title))
        return self._listed[day]

    def headers(self) -> tuple[Header, ...]:
        """Return the header of every edition of every form."""
        return tuple(self._listing.headers.values())

    def form(self, code: str, day: date) -> Form:
        """Return the edition in force on a day; raises ``FormFaults`` when that very edition has faults."""
        return self._usable(self._file_on(code, day))

    def title(self, code: str, day: date) -> str:
        """Return the title of a form, or nothing where the folder has none of this code."""
        known = any(header.code == code for header in self._listing.headers.values())
        return self._listing.headers[self._file_on(code, day)].title if known else ""

    def asks_restricted(self, code: str, day: date) -> bool:
        """Say whether a form may ask or be something restricted; one that says no need not be read to know."""
        return self._file_on(code, day) in self._listing.telling

    def edition(self, code: str, version: str) -> Form:
        """Return the edition that earlier answers were given to; raises as ``form`` does."""
        for file, header in self._listing.headers.items():
            if (header.code, header.version) == (code, version):
                return self._usable(file)
        raise UserError(f"Formulir {code} versi {version} tidak ada.", "Pasang kembali berkas formulirnya.")

    def faults(self) -> Faults:
        """Read every file and return all that is wrong, for a check of the whole folder."""
        opened = {file: self._open(file) for file in self._listing.headers}
        broken = [fault for faults in opened.values() if isinstance(faults, tuple) for fault in faults]
        forms = {file: form for file, form in opened.items() if isinstance(form, Form)}
        codes = {header.code for header in self._listing.headers.values()}
        return (*self._listing.faults, *broken, *_lost_follow_ups(forms, codes))

    @cached_property
    def _listing(self) -> _Listing:
        headers: dict[str, Header] = {}
        faults: list[Fault] = []
        for path in sorted(self._folder.glob("*.toml")):
            header = _header(path, headers)
            if isinstance(header, Header):
                headers[path.name] = header
            else:
                faults.extend(header)
        return _Listing(headers, tuple(faults), frozenset(file for file in headers if _is_telling(self._folder / file)))

    @cached_property
    def _meanings(self) -> Meanings:
        headers = self._listing.headers
        files = sorted(headers, key=lambda file: (headers[file].valid_from, file))
        return Meanings({file: read_meanings(_read(self._folder / file)) for file in files})

    def _file_on(self, code: str, day: date) -> str:
        headers = self._listing.headers
        editions = [(header.valid_from, file) for file, header in headers.items() if header.code == code]
        if not editions:
            raise UserError(f"Formulir {code} tidak ada.", "Pasang berkas formulirnya.")
        in_force = [edition for edition in editions if edition[0] <= day]
        return max(in_force)[1] if in_force else min(editions)[1]

    def _usable(self, file: str) -> Form:
        opened = self._open(file)
        if isinstance(opened, Form):
            return opened
        raise FormFaults(opened)

    def _open(self, file: str) -> Form | Faults:
        if file not in self._opened:
            try:
                form = parse_form(_read(self._folder / file), file, self._rules)
                self._opened[file] = tuple(self._meanings.faults(form, file)) or form
            except FormFaults as faults:
                self._opened[file] = faults.faults
        return self._opened[file]


def _is_telling(path: Path) -> bool:
    return f'"{Sensitivity.RESTRICTED.value}"' in _read(path)


def _header(path: Path, others: Mapping[str, Header]) -> Header | Faults:
    """Return the header of a file, or what keeps it from being listed."""
    try:
        header = parse_header(_read(path), path.name)
    except FormFaults as faults:
        return faults.faults
    for other, known in others.items():
        same = known.version == header.version or known.valid_from == header.valid_from
        if known.code == header.code and same:
            return (Fault(path.name, "", "", f"edisi yang sama sudah ada dalam {other}"),)
    return header


def _lost_follow_ups(forms: Mapping[str, Form], codes: Collection[str]) -> Iterator[Fault]:
    """Give a fault for each form to do next that is not in the folder; what names it is of use all the same."""
    for file, form in forms.items():
        for scoring in form.scorings:
            for meaning in scoring.meanings:
                if meaning.follow_up and meaning.follow_up not in codes:
                    message = f'follow_up dari "{meaning.code}" menyebut formulir "{meaning.follow_up}" yang tidak ada'
                    yield Fault(file, f"{SCORING_SECTION} {scoring.code}".strip(), "", message)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise FormFaults([Fault(path.name, "", "", f"tidak dapat dibaca: {fault}")]) from fault
