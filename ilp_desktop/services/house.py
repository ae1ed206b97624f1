"""Every service of one open database, joined once and handed to the screens."""

from dataclasses import dataclass

from db.engine import Database
from db.local_state import LocalState
from ilp_desktop.clock import Clock, local_day
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes, diagnosis_codes
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.identity import Identities
from ilp_desktop.services.answers.filled_forms import FilledForms
from ilp_desktop.services.answers.form_statistics import FormStatistics
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.antenatal.pregnancy_picture import PregnancyPictures
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
from ilp_desktop.services.core.drafts import Drafts
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.death.deaths import Deaths
from ilp_desktop.services.due.due_lists import DueLists
from ilp_desktop.services.due.due_papers import DuePapers
from ilp_desktop.services.due.due_services import DueServices
from ilp_desktop.services.due.invitations import Invitations
from ilp_desktop.services.edition.editions import Editions
from ilp_desktop.services.edition.wording import Wordings
from ilp_desktop.services.elderly.elderly_care import ElderlyCare
from ilp_desktop.services.facility.facilities import Facilities
from ilp_desktop.services.facility.territory import Territory
from ilp_desktop.services.family_import.family_imports import FamilyImports
from ilp_desktop.services.growth.growth_care import GrowthCare
from ilp_desktop.services.growth.pmt_list import PmtList
from ilp_desktop.services.growth.rejudging import Rejudging
from ilp_desktop.services.house_parts import (
    OF_CATALOGUE,
    OF_CODES,
    OF_DUES,
    OF_PICTURES,
    OF_READERS,
    OF_READINGS,
    OF_SCREENING,
    OF_UOW,
    OF_VAULT,
    OwnFiles,
    dues_of,
    records_of,
    registers_of,
    sent_later,
)
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
from ilp_desktop.services.people.registration import Registration
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
from ilp_desktop.services.record.encounters import Encounters
from ilp_desktop.services.record.informed_consents import InformedConsents
from ilp_desktop.services.record.late_entries import LateEntries
from ilp_desktop.services.record.note_templates import NoteTemplates
from ilp_desktop.services.record.overview import Overview
from ilp_desktop.services.record.past_medicines import PastMedicines
from ilp_desktop.services.record.past_notes import PastNotes
from ilp_desktop.services.record.patient_requests import PatientRequests
from ilp_desktop.services.record.problems import Problems
from ilp_desktop.services.record.record_opening import RecordOpening
from ilp_desktop.services.record.short_texts import ShortTexts
from ilp_desktop.services.record.signing import RecordSigning
from ilp_desktop.services.rederiving import Rederiving
from ilp_desktop.services.referral.back_letters import BackLetters
from ilp_desktop.services.referral.field_slips import FieldSlips
from ilp_desktop.services.referral.referral_answers import ReferralAnswers
from ilp_desktop.services.referral.referral_lists import ReferralLists
from ilp_desktop.services.referral.referral_loop import ReferralLoop
from ilp_desktop.services.referral.referrals import Referrals
from ilp_desktop.services.register.register_papers import RegisterPapers
from ilp_desktop.services.register.register_reading import RegisterReadings
from ilp_desktop.services.register.registers import Registers
from ilp_desktop.services.school.class_lists import ClassLists
from ilp_desktop.services.school.school_days import SchoolDays
from ilp_desktop.services.school.school_doses import SchoolDoses
from ilp_desktop.services.school.schools import Schools
from ilp_desktop.services.school.weekly_tablets import WeeklyTablets
from ilp_desktop.services.stand_in.applying import UseCases
from ilp_desktop.services.stand_in.conflicts import ReplayConflicts
from ilp_desktop.services.stand_in.copy_keeping import CopyKeeping
from ilp_desktop.services.stand_in.sending import Sending
from ilp_desktop.services.start.access import Access
from ilp_desktop.services.start.accounts import Accounts
from ilp_desktop.services.start.clock_doubts import ClockDoubts
from ilp_desktop.services.start.opening import Vault
from ilp_desktop.services.start.staff_changes import StaffChanges
from ilp_desktop.services.work_health.work_care import WorkCare

DEFAULT_TIME_ZONE = "Asia/Jakarta"


@dataclass(frozen=True)
class House:
    """The services, one an area of work."""

    uow: UnitOfWork
    codes: DiagnosisCodes
    access: Access
    accounts: Accounts
    staff_changes: StaffChanges
    facilities: Facilities
    registration: Registration
    households: Households
    territory: Territory
    family_imports: FamilyImports
    duplicates: Duplicates
    duplicate_scan: DuplicateScanning
    merging: Merging
    unmerging: Unmerging
    visits: Visits
    arrivals: Arrivals
    queueing: Queueing
    sub_rooms: SubRooms
    displays: Displays
    queue_repairs: QueueRepairs
    waiting_times: WaitingTimes
    screening: Screening
    development: Development
    school_days: SchoolDays
    weekly_tablets: WeeklyTablets
    filled_forms: FilledForms
    referrals: Referrals
    referral_loop: ReferralLoop
    referral_answers: ReferralAnswers
    back_letters: BackLetters
    referral_lists: ReferralLists
    field_slips: FieldSlips
    encounters: Encounters
    records: Records
    visit_moves: VisitMoves
    record_papers: RecordPapers
    record_opening: RecordOpening
    trails: Trails
    signing: RecordSigning
    patient_requests: PatientRequests
    allergies: Allergies
    consents: InformedConsents
    problems: Problems
    past_notes: PastNotes
    past_medicines: PastMedicines
    short_texts: ShortTexts
    note_templates: NoteTemplates
    late_entries: LateEntries
    pregnancies: Pregnancies
    pictures: PregnancyPictures
    episodes: PregnancyEpisodes
    kia_books: KiaBooks
    obstetrics: ObstetricHistories
    children: Children
    deliveries: Deliveries
    labours: Labours
    birth_letters: BirthLetters
    certificates: Certificates
    deaths: Deaths
    postnatal: Postnatal
    growth_care: GrowthCare
    pmt_list: PmtList
    immunisations: Immunisations
    adverse_events: AdverseEvents
    vaccine_stock: VaccineStock
    vaccine_cards: VaccineCards
    school_doses: SchoolDoses
    sick_children: SickChildren
    schools: Schools
    class_lists: ClassLists
    orders: Orders
    usual_codes: UsualCodes
    mother_child: MotherChild
    kia: KiaSummaries
    chronic: ChronicCare
    outside_controls: OutsideControls
    elderly: ElderlyCare
    mental: MentalCare
    contraception: ContraceptionCare
    cancer: CancerCare
    premarital: PremaritalCare
    work: WorkCare
    registers: Registers
    register_papers: RegisterPapers
    overview: Overview
    editions: Editions
    dues: DueServices
    due_lists: DueLists
    invitations: Invitations
    due_papers: DuePapers
    rederiving: Rederiving
    statistics: FormStatistics
    wordings: Wordings
    backups: Backups
    clock_doubts: ClockDoubts
    keys: KeyKeeping
    copy_keeping: CopyKeeping
    sending: Sending
    replay_conflicts: ReplayConflicts
    drafts: Drafts


def build_house(
    database: Database,
    vault: Vault | None,
    clock: Clock,
    identities: Identities,
    *,
    state: LocalState | None = None,
    files: OwnFiles | None = None,
) -> House:
    """Join the services over an open database; a server keeps no ``vault``, and who has no screen no ``state``."""
    uow = UnitOfWork(database, clock, identities)
    codes = diagnosis_codes(local_day(clock.now(), DEFAULT_TIME_ZONE))
    own = files or OwnFiles()
    screening = Screening(uow, Catalogue(own.forms, DOMAIN_RULES) if own.forms else shipped_forms(), DOMAIN_RULES)
    wordings = Wordings(uow, screening.catalogue)
    referrals = Referrals(uow, codes, screening.catalogue)
    store, readings = dues_of(uow, screening.catalogue)
    readers = RecordReaders(uow, screening, codes, readings)
    kia = KiaSummaries(uow, screening, store)
    registration = Registration(uow, Rejudging(screening))
    parts = {name: make(uow) for name, make in OF_UOW.items()}
    encounters = Encounters(uow, screening, referrals, codes)
    return House(
        uow=uow,
        codes=codes,
        **parts,
        **{name: make(uow, screening) for name, make in OF_SCREENING.items()},
        **{name: make(uow, screening.catalogue) for name, make in OF_CATALOGUE.items()},
        **{name: make(uow, screening.catalogue, store) for name, make in OF_PICTURES.items()},
        **{name: make(uow, codes) for name, make in OF_CODES.items()},
        **{name: make(uow, vault) for name, make in OF_VAULT.items()},
        accounts=Accounts(uow, vault, state),
        registration=registration,
        **sent_later(uow, UseCases.among(parts, registration, encounters, referrals)),
        screening=screening,
        referrals=referrals,
        encounters=encounters,
        **records_of(uow, readers, FilledForms(uow, screening, wordings)),
        **{name: make(uow, readers) for name, make in OF_READERS.items()},
        late_entries=LateEntries(uow, screening, codes),
        **{name: make(uow, store) for name, make in OF_DUES.items()},
        kia=kia,
        **registers_of(uow, RegisterReadings(uow, screening.catalogue, own.data_folder), kia),
        pictures=PregnancyPictures(uow, screening, store),
        overview=Overview(uow, codes, screening.catalogue),
        **{name: make(uow, readings) for name, make in OF_READINGS.items()},
        rederiving=Rederiving(uow, store, screening.catalogue),
        wordings=wordings,
        drafts=Drafts(state, clock, uow.saved_among),
    )
