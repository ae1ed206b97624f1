"""Finding, registering and changing people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select

from db.models import Allergy, Consent, Family, Person
from db.queries.merges import leads_to
from ilp_desktop.domain.care.letter_number import scanned_letter
from ilp_desktop.domain.errors import ServerAway, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.identifiers import cleaned
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.search.search_text import search_words
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.collisions import seeing_others
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.growth.rejudging import Rejudging
from ilp_desktop.services.people.births import mothers_of, move_birth
from ilp_desktop.services.people.family_folders import (
    family_for,
    folder_reads,
    foresee_number,
    living_members,
    record_number_for,
)
from ilp_desktop.services.people.identity_edits import PERSON_CHANGE, PersonChange
from ilp_desktop.services.people.leaving import mark_left
from ilp_desktop.services.people.mother_checks import hold_mother, refuse_unfit_mother, refuse_wrong_mother
from ilp_desktop.services.people.number_writing import (
    add_number,
    numbers_typed,
    owners_of,
    refuse_taken,
    set_number,
    verified,
)
from ilp_desktop.services.person.letter_finding import find_by_letter
from ilp_desktop.services.person.person_columns import columns_kept, write_columns
from ilp_desktop.services.person.person_data import (
    ConsentGiven,
    NewPerson,
    PersonData,
    allergy_problems,
    consent_problems,
    person_problems,
    registration_problems,
)
from ilp_desktop.services.person.person_finding import find_people
from ilp_desktop.services.person.person_lines import index_person
from ilp_desktop.services.person.person_reads import (
    BPJS,
    NIK,
    RECORD_NUMBER,
    FamilyFolder,
    FoundPerson,
    PersonFile,
    data_of,
    family_folder,
    numbers_of,
    person_file,
)

RESULTS = 30
REGISTER = "register"
"""What a registration without the server is kept as."""

BIRTH_AND_SEX = "Mengubah tanggal lahir dan jenis kelamin"


@dataclass(frozen=True)
class Registered:
    """A person just registered."""

    person_id: UUID
    record_number: str


class Registration:
    """The desk's work with people."""

    def __init__(self, uow: UnitOfWork, rejudging: Rejudging) -> None:
        self._uow = uow
        self._rejudging = rejudging

    def search(self, user: SignedIn, typed: str, limit: int = RESULTS) -> tuple[FoundPerson, ...]:
        """Find people by part-names in any order, slips among them, village, mother of a child, any number, birth date.

        The number of a letter, or its QR code, finds whom it is about. Whoever came today stands first, then who lives
        in the working area, then who was seen last.
        """
        today, letter = self._uow.today(user), scanned_letter(typed)
        words = search_words(typed, today)
        with self._uow.reading(user, Act.FIND_PERSON, without_server=True) as session:
            by_letter = find_by_letter(session, user, letter) if letter else []
            hits = by_letter or find_people(session, user.facility_id, () if letter else words, today, limit)
        return tuple(
            FoundPerson(
                row.id,
                row.name,
                row.sex,
                row.birth_date,
                row.record_number or "",
                row.village or "",
                row.rw,
                row.mother_name,
                row.last_visit_on,
                with_slips,
                letter,
            )
            for row, with_slips in hits
        )

    def person(self, user: SignedIn, person_id: UUID) -> PersonFile:
        """Return a person with the family folder; raises ``UserError`` when there is none.

        An identity that was found to be another person's leads to that person.
        """
        with self._uow.reading(user, Act.FIND_PERSON, without_server=True) as session:
            person = session.get_one(Person, leads_to(session, owned(session, user.facility_id, Person, person_id).id))
            self._uow.saw(user, Act.FIND_PERSON, person.id)
            return person_file(session, person, self._uow.today(user), user.time_zone)

    def family_by_card(self, user: SignedIn, kk_number: str) -> FamilyFolder | None:
        """Return the family folder of a card (KK), or None when it is new."""
        with self._uow.reading(user, Act.FIND_PERSON, without_server=True) as session:
            found = session.scalar(
                select(Family.id).where(Family.facility_id == user.facility_id, Family.kk_number == cleaned(kk_number))
            )
            return None if found is None else family_folder(session, found)

    def register(self, user: SignedIn, wanted: NewPerson) -> Registered:
        """Register a person, with number, family, allergies and consent; raises ``WrongAnswers``."""
        problems = registration_problems(wanted, self._uow.today(user))
        if problems:
            raise WrongAnswers(problems)

        def registered() -> Registered:
            with self._uow.writing(user, Act.REGISTER_PERSON, without_server=True) as work:
                _ask_ahead(work, wanted)
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("person", earlier, repeated=True)
                    now = leads_to(work.session, earlier)
                    return Registered(now, numbers_of(work.session, now)[RECORD_NUMBER].value)
                made = register_person(work, wanted)
                work.remember(wanted.client_id, made.person_id)
                family_id = work.hold(Person, made.person_id).family_id
                families = {"family": family_id} if family_id is not None and wanted.family_id is None else {}
                given = {"person": made.person_id, **families}
                work.keep_for_server(REGISTER, wanted.client_id, wanted, made.record_number, **given)
                return made

        return seeing_others(registered)

    def change(self, user: SignedIn, person_id: UUID, version: int, data: PersonData) -> None:
        """Change identity, domicile or payer; raises ``WrongAnswers`` or ``StaleRecord``."""
        problems = person_problems(data, self._uow.today(user))
        if problems:
            raise WrongAnswers(problems)

        def write() -> None:
            with self._uow.writing(user, Act.CHANGE_PERSON, without_server=True) as work:
                save = work.id_of("save")
                if work.past is not None and work.saved_before(save) is not None:
                    work.touch("person", person_id, repeated=True)
                    return
                hold_mother(work, data)
                person = work.claim(Person, person_id, version)
                before = person.birth_date, person.sex
                stood = data_of(person, numbers_of(work.session, person.id))
                change_person(work, person, data)
                changed = before != (person.birth_date, person.sex)
                if changed and work.is_alone:
                    raise ServerAway(BIRTH_AND_SEX)
                work.keep_for_server(PERSON_CHANGE, save, PersonChange(person_id, version, stood, data), save=save)
                if work.past is not None:
                    work.remember(save, person.id)
                if changed and (rejudged := self._rejudging.of_person(work, person)):
                    work.touch("person", person.id, rejudged=rejudged)

        seeing_others(write)

    def leave(
        self,
        user: SignedIn,
        person_id: UUID,
        version: int,
        why: Leaving | None,
        day: date | None,
        *,
        new_head: UUID | None = None,
    ) -> None:
        """Say that a person died or moved away, since when nothing is due; None takes it back.

        Who was head of others is followed by ``new_head``. Raises ``WrongAnswers`` or ``StaleRecord``.
        """
        with self._uow.writing(user, Act.CHANGE_PERSON) as work:
            mark_left(work, work.claim(Person, person_id, version), why, day, new_head)

    def add_allergy(self, user: SignedIn, person_id: UUID, substance: str, reaction: str) -> None:
        """Record an allergy; raises ``WrongAnswers``."""
        problems = allergy_problems(substance, reaction)
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.CHANGE_PERSON) as work:
            person = work.own(Person, person_id)
            work.session.add(_allergy(work, person.id, substance, reaction))
            work.touch("person", person_id, allergy=True)

    def consent(self, user: SignedIn, person_id: UUID, given: ConsentGiven) -> None:
        """Record general consent; raises ``WrongAnswers`` when a child's guardian is not named."""
        with self._uow.writing(user, Act.CHANGE_PERSON) as work:
            person = work.own(Person, person_id)
            problems = consent_problems(given, person.birth_date, work.today)
            if problems:
                raise WrongAnswers(problems)
            work.session.add(_consent(work, person_id, given))
            work.touch("person", person_id, consent=True)


def register_person(work: Work, wanted: NewPerson) -> Registered:
    """Store a new person whose answers are checked, inside a transaction under way; raises ``WrongAnswers``."""
    if work.is_afar:
        foresee_number(work, wanted)
    family, is_new = family_for(work, wanted)
    if wanted.relation is FamilyRelation.HEAD and not is_new:
        _refuse_second_head(work, family)
    data = wanted.data
    person = Person(**work.stamp("person"), family_id=family.id, relation=wanted.relation.value)
    refuse_wrong_mother(work, person, data)
    write_columns(work, person, data)
    refuse_taken(work, person.id, data)
    number = record_number_for(work, family, wanted, first=is_new)
    work.session.add(person)
    work.session.flush()
    add_number(work, person.id, RECORD_NUMBER, number, verified=True)
    add_number(work, person.id, NIK, cleaned(data.nik), verified=verified(work, data))
    add_number(work, person.id, BPJS, cleaned(data.bpjs), verified=False)
    work.session.add_all(_allergy(work, person.id, *pair) for pair in wanted.allergies)
    if wanted.consent is not None:
        work.session.add(_consent(work, person.id, wanted.consent))
    work.session.flush()
    work.hold(Person, person.id)
    work.ahead(partial(mothers_of, work.session, person))
    work.foresee_dues(person.id)
    index_person(work.session, person, work.today)
    work.touch("person", person.id)
    work.due_for(person.id, *mothers_of(work.session, person))
    return Registered(person.id, number)


def _ask_ahead(work: Work, wanted: NewPerson) -> None:
    """Ask together all that is read before anything of a new person is written."""
    checks = [partial(owners_of, work, kind, number) for kind, _, number in numbers_typed(wanted.data)]
    work.ahead(*folder_reads(work, wanted), *checks)


def _refuse_second_head(work: Work, family: Family) -> None:
    heads = [one for one in living_members(work.session, family.id) if one.relation == FamilyRelation.HEAD.value]
    if heads:
        told = f"Kepala keluarga ini {heads[0].name}. Pilih hubungan lain, atau ganti dahulu kepalanya."
        raise WrongAnswers({"relation": told})


def change_person(work: Work, person: Person, data: PersonData, twins: Collection[UUID] = ()) -> None:
    """Store what is known of a person now, inside a transaction under way; raises ``WrongAnswers``."""
    refuse_unfit_mother(work, person, data)
    refuse_wrong_mother(work, person, data, twins)
    before, mother_before, born_before = columns_kept(work.session, person), person.mother_id, person.birth_date
    write_columns(work, person, data)
    refuse_taken(work, person.id, data)
    set_number(work, person.id, NIK, data.nik, verified=verified(work, data))
    set_number(work, person.id, BPJS, data.bpjs, verified=False)
    work.session.flush()
    index_person(work.session, person, work.today)
    after = columns_kept(work.session, person)
    work.touch("person", person.id, old={key: value for key, value in before.items() if after[key] != value})
    move_birth(work, person, born_before)
    work.due_for(person.id, *mothers_of(work.session, person, mother_before))


def _allergy(work: Work, person_id: UUID, substance: str, reaction: str) -> Allergy:
    return Allergy(**work.stamp(), person_id=person_id, substance=substance.strip(), reaction=reaction.strip())


def _consent(work: Work, person_id: UUID, given: ConsentGiven) -> Consent:
    return Consent(
        **work.stamp(),
        person_id=person_id,
        kind="umum",
        text_version=edition_on("consent", work.today).version,
        given_by=given.given_by.strip(),
        guardian_relation=given.guardian_relation.strip(),
    )
