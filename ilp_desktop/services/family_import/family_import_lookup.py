"""Who of a list is known already, and what the list adds to what is known of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import Family, Identifier, Person
from db.queries.card_history import FormerMember, former_members
from db.queries.same_person import born_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.imports.import_columns import TABLE
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow
from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.services.family_import.family_import_data import Outcome
from ilp_desktop.services.person.person_data import PersonData
from ilp_desktop.services.person.person_numbers import OLD, kinds_of
from ilp_desktop.services.person.person_reads import BPJS, NIK, RECORD_NUMBER, data_of

SUBJECT = TABLE
FILLED = {
    "nik": "NIK",
    "bpjs": "No. BPJS",
    "birth_place": "Tempat lahir",
    "mother_name": "Nama ibu",
    "occupation": "Pekerjaan",
    "phone": "Telepon",
    "blood_type": "Golongan darah",
    "address": "Alamat",
    "rw": "RW",
    "rt": "RT",
    "ktp_address": "Alamat KTP",
    "payer": "Penjamin",
}
"""What a list may add where nothing is known, and its name where both say something else."""


@dataclass(frozen=True)
class Match:
    """What becomes of a row: whom it means, if anybody known, and what is to be stored of them.

    Attributes:
        person, data: the one who is known, and all that will be known of them.
        card: the No. KK that the folder gets, empty when it has one.
    """

    outcome: Outcome
    row: ImportedPerson
    person: Person | None = None
    data: PersonData | None = None
    card: str = ""
    refused: RefusedRow | None = None
    notes: tuple[str, ...] = ()


class Known:
    """Everything stored that rows of a list may mean, read in a few questions for all of them."""

    def __init__(self, session: Session, facility_id: UUID, rows: Sequence[ImportedPerson]) -> None:
        self._session = session
        self._facility_id = facility_id
        self.owners = self._owners(rows)
        cards = {row.kk_number for row in rows if row.kk_number}
        self.families = {family.kk_number: family for family in self._families(Family.kk_number.in_(cards), cards)}
        by_card = self._people(Person.family_id.in_(family.id for family in self.families.values()), self.families)
        self._former = self._left(rows)
        others = {person_id for (kind, _), person_id in self.owners.items() if kind == NIK}
        others |= {former.person_id for former in self._former}
        elsewhere = self._people(Person.id.in_(others), others)
        self.people = {person.id: person for person in (*by_card, *elsewhere)}
        other = {person.family_id for person in elsewhere}
        self.folders = {family.id: family for family in self._families(Family.id.in_(other), other)}
        self.folders |= {family.id: family for family in self.families.values()}
        self.members: dict[UUID, list[Person]] = defaultdict(list)
        for person in by_card:
            if person.family_id is not None:
                self.members[person.family_id].append(person)
        self.numbers = self._numbers(self.people)
        self._namesakes = self._called_alike(rows)

    def match(self, row: ImportedPerson, village_id: UUID) -> Match:
        """Return what becomes of a row."""
        owner = self.owners.get((NIK, row.nik)) if row.nik else None
        person = self.people.get(owner) if owner else self._by_key(row)
        if person is None:
            return self._newcomer(row)
        if owner and person.birth_date != row.birth_date and normalised(person.name) != normalised(row.name):
            told = f"NIK ini sudah terdaftar atas nama {person.name}, lahir {indonesian_date(person.birth_date)}."
            return _refuse(row, "nik", told)
        return self._compared(row, person, village_id)

    def _newcomer(self, row: ImportedPerson) -> Match:
        family = self.families.get(row.kk_number) if row.kk_number else None
        if family is not None and row.relation is FamilyRelation.HEAD:
            head = next((one for one in self.members[family.id] if _heads(one)), None)
            if head is not None:
                return _refuse(row, "relation", f"KK ini sudah mempunyai kepala keluarga, {head.name}.")
        if row.record_number and (RECORD_NUMBER, row.record_number.upper()) in self.owners:
            return _refuse(row, "record_number", f"No. RM {row.record_number} sudah dipakai orang lain.")
        kept, notes = self._own_card(row, None)
        alike = self._namesakes.get(row.key[1:])
        told = (f"Nama dan tanggal lahirnya sama dengan No. RM {alike}; mungkin orang yang sama.",) if alike else ()
        return Match(Outcome.NEW, kept, notes=(*notes, *told))

    def _compared(self, row: ImportedPerson, person: Person, village_id: UUID) -> Match:
        """Return what the row adds; what both say differently stays as it is stored, and is told."""
        row, notes = self._own_card(row, person.id)
        data = data_of(person, self.numbers[person.id])
        added: dict[str, Any] = {}
        said = list(notes)
        for field, label in FILLED.items():
            stored, brought = getattr(data, field), getattr(row, field)
            if field in ("rw", "rt") and data.village_id != village_id:
                continue
            if brought and not stored:
                added[field] = brought
            elif brought and not _same(stored, brought):
                said.append(f"{label} di data: {_plain(stored)}; di berkas: {_plain(brought)}.")
        said += self._identity_notes(row, person, village_id)
        family = self.folders.get(person.family_id) if person.family_id else None
        card, more = self._card(row, family)
        outcome = Outcome.UPDATED if added or card else Outcome.SAME
        return Match(outcome, row, person, replace(data, **added), card, notes=(*said, *more))

    def _identity_notes(self, row: ImportedPerson, person: Person, village_id: UUID) -> list[str]:
        told = []
        if normalised(person.name) != normalised(row.name):
            told.append(f"Nama di data: {person.name}; di berkas: {row.name}.")
        if person.birth_date != row.birth_date:
            here, there = indonesian_date(person.birth_date), indonesian_date(row.birth_date)
            told.append(f"Tanggal lahir di data: {here}; di berkas: {there}.")
        if person.sex is not row.sex:
            told.append(f"Jenis kelamin di data: {person.sex.value}; di berkas: {row.sex.value}.")
        if row.relation is not None and person.relation not in ("", row.relation.value):
            told.append(f"Hubungan di data: {person.relation}; di berkas: {row.relation.value}.")
        if person.village_id != village_id:
            told.append("Desa di data berbeda dengan di berkas.")
        return told

    def _card(self, row: ImportedPerson, family: Family | None) -> tuple[str, tuple[str, ...]]:
        """Return the No. KK that the folder gets, and what is to be said where it has another."""
        if not row.kk_number or family is None or family.kk_number == row.kk_number:
            return "", ()
        if family.kk_number is None and row.kk_number not in self.families:
            return row.kk_number, ()
        return "", (f"No. KK di data: {family.kk_number or 'belum ada'}; di berkas: {row.kk_number}.",)

    def _own_card(self, row: ImportedPerson, person_id: UUID | None) -> tuple[ImportedPerson, tuple[str, ...]]:
        owner = self.owners.get((BPJS, row.bpjs)) if row.bpjs else None
        if owner is None or owner == person_id:
            return row, row.notes
        return replace(row, bpjs=""), (*row.notes, "No. BPJS ini milik orang lain. Tidak disimpan.")

    def _by_key(self, row: ImportedPerson) -> Person | None:
        family = self.families.get(row.kk_number) if row.kk_number else None
        if family is None:
            return None
        same = [one for one in self.members[family.id] if _key(one) == row.key[1:]]
        left = [one.person_id for one in self._former if one.family_id == family.id and _key(one) == row.key[1:]]
        return same[0] if same else next((self.people[one] for one in left if one in self.people), None)

    def _left(self, rows: Sequence[ImportedPerson]) -> Sequence[FormerMember]:
        """Return who stood on the cards of rows once, so that a list of before they moved registers nobody again."""
        on_card = {row.birth_date for row in rows if row.kk_number in self.families}
        families = {family.id for family in self.families.values()}
        return former_members(self._session, families, on_card) if on_card else ()

    def _called_alike(self, rows: Sequence[ImportedPerson]) -> dict[tuple[str, str, str], str]:
        """Return the No. RM of whoever has name, birth date and sex of a row whose NIK nobody has."""
        days = {row.birth_date for row in rows if (NIK, row.nik) not in self.owners}
        found = born_on(self._session, self._facility_id, days) if days else ()
        return {_key(one): one.record_number for one in found if one.record_number}

    def _owners(self, rows: Sequence[ImportedPerson]) -> dict[tuple[str, str], UUID]:
        values = {value for row in rows for value in (row.nik, row.bpjs, row.record_number.upper()) if value}
        if not values:
            return {}
        found = self._session.execute(
            select(Identifier.kind, Identifier.value, Identifier.person_id).where(
                Identifier.facility_id == self._facility_id,
                Identifier.kind.in_([kind for one in (NIK, BPJS, RECORD_NUMBER) for kind in kinds_of(one)]),
                Identifier.value.in_(values),
            )
        )
        return {(kind.removesuffix(OLD), value): person_id for kind, value, person_id in found}

    def _families(self, where: Any, wanted: Iterable[object]) -> Iterable[Family]:
        if not any(wanted):
            return ()
        return self._session.scalars(select(Family).where(Family.facility_id == self._facility_id, where)).all()

    def _people(self, where: Any, wanted: Iterable[object]) -> Sequence[Person]:
        if not any(wanted):
            return ()
        return self._session.scalars(select(Person).where(where, Person.removed_at.is_(None)).order_by(Person.id)).all()

    def _numbers(self, people: Mapping[UUID, Person]) -> dict[UUID, dict[str, Identifier]]:
        found: dict[UUID, dict[str, Identifier]] = defaultdict(dict)
        if people:
            for number in self._session.scalars(select(Identifier).where(Identifier.person_id.in_(people))):
                found[number.person_id][number.kind] = number
        return found


def _refuse(row: ImportedPerson, field: str, told: str) -> Match:
    return Match(Outcome.REFUSED, row, refused=RefusedRow(row.line, {field: told}))


def _heads(person: Person) -> bool:
    return person.relation == FamilyRelation.HEAD.value and person.left_on is None


def _key(person: Person | FormerMember | Row[Any]) -> tuple[str, str, str]:
    return (normalised(person.name), person.birth_date.isoformat(), person.sex.value)


def _same(stored: object, brought: object) -> bool:
    return normalised(_plain(stored)) == normalised(_plain(brought))


def _plain(value: object) -> str:
    return str(getattr(value, "value", value))
