"""What was written without the server, as it is kept here and listed there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from ilp_desktop.domain.care.allergy import AllergyKind, Severity
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import BpjsStatus, NextPlace, Payer, TicketAct, TicketStatus, Wish
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.plain_values import identifiers_in, read_plain
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import Past
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import AskedTest, OrderDraft, Prescribed
from ilp_desktop.services.people.identity_edits import PERSON_CHANGE, PersonChange
from ilp_desktop.services.people.registration import REGISTER
from ilp_desktop.services.person.allergies import (
    ALLERGY,
    ALLERGY_GONE,
    NO_ALLERGY,
    AllergyGone,
    NewAllergy,
    NoAllergy,
)
from ilp_desktop.services.person.person_data import ConsentGiven, NewPerson, PersonData
from ilp_desktop.services.queue.arrivals import ARRIVAL
from ilp_desktop.services.queue.queue_moves import QUEUE_MOVE, QueueMove
from ilp_desktop.services.queue.ticket_steps import QUEUE_STEP, QueueStep
from ilp_desktop.services.queue.visits import VISIT, NewVisit, VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.kept_examination import ENDING, EXAMINATION, Ending
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referrals import LETTER_PRINTED, LetterPrinted

CLASSES = (
    *(SignedIn, NewPerson, PersonData, ConsentGiven, NewVisit, VisitFacts, QueueStep),
    *(Examination, SoapNote, GivenDiagnosis, Certainty, FilledForm, GivenAction, OrderDraft, AskedTest, Prescribed),
    *(PersonChange, NewAllergy, AllergyKind, Severity, AllergyGone, NoAllergy),
    *(Ending, NextPlace, ReferralDraft, LetterPrinted, QueueMove),
    *(Role, Sex, Payer, BpjsStatus, FamilyRelation, Klaster, Wish, TicketAct, TicketStatus),
)
KNOWN = {one.__name__: one for one in CLASSES}
KINDS = {
    REGISTER: "Pendaftaran orang baru",
    VISIT: "Kunjungan dan tiket",
    ARRIVAL: "Nomor antrean",
    EXAMINATION: "Pemeriksaan",
    ENDING: "Selesai di ruang",
    QUEUE_STEP: "Langkah antrean",
    QUEUE_MOVE: "Pindah klaster",
    LETTER_PRINTED: "Cetak surat",
    PERSON_CHANGE: "Ubah identitas",
    ALLERGY: "Alergi",
    ALLERGY_GONE: "Alergi dibatalkan",
    NO_ALLERGY: "Tidak ada alergi",
}

CLINICAL = frozenset({EXAMINATION, ENDING, LETTER_PRINTED, ALLERGY, ALLERGY_GONE, NO_ALLERGY})
"""What those alone decide about who write records."""


class Problem(Enum):
    """Why something could not simply be taken over."""

    NUMBER = "number"
    STALE = "stale"
    REFUSED = "refused"
    TAKEN = "taken"
    OTHER_NUMBER = "other_number"
    WAITS = "waits"


@dataclass(frozen=True)
class Entry:
    """One save without the server.

    Attributes:
        by: who saved it, in the roles of that moment.
        wanted: what was asked.
        made: the identifiers given then, by what they were given to.
        numbers: the numbers taken from the reserve; told: the number that was handed out.
        papers: what was printed then, by what it is.
    """

    client_id: UUID
    kind: str
    at: datetime
    by: SignedIn
    wanted: Any
    made: Mapping[str, UUID]
    numbers: Mapping[str, int] = field(default_factory=dict)
    told: str = ""
    papers: Mapping[str, Any] = field(default_factory=dict)

    def past(self, *, numbers: bool = True) -> Past:
        """Return how it is to be written on the server: with its time, its identifiers and its numbers."""
        return Past(self.at, self.made, dict(self.numbers) if numbers else {}, self.papers)


def entry_of(client_id: UUID, kind: str, at: datetime, content: Mapping[str, Any]) -> Entry:
    """Read an entry back."""
    return Entry(
        client_id=client_id,
        kind=kind,
        at=at,
        by=read_plain(content["by"], KNOWN),
        wanted=read_plain(content["wanted"], KNOWN),
        made={what: UUID(given) for what, given in content["made"].items()},
        numbers=content["numbers"],
        told=content["told"],
        papers=content.get("papers", {}),
    )


def given_in(content: Mapping[str, Any]) -> frozenset[UUID]:
    """Return the identifiers that an entry gave to something new."""
    return frozenset(map(UUID, content["made"].values()))


def named_in(content: Mapping[str, Any]) -> frozenset[UUID]:
    """Return the identifiers that an entry speaks of."""
    return identifiers_in(content["wanted"])
