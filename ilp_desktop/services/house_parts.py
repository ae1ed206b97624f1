"""How the services are made, by what each of them needs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.filled_forms import FilledForms
from ilp_desktop.services.answers.form_statistics import FormStatistics
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.audit.trails import Trails
from ilp_desktop.services.backup.backups import Backups
from ilp_desktop.services.birth.birth_letters import BirthLetters
from ilp_desktop.services.birth.deliveries import Deliveries
from ilp_desktop.services.birth.labours import Labours
from ilp_desktop.services.birth.postnatal import Postnatal
from ilp_desktop.services.cancer.cancer_care import CancerCare
from ilp_desktop.services.certificate.certificates import Certificates
from ilp_desktop.services.chart.readers import RecordReaders
from ilp_desktop.services.chart.record_papers import RecordPapers
from ilp_desktop.services.chart.records import Records
from ilp_desktop.services.chart.visit_moves import VisitMoves
from ilp_desktop.services.child.children import Children
from ilp_desktop.services.child.development import Development
from ilp_desktop.services.child.sick_children import SickChildren
from ilp_desktop.services.contraception.contraception_care import ContraceptionCare
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.death.deaths import Deaths
from ilp_desktop.services.due.due_book import book_of
from ilp_desktop.services.due.due_lists import DueLists
from ilp_desktop.services.due.due_papers import DuePapers
from ilp_desktop.services.due.due_reading import DueReadings
from ilp_desktop.services.due.due_services import DueServices
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.invitations import Invitations
from ilp_desktop.services.edition.editions import Editions
from ilp_desktop.services.elderly.elderly_care import ElderlyCare
from ilp_desktop.services.facility.facilities import Facilities
from ilp_desktop.services.facility.territory import Territory
from ilp_desktop.services.family_import.family_imports import FamilyImports
from ilp_desktop.services.growth.growth_care import GrowthCare
from ilp_desktop.services.growth.pmt_list import PmtList
from ilp_desktop.services.immunisation.adverse_events import AdverseEvents
from ilp_desktop.services.immunisation.immunisations import Immunisations
from ilp_desktop.services.immunisation.vaccine_cards import VaccineCards
from ilp_desktop.services.immunisation.vaccine_stock import VaccineStock
from ilp_desktop.services.keys.key_keeping import KeyKeeping
from ilp_desktop.services.kia.kia import KiaSummaries
from ilp_desktop.services.kia.mother_child import MotherChild
from ilp_desktop.services.mental.mental_care import MentalCare
from ilp_desktop.services.merge.duplicate_scan import DuplicateScanning
from ilp_desktop.services.merge.duplicates import Duplicates
from ilp_desktop.services.merge.merging import Merging
from ilp_desktop.services.merge.unmerging import Unmerging
from ilp_desktop.services.ncd.chronic_care import ChronicCare
from ilp_desktop.services.ncd.outside_control import OutsideControls
from ilp_desktop.services.order.orders import Orders
from ilp_desktop.services.order.usual_codes import UsualCodes
from ilp_desktop.services.people.households import Households
from ilp_desktop.services.person.allergies import Allergies
from ilp_desktop.services.pregnancy.kia_books import KiaBooks
from ilp_desktop.services.pregnancy.obstetric_history import ObstetricHistories
from ilp_desktop.services.pregnancy.pregnancies import Pregnancies
from ilp_desktop.services.pregnancy.pregnancy_episode import PregnancyEpisodes
from ilp_desktop.services.premarital.premarital_care import PremaritalCare
from ilp_desktop.services.queue.arrivals import Arrivals
from ilp_desktop.services.queue.displays import Displays
from ilp_desktop.services.queue.queue_repairs import QueueRepairs
from ilp_desktop.services.queue.queueing import Queueing
from ilp_desktop.services.queue.sub_rooms import SubRooms
from ilp_desktop.services.queue.visits import Visits
from ilp_desktop.services.queue.waiting_times import WaitingTimes
from ilp_desktop.services.record.informed_consents import InformedConsents
from ilp_desktop.services.record.note_templates import NoteTemplates
from ilp_desktop.services.record.past_medicines import PastMedicines
from ilp_desktop.services.record.past_notes import PastNotes
from ilp_desktop.services.record.patient_requests import PatientRequests
from ilp_desktop.services.record.problems import Problems
from ilp_desktop.services.record.record_opening import RecordOpening
from ilp_desktop.services.record.short_texts import ShortTexts
from ilp_desktop.services.record.signing import RecordSigning
from ilp_desktop.services.referral.back_letters import BackLetters
from ilp_desktop.services.referral.field_slips import FieldSlips
from ilp_desktop.services.referral.referral_answers import ReferralAnswers
from ilp_desktop.services.referral.referral_lists import ReferralLists
from ilp_desktop.services.referral.referral_loop import ReferralLoop
from ilp_desktop.services.register.register_papers import RegisterPapers
from ilp_desktop.services.register.register_reading import RegisterReadings
from ilp_desktop.services.register.registers import Registers
from ilp_desktop.services.school.class_lists import ClassLists
from ilp_desktop.services.school.school_days import SchoolDays
from ilp_desktop.services.school.school_doses import SchoolDoses
from ilp_desktop.services.school.schools import Schools
from ilp_desktop.services.school.weekly_tablets import WeeklyTablets
from ilp_desktop.services.stand_in.applying import Applying, UseCases
from ilp_desktop.services.stand_in.conflicts import ReplayConflicts
from ilp_desktop.services.stand_in.copy_keeping import CopyKeeping
from ilp_desktop.services.stand_in.sending import Sending
from ilp_desktop.services.start.access import Access
from ilp_desktop.services.start.clock_doubts import ClockDoubts
from ilp_desktop.services.start.opening import Vault
from ilp_desktop.services.start.staff_changes import StaffChanges
from ilp_desktop.services.work_health.work_care import WorkCare

DEFAULT_TIME_ZONE = "Asia/Jakarta"


@dataclass(frozen=True)
class OwnFiles:
    """Files that stand in for those that ship: a folder of forms, and the data folder with columns of registers."""

    forms: Path | None = None
    data_folder: Path | None = None


NO_FILES = OwnFiles()
OF_UOW: dict[str, Callable[[UnitOfWork], Any]] = {
    "facilities": Facilities,
    "households": Households,
    "territory": Territory,
    "family_imports": FamilyImports,
    "duplicates": Duplicates,
    "duplicate_scan": DuplicateScanning,
    "merging": Merging,
    "unmerging": Unmerging,
    "visits": Visits,
    "arrivals": Arrivals,
    "queueing": Queueing,
    "clock_doubts": ClockDoubts,
    "sub_rooms": SubRooms,
    "displays": Displays,
    "queue_repairs": QueueRepairs,
    "waiting_times": WaitingTimes,
    "pregnancies": Pregnancies,
    "episodes": PregnancyEpisodes,
    "kia_books": KiaBooks,
    "obstetrics": ObstetricHistories,
    "children": Children,
    "deliveries": Deliveries,
    "labours": Labours,
    "birth_letters": BirthLetters,
    "deaths": Deaths,
    "adverse_events": AdverseEvents,
    "vaccine_stock": VaccineStock,
    "vaccine_cards": VaccineCards,
    "school_doses": SchoolDoses,
    "sick_children": SickChildren,
    "schools": Schools,
    "class_lists": ClassLists,
    "referral_lists": ReferralLists,
    "field_slips": FieldSlips,
    "orders": Orders,
    "usual_codes": UsualCodes,
    "signing": RecordSigning,
    "patient_requests": PatientRequests,
    "trails": Trails,
    "allergies": Allergies,
    "consents": InformedConsents,
    "problems": Problems,
    "short_texts": ShortTexts,
    "copy_keeping": CopyKeeping,
    "note_templates": NoteTemplates,
}
"""The services that need nothing but the unit of work."""
OF_CATALOGUE: dict[str, Callable[[UnitOfWork, Catalogue], Any]] = {
    "editions": Editions,
    "statistics": FormStatistics,
    "growth_care": GrowthCare,
    "pmt_list": PmtList,
    "past_notes": PastNotes,
    "past_medicines": PastMedicines,
}
"""Services that need the forms themselves."""
OF_CODES: dict[str, Callable[[UnitOfWork, DiagnosisCodes], Any]] = {
    "referral_loop": ReferralLoop,
    "referral_answers": ReferralAnswers,
    "back_letters": BackLetters,
}
"""Services that need the diagnosis codes."""
OF_READERS: dict[str, Callable[[UnitOfWork, RecordReaders], Any]] = {
    "record_papers": RecordPapers,
    "record_opening": RecordOpening,
    "certificates": Certificates,
}
"""Services that tell what whole visits hold."""
OF_DUES: dict[str, Callable[[UnitOfWork, DueStore], Any]] = {
    "mother_child": MotherChild,
    "immunisations": Immunisations,
    "dues": DueServices,
}
"""Services that need what keeps services due."""
OF_PICTURES: dict[str, Callable[[UnitOfWork, Catalogue, DueStore], Any]] = {
    "chronic": ChronicCare,
    "elderly": ElderlyCare,
    "mental": MentalCare,
    "contraception": ContraceptionCare,
    "cancer": CancerCare,
    "premarital": PremaritalCare,
    "work": WorkCare,
}
"""Pictures of a person that tell what is due besides."""
OF_READINGS: dict[str, Callable[[UnitOfWork, DueReadings], Any]] = {
    "due_lists": DueLists,
    "invitations": Invitations,
    "due_papers": DuePapers,
}
"""Services that need what reads services due."""
OF_VAULT: dict[str, Callable[[UnitOfWork, Vault | None], Any]] = {
    "access": Access,
    "staff_changes": StaffChanges,
    "backups": Backups,
    "keys": KeyKeeping,
}
"""Services that need what keeps the key."""
OF_SCREENING: dict[str, Callable[[UnitOfWork, Screening], Any]] = {
    "development": Development,
    "school_days": SchoolDays,
    "weekly_tablets": WeeklyTablets,
    "postnatal": Postnatal,
    "visit_moves": VisitMoves,
    "outside_controls": OutsideControls,
}
"""The services that need forms besides."""


def dues_of(uow: UnitOfWork, catalogue: Catalogue) -> tuple[DueStore, DueReadings]:
    """Return what keeps and what reads services due; every transaction has them worked out at its end."""
    store = DueStore(book_of(catalogue))
    uow.derive, uow.foresee = store.derive, store.foresee
    return store, DueReadings(uow, store, catalogue)


def sent_later(uow: UnitOfWork, cases: UseCases) -> dict[str, Any]:
    """Return what sends what was written without the server, and what keeps what the server refused of it."""
    applying = Applying(uow, cases)
    conflicts = ReplayConflicts(uow, applying)
    return {"sending": Sending(uow, applying, conflicts), "replay_conflicts": conflicts}


def registers_of(uow: UnitOfWork, readings: RegisterReadings, kia: KiaSummaries) -> dict[str, Any]:
    """Return what lists the registers, and what prints them."""
    return {"registers": Registers(uow, readings), "register_papers": RegisterPapers(uow, readings, kia)}


def records_of(uow: UnitOfWork, readers: RecordReaders, filled: FilledForms) -> dict[str, Any]:
    """Return what gives records out, and the forms in them."""
    return {"records": Records(uow, readers, filled), "filled_forms": filled}
