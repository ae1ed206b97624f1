"""Writes on the server what was written without it, by the very use cases it was written by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ilp_desktop.domain.errors import StaleRecord
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.people.identity_edits import PERSON_CHANGE, PersonChange, merged
from ilp_desktop.services.people.registration import REGISTER, Registration
from ilp_desktop.services.person.allergies import ALLERGY, ALLERGY_GONE, NO_ALLERGY, Allergies
from ilp_desktop.services.queue.arrivals import ARRIVAL, Arrivals
from ilp_desktop.services.queue.queue_moves import QUEUE_MOVE
from ilp_desktop.services.queue.queueing import Queueing
from ilp_desktop.services.queue.ticket_steps import QUEUE_STEP
from ilp_desktop.services.queue.visits import VISIT, Visits
from ilp_desktop.services.record.encounters import Encounters, Examination
from ilp_desktop.services.record.kept_examination import ENDING, EXAMINATION, Ending, joined, was_ended
from ilp_desktop.services.referral.referrals import LETTER_PRINTED, Referrals
from ilp_desktop.services.stand_in.entries import Entry
from ilp_desktop.services.stand_in.identity_words import told_clashes


@dataclass(frozen=True)
class Applied:
    """What came of it.

    Attributes:
        became: identifiers given without the server that are others there.
        other: what is to be told of a number that is another there than the one handed out; empty when all fits.
    """

    became: Mapping[str, str]
    other: str = ""


@dataclass(frozen=True)
class UseCases:
    """The services whose use cases can be done without the server."""

    registration: Registration
    visits: Visits
    arrivals: Arrivals
    queueing: Queueing
    encounters: Encounters
    referrals: Referrals
    allergies: Allergies

    @classmethod
    def among(
        cls, parts: Mapping[str, Any], registration: Registration, encounters: Encounters, referrals: Referrals
    ) -> "UseCases":
        """Return them from services by name and those that need more to be made."""
        queue = (parts["visits"], parts["arrivals"], parts["queueing"])
        return cls(registration, *queue, encounters, referrals, parts["allergies"])


class Applying:
    """Calls the use cases; who calls it decides what to do about a refusal."""

    def __init__(self, uow: UnitOfWork, cases: UseCases) -> None:
        self._uow = uow
        self._registration = cases.registration
        self._visits = cases.visits
        self._arrivals = cases.arrivals
        self._queueing = cases.queueing
        self._encounters = cases.encounters
        self._referrals = cases.referrals
        self._allergies = cases.allergies
        self._ways = {
            REGISTER: self._register,
            VISIT: self._visit,
            ARRIVAL: self._arrive,
            QUEUE_STEP: self._call,
            QUEUE_MOVE: self._move,
            LETTER_PRINTED: self._printed,
            PERSON_CHANGE: self._change,
            ALLERGY: self._allergic,
            ALLERGY_GONE: self._not_allergic,
            NO_ALLERGY: self._no_allergy,
            EXAMINATION: self._examine,
            ENDING: self._end,
        }

    def apply(self, entry: Entry, *, numbers: bool = True) -> Applied:
        """Write an entry as the person who wrote it, at the time it was written; raises whatever refuses it.

        Sent twice it is written once. With ``numbers`` false new numbers are given.
        """
        with self._uow.sending(entry.past(numbers=numbers)):
            return self._ways[entry.kind](entry)

    def _register(self, entry: Entry) -> Applied:
        made = self._registration.register(entry.by, entry.wanted)
        became = _others(entry, person=made.person_id)
        if "family" in entry.made:
            family = self._registration.person(entry.by, made.person_id).family
            became |= _others(entry, family=family.id if family else entry.made["family"])
        return Applied(became, _other("No. RM", entry.told, made.record_number))

    def _visit(self, entry: Entry) -> Applied:
        made = self._visits.open(entry.by, entry.wanted)
        became = _others(entry, ticket=made.ticket_id, encounter=made.encounter_id)
        return Applied(became, _other("Nomor antrean", entry.told, made.number))

    def _arrive(self, entry: Entry) -> Applied:
        made = self._arrivals.take(entry.by, entry.client_id, entry.wanted)
        return Applied(_others(entry, ticket=made.ticket_id), _other("Nomor antrean", entry.told, made.number))

    def _change(self, entry: Entry) -> Applied:
        """Change an identity; where somebody else changed it meanwhile, field by field, unless both changed one."""
        wanted: PersonChange = entry.wanted
        try:
            self._registration.change(entry.by, wanted.person_id, wanted.version, wanted.after)
        except StaleRecord as error:
            file = self._registration.person(entry.by, wanted.person_id)
            data, clashing = merged(wanted, file.data)
            if clashing:
                raise StaleRecord(error.message, told_clashes(wanted, file.data, clashing)) from error
            self._registration.change(entry.by, file.id, file.version, data)
        return Applied({})

    def mine(self, entry: Entry) -> Entry:
        """Return a change of identity that wins where others changed the same; what only they changed stays."""
        wanted: PersonChange = entry.wanted
        with self._uow.sending(entry.past()):
            file = self._registration.person(entry.by, wanted.person_id)
        data, _ = merged(wanted, file.data)
        return replace(entry, wanted=PersonChange(file.id, file.version, file.data, data))

    def _allergic(self, entry: Entry) -> Applied:
        self._allergies.add(entry.by, entry.wanted)
        return Applied({})

    def _not_allergic(self, entry: Entry) -> Applied:
        self._allergies.withdraw(entry.by, entry.wanted.allergy_id, entry.wanted.reason)
        return Applied({})

    def _no_allergy(self, entry: Entry) -> Applied:
        self._allergies.none_known(entry.by, entry.wanted.person_id)
        return Applied({})

    def joined(self, entry: Entry) -> Entry:
        """Return an examination joined with what others stored for the visit meanwhile; nothing of theirs is lost."""
        mine: Examination = entry.wanted
        with self._uow.sending(entry.past()):
            file = self._encounters.open(entry.by, mine.encounter_id)
        codes = {given.code for given in file.diagnoses}
        diagnoses = (*file.diagnoses, *(given for given in mine.diagnoses if given.code not in codes))
        done = [replace(one, done_by=one.done_by or entry.by.staff_id) for one in mine.actions]
        actions = (*file.actions, *(one for one in done if one not in file.actions))
        note = joined(mine.note, file.note)
        wanted = replace(mine, version=file.version, note=note, diagnoses=diagnoses, actions=actions)
        return replace(entry, wanted=wanted)

    def _examine(self, entry: Entry) -> Applied:
        self._encounters.record(entry.by, entry.wanted)
        return Applied({})

    def _end(self, entry: Entry) -> Applied:
        ending: Ending = entry.wanted
        if not was_ended(self._uow, entry.by, entry.client_id):
            place, sign = ending.place, ending.sign
            self._encounters.finish(entry.by, ending.encounter_id, ending.version, place, sign=sign)
        return Applied({})

    def _move(self, entry: Entry) -> Applied:
        number = self._queueing.repeat(entry.by, entry.client_id, entry.wanted)
        return Applied({}, _other("Nomor antrean", entry.told, number))

    def _printed(self, entry: Entry) -> Applied:
        self._referrals.note_printed(entry.by, entry.wanted.referral_id)
        return Applied({})

    def _call(self, entry: Entry) -> Applied:
        self._queueing.repeat(entry.by, entry.client_id, entry.wanted)
        return Applied({})


def _others(entry: Entry, **now: UUID) -> dict[str, str]:
    given = {what: entry.made[what] for what in now if what in entry.made}
    return {str(one): str(now[what]) for what, one in given.items() if one != now[what]}


def _other(label: str, handed: str, there: str) -> str:
    return "" if handed in ("", there) else f"{label} yang diberikan {handed}, di server {there}."
