"""The surat keterangan lahir: numbered once, printed as often as needed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Person, Staff, Village
from ilp_desktop.clock import local_time, zone_word
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.birth.delivery import place_words
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.contents.birth_letter import BirthLetter, Parent
from ilp_desktop.services.core.letters import next_letter
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import birth_letter_pdf
from ilp_desktop.services.person.person_reads import NIK, numbers_of

COUNTER = "ket_lahir"
KIND = "SKL"
COUPLE = (FamilyRelation.HEAD.value, FamilyRelation.SPOUSE.value)


@dataclass(frozen=True)
class IssuedBirthLetter:
    """A birth letter that has been issued."""

    birth_id: UUID
    number: str
    day: date


class BirthLetters:
    """Birth letters of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def issue(self, user: SignedIn, birth_id: UUID) -> IssuedBirthLetter:
        """Give the letter of a birth its number; a second asking returns the first. Raises ``UserError``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            birth = work.own(Birth, birth_id, locked=True)
            if birth.letter_number and birth.letter_on is not None:
                work.touch("birth", birth.id, repeated=True)
                return IssuedBirthLetter(birth.id, birth.letter_number, birth.letter_on)
            return _issue(work, birth)

    def pdf(self, user: SignedIn, birth_id: UUID) -> bytes:
        """Return the letter as PDF, saying what the record says now; raises ``UserError`` before it was issued."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            birth = owned(session, user.facility_id, Birth, birth_id)
            self._uow.made_paper(user, birth.child_id or birth.mother_id, "surat keterangan lahir")
            profile = profile_of(session, user.facility_id)
            letter = _letter(session, birth, profile.name, user.time_zone)
        return birth_letter_pdf(letter, profile)

    def note_printed(self, user: SignedIn, birth_id: UUID) -> None:
        """Put the printing of a letter into the audit trail."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            work.touch("birth", work.own(Birth, birth_id).id, printed=True)


def _issue(work: Work, birth: Birth) -> IssuedBirthLetter:
    if birth.child_id is None:
        raise UserError("Bayi lahir mati tidak mendapat surat keterangan lahir.", "")
    missing = _missing(birth)
    if missing:
        raise UserError(f"Surat belum lengkap: {', '.join(missing)}.", "Lengkapi catatan persalinannya dahulu.")
    birth.letter_number = next_letter(work, COUNTER, KIND, work.today)
    birth.letter_on, birth.letter_by = work.today, work.user.staff_id
    work.touch("birth", birth.id, letter=birth.letter_number)
    work.touch("person", birth.child_id)
    return IssuedBirthLetter(birth.id, birth.letter_number, work.today)


def _missing(birth: Birth) -> list[str]:
    wanted = (
        ("jam lahir", birth.hour_known),
        ("berat lahir", birth.weight_g is not None),
        ("panjang lahir", birth.length_cm is not None),
        ("penolong", bool(birth.helper)),
        ("tempat lahir", bool(birth.place)),
    )
    return [name for name, known in wanted if not known]


def _letter(session: Session, birth: Birth, facility: str, time_zone: str) -> BirthLetter:
    if not birth.letter_number or birth.letter_on is None or birth.letter_by is None or birth.child_id is None:
        raise UserError("Surat keterangan lahir ini belum terbit.", "Terbitkan dahulu dari catatan persalinan.")
    child, mother = session.get_one(Person, birth.child_id), session.get_one(Person, birth.mother_id)
    signer = session.get_one(Staff, birth.letter_by)
    born_at = local_time(birth.born_at, time_zone)
    siblings = session.scalar(
        select(Birth.id).where(
            Birth.delivery_id == birth.delivery_id, Birth.id != birth.id, Birth.delivery_id.is_not(None)
        )
    )
    return BirthLetter(
        number=birth.letter_number,
        day=birth.letter_on,
        child_name=child.name,
        sex=child.sex,
        born_at=born_at,
        zone=zone_word(born_at),
        order=child.birth_order,
        multiple=siblings is not None,
        place=place_words(birth.place, birth.place_name, facility, child.birth_date),
        mode=birth.mode,
        weight_g=birth.weight_g,
        length_cm=birth.length_cm,
        head_cm=birth.head_cm,
        helper=", ".join(part for part in (birth.helper, birth.helper_name) if part),
        mother=_parent(session, mother, child.birth_date),
        father=_father(session, mother, child.birth_date),
        signer=signer.name,
        signer_profession=signer.profession,
        signer_sip=signer.sip,
    )


def _father(session: Session, mother: Person, day: date) -> Parent | None:
    """Return the man of the couple that heads the mother's family, None where it is not hers."""
    if mother.family_id is None or mother.relation not in COUPLE:
        return None
    found = session.scalar(
        select(Person)
        .where(
            Person.family_id == mother.family_id,
            Person.relation.in_(COUPLE),
            Person.sex == Sex.MALE,
            Person.removed_at.is_(None),
        )
        .limit(1)
    )
    return None if found is None else _parent(session, found, day)


def _parent(session: Session, person: Person, day: date) -> Parent:
    nik = numbers_of(session, person.id).get(NIK)
    village = session.get(Village, person.village_id) if person.village_id else None
    block = f"RT {person.rt}/RW {person.rw}" if person.rt or person.rw else ""
    place = village.name if village else person.outside_village
    return Parent(
        name=person.name,
        nik=nik.value if nik else "",
        age_years=age_on(person.birth_date, day).years,
        occupation=person.occupation,
        address=", ".join(part for part in (person.address, block, place) if part),
    )
