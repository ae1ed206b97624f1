"""The way to paper: printing is loaded only when the first sheet is asked for, for it is heavy."""

# ruff: noqa: PLC0415
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.forms.schema import Form
from ilp_desktop.printing.contents.access_list import AccessSheet
from ilp_desktop.printing.contents.birth_letter import BirthLetter
from ilp_desktop.printing.contents.care import CareSheet
from ilp_desktop.printing.contents.certificate import Certificate
from ilp_desktop.printing.contents.consent_form import ConsentForm
from ilp_desktop.printing.contents.death_notice import DeathNotice
from ilp_desktop.printing.contents.form_sheet import SheetAnswers, SheetHeading
from ilp_desktop.printing.contents.growth import GrowthCard, GrowthSheet
from ilp_desktop.printing.contents.immunisation import CardSheet, EventSheet, PlanSheet
from ilp_desktop.printing.contents.invitation import CardsAPage, InvitationSheet
from ilp_desktop.printing.contents.kia import KiaSummary
from ilp_desktop.printing.contents.partograph import PartographPaper
from ilp_desktop.printing.contents.prescription import Prescription
from ilp_desktop.printing.contents.record import RecordSheet
from ilp_desktop.printing.contents.recovery_sheet import RecoverySheet
from ilp_desktop.printing.contents.referral import ReferralLetter
from ilp_desktop.printing.contents.referral_slip import BackReferral, ReferralSlip
from ilp_desktop.printing.contents.request_answer import RequestAnswer
from ilp_desktop.printing.contents.sweeping import SweepingList
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.printing.contents.trail_day import TrailDay
from ilp_desktop.printing.contents.vaccine_card import StockCardSheet
from ilp_desktop.printing.paper import Letterhead, RollWidth
from ilp_desktop.printing.piled_pdf import PiledPdf
from ilp_desktop.printing.roll_printer import RollPrinters
from ilp_desktop.services.facility.facilities import FacilityProfile


def letterhead_of(profile: FacilityProfile) -> Letterhead:
    """Return the letterhead of a Puskesmas."""
    head = (f"Dinas Kesehatan {profile.regency}",) if profile.regency else ()
    return Letterhead(
        name=profile.name,
        code=profile.code,
        address=profile.address,
        phone=profile.phone,
        head_lines=head,
    )


@dataclass(frozen=True)
class TicketSheet:
    """A queue ticket for either kind of printer; ``roll`` makes it in the language of roll printers, when wanted."""

    pdf: bytes
    roll: Callable[[], bytes]


def ticket_sheet(ticket: QueueTicket, roll_mm: int) -> TicketSheet:
    """Lay out a queue ticket for a roll of 80 or 58 mm."""
    from ilp_desktop.printing.roll_printer import encoded
    from ilp_desktop.printing.roll_ticket import roll_lines
    from ilp_desktop.printing.ticket import print_ticket

    roll = RollWidth(roll_mm)
    return TicketSheet(print_ticket(ticket, roll), lambda: encoded(roll_lines(ticket, roll)))


def referral_pdf(letter: ReferralLetter, profile: FacilityProfile) -> bytes:
    """Lay out a referral letter."""
    from ilp_desktop.printing.referral_letter import print_referral_letter

    return print_referral_letter(letter, letterhead_of(profile))


def referral_slip_pdf(slip: ReferralSlip, profile: FacilityProfile) -> bytes:
    """Lay out a referral slip, A5."""
    from ilp_desktop.printing.referral_slip import print_referral_slip

    return print_referral_slip(slip, letterhead_of(profile))


def certificate_pdf(paper: Certificate, profile: FacilityProfile, begun: Callable[[int], object]) -> bytes:
    """Lay out a certificate; ``begun`` is told each page as it begins."""
    from ilp_desktop.printing.certificate import print_certificate

    return print_certificate(paper, letterhead_of(profile), begun=begun)


def back_referral_pdf(answer: BackReferral, profile: FacilityProfile) -> bytes:
    """Lay out the answer to a referral, A5."""
    from ilp_desktop.printing.referral_slip import print_back_referral

    return print_back_referral(answer, letterhead_of(profile))


def prescription_pdf(sheet: Prescription, profile: FacilityProfile) -> bytes:
    """Lay out a prescription, A5."""
    from ilp_desktop.printing.prescription import print_prescription

    return print_prescription(sheet, letterhead_of(profile))


def record_pdf(sheet: RecordSheet, letterhead: Letterhead, begun: Callable[[int], object]) -> bytes:
    """Lay out a copy of a record; ``begun`` is told each page as it begins."""
    from ilp_desktop.printing.record_sheet import print_record

    return print_record(sheet, letterhead, begun)


def kia_pdf(summary: KiaSummary, profile: FacilityProfile) -> bytes:
    """Lay out a KIA summary of at most two pages."""
    from ilp_desktop.printing.kia_summary import print_kia_summary

    return print_kia_summary(summary, letterhead_of(profile))


def pile_of(file: Path, title: str) -> PiledPdf:
    """Return a PDF file that grows sheet by sheet."""
    return PiledPdf(file, title)


def partograph_pdf(paper: PartographPaper, profile: FacilityProfile) -> bytes:
    """Lay out a partograph on one page."""
    from ilp_desktop.printing.partograph import print_partograph

    return print_partograph(paper, letterhead_of(profile))


def birth_letter_pdf(letter: BirthLetter, profile: FacilityProfile) -> bytes:
    """Lay out a birth letter."""
    from ilp_desktop.printing.birth_letter import print_birth_letter

    return print_birth_letter(letter, letterhead_of(profile))


def consent_form_pdf(form: ConsentForm, profile: FacilityProfile) -> bytes:
    """Lay out a consent to an act, or its refusal, on one page."""
    from ilp_desktop.printing.consent_form import print_consent_form

    return print_consent_form(form, letterhead_of(profile))


def death_notice_pdf(notice: DeathNotice, profile: FacilityProfile) -> bytes:
    """Lay out the notification of a death."""
    from ilp_desktop.printing.death_notice import print_death_notice

    return print_death_notice(notice, letterhead_of(profile))


def growth_sheet_pdf(sheet: GrowthSheet, profile: FacilityProfile) -> bytes:
    """Lay out the growth of a child on its curves."""
    from ilp_desktop.printing.growth_sheet import print_growth_sheet

    return print_growth_sheet(sheet, letterhead_of(profile))


def growth_card_pdf(card: GrowthCard, profile: FacilityProfile) -> bytes:
    """Lay out the growth card (KMS) of a child."""
    from ilp_desktop.printing.growth_card import print_growth_card

    return print_growth_card(card, letterhead_of(profile))


def stock_card_pdf(sheet: StockCardSheet, profile: FacilityProfile) -> bytes:
    """Lay out the stock card of a batch of vaccine."""
    from ilp_desktop.printing.vaccine_card import print_stock_card

    return print_stock_card(sheet, letterhead_of(profile))


def access_list_pdf(sheet: AccessSheet, profile: FacilityProfile) -> bytes:
    """Lay out the list of whoever opened a person's record."""
    from ilp_desktop.printing.access_list import print_access_list

    return print_access_list(sheet, letterhead_of(profile))


def request_answer_pdf(sheet: RequestAnswer, profile: FacilityProfile) -> bytes:
    """Lay out the answer to a patient who asked to have data corrected, A4."""
    from ilp_desktop.printing.request_answer import print_request_answer

    return print_request_answer(sheet, letterhead_of(profile))


def trail_day_pdf(sheet: TrailDay, profile: FacilityProfile) -> bytes:
    """Lay out the report of a day with the heads of its chains, A4."""
    from ilp_desktop.printing.trail_day import print_trail_day

    return print_trail_day(sheet, letterhead_of(profile))


def recovery_sheet_pdf(sheet: RecoverySheet) -> bytes:
    """Lay out the sheet of recovery words, A4."""
    from ilp_desktop.printing.recovery_sheet import print_recovery_sheet

    return print_recovery_sheet(sheet)


def plan_pdf(sheet: PlanSheet, profile: FacilityProfile) -> bytes:
    """Lay out a plan of immunisation for parents, A5."""
    from ilp_desktop.printing.immunisation_plan import print_plan

    return print_plan(sheet, letterhead_of(profile))


def card_pdf(sheet: CardSheet, profile: FacilityProfile) -> bytes:
    """Lay out an immunisation card on one page."""
    from ilp_desktop.printing.immunisation_card import print_card

    return print_card(sheet, letterhead_of(profile))


def event_pdf(sheet: EventSheet, profile: FacilityProfile) -> bytes:
    """Lay out a report of an event after immunisation."""
    from ilp_desktop.printing.adverse_event import print_event

    return print_event(sheet, letterhead_of(profile))


def care_pdf(sheet: CareSheet) -> bytes:
    """Lay out the sheet for the mother of a sick child."""
    from ilp_desktop.printing.care_sheet import print_care_sheet

    return print_care_sheet(sheet)


def form_pdf(
    form: Form,
    filled: SheetAnswers | None,
    heading: SheetHeading,
    *,
    asked: Collection[str] | None = None,
    words: Mapping[str, str] | None = None,
) -> bytes:
    """Lay out a form, empty or filled."""
    from ilp_desktop.printing.form_sheet import form_sheet

    return form_sheet(form, filled, heading, asked=asked, words=words)


def sweeping_pdf(listed: SweepingList, begun: Callable[[int], object]) -> bytes:
    """Lay out a list for kader; ``begun`` is told each page as it begins."""
    from ilp_desktop.printing.sweeping_list import print_sweeping_list

    return print_sweeping_list(listed, begun)


def invitations_pdf(sheet: InvitationSheet, cards: CardsAPage, begun: Callable[[int], object]) -> bytes:
    """Lay out invitations, two or four a page; ``begun`` is told each page as it begins."""
    from ilp_desktop.printing.invitation_cards import print_invitations

    return print_invitations(sheet, cards, begun)


def roll_printers() -> RollPrinters:
    """Return the way to the roll printers of this computer; what they need is loaded with the first ticket."""
    return RollPrinters()
