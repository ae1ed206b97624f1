"""A visit with everything the room shows of it, read in one go in the background."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Form
from ilp_desktop.services.encounters import EncounterFile
from ilp_desktop.services.facilities import DestinationInfo
from ilp_desktop.services.screening import Earlier
from ilp_desktop.services.wording import Words
from ui.widgets.room.world import RoomWorld

VITALS = "vital_signs"


@dataclass(frozen=True)
class OpenedVisit:
    """A visit as the room shows it.

    Attributes:
        forms: every form of the room, by code.
        screenings: codes of the forms of the tab Skrining for this person, by title.
        words: the official words of items, by form code, as far as this Puskesmas entered them.
        earlier: the last value of each question before today.
        doctors: who may sign a letter.
    """

    file: EncounterFile
    facts: Facts
    forms: Mapping[str, Form]
    screenings: tuple[str, ...]
    words: Mapping[str, Words]
    earlier: Mapping[str, Earlier]
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
        words=house.wordings.words_of(user, forms.values()),
        earlier=house.screening.earlier(user, file.patient.person_id, questions),
        destinations=house.facilities.destinations(user),
        doctors=house.referrals.doctors(user),
    )
