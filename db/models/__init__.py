"""Typed tables, one file an area."""

from db.models.answers import FormResponse, Observation
from db.models.book_keeping import Audit, AuditTip, Change, ClientSave, Counter
from db.models.certificate import Certificate
from db.models.chart import SealBroken, VisitMove
from db.models.couple import Couple
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
    KiaBook,
    LabourObservation,
    MotherClass,
    PastBaby,
    Pregnancy,
    PregnancyChange,
    PregnancyContact,
)
from db.models.order import FavouriteCode, LabOrder, PrescriptionLine, VisitAction
from db.models.person import Allergy, Consent, Family, HouseholdMove, Identifier, NameForm, Person, PersonSearch
from db.models.record import (
    CorrectionPermit,
    Diagnosis,
    InformedConsent,
    NoKnownAllergy,
    Note,
    NoteTemplate,
    Problem,
    RecordSignature,
    ShortText,
    WithdrawnAllergy,
    WithdrawnDiagnosis,
)
from db.models.referral import Referral, ReferralAnswer, ReferralStep
from db.models.school import Pupil, School
from db.models.services import Due, DueCount, Invitation, ServiceAnswer
from db.models.staff import Staff, StaffRole
from db.models.stand_in import NumberBlock, ReplayConflict
from db.models.visit import Encounter, Ticket, TicketStep

__all__ = [
    "AdverseEvent",
    "Allergy",
    "Audit",
    "AuditTip",
    "Birth",
    "Certificate",
    "Change",
    "ClientSave",
    "Consent",
    "CorrectionPermit",
    "Counter",
    "Couple",
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
    "FavouriteCode",
    "FormResponse",
    "HouseholdMove",
    "Identifier",
    "InformedConsent",
    "Invitation",
    "ItemWording",
    "KiaBook",
    "LabOrder",
    "LabourObservation",
    "MotherClass",
    "NameForm",
    "Neighbourhood",
    "NoKnownAllergy",
    "Note",
    "NoteTemplate",
    "NumberBlock",
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
    "PrescriptionLine",
    "Problem",
    "Pupil",
    "Pustu",
    "PustuVillage",
    "RecordSignature",
    "Referral",
    "ReferralAnswer",
    "ReferralStep",
    "ReplayConflict",
    "Room",
    "RoomKlaster",
    "School",
    "SealBroken",
    "ServiceAnswer",
    "ShortText",
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
    "VisitAction",
    "VisitMove",
    "WithdrawnAllergy",
    "WithdrawnDiagnosis",
    "WithdrawnDose",
]
