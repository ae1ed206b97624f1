"""A visit with everything the room shows of it, read in one go in the background."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Form
from ilp_desktop.services.due_services import MemberServices, PersonServices
from ilp_desktop.services.encounters import EncounterFile
from ilp_desktop.services.facilities import DestinationInfo
from ilp_desktop.services.screening import Earlier
from ui.widgets.room.world import RoomWorld

VITALS = "vital_signs"


@dataclass(frozen=True)
class OpenedVisit:
    """A visit as the room shows it.

    Attributes:
        forms: every form of the room, by code.
        screenings: codes of the forms of the tab Skrining for this person, by title.
        services, family: what is due for the patient and for the others of the family folder.
        earlier: the last value of each question before today.
        doctors: who may sign a letter.
    """

    file: EncounterFile
    facts: Facts
    forms: Mapping[str, Form]
    screenings: tuple[str, ...]
    earlier: Mapping[str, Earlier]
    services: PersonServices
    family: tuple[MemberServices, ...]
    destinations: tuple[DestinationInfo, ...]
    doctors: tuple[tuple[UUID, str], ...]


def read_visit(world: RoomWorld, encounter_id: UUID, own_forms: frozenset[str]) -> OpenedVisit:
    """Read a visit; ``own_forms`` are those of the klaster's own tabs. Runs on a reader thread."""
    house, user = world.house, world.user
    file = house.encounters.open(user, encounter_id)
    facts = house.screening.facts(user, file.patient.person_id)
    listed = house.screening.catalogue.listed(facts.day)
    screenings = tuple(
        header.code
        for header in listed
        if header.code not in own_forms | {VITALS} and (header.audience is None or header.audience.holds(facts.values))
    )
    forms = {code: house.screening.form(user, code) for code in (VITALS, *sorted(own_forms), *screenings)}
    questions = {question.code for form in forms.values() for question in form.questions}
    return OpenedVisit(
        file=file,
        facts=facts,
        forms=forms,
        screenings=screenings,
        earlier=house.screening.earlier(user, file.patient.person_id, questions),
        services=house.dues.of_person(user, file.patient.person_id, encounter_id),
        family=house.dues.of_family(user, file.patient.person_id),
        destinations=house.facilities.destinations(user),
        doctors=house.referrals.doctors(user),
    )
