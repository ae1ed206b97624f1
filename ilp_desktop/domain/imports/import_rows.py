"""A row of a list of families as a person to be registered, or why it is refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.identifiers import BPJS_DIGITS, KK_DIGITS, check_bpjs, check_kk, check_phone, cleaned
from ilp_desktop.domain.identity.nik import NIK_DIGITS, read_nik
from ilp_desktop.domain.imports.import_cells import (
    FORMULA_SIGNS,
    Read,
    block_of,
    blocks_of,
    day_of,
    formula_problem,
    is_blank,
    meaning,
    number_of,
    phone_of,
    text_of,
)
from ilp_desktop.domain.imports.import_columns import import_fields
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.domain.sex import Sex

LONGEST = {
    "name": 120,
    "mother_name": 120,
    "address": 200,
    "ktp_address": 200,
    "occupation": 60,
    "birth_place": 80,
    "blood_type": 3,
    "record_number": 20,
}
SHORTEST_NAME = 2
PLAIN = ("name", "birth_place", "mother_name", "address", "ktp_address", "occupation", "blood_type", "record_number")


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A row that can be stored; ``notes`` say what of it was left out or is to be looked at."""

    line: int
    name: str
    sex: Sex
    birth_date: date
    relation: FamilyRelation | None = None
    kk_number: str = ""
    nik: str = ""
    bpjs: str = ""
    birth_place: str = ""
    mother_name: str = ""
    village: str = ""
    rw: str = ""
    rt: str = ""
    address: str = ""
    ktp_address: str = ""
    occupation: str = ""
    phone: str = ""
    blood_type: str = ""
    payer: Payer | None = None
    record_number: str = ""
    notes: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[object, ...]:
        """Return everything the row says, without where it stands."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__ if name not in ("line", "notes"))

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what tells people apart where there is no NIK: card, name, birth date and sex."""
        return (self.kk_number, normalised(self.name), self.birth_date.isoformat(), self.sex.value)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not stored, and its reasons by field."""

    line: int
    reasons: Mapping[str, str]


class RowReader:
    """Reads rows by the columns the user decided on."""

    def __init__(self, columns: Mapping[str, int], today: date) -> None:
        self._columns = columns
        self._today = today
        self._labels = {field.code: field.label for field in import_fields(today)}

    def is_empty(self, row: Sequence[Any]) -> bool:
        """Tell whether a row says nothing in any of the columns."""
        return all(not self._text(row, code) and not formula_problem(self._cell(row, code)) for code in self._columns)

    def texts(self, row: Sequence[Any]) -> dict[str, str]:
        """Return what stands in the columns, as text by field."""
        return {code: text_of(self._cell(row, code)) for code in self._columns}

    def read(self, line: int, row: Sequence[Any]) -> ImportedPerson | RefusedRow:
        """Return the person of a row, or why it is refused."""
        computed = {code: formula_problem(self._cell(row, code)) for code in self._columns}
        faults = {code: self._fault(code, why) for code, why in computed.items() if why}
        notes: list[str] = []
        known: dict[str, Any] = {code: self._text(row, code) for code in PLAIN}
        self._read_birth(row, known, faults)
        self._read_numbers(row, known, faults)
        self._read_words(row, known, faults, notes)
        self._read_place(row, known, notes)
        self._read_extras(row, known, notes)
        self._check_lengths(known, faults, notes)
        if faults:
            return RefusedRow(line, faults)
        notes += read_nik(known["nik"], self._today, known["birth_date"], known["sex"]).warnings if known["nik"] else ()
        return ImportedPerson(line=line, **known, notes=tuple(notes))

    def _read_birth(self, row: Sequence[Any], known: dict[str, Any], faults: dict[str, str]) -> None:
        cell = self._cell(row, "birth_date")
        text = self._text(row, "birth_date")
        if isinstance(cell, str) and "," in text:
            place, _, text = (part.strip() for part in text.rpartition(","))
            known["birth_place"] = known["birth_place"] or place
            cell = text
        read = day_of(cell, self._today) if text else Read(problem="harus diisi.")
        if read.problem:
            faults.setdefault("birth_date", self._fault("birth_date", read.problem))
        known["birth_date"] = read.value

    def _read_numbers(self, row: Sequence[Any], known: dict[str, Any], faults: dict[str, str]) -> None:
        checks: dict[str, tuple[int, Callable[[str], tuple[str, ...]]]] = {
            "nik": (NIK_DIGITS, lambda text: read_nik(text, self._today).refusals),
            "kk_number": (KK_DIGITS, lambda text: check_kk(text, self._today).refusals),
        }
        for code, (digits, refusals) in checks.items():
            read = number_of(self._cell(row, code), digits)
            text = "" if not self._text(row, code) else cleaned(read.value or "")
            why = self._fault(code, read.problem) if read.problem else next(iter(refusals(text) if text else ()), "")
            if why:
                faults.setdefault(code, why)
            known[code] = text
        if not known["nik"] and not known["kk_number"] and not {"nik", "kk_number"} & set(faults):
            faults["nik"] = "NIK atau No. KK harus diisi, agar orangnya tidak tercatat dua kali."

    def _read_words(self, row: Sequence[Any], known: dict[str, Any], faults: dict[str, str], notes: list[str]) -> None:
        sex = meaning("sex", self._text(row, "sex"), self._today)
        if sex is None:
            typed = self._text(row, "sex")
            faults.setdefault("sex", self._fault("sex", f"«{typed[:20]}» bukan L atau P." if typed else "harus diisi."))
        known["sex"] = Sex(sex) if sex else None
        typed = self._text(row, "relation")
        relation = meaning("relation", typed, self._today) if typed else None
        if typed and relation is None:
            notes.append(f"Hubungan «{typed[:30]}» dicatat sebagai lainnya.")
            relation = FamilyRelation.OTHER.value
        known["relation"] = FamilyRelation(relation) if relation else None

    def _read_place(self, row: Sequence[Any], known: dict[str, Any], notes: list[str]) -> None:
        typed = self._text(row, "rt_rw")
        both = blocks_of(typed)
        if typed and both is None:
            notes.append(f"RT/RW «{typed[:20]}» tidak terbaca. Tidak disimpan.")
        known["village"] = self._text(row, "village")
        known["rt"] = block_of(self._text(row, "rt"))[:3] or (both[0] if both else "")
        known["rw"] = block_of(self._text(row, "rw"))[:3] or (both[1] if both else "")

    def _read_extras(self, row: Sequence[Any], known: dict[str, Any], notes: list[str]) -> None:
        """Read what may be left out: whoever has a wrong telephone number is registered without one."""
        phone = check_phone(phone_of(self._cell(row, "phone"))) if self._text(row, "phone") else None
        known["phone"] = phone.value if phone and phone.accepted else ""
        number = number_of(self._cell(row, "bpjs"), BPJS_DIGITS).value if self._text(row, "bpjs") else ""
        card = check_bpjs(number or "") if number else None
        known["bpjs"] = card.value if card and card.accepted else ""
        wrong = [checked.refusals[0] for checked in (phone, card) if checked and not checked.accepted]
        notes += [f"{why} Tidak disimpan." for why in wrong]
        typed = self._text(row, "payer")
        payer = meaning("payer", typed, self._today) if typed else None
        if typed and payer is None:
            notes.append(f"Penjamin «{typed[:30]}» tidak dikenal. Tidak disimpan.")
        known["payer"] = Payer(payer) if payer else None
        if known["payer"] and known["payer"].is_bpjs and not (known["bpjs"] or known["nik"]):
            known["payer"] = None
            notes.append("Penjamin BPJS memerlukan No. BPJS atau NIK. Tidak disimpan.")

    def _check_lengths(self, known: dict[str, Any], faults: dict[str, str], notes: list[str]) -> None:
        name = known["name"]
        if len(name) < SHORTEST_NAME or not any(letter.isalpha() for letter in name):
            faults.setdefault("name", "Nama harus diisi." if not name else f"«{name[:30]}» bukan nama.")
        elif name[0] in FORMULA_SIGNS:
            faults.setdefault("name", f"Nama diawali tanda {name[0]}.")
        for code, longest in LONGEST.items():
            if len(known[code]) <= longest:
                continue
            told = f"{self._labels[code]} paling panjang {longest} huruf; di sini {len(known[code])}."
            if code in ("name", "record_number"):
                faults.setdefault(code, told)
            else:
                notes.append(f"{told} Tidak disimpan.")
                known[code] = ""

    def _cell(self, row: Sequence[Any], code: str) -> Any:
        column = self._columns.get(code)
        return row[column] if column is not None and column < len(row) else None

    def _text(self, row: Sequence[Any], code: str) -> str:
        text = text_of(self._cell(row, code))
        return "" if is_blank(text, self._today) else text

    def _fault(self, code: str, why: str) -> str:
        return f"{self._labels[code]} {why}" if why[:1].islower() else f"{self._labels[code]}: {why}"
