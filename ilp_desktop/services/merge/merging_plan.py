"""What a merge would do: every row that moves, what is filled in, and what somebody should know before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, Family, Identifier, Person, Pregnancy, Ticket
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.merge.merging_rows import (
    Rows,
    RowTold,
    Sorted,
    each,
    hushed,
    in_order,
    is_number,
    number_text,
    numbers_note,
    rows_of,
    sort_out,
    told,
)
from ilp_desktop.services.merge.merging_tables import CHILDREN, NUMBERS, VISITS
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.queue.ticket_steps import OPEN

STAYS = "tetap: identitas yang dipertahankan sudah mencatat yang sama"
FILLED_COLUMNS = {
    "mother_id": "Ibu terdaftar",
    "mother_name": "Nama ibu",
    "birth_order": "Anak ke-",
    "birth_place": "Tempat lahir",
    "occupation": "Pekerjaan",
    "phone": "Telepon",
    "blood_type": "Golongan darah",
    "disability": "Disabilitas",
    "address": "Alamat",
    "registered_fktp": "FKTP terdaftar",
}
UNKNOWN = (None, "", False)
LAST_VISIT = "last_visit_on"


@dataclass(frozen=True)
class MergePlan:
    """What a merge would do.

    Attributes:
        loser_version, survivor_version, seal: to be handed back, so that nothing else is merged than what was shown.
        rows: every row of the identity that goes, those that stay behind included.
        filled: what the one that stays does not know and the other does: name and value.
        warnings: what somebody should know before.
    """

    loser_id: UUID
    survivor_id: UUID
    loser_version: int
    survivor_version: int
    rows: tuple[RowTold, ...]
    filled: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    seal: str


def refuse_kin(loser: Person, survivor: Person) -> None:
    """Raise ``UserError`` where two people cannot be one."""
    if loser.id == survivor.id:
        raise UserError("Dua identitas yang dipilih sama.", "Pilih dua orang yang berbeda.")
    if survivor.mother_id == loser.id or loser.mother_id == survivor.id:
        raise UserError("Keduanya tercatat sebagai ibu dan anak.", "Perbaiki ibunya dahulu di Loket.")


def plan_of(session: Session, user: SignedIn, loser: Person, survivor: Person, today: date) -> MergePlan:
    """Return what merging two identities would do, as far as the user may know of it."""
    time_zone, youngest = user.time_zone, max(loser.birth_date, survivor.birth_date)
    losing, surviving = rows_of(session, loser.id), rows_of(session, survivor.id)
    found = sort_out(losing, surviving)
    kinds = {number.kind for number in surviving[NUMBERS.key]}
    rows = [told(move, row, time_zone, _note(move, row, kinds)) for move, row in each(found.moving)]
    rows += [told(move, row, time_zone, STAYS, moves=False) for move, row in each(found.staying)]
    return MergePlan(
        loser_id=loser.id,
        survivor_id=survivor.id,
        loser_version=loser.row_version,
        survivor_version=survivor.row_version,
        rows=hushed(in_order(rows), user, youngest, today),
        filled=tuple((FILLED_COLUMNS[name], _shown(session, value)) for name, value in filled_in(loser, survivor)),
        warnings=tuple(_warnings(session, user, (loser, survivor), (losing, surviving), today)),
        seal=seal_of(found),
    )


def seal_of(found: Sorted) -> str:
    """Return what changes with any row that moves or stays."""
    names = [f"{move.key} {row.id}" for rows in (found.moving, found.staying) for move, row in each(rows)]
    return sha256("\n".join(sorted(names)).encode()).hexdigest()


def filled_in(loser: Person, survivor: Person) -> Iterator[tuple[str, Any]]:
    """Give the columns that the survivor leaves blank and the loser does not."""
    for name in FILLED_COLUMNS:
        value = getattr(loser, name)
        if value not in UNKNOWN and getattr(survivor, name) in UNKNOWN and value != survivor.id:
            yield name, value


def _note(move: Any, row: Any, kinds: set[str]) -> str:
    if is_number(move):
        return ", ".join(part for part in (number_text(row), numbers_note(row, kinds)) if part)
    return str(row.name) if move is CHILDREN else ""


def _shown(session: Session, value: Any) -> str:
    if value is True:
        return "Ya"
    return session.get_one(Person, value).name if isinstance(value, UUID) else str(value)


def _warnings(
    session: Session, user: SignedIn, people: tuple[Person, Person], rows: tuple[Rows, Rows], today: date
) -> Iterator[str]:
    loser, survivor = people
    may_know = all(may_know_pregnancy(user, one.birth_date, today) for one in people)
    if loser.sex is not survivor.sex:
        yield "Jenis kelamin berbeda."
    if loser.birth_date != survivor.birth_date:
        yield "Tanggal lahir berbeda; aturan umur memakai yang dipertahankan."
    niks = [
        {row.value for row in side[NUMBERS.key] if isinstance(row, Identifier) and row.kind == "nik"} for side in rows
    ]
    if all(niks) and niks[0] != niks[1]:
        yield "NIK berbeda: satu di antaranya menjadi nomor lama."
    open_pregnancies = [person for person in people if _is_pregnant(session, person.id)]
    if may_know and len(open_pregnancies) == len(people):
        yield "Keduanya punya kehamilan berjalan; sesudah digabung ada dua. Akhiri yang keliru di ruang KIA."
    numbers = [_open_numbers(session, side[VISITS.key], today) for side in rows]
    if all(numbers):
        yield f"Keduanya masih dalam antrean hari ini ({', '.join(numbers)}); kedua nomor tetap dilayani."
    if (loser.left_on is None) != (survivor.left_on is None):
        yield "Hanya satu yang tercatat meninggal atau pindah; berlaku yang dipertahankan."
    yield from _family_left(session, loser, survivor)


def _family_left(session: Session, loser: Person, survivor: Person) -> Iterator[str]:
    """Give what becomes of the family of the identity that goes, where others live in it."""
    family = session.get(Family, loser.family_id) if loser.family_id else None
    others = select(Person.id).where(
        Person.family_id == loser.family_id,
        Person.id.not_in((loser.id, survivor.id)),
        Person.removed_at.is_(None),
        Person.left_on.is_(None),
    )
    if family is None or session.scalar(others.limit(1)) is None:
        return
    card, same = (
        f"KK {family.kk_number}" if family.kk_number else "keluarga tanpa No. KK",
        family.id == survivor.family_id,
    )
    head = FamilyRelation.HEAD.value
    if loser.relation == head and not (same and survivor.relation == head):
        yield f"Yang digabung kepala {card}: keluarga itu menjadi tanpa kepala. Tetapkan kepalanya di Loket."
    elif not same:
        yield f"Yang digabung anggota {card} dan keluar dari sana; keluarga yang dipertahankan tetap."


def _is_pregnant(session: Session, person_id: UUID) -> bool:
    open_one = select(Pregnancy.id).where(Pregnancy.person_id == person_id, Pregnancy.ended_on.is_(None))
    return session.scalar(open_one.limit(1)) is not None


def _open_numbers(session: Session, visits: list[Encounter], today: date) -> str:
    """Return the numbers under which somebody still waits or is served today."""
    open_ones = [visit.id for visit in visits if visit.day == today and visit.finished_at is None]
    tickets = session.scalars(select(Ticket).where(Ticket.encounter_id.in_(open_ones), Ticket.status.in_(OPEN)))
    return ", ".join(ticket_text(ticket.letter, ticket.number) for ticket in tickets)
