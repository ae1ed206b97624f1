"""Family folders and the medical record numbers that come from them."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.ahead import Read
from db.models import Counter, Facility, Family, Identifier, Person, Village
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.family_member import propose_suffix
from ilp_desktop.domain.identity.identifiers import cleaned
from ilp_desktop.domain.identity.record_number import (
    RecordPattern,
    clean_existing,
    format_number,
    parse_pattern,
    read_number,
)
from ilp_desktop.services.core.stand_in import FOLDER_COUNTER, SERIAL_COUNTER
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.person_data import NewPerson
from ilp_desktop.services.person.person_numbers import kinds_of
from ilp_desktop.services.person.person_reads import RECORD_NUMBER


def family_for(work: Work, wanted: NewPerson) -> tuple[Family, bool]:
    """Return the family a new person joins, and whether its folder was made for it, the card being unknown so far."""
    if wanted.family_id is not None:
        return work.own(Family, wanted.family_id), False
    kk_number = cleaned(wanted.kk_number)
    known = _of_card(work, kk_number) if kk_number else None
    if known is not None:
        return known, False
    data = wanted.data
    lives = {"address": data.address.strip(), "village_id": data.village_id, "rw": data.rw, "rt": data.rt}
    return new_folder(work, kk_number, wanted.record_number, **lives), True


def folder_reads(work: Work, wanted: NewPerson) -> list[Read]:
    """Return what is read of the folder that a new person joins, as far as it is known before, to ask it together."""
    family_id, card, village_id = wanted.family_id, cleaned(wanted.kk_number), wanted.data.village_id
    reads: list[Read] = [partial(_pattern, work), partial(_village_number, work, village_id)]
    if family_id is not None:
        reads.append(partial(work.own, Family, family_id))
    else:
        reads += [partial(_of_card, work, card)] if card else []
        reads.append(partial(_folders_made, work))
    return reads


def foresee_number(work: Work, wanted: NewPerson) -> None:
    """Ask whether the number of a new folder's first member is free along with the folder's own number.

    Should another desk take a folder at the same moment, it is another number and is asked about by itself.
    """
    pattern = _pattern(work)
    if wanted.family_id is None and not wanted.record_number.strip() and pattern.by_family:
        parts = {"family": _folders_made(work) + 1, "village": _village_number(work, wanted.data.village_id)}
        member = propose_suffix(wanted.relation, [], work.today, wanted.data.birth_order).suffix
        number = format_number(pattern, {**parts, "member": member})
        work.ahead(partial(_is_taken, work, number))


def _folders_made(work: Work) -> int:
    """Return the number of the last folder that the counter gave."""
    given = (Counter.facility_id == work.facility_id, Counter.name == FOLDER_COUNTER, Counter.period == "")
    return work.session.scalar(select(Counter.value).where(*given)) or 0


def _of_card(work: Work, kk_number: str) -> Family | None:
    return work.session.scalar(
        select(Family).where(Family.facility_id == work.facility_id, Family.kk_number == kk_number)
    )


def new_folder(work: Work, kk_number: str, record_number: str = "", **lives: Any) -> Family:
    """Make a folder with the next number, or that of an existing shelf number where it is free.

    ``lives`` are the columns that say where the family lives, where that is known.
    """
    number = _folder_number(work, record_number)
    family = Family(**work.stamp("family"), kk_number=cleaned(kk_number) or None, folder_number=number, **lives)
    work.session.add(family)
    work.session.flush()
    work.touch("family", family.id)
    return family


def living_members(session: Session, family_id: UUID) -> list[Person]:
    """Return the members of a family who neither died nor moved away, by identifier."""
    return list(
        session.scalars(
            select(Person)
            .where(Person.family_id == family_id, Person.removed_at.is_(None), Person.left_on.is_(None))
            .order_by(Person.id)
        )
    )


def record_number_for(work: Work, family: Family, wanted: NewPerson, *, first: bool) -> str:
    """Return the No. RM: an existing shelf number as it is, or the next one by the Puskesmas's pattern.

    ``first`` says that nobody has been in this family's folder.
    """
    pattern = _pattern(work)
    if wanted.record_number.strip():
        number = clean_existing(wanted.record_number)
        taken = work.session.scalar(
            select(Person.name)
            .join(Identifier, Identifier.person_id == Person.id)
            .where(
                Identifier.facility_id == work.facility_id,
                Identifier.kind.in_(kinds_of(RECORD_NUMBER)),
                Identifier.value == number,
            )
        )
        if taken is not None:
            raise WrongAnswers({"record_number": f"No. RM {number} sudah dipakai {taken}."})
        parts = read_number(pattern, number)
        if parts is not None and not pattern.by_family:
            _raise_counter(work, SERIAL_COUNTER, parts["serial"])
        return number
    if not pattern.by_family:
        return format_number(pattern, {"serial": work.next_number(SERIAL_COUNTER)})
    used = [] if first else _suffixes(work, family.id, pattern)
    return _next_of_family(work, family, pattern, wanted, used)


def _next_of_family(work: Work, family: Family, pattern: RecordPattern, wanted: NewPerson, used: list[int]) -> str:
    """Return the family's next number that nobody has; one of a merged identity is with somebody of another family."""
    parts = {"family": family.folder_number, "village": _village_number(work, family.village_id)}
    while True:
        suffix = propose_suffix(wanted.relation, used, work.today, wanted.data.birth_order).suffix
        number = format_number(pattern, {**parts, "member": suffix})
        if not _is_taken(work, number):
            return number
        used.append(suffix)


def _is_taken(work: Work, number: str) -> bool:
    taken = select(Identifier.id).where(
        Identifier.facility_id == work.facility_id,
        Identifier.kind.in_(kinds_of(RECORD_NUMBER)),
        Identifier.value == number,
    )
    return work.session.scalar(taken) is not None


def _pattern(work: Work) -> RecordPattern:
    return parse_pattern(work.hold(Facility, work.facility_id).record_number_pattern)


def _suffixes(work: Work, family_id: UUID, pattern: RecordPattern) -> list[int]:
    numbers = work.session.scalars(
        select(Identifier.value)
        .join(Person, Person.id == Identifier.person_id)
        .where(Person.family_id == family_id, Identifier.kind == RECORD_NUMBER)
    )
    read = (read_number(pattern, number) for number in numbers)
    return [parts["member"] for parts in read if parts is not None]


def _village_number(work: Work, village_id: UUID | None) -> int:
    if village_id is None:
        return 0
    return work.hold(Village, village_id).number


def _folder_number(work: Work, existing: str) -> int:
    """Return the family number of an existing shelf number, if free, else the next; the counter stays above both."""
    pattern = _pattern(work)
    parts = read_number(pattern, existing) if pattern.by_family and existing.strip() else None
    if parts is not None and _folder_is_free(work, parts["family"]):
        _raise_counter(work, FOLDER_COUNTER, parts["family"])
        return parts["family"]
    work.ahead(work.number_ahead(FOLDER_COUNTER), partial(_folders_ahead, work))
    number, taken = work.next_number(FOLDER_COUNTER), _folders_ahead(work)
    while number in taken or (work.past is not None and not _folder_is_free(work, number)):
        number = work.next_number(FOLDER_COUNTER)
    return number


def _folder_is_free(work: Work, number: int) -> bool:
    taken = select(func.count()).where(Family.facility_id == work.facility_id, Family.folder_number == number)
    return work.session.scalar(taken) == 0


def _folders_ahead(work: Work) -> frozenset[int]:
    """Return the numbers of folders that the counter has reached without having given them, as old shelves have."""
    reached = select(Counter.value).where(
        Counter.facility_id == work.facility_id, Counter.name == FOLDER_COUNTER, Counter.period == ""
    )
    taken = select(Family.folder_number).where(
        Family.facility_id == work.facility_id, Family.folder_number >= reached.scalar_subquery()
    )
    return frozenset(work.session.scalars(taken))


def _raise_counter(work: Work, name: str, least: int) -> None:
    counter = work.session.get(Counter, (work.facility_id, name, ""), with_for_update=True)
    if counter is None:
        work.session.add(Counter(facility_id=work.facility_id, name=name, period="", value=least))
    elif counter.value < least:
        counter.value = least
