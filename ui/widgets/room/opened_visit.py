"""A visit with everything the room shows of it, read in one go in the background."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.expressions.conditions import Condition
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.groups import Group
from ilp_desktop.forms.schema import Form, Header, Sensitivity
from ilp_desktop.services.answers.screening import Earlier
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_services import MemberServices, PersonServices
from ilp_desktop.services.edition.wording import Words
from ilp_desktop.services.facility.destinations import DestinationInfo
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.referral.referral_dangers import NO_DANGERS, DangerOffer
from ui.widgets.room.world import RoomWorld

VITALS = "vital_signs"
GROUP_ORDER = tuple(Group)


@dataclass(frozen=True)
class OpenedForms:
    """Forms that were read, and what was read with them.

    Attributes:
        forms: the forms, by code.
        earlier: the last value of each of their questions before today.
        words: the official words of their items, by form code, as far as this Puskesmas entered them.
    """

    forms: Mapping[str, Form]
    earlier: Mapping[str, Earlier]
    words: Mapping[str, Words]


@dataclass(frozen=True)
class LetterOffer:
    """What a letter of the patient can be made of.

    Attributes:
        doctors: who may sign it.
        dangers: the danger signs that it asks for.
    """

    destinations: tuple[DestinationInfo, ...] = ()
    doctors: tuple[tuple[UUID, str], ...] = ()
    dangers: DangerOffer = NO_DANGERS


@dataclass(frozen=True)
class OpenedVisit:
    """A visit as the room shows it.

    Attributes:
        opened: the forms read so far: those of the tabs, those filled in, those somebody opened.
        headers: what is known of every form of the room without reading it, by code.
        screenings: codes of the forms of the tab Skrining for this person, by group and title.
        offered: those of them that are listed before anybody looks for one.
        services, family: what is due for the patient and for the others of the family folder; nothing is known of it
            while ``file.past_away``.
        letter: what a letter can be made of, None where that is read once the first screen stands.
    """

    file: EncounterFile
    facts: Facts
    opened: OpenedForms
    headers: Mapping[str, Header]
    screenings: tuple[str, ...]
    offered: frozenset[str]
    services: PersonServices
    family: tuple[MemberServices, ...]
    letter: LetterOffer | None = None

    @property
    def forms(self) -> Mapping[str, Form]:
        """Return the forms read so far, by code."""
        return self.opened.forms

    @property
    def earlier(self) -> Mapping[str, Earlier]:
        """Return the last value before today of each question of those forms."""
        return self.opened.earlier

    @property
    def words(self) -> Mapping[str, Words]:
        """Return the official words of the items of those forms, by form code."""
        return self.opened.words

    def with_forms(self, more: OpenedForms) -> "OpenedVisit":
        """Return the visit with further forms; those it has already stay."""
        return replace(self, opened=_joined(more, self.opened))


def read_visit(
    world: RoomWorld,
    encounter_id: UUID,
    own_forms: frozenset[str],
    wanted: Collection[str] = (),
    *,
    with_letter: bool = True,
) -> OpenedVisit:
    """Read a visit on one snapshot; ``own_forms`` are those of the klaster's own tabs. Runs on a reader thread.

    ``wanted`` are further forms to read at once, since something is typed into them. Every other form of the tab
    Skrining is read when it is chosen, and what a letter is made of after the first screen unless asked for here.
    """
    with world.house.uow.reading(world.user, Act.SEE_RECORD, without_server=True):
        visit = _read(world, encounter_id, own_forms, wanted)
        person_id = visit.file.patient.person_id
        return replace(visit, letter=read_letter(world, person_id)) if with_letter else visit


def read_letter(world: RoomWorld, person_id: UUID) -> LetterOffer:
    """Read what a letter of a person can be made of, on one snapshot. Runs on a reader thread."""
    house, user = world.house, world.user
    with house.uow.reading(user, Act.SEE_RECORD, without_server=True):
        return LetterOffer(
            house.facilities.destinations(user), house.referrals.doctors(user), house.referrals.dangers(user, person_id)
        )


def _read(world: RoomWorld, encounter_id: UUID, own_forms: frozenset[str], wanted: Collection[str]) -> OpenedVisit:
    house, user = world.house, world.user
    file = house.encounters.open(user, encounter_id)
    facts = house.screening.facts(user, file.patient.person_id)
    headers = {header.code: header for header in house.screening.catalogue.listed(file.day)}
    asked = {code for code, header in headers.items() if _is_meant(header, facts, user)}
    screenings = by_group(headers[code] for code in asked - own_forms - {VITALS})
    further = ({*wanted, *file.answers} & headers.keys()) - own_forms - {VITALS}
    opened = read_forms(world, file, (VITALS, *sorted(own_forms)))
    for code in sorted(further):
        opened = _joined(opened, _read_if_whole(world, file, code))
    person_id = file.patient.person_id
    due: tuple[PersonServices, tuple[MemberServices, ...]] = PersonServices(person_id, ()), ()
    if not file.past_away:
        due = house.dues.with_family(user, person_id, encounter_id)
    return OpenedVisit(
        file=file,
        facts=facts,
        opened=opened,
        headers=headers,
        screenings=tuple(header.code for header in screenings),
        offered=frozenset(header.code for header in screenings if _holds(header.offered, facts)),
        services=due[0],
        family=due[1],
    )


def read_forms(world: RoomWorld, file: EncounterFile, codes: Collection[str]) -> OpenedForms:
    """Read forms in the edition of the day of a visit, with the earlier values of their questions."""
    house, user = world.house, world.user
    forms = {code: house.screening.catalogue.form(code, file.day) for code in codes}
    questions = {question.code for form in forms.values() for question in form.questions}
    earlier = house.screening.earlier(user, file.patient.person_id, questions)
    return OpenedForms(forms, earlier, house.wordings.words_of(user, forms.values()))


def _read_if_whole(world: RoomWorld, file: EncounterFile, code: str) -> OpenedForms:
    """Read a form, or nothing where its file has faults: the visit opens all the same."""
    try:
        return read_forms(world, file, (code,))
    except UserError:
        return OpenedForms({}, {}, {})


def _joined(one: OpenedForms, other: OpenedForms) -> OpenedForms:
    """Return what was read in two goes; the second counts where both have something."""
    return OpenedForms({**one.forms, **other.forms}, {**one.earlier, **other.earlier}, {**one.words, **other.words})


def _is_meant(header: Header, facts: Facts, user: SignedIn) -> bool:
    """Say whether a form is for this person, and for whoever asks."""
    if header.sensitivity is Sensitivity.RESTRICTED and not user.may(Act.SEE_RESTRICTED):
        return False
    return _holds(header.audience, facts)


def _holds(condition: Condition | None, facts: Facts) -> bool:
    return condition is None or condition.holds(facts.values)


def by_group(headers: Iterable[Header]) -> list[Header]:
    """Return forms group by group, and by title in each."""
    return sorted(headers, key=lambda header: (GROUP_ORDER.index(header.group), header.title))
