"""The numbers a person is known by, as they are stored: NIK, No. BPJS, No. RM."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from db.models import Identifier, Person
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.identifiers import cleaned
from ilp_desktop.domain.identity.nik import read_nik
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.person_data import PersonData
from ilp_desktop.services.person.person_numbers import kinds_of
from ilp_desktop.services.person.person_reads import BPJS, NIK, numbers_of


def verified(work: Work, data: PersonData) -> bool:
    """Tell whether the NIK fits birth date and sex."""
    return read_nik(data.nik, work.today, data.birth_date, data.sex).verified_hint


def refuse_taken(work: Work, person_id: UUID, data: PersonData) -> None:
    """Raise ``WrongAnswers`` for a number that somebody else has or had."""
    for kind, label, number in numbers_typed(data):
        owner = next((row for row in owners_of(work, kind, number) if row.id != person_id), None)
        if owner is not None:
            raise WrongAnswers(
                {kind: f"{label} ini sudah terdaftar atas nama {owner.name}. Pilih orang itu dari pencarian."}
            )


def numbers_typed(data: PersonData) -> list[tuple[str, str, str]]:
    """Return kind, label and value of the numbers that nobody else may have."""
    typed = ((NIK, "NIK", cleaned(data.nik)), (BPJS, "No. BPJS", cleaned(data.bpjs)))
    return [one for one in typed if one[-1]]


def owners_of(work: Work, kind: str, number: str) -> Sequence[Row[Any]]:
    """Return who has or had a number."""
    return work.session.execute(
        select(Person.id, Person.name)
        .join(Identifier, Identifier.person_id == Person.id)
        .where(
            Identifier.facility_id == work.facility_id,
            Identifier.kind.in_(kinds_of(kind)),
            Identifier.value == number,
        )
    ).all()


def set_number(work: Work, person_id: UUID, kind: str, typed: str, *, verified: bool) -> None:
    """Store a number in place of the one known before; an empty one removes it."""
    value = cleaned(typed)
    known = numbers_of(work.session, person_id).get(kind)
    if known is None:
        add_number(work, person_id, kind, value, verified=verified)
    elif value:
        known.value, known.verified = value, verified
    else:
        work.session.delete(known)


def add_number(work: Work, person_id: UUID, kind: str, value: str, *, verified: bool) -> None:
    """Store a number, unless it is empty."""
    if value:
        number = Identifier(id=work.new_id(), facility_id=work.facility_id, person_id=person_id, kind=kind, value=value)
        number.verified = verified
        work.session.add(number)
