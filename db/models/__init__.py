"""Typed tables, one file an area."""

from db.models.answers import FormResponse, Observation
from db.models.book_keeping import Audit, Change, ClientSave, Counter
from db.models.chart import SealBroken, VisitMove
from db.models.editions import ItemWording, SignOff
from db.models.facility import (
    Destination,
    Facility,
    Neighbourhood,
    Posyandu,
    Pustu,
    PustuVillage,
    Room,
    RoomKlaster,
    Village,
)
from db.models.immunisation import AdverseEvent, VaccineLot, VaccineMove, VaccineVial, WithdrawnDose
from db.models.merging import DuplicateScan, PersonMerge, PersonMergeRow, SuspectedPair
from db.models.mother_child import (
    Birth,
    Death,
    Delivery,
    DoseGiven,
    LabourObservation,
    MotherClass,
    PastBaby,
    Pregnancy,
    PregnancyChange,
    PregnancyContact,
)
from db.models.person import Allergy, Consent, Family, HouseholdMove, Identifier, NameForm, Person, PersonSearch
from db.models.referral import Referral
from db.models.school import Pupil, School
from db.models.services import Due, DueCount, Invitation, ServiceAnswer
from db.models.staff import Staff, StaffRole
from db.models.visit import Diagnosis, Encounter, Note, Ticket, TicketStep

__all__ = [
    "AdverseEvent",
    "Allergy",
    "Audit",
    "Birth",
    "Change",
    "ClientSave",
    "Consent",
    "Counter",
    "Death",
    "Delivery",
    "Destination",
    "Diagnosis",
    "DoseGiven",
    "Due",
    "DueCount",
    "DuplicateScan",
    "Encounter",
    "Facility",
    "Family",
    "FormResponse",
    "HouseholdMove",
    "Identifier",
    "Invitation",
    "ItemWording",
    "LabourObservation",
    "MotherClass",
    "NameForm",
    "Neighbourhood",
    "Note",
    "Observation",
    "PastBaby",
    "Person",
    "PersonMerge",
    "PersonMergeRow",
    "PersonSearch",
    "Posyandu",
    "Pregnancy",
    "PregnancyChange",
    "PregnancyContact",
    "Pupil",
    "Pustu",
    "PustuVillage",
    "Referral",
    "Room",
    "RoomKlaster",
    "School",
    "SealBroken",
    "ServiceAnswer",
    "SignOff",
    "Staff",
    "StaffRole",
    "SuspectedPair",
    "Ticket",
    "TicketStep",
    "VaccineLot",
    "VaccineMove",
    "VaccineVial",
    "Village",
    "VisitMove",
    "WithdrawnDose",
]
